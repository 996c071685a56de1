"""Songs as text: `parse_song` reads a `.beat` file's text, `format_song` writes its canonical form."""

from beatterm.formats.beat_canonical import with_comments
from beatterm.formats.beat_read import read_song
from beatterm.formats.beat_update import updated_text
from beatterm.formats.beat_write import canonical_text, outline
from beatterm.formats.document import Document, read_document
from beatterm.formats.errors import FormatError
from beatterm.model.param import ParamTable
from beatterm.model.song import Song


def parse_song(text: str, params: ParamTable, source: str = "song") -> Song:
    """The song that a text says; FormatError with `source`, line and column where it breaks a rule."""
    return _song_of(read_document(text, source), params)


def format_song(song: Song, params: ParamTable) -> str:
    """The song's canonical text."""
    return canonical_text(outline(song, params))


def canonical(text: str, params: ParamTable, source: str = "song") -> str:
    """A song's text in canonical form, its comments kept; FormatError where it breaks a rule."""
    document = read_document(_plain_ends(text), source)
    song = _song_of(document, params)
    plain = format_song(song, params)
    commented = with_comments(plain, document)
    return commented if _says(commented, song, params) else plain


def update_text(old_text: str, song: Song, params: ParamTable) -> str:
    """The old text changed so that it says `song`; whatever says the same as before stays as written.

    A byte order mark and Windows line ends stay too. FormatError if the old text breaks a rule.
    """
    document = read_document(_plain_ends(old_text), "song")
    old = _song_of(document, params)
    if old == song:
        return old_text
    text = _said_by(document, old, song, params)
    text = text if old_text.endswith("\n") else text.removesuffix("\n")
    marked = "\ufeff" * old_text.startswith("\ufeff") + text
    return marked.replace("\n", "\r\n") if "\r\n" in old_text else marked


def _plain_ends(text: str) -> str:
    """A text with every line ended by a line feed alone."""
    text = text.replace("\r\n", "\n")
    return text if text.endswith("\n") else text + "\n"


def _song_of(document: Document, params: ParamTable) -> Song:
    with document.placing():
        return read_song(document, params)


def _said_by(document: Document, old: Song, song: Song, params: ParamTable) -> str:
    """The document's text changed to say `song`; if its layout defeats that, canonical text."""
    text = updated_text(document, old, song, params)
    return text if _says(text, song, params) else format_song(song, params)


def _says(text: str, song: Song, params: ParamTable) -> bool:
    try:
        return parse_song(text, params) == song
    except FormatError:
        return False
