"""Starting and ending the programs that the tests talk to, each by its own process."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30.0  # how long a hung program is waited for; nothing is measured by it


def need(*programs: str, library_files: Sequence[str] = (), packages: str) -> None:
    """Skip the test where a program or a library is missing.

    Fail instead where BEATTERM_REQUIRE_SERVERS is set, as in CI, which must have them all.
    """
    missing = [program for program in programs if shutil.which(program) is None]
    missing += [name for name in library_files if not _is_library_here(name)]
    if not missing:
        return
    reason = f"{', '.join(missing)} not installed; to run this: apt-get install -y {packages}"
    if os.environ.get("BEATTERM_REQUIRE_SERVERS"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _is_library_here(name: str) -> bool:
    folders = (Path("/usr/lib"), Path("/usr/lib64"), Path("/usr/local/lib"))
    return any(next(folder.glob(pattern), None) for folder in folders for pattern in (name, f"*/{name}"))


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program in the background, what it says in `log`, ended on leaving."""
    with log.open("wb") as says:
        process = subprocess.Popen(
            command, env={**os.environ, **env}, stdin=subprocess.DEVNULL, stdout=says, stderr=says
        )
        try:
            yield process
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End one process: politely, then for good."""
    process.terminate()
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until(ready: Callable[[], bool], what: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return as soon as `ready()`; fail with the log where the process has ended or hangs instead."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > give_up_at:
            pytest.fail(f"{what}; its log:\n{log.read_text(errors='replace')}", pytrace=False)
        time.sleep(0.02)


def answers(command: Sequence[str], env: Mapping[str, str]) -> bool:
    """Whether a command succeeds: how a server is asked if it is up."""
    done = subprocess.run(
        command, env={**os.environ, **env}, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return done.returncode == 0
