"""The documentation of the song file: every example in it is right, and it names every setting there is."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import canonical, parse_song
from beatterm.formats.errors import FormatError
from beatterm.formats.kit_text import parse_kit
from beatterm.formats.midi_setup_text import parse_setup
from beatterm.formats.step_keys import step_rules
from beatterm.library.paths import shipped_folder
from beatterm.model.condition import PLAIN_CONDITIONS
from beatterm.model.drum_map import gm_note
from beatterm.model.groove import SHIPPED_GROOVES
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import CURVES, InPort, LinkSetup, OutPort
from beatterm.model.pattern import DIRECTIONS
from beatterm.model.scale import SCALES
from beatterm.model.time import STEP_TICKS
from beatterm.model.track_params import TRACK_PARAMS

PAGE_FILE = Path(__file__).parents[2] / "docs" / "song-file.md"
PAGE = PAGE_FILE.read_text()
MIDI_PAGE = PAGE_FILE.with_name("midi.md").read_text()
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
MIDI_BLOCKS = re.findall(r"```toml\n(.*?)```", MIDI_PAGE, re.DOTALL)
PATTERN_A = '[pattern.A]\ngrid = """\nkick | x\nbass | x\n"""\n'


@pytest.mark.parametrize("block", BLOCKS)
def test_every_example_is_read(block: str) -> None:
    if block.startswith("beatterm_kit"):
        assert parse_kit(block, "deep").sounds
        return
    text = block if block.startswith("beatterm") else "beatterm = 1\n" + block
    song = parse_song(text if "[pattern." in text else text + PATTERN_A, PARAMS)
    assert song.patterns


def test_the_whole_song_keeps_its_comments_in_canonical_form() -> None:
    assert "# the floor" in canonical(BLOCKS[0], PARAMS)


def test_every_setting_is_named() -> None:
    names = [*step_rules(PARAMS).rules, *(field.param.name for field in TRACK_PARAMS)]
    names += [param.name for params in PARAMS.effects.values() for param in params]
    names += [field.name for field in fields(MidiOut)]
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_every_word_is_named() -> None:
    words = [*SCALES, *DIRECTIONS, *(word for word in PLAIN_CONDITIONS if ":" not in word)]
    words += [*list(SHIPPED_GROOVES)[:1], *list(SHIPPED_GROOVES)[-1:]]
    assert [word for word in words if f"`{word}`" not in PAGE] == []


def test_every_kind_of_step_is_named() -> None:
    plain = [name for name in STEP_TICKS if name[-1].isdigit()]
    assert [name for name in plain if f"`{name}`" not in PAGE] == []
    assert {name[-1] for name in STEP_TICKS if not name[-1].isdigit()} == {".", "t", "q"}


def test_every_song_that_shows_a_feature_is_named() -> None:
    folder = shipped_folder() / "patterns" / "features"
    assert [path.stem for path in folder.glob("*.beat") if f"`{path.stem}`" not in PAGE] == []


@pytest.mark.parametrize("block", MIDI_BLOCKS)
def test_every_example_of_midi_is_read(block: str) -> None:
    if block.startswith("source"):
        assert parse_setup(block, PARAMS).is_needed
    else:
        assert any(setup.midi for setup in parse_song(f"beatterm = 1\n{block}", PARAMS).tracks)


def test_every_setting_of_the_studio_is_named() -> None:
    names = {field.name for table in (OutPort, InPort, LinkSetup) for field in fields(table)}
    assert [name for name in sorted(names) if f"`{name}`" not in MIDI_PAGE] == []
    assert [curve for curve in CURVES if f'`"{curve}"`' not in MIDI_PAGE] == []


def test_the_notes_of_the_page_are_those_of_the_names() -> None:
    cells = re.findall(r"((?:`[\w-]+`(?:, )?)+) \| (\d+) \|", MIDI_PAGE)
    said = {name: int(note) for names, note in cells for name in re.findall(r"`([\w-]+)`", names)}
    assert len(said) > 20
    assert {name: gm_note(name) for name in said} == said


def test_the_faults_of_the_page_are_said_so() -> None:
    twice, source = re.findall(r"^midi\.toml:.*$", MIDI_PAGE, re.MULTILINE)
    ports = '\n\n[[out]]\nname = "synth"\n[[out]]\n\nname = "synth"\n'
    for said, text in ((twice, ports), (source, 'source = "kees"\n[[in]]\nname = "keys"\n')):
        with pytest.raises(FormatError) as caught:
            parse_setup(text, PARAMS)
        assert str(caught.value).startswith(said)
