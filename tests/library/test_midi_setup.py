"""The studio's ports and clock: kept beside the settings, and never left half written or wrong."""

from pathlib import Path

import pytest

from beatterm.formats.errors import FormatError
from beatterm.library.errors import LibraryError
from beatterm.library.midi_setup import (
    midi_setup_path,
    parse_midi_setup,
    read_midi_setup,
    write_midi_setup,
)
from beatterm.library.paths import settings_path
from beatterm.model.midi_setup import InPort, Learned, LinkSetup, MidiSetup, OutPort

STUDIO = MidiSetup(
    outs=(OutPort("drums", "TR-8S*", clock=True, offset_ms=-2.5), OutPort("synth", virtual=True)),
    ins=(InPort("keys", "Keystep*", channel=3, track="bass", curve="soft", clock=True),),
    learned=(Learned("keys", 1, 74, "mixer.bass.cutoff_hz"),),
    link=LinkSetup(on=True, quantum=8),
    source="keys",
)


def test_without_a_file_there_is_nothing_to_do(here: Path) -> None:
    assert read_midi_setup() == MidiSetup()
    assert not read_midi_setup().is_needed


def test_what_was_written_is_read_again(here: Path) -> None:
    write_midi_setup(STUDIO)
    assert midi_setup_path() == settings_path().parent / "midi.toml"
    assert read_midi_setup() == STUDIO
    write_midi_setup(MidiSetup())
    assert read_midi_setup() == MidiSetup()


def test_a_setup_that_could_not_be_read_again_is_not_written(here: Path) -> None:
    write_midi_setup(STUDIO)
    with pytest.raises(FormatError, match="a name of its own"):
        write_midi_setup(MidiSetup(outs=(OutPort("synth"), OutPort("synth"))))
    assert read_midi_setup() == STUDIO


def test_a_wrong_file_is_named_with_its_place(here: Path) -> None:
    write_midi_setup(STUDIO)
    midi_setup_path().write_text('source = "drums"\n')
    with pytest.raises(FormatError) as caught:
        read_midi_setup()
    assert str(caught.value).startswith(
        f'{midi_setup_path()}:1:10: source = "drums": the source of the clock'
    )


def test_a_file_that_is_none_is_refused(here: Path) -> None:
    midi_setup_path().mkdir(parents=True)
    with pytest.raises(LibraryError, match="is a folder"):
        read_midi_setup()


def test_a_text_is_read_by_the_settings_that_there_are() -> None:
    text = '[[in]]\nname = "k"\n[[learn]]\nport = "k"\nchannel = 1\nnumber = 7\npath = "effect.reverb.size"\n'
    assert parse_midi_setup(text).learned == (Learned("k", 1, 7, "effect.reverb.size"),)
