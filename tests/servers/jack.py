"""A private JACK server on the dummy driver: no sound card, no D-Bus, the user's own session left alone.

`-S` (every client in step) is essential: without it a late client loses or repeats blocks. With it jackd may
lose count of a client that leaves in the middle of a block. Then it waits ten times `-t` for that block, and
never gets over the client if that is longer than the ten seconds in which it has to be gone.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from tests.servers.capture import Capture
from tests.servers.process import PATIENCE_SECONDS, ROOT, answers, need, running, wait_until

RECORDER = "beatterm-recorder"
PACKAGES = "libportaudio2 jackd2"
_numbers = count()


@dataclass(frozen=True, slots=True)
class JackServer:
    """A jackd on the dummy driver. While `capture` runs, PortAudio lists its recorder as `device`."""

    folder: Path
    name: str
    rate: int = 44100
    period_frames: int = 256
    device: str = RECORDER

    @property
    def env(self) -> dict[str, str]:
        """What a program's environment must say to find this server and no other."""
        return {
            "JACK_DEFAULT_SERVER": self.name,
            "JACK_NO_AUDIO_RESERVATION": "1",
            "JACK_NO_START_SERVER": "1",
            "PULSE_SERVER": f"unix:{self.folder}/no-pulse-here",
        }

    @contextmanager
    def capture(self) -> Iterator[Capture]:
        """Record what is played inside the `with` block, from the first frame that reaches the recorder."""
        number = next(_numbers)
        capture = Capture(self.folder / f"capture-{number}.f32")
        log = self.folder / f"recorder-{number}.log"
        command = [sys.executable, "-m", "tests.servers.jack_recorder", RECORDER, str(capture.path)]
        with self._recorder(command, log) as recorder:
            wait_until(lambda: b"READY" in log.read_bytes(), "the recorder does not come up", recorder, log)
            yield capture

    @contextmanager
    def _recorder(self, command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
        environment = {**os.environ, **self.env}
        with log.open("wb") as says:
            recorder = subprocess.Popen(
                command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=says, stderr=says
            )
            try:
                yield recorder
            finally:
                recorder.communicate(timeout=PATIENCE_SECONDS)  # the end of its stdin is the end of the tape

    def command(self) -> list[str]:
        """The server, in the foreground. -p before -d: how many ports it may have; fewer take less memory."""
        server = ["jackd", "-r", "-S", "-t", "500", "-p", "128", "-n", self.name]
        driver = ["-d", "dummy", "-r", str(self.rate), "-p", str(self.period_frames), "-C", "0", "-P", "2"]
        return [*server, *driver]


@pytest.fixture(scope="session")
def jack_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JackServer]:
    """A JACK server that plays into nothing and can be recorded, sample for sample; one for the whole run."""
    need("jackd", "jack_lsp", library_files=["libportaudio.so.2", "libjack.so.0"], packages=PACKAGES)
    server = JackServer(tmp_path_factory.mktemp("jack"), name=f"beatterm-{os.getpid()}")
    log = server.folder / "log"
    with running(server.command(), server.env, log) as process:
        wait_until(lambda: answers(["jack_lsp"], server.env), "jackd does not come up", process, log)
        yield server
