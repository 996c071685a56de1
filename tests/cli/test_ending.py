"""Ctrl-C and signals: no half file, no process left, the terminal as it was, and the known exit code."""

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from beatterm.cli.ending import Ended, ending_in_order
from tests.cli.command import PATIENCE_SECONDS, children_of, run, start
from tests.host.engines import is_running

SONG = 'beatterm = 1\nkit = "deep"\n[pattern.A]\ngrid = """\nkick | x... |\n"""\n'
ENDS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a song, and nothing else."""
    (tmp_path / "s.beat").write_text(SONG)
    return tmp_path


def until(is_so: Callable[[], object]) -> None:
    give_up_seconds = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < give_up_seconds
        time.sleep(0.02)


@pytest.mark.parametrize(("end", "code"), ENDS)
def test_a_render_that_is_ended_leaves_nothing(folder: Path, end: signal.Signals, code: int) -> None:
    with start("render", "s.beat", "-o", "out.wav", "--repeats", "9000", folder=folder) as process:
        until(lambda: list(folder.glob(".out.wav.*")))
        process.send_signal(end)
        out, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out, said) == (code, b"", b"")
    assert [path.name for path in folder.iterdir()] == ["s.beat"]


@pytest.mark.parametrize(("end", "code"), [(signal.SIGINT, 0), *ENDS[1:]])
def test_playing_that_is_ended_leaves_no_engine(folder: Path, end: signal.Signals, code: int) -> None:
    with start("play", "s.beat", "--silent", "--loop", folder=folder) as process:
        until(lambda: children_of(process.pid))
        engines = children_of(process.pid)
        process.send_signal(end)
        _, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, said) == (code, b"")
    until(lambda: not any(is_running(engine) for engine in engines))


@pytest.mark.parametrize(("end", "code"), ENDS[1:])
def test_a_screen_that_is_ended_puts_the_terminal_back(folder: Path, end: signal.Signals, code: int) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    before = termios.tcgetattr(theirs)
    seen = bytearray()
    watch = threading.Thread(target=_read_all, args=(ours, seen), daemon=True)
    watch.start()
    streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    with start("--silent", "s.beat", folder=folder, env={"TERM": "xterm-256color"}, **streams) as process:
        until(lambda: b"kick" in seen)
        engines = children_of(process.pid)
        process.send_signal(end)
        assert process.wait(PATIENCE_SECONDS) == code
    assert termios.tcgetattr(theirs) == before
    os.close(theirs)
    watch.join(PATIENCE_SECONDS)
    assert all(
        seen.rindex(off) > seen.rindex(on) for on, off in ((b"[?1049h", b"[?1049l"), (b"[?25l", b"[?25h"))
    )
    assert engines
    assert not any(is_running(engine) for engine in engines)
    os.close(ours)


def _read_all(number: int, seen: bytearray) -> None:
    try:
        while data := os.read(number, 65536):
            seen += data
    except OSError:  # the other end is closed
        pass


def test_only_the_first_signal_counts_and_handlers_come_back() -> None:
    before = [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)]
    with pytest.raises(Ended) as ended, ending_in_order():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            os.kill(os.getpid(), signal.SIGHUP)
    assert ended.value.exit_code == 143
    assert [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)] == before


def test_a_hangup_that_is_ignored_stays_ignored(folder: Path) -> None:
    done = subprocess.run(
        [
            "nohup",
            sys.executable,
            "-c",
            "import signal\nfrom beatterm.cli.ending import ending_in_order\n"
            "with ending_in_order(): print(signal.getsignal(signal.SIGHUP).name)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "SIG_IGN\n"


def test_a_song_shorter_than_a_glance_is_played_and_over(folder: Path) -> None:
    (folder / "tiny.beat").write_text(SONG.replace("x...", "x").replace("grid", 'step = "1/64"\ngrid'))
    assert run("play", "tiny.beat", "--silent", "--tempo", "400", folder=folder)[0] == 0
