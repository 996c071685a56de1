"""Grooves from the disk: a MIDI file that the player names, read whole and taken in."""

from beatterm.importers.errors import ImportFault
from beatterm.importers.midi.groove import midi_groove
from beatterm.library.errors import LibraryError
from beatterm.model.groove import Groove
from beatterm.session.midi_file import bytes_of, path_of


def groove_of_file(name: str, groove: str, step_ticks: int, slots: int, channel: int | None = None) -> Groove:
    """The groove of that name out of a MIDI file, or of one channel (1-16) of it; LibraryError that names the
    file and says what to do.
    """
    path = path_of(name)
    try:
        return midi_groove(bytes_of(path), groove, step_ticks, slots, channel)
    except ImportFault as fault:
        raise LibraryError(f"{path.name}: {fault}") from fault
