"""`beatterm groove`, as typed."""

import tomllib
from pathlib import Path

import pytest

from beatterm.cli.main import main
from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import parse_song
from tests.importers.midi_files import midi_file

SONG = """\
beatterm = 1
tempo = 120.0   # steady
meter = "4/4"
kit = "deep"

[pattern.A]
grid = \"\"\"
kick | x... x... |
\"\"\"
"""


@pytest.fixture(autouse=True)
def elsewhere(here: Path) -> Path:
    """A working folder with a song and a MIDI file."""
    (here / "test.beat").write_text(SONG)
    (here / "take.mid").write_bytes(midi_file([(0, 10, 100), (144, 10, 50), (300, 1, 50)]))
    return here


def test_the_text_can_be_pasted_into_a_song(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["groove", "take.mid", "--channel", "10", "--slots", "2"]) == 0
    text = capsys.readouterr().out
    (table,) = tomllib.loads(text).values()
    assert table == {"late": {"step": "1/16", "time": [0.0, 0.2], "velocity": [133, 67]}}
    (groove,) = parse_song(f"{SONG}\n{text}", PARAMS).grooves
    assert (groove.name, groove.time, groove.velocity) == ("late", (0.0, 0.2), (133, 67))


def test_it_is_put_into_a_song_and_comments_stay(elsewhere: Path) -> None:
    assert main(["groove", "take.mid", "--into", "test.beat", "--name", "push", "--step", "1/8"]) == 0
    text = (elsewhere / "test.beat").read_text()
    assert "tempo = 120.0   # steady" in text
    assert [each.name for each in parse_song(text, PARAMS).grooves] == ["push"]
    assert (elsewhere / "test.beat~").read_text() == SONG


def test_put_in_again_it_takes_the_place_of_its_namesake(elsewhere: Path) -> None:
    for slots in ("2", "4"):
        assert main(["groove", "take.mid", "--into", "test", "--slots", slots]) == 0
    (groove,) = parse_song((elsewhere / "test.beat").read_text(), PARAMS).grooves
    assert len(groove.time) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no.mid"], "There is no file"),
        (["."], "is a folder"),
        (["test.beat"], "not a whole MIDI file"),
        (["take.mid", "--step", "1/3"], "such as 1/16"),
        (["take.mid", "--slots", "65"], "from 1 to 64"),
        (["take.mid", "--channel", "17"], "from 1 to 16"),
        (["take.mid", "--channel", "4"], "No notes are struck on channel 4"),
        (["take.mid", "--name", "a b"], "1 to 24 letters"),
        (["take.mid", "--into", "nowhere"], "There is no song nowhere"),
    ],
)
def test_what_cannot_be_done_is_said(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["groove", *words])
    except SystemExit as end:
        code = int(str(end.code))
    assert code == 2
    assert said in capsys.readouterr().err


def test_a_song_with_a_fault_is_not_touched(elsewhere: Path) -> None:
    (elsewhere / "test.beat").write_text("beatterm = 1\ntempo = 9000.0\n")
    assert main(["groove", "take.mid", "--into", "test.beat"]) == 2
    assert (elsewhere / "test.beat").read_text() == "beatterm = 1\ntempo = 9000.0\n"
