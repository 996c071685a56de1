"""MIDI files from the disk, as the player names them: read whole, and taken in as a song."""

from pathlib import Path

from beatterm.formats.beat_text import format_song
from beatterm.importers.errors import ImportFault
from beatterm.importers.midi.reading import MAX_BYTES
from beatterm.importers.midi.song import Imported, song_of_midi
from beatterm.library.errors import LibraryError
from beatterm.library.text_files import MAX_BYTES as MAX_TEXT_BYTES
from beatterm.library.text_files import is_file, why_no_file
from beatterm.model.edits.merging import with_patterns_of
from beatterm.model.kit import Kit
from beatterm.model.param import ParamTable
from beatterm.model.song import Song


def path_of(name: str) -> Path:
    """The file that the player typed, `~` spelt out; LibraryError that says what to do if there is none."""
    path = _spelt_out(name)
    if not is_file(path):
        raise LibraryError(why_no_file(path))
    return path


def bytes_of(path: Path) -> bytes:
    """What is in a file, as far as a MIDI file may be long and a byte more; LibraryError."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise LibraryError(f"{path} could not be read: {fault.strerror or fault}.") from fault


def song_of_file(name: str, kit: Kit, channel: int | None = None) -> Imported:
    """The song of a MIDI file, or of one channel (1-16) of it, for the sounds of a kit; LibraryError that
    names the file and says what to do.
    """
    path = path_of(name)
    try:
        return song_of_midi(bytes_of(path), path.stem, kit, channel)
    except ImportFault as fault:
        raise LibraryError(f"{path.name}: {fault}") from fault


def check_length(song: Song, imported: Imported, params: ParamTable) -> None:
    """LibraryError if a song with the imported patterns would be too long a file to be opened again."""
    merged = with_patterns_of(song, imported.song)
    if len(format_song(merged, params).encode()) > MAX_TEXT_BYTES:
        raise LibraryError("With this the song would be too long for one file; take in a part of it.")


def _spelt_out(name: str) -> Path:
    if not name.strip():
        raise LibraryError("Write where the file is, such as ~/grooves/funk.mid.")
    try:
        return Path(name.strip()).expanduser()
    except RuntimeError as fault:  # the home of a user that is not there
        raise LibraryError(f"There is no file {name.strip()}.") from fault
