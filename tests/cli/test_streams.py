"""Streams that are closed, full, or of an old encoding: no traceback, and an exit code that says it."""

import io
from pathlib import Path

import pytest

from beatterm.cli.failure import say
from beatterm.cli.streams import shows
from tests.cli.command import in_shell, run

SONG = 'beatterm = 1\ntitle = "Nächt 🥁"\nkit = "deep"\n[pattern.A]\ngrid = """\nkick | x... |\n"""\n'
ASCII = {"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a song."""
    (tmp_path / "s.beat").write_text(SONG, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("beatterm check - <&-", 2, "stdin:1:1: a song begins with"),
        ("beatterm show s.beat >&-", 1, "Bad file descriptor"),
        ("beatterm show s.beat >/dev/full", 1, "No space left"),
        ("beatterm render s.beat -o - --bars 1 >&-", 1, "Bad file descriptor"),
        ("beatterm check nope 2>&-", 2, ""),
        ("beatterm check nope 2>/dev/full", 2, ""),
        ("beatterm render s.beat --kit '' -o o.wav 2>/dev/full", 0, ""),
        ("beatterm s.beat <&- >&-", 2, "needs a terminal"),
        ("beatterm play s.beat --silent --tempo 400 <&- >&- 2>&-", 0, ""),
        ("beatterm events s.beat --bars 20000 | head -n 1; exit ${PIPESTATUS[0]}", 0, "0 kick"),
    ],
)
def test_a_closed_or_full_stream_is_said(folder: Path, line: str, code: int, told: str) -> None:
    found, printed = in_shell(line, folder)
    assert "Traceback" not in printed
    assert told in printed
    assert printed.count("\n") <= 2
    assert found == code


def test_a_closed_stdout_is_not_the_song_that_is_opened_next(folder: Path) -> None:
    in_shell("beatterm fmt s.beat >&- 2>&- <&-", folder)
    assert (folder / "s.beat").read_text(encoding="utf-8").startswith("beatterm = 1\n")


@pytest.mark.parametrize(
    "words", [["show", "s.beat"], ["--help"], ["check", "ü🥁.beat"], ["kits"], ["doctor"]]
)
def test_an_ascii_terminal_gets_ascii(folder: Path, words: list[str]) -> None:
    (folder / "ü🥁.beat").write_text(SONG, encoding="utf-8")
    code, out, said = run(*words, folder=folder, env=ASCII)
    assert (code, said) == (0, "")
    assert out.isascii()


def test_a_song_goes_out_as_utf_8_whatever_the_terminal_is(folder: Path) -> None:
    with (folder / "s.beat").open("rb") as song:
        code, out, _ = run("fmt", "-", folder=folder, env=ASCII, stdin=song)
    assert code == 0
    assert 'title = "Nächt 🥁"' in out.decode("utf-8")


def test_a_file_name_that_is_no_text_is_shown_in_escapes(folder: Path) -> None:
    (folder / "bad\udcff.beat").write_text(SONG, encoding="utf-8")
    code, out, _ = run("check", "bad\udcff.beat", folder=folder, env={"PYTHONIOENCODING": "utf-8:strict"})
    assert (code, out) == (0, b"bad\\udcff.beat: fine\n")


def test_what_is_said_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    say("no song a\nb\x1b[2J\udcff ü🥁")
    assert capsys.readouterr().err == "beatterm: no song a\\nb\\x1b[2J\\udcff ü🥁\n"


def test_whether_an_encoding_has_a_character() -> None:
    old, new = (io.TextIOWrapper(io.BytesIO(), encoding=each) for each in ("ascii", "utf-8"))
    assert (shows("█░", old), shows("█░", new), shows("#", old)) == (False, True, True)
