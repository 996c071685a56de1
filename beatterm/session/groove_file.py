"""Grooves from the disk: a MIDI file that the player names, read whole and taken in."""

from pathlib import Path

from beatterm.importers.errors import ImportFault
from beatterm.importers.midi.groove import midi_groove
from beatterm.importers.midi.reading import MAX_BYTES
from beatterm.library.errors import LibraryError
from beatterm.library.text_files import is_file, why_no_file
from beatterm.model.groove import Groove


def groove_of_file(name: str, groove: str, step_ticks: int, slots: int, channel: int | None = None) -> Groove:
    """The groove of that name out of a MIDI file, or of one channel (1-16) of it; LibraryError that names the
    file and says what to do.
    """
    path = _path(name)
    if not is_file(path):
        raise LibraryError(why_no_file(path))
    try:
        with path.open("rb") as file:
            return midi_groove(file.read(MAX_BYTES + 1), groove, step_ticks, slots, channel)
    except OSError as fault:
        raise LibraryError(f"{path} could not be read: {fault.strerror or fault}.") from fault
    except ImportFault as fault:
        raise LibraryError(f"{path.name}: {fault}") from fault


def _path(name: str) -> Path:
    if not name.strip():
        raise LibraryError("Write where the file is, such as ~/grooves/funk.mid.")
    try:
        return Path(name.strip()).expanduser()
    except RuntimeError as fault:  # the home of a user that is not there
        raise LibraryError(f"There is no file {name.strip()}.") from fault
