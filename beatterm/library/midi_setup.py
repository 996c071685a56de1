"""The user's MIDI setup, kept beside the settings in `midi.toml` and written whole."""

from pathlib import Path

from beatterm.engine.effects import PARAMS
from beatterm.formats.midi_setup_text import format_setup, parse_setup
from beatterm.library.atomic import write_whole
from beatterm.library.paths import settings_path
from beatterm.library.text_files import is_there, read_text
from beatterm.model.midi_setup import MidiSetup


def midi_setup_path() -> Path:
    """Where the setup lies."""
    return settings_path().with_name("midi.toml")


def read_midi_setup() -> MidiSetup:
    """The user's setup, without a file nothing at all. LibraryError or FormatError if it is wrong."""
    path = midi_setup_path()
    return parse_midi_setup(read_text(path), str(path)) if is_there(path) else MidiSetup()


def parse_midi_setup(text: str, source: str = "midi.toml") -> MidiSetup:
    """The setup that a text says; FormatError where it breaks a rule."""
    return parse_setup(text, PARAMS, source)


def write_midi_setup(setup: MidiSetup) -> None:
    """Put a setup in the place of the user's. LibraryError if it cannot be written, FormatError if it could
    not be read again; then the file stays as it is.
    """
    path, text = midi_setup_path(), format_setup(setup)
    parse_midi_setup(text, str(path))
    write_whole(path, text.encode())
