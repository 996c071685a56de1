"""A JACK server of one's own: on the dummy driver, under a private name, at a period to choose."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.jack import JackServer
from tests.servers.process import answers, running, wait_until

MISSING = "jackd is missing, so there is no JACK to play through: apt-get install jackd2 libportaudio2"
DEVICE = "system"


def is_jack_here() -> bool:
    """Whether a server can be started."""
    return all(shutil.which(program) for program in ("jackd", "jack_lsp"))


def behind(device: str, period_frames: int) -> AbstractContextManager[dict[str, str]]:
    """What must run for a device to be there; "null" needs nothing."""
    return nullcontext({}) if device == "null" else jack(period_frames)


def as_musicians_run_it(command: list[str]) -> list[str]:
    """In real time, and without -S: the server waits for nobody, who is late is heard."""
    return [word for word in in_step(command) if word != "-S"]


def in_step(command: list[str]) -> list[str]:
    """In real time, and waiting for who is late: nothing is lost."""
    return ["-R" if word == "-r" and place == 1 else word for place, word in enumerate(command)]


@contextmanager
def jack(
    period_frames: int, rate: int = 44100, run: Callable[[list[str]], list[str]] = as_musicians_run_it
) -> Iterator[dict[str, str]]:
    """A server while the block lasts; yields what the environment of a program must say to find it."""
    with TemporaryDirectory(prefix="beatterm-bench-") as folder:
        name = f"beatterm-bench-{os.getpid()}-{rate}"
        server = JackServer(Path(folder), name, rate, period_frames)
        log = server.folder / "log"
        with running(run(server.command()), server.env, log) as process:
            wait_until(lambda: answers(["jack_lsp"], server.env), "jackd does not come up", process, log)
            yield server.env
