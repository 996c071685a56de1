"""The README says what is true: its keys, its song, its verbs and its pictures."""

import re

from beatterm.cli.main import VERBS
from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import parse_song
from beatterm.library.songs import find_song
from tools.readme_keys import README, with_keys

TEXT = README.read_text()


def test_the_first_lines_are_the_two_commands() -> None:
    assert TEXT.splitlines()[2:5] == [
        "```",
        "make run        # opens the demo on the screen, ready to play: press space",
        "make test       # runs every test",
    ]


def test_the_keys_are_those_of_the_screen() -> None:
    assert with_keys(TEXT) == TEXT, "run: python -m tools.readme_keys"


def test_its_song_can_be_played() -> None:
    song, more = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    parsed = parse_song(song, PARAMS)
    assert [len(track.steps) for track in parsed.patterns[0].tracks] == [16, 16, 12, 16]
    head, sections = song.split("[[section]]")
    deeper = parse_song(f"{head}{more}[[section]]{sections}", PARAMS).patterns[0].track("hat")
    assert deeper is not None and [at for at, step in enumerate(deeper.steps) if step and step.condition] == [
        6
    ]


def test_it_names_every_verb_and_no_other() -> None:
    named = re.findall(r"^\| `beatterm (\w+)", TEXT, re.MULTILINE)
    assert {*named, "devices", "doctor"} == set(VERBS)


def test_the_starters_it_names_are_there() -> None:
    (line,) = (line for line in TEXT.splitlines() if line.startswith("Starters to open"))
    for name in re.findall(r"`(?:beatterm )?([\w-]+)`", line):
        assert find_song(name).exists()


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", TEXT):
        assert (README.parent / target).exists(), target
