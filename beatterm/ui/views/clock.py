"""Whose clock it is, as the transport bar and Setup say it."""

from dataclasses import dataclass

from beatterm.model.midi_setup import INTERNAL, LINK
from beatterm.ui.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Clock:
    """`tempo` is what is followed, to a tenth of a beat a minute; "" while the song's own is played. `short`
    is the text where there is little room, `state` where it is seen already whose clock it is.
    """

    text: str
    short: str
    state: str = ""
    tempo: str = ""
    is_followed: bool = False
    is_locked: bool = True


def clock_of(desk: Desk) -> Clock:
    """The clock as the setup wants it and the engine reports it."""
    source, state = desk.midi.setup.source, desk.midi.state.clock
    if source == INTERNAL:
        return Clock("int", "int")
    is_locked = state.source == source and state.is_locked
    tempo = f"{state.tempo:.1f}" if state.source == source and state.tempo else ""
    if source == LINK:
        peers = state.peers
        named = f"{peers} peer{'s' * (peers != 1)}"
        return Clock(f"Link {named}", f"Link {peers}", named, tempo, True, is_locked)
    word = "locked" if is_locked else "lost" if tempo else "sends no clock"
    return Clock(f"MIDI {source} {word}", f"{source} {word}", word, tempo, True, is_locked)
