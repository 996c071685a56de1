"""The command as a process of its own, for what only a process has: streams, signals, an exit code."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.servers.process import ROOT

PATIENCE_SECONDS = 60
"""Until a test that waits for a process is given up."""


def start(*words: str, folder: Path, **options: Any) -> subprocess.Popen[Any]:
    """`beatterm WORDS` in a folder, which is also its home. Ctrl-C reaches it as it does in a terminal."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "BEATTERM_HOME": str(folder / "home")}
    env |= options.pop("env", {})
    return subprocess.Popen(
        [sys.executable, "-m", "beatterm", *words],
        cwd=folder,
        env=env,
        preexec_fn=_listen_to_ctrl_c,  # noqa: PLW1509 - no thread of the tests holds a lock here
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options,
    )


def run(*words: str, folder: Path, **options: Any) -> tuple[int, bytes, str]:
    """Its exit code, what it wrote to stdout, and what it said."""
    with start(*words, folder=folder, **options) as process:
        out, said = process.communicate(timeout=PATIENCE_SECONDS)
    return process.returncode, out or b"", (said or b"").decode()


def in_shell(line: str, folder: Path) -> tuple[int, str]:
    """The exit code of a shell's line, in which `beatterm` is the command; and all that it printed."""
    command = f"{sys.executable} -m beatterm"
    env = {**os.environ, "PYTHONPATH": str(ROOT), "BEATTERM_HOME": str(folder / "home")}
    done = subprocess.run(
        ["bash", "-c", f'beatterm() {{ {command} "$@"; }}; {line}'],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _listen_to_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
