"""Ctrl-C and signals: no half file, no process left, the terminal as it was, and the known exit code."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from beatterm.cli.ending import Ended, ending_in_order
from tests.cli.command import PATIENCE_SECONDS, children_of, run, start
from tests.cli.terminal import screen, terminal, until
from tests.host.engines import is_running

SONG = 'beatterm = 1\nkit = "deep"\n[pattern.A]\ngrid = """\nkick | x... |\n"""\n'
ENDS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a song, and nothing else."""
    (tmp_path / "s.beat").write_text(SONG)
    return tmp_path


@pytest.mark.parametrize(("end", "code"), ENDS)
def test_an_ended_render_leaves_nothing_and_says_so(folder: Path, end: signal.Signals, code: int) -> None:
    with start("render", "s.beat", "-o", "out.wav", "--repeats", "9000", folder=folder) as process:
        until(lambda: list(folder.glob(".out.wav.*")))
        process.send_signal(end)
        out, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out, said.count(b"\n")) == (code, b"", 1)
    assert b"Nothing half made is left" in said
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
    with terminal() as here:
        before = here.modes()
        with screen(here, "s.beat", folder=folder) as process:
            until(lambda: here.sees(b"kick"))
            engines = children_of(process.pid)
            process.send_signal(end)
            assert process.wait(PATIENCE_SECONDS) == code
        assert here.modes() == before
    for on, off in ((b"[?1049h", b"[?1049l"), (b"[?25l", b"[?25h")):
        assert here.seen.rindex(off) > here.seen.rindex(on)
    assert engines
    assert not any(is_running(engine) for engine in engines)
    assert not list(folder.glob("*rescued*"))


def test_what_was_not_saved_outlives_a_closed_window(folder: Path) -> None:
    with terminal() as here, screen(here, "s.beat", folder=folder) as process:
        until(lambda: here.sees(b"kick"))
        here.type(b"\r")
        until(lambda: here.sees(b"rest"))
        process.send_signal(signal.SIGHUP)
        process.wait(PATIENCE_SECONDS)
    assert (folder / "s.beat").read_text() == SONG
    assert "kick | .... |" in (folder / "s-rescued.beat").read_text()
    assert b"s-rescued.beat" in here.seen
    with terminal() as here, screen(here, folder=folder) as process:
        until(lambda: here.sees(b"s-rescued.beat"))
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)


def test_only_the_first_signal_counts_and_handlers_come_back() -> None:
    before = [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)]
    with pytest.raises(Ended) as ended, ending_in_order():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            os.kill(os.getpid(), signal.SIGHUP)
    assert ended.value.exit_code == 143
    assert [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)] == before


def test_who_presses_ctrl_c_again_does_not_disturb_the_clearing_away() -> None:
    cleared = []
    with pytest.raises(KeyboardInterrupt), ending_in_order():
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            signal.raise_signal(signal.SIGINT)
            cleared.append("all")
    assert cleared == ["all"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(("number", "ending"), [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, Ended)])
def test_a_signal_that_comes_while_an_object_is_cleared_away_ends_all_the_same(
    number: signal.Signals, ending: type[BaseException]
) -> None:
    class Cleared:
        def __del__(self) -> None:
            signal.raise_signal(number)

    hook = sys.unraisablehook
    with pytest.raises(ending), ending_in_order():
        Cleared()
        until(lambda: False)
    assert sys.unraisablehook is hook


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
