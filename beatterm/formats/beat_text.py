"""Songs as text: `parse_song` reads a `.beat` file's text, `format_song` writes its canonical form."""

from beatterm.formats.beat_read import read_song
from beatterm.formats.beat_write import canonical_text, outline
from beatterm.formats.document import read_document
from beatterm.formats.errors import Fault
from beatterm.model.param import ParamTable
from beatterm.model.song import Song


def parse_song(text: str, params: ParamTable, source: str = "song") -> Song:
    """The song that a text says; FormatError with `source`, line and column where it breaks a rule."""
    document = read_document(text, source)
    try:
        return read_song(document, params)
    except Fault as fault:
        raise document.error(fault) from None


def format_song(song: Song, params: ParamTable) -> str:
    """The song's canonical text."""
    return canonical_text(outline(song, params))


def update_text(old_text: str, song: Song, params: ParamTable) -> str:
    """The old text changed so that it says `song`; whatever says the same as before stays as written."""
    return old_text if parse_song(old_text, params) == song else format_song(song, params)
