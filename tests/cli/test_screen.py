"""The screen as the command starts it: with settings and songs that are not what they should be."""

import signal
from pathlib import Path

import pytest

from tests.cli.command import PATIENCE_SECONDS
from tests.cli.terminal import screen, terminal, until

SONG = 'beatterm = 1\nkit = "deep"\n[pattern.A]\ngrid = """\nkick | x... |\n"""\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a song and a home."""
    (tmp_path / "s.beat").write_text(SONG)
    (tmp_path / "home").mkdir()
    return tmp_path


def shown(folder: Path, *words: str, wanted: bytes, **env: str) -> bytes:
    """All that the screen wrote until some words stood there and it was ended."""
    with terminal(160, 40) as here, screen(here, *words, folder=folder, **env) as process:
        until(lambda: here.sees(wanted) or process.poll() is not None)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 143
    assert here.sees(wanted)
    assert not here.sees(b"Traceback")
    return bytes(here.seen)


def test_broken_settings_are_said_and_the_defaults_hold(folder: Path) -> None:
    (folder / "home" / "settings.toml").write_text("rate = 44000\n")
    seen = shown(folder, "s.beat", wanted=b"rate = 44000")
    assert b"kick" in seen


def test_a_last_song_that_is_broken_is_said_and_the_demo_opens(folder: Path) -> None:
    (folder / "s.beat").write_text("no song")
    (folder / "home" / "last-song").write_text(f"{folder / 's.beat'}\n")
    seen = shown(folder, wanted=b"s.beat:1:4")
    assert b"demo" in seen


@pytest.mark.parametrize("home", ["a file", "a folder that cannot be"])
def test_a_home_that_cannot_be_written_keeps_nobody_from_playing(folder: Path, home: str) -> None:
    place = {"a file": folder / "s.beat", "a folder that cannot be": Path("/proc/nowhere")}[home]
    assert b"kick" in shown(folder, "s.beat", wanted=b"kick", BEATTERM_HOME=str(place))


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "dumb"},
        {"TERM": "xterm", "NO_COLOR": "1"},
        {"TERM": "linux"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii:strict"},
    ],
    ids=str,
)
def test_a_plain_terminal_is_drawn_on(folder: Path, env: dict[str, str]) -> None:
    assert b"\\u" not in shown(folder, "s.beat", wanted=b"kick", **env)


def test_an_old_locale_gets_ascii_only(folder: Path) -> None:
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii:strict"}
    assert shown(folder, "s.beat", wanted=b"kick", **old).isascii()


def test_a_new_song_is_begun_from_a_shell(folder: Path) -> None:
    assert b"hat-open" in shown(folder, "--new", "night-bus", wanted=b"night-bus.beat")
    assert (folder / "night-bus.beat").exists()
