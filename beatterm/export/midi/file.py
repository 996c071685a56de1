"""A part of a song as a Standard MIDI File: what the sequencer answers, written down for other programs.

Swing, nudges, grooves, ratchets, chance and the mixer's mutes are in it as they are heard.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from beatterm.engine.midi.controls import Controls
from beatterm.engine.midi.due import NOTE_ON
from beatterm.engine.midi.programs import Programs
from beatterm.engine.midi.routes import Route, note_sent
from beatterm.export.job import Refused
from beatterm.export.layout import Laid
from beatterm.export.midi.chunks import LONGEST_TICKS, file_bytes, track_bytes
from beatterm.export.midi.conductor import conductor
from beatterm.export.midi.seats import Seat, seats_of
from beatterm.export.midi.staff import Staff
from beatterm.model.midi import MidiOut
from beatterm.model.mixer import audible
from beatterm.model.param import overlaid
from beatterm.model.project import Project
from beatterm.model.song import TrackSetup
from beatterm.model.time import PPQN
from beatterm.sequencer.arrangement import spans_between
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Cue, Live, rest
from beatterm.sequencer.query import events_between

_WINDOW_TICKS = 16 * PPQN


@dataclass(frozen=True, slots=True)
class MidiFile:
    """A file's bytes, how many tracks there are beside the conductor, and how many notes in them."""

    data: bytes
    tracks: int
    notes: int


def midi_bytes(laid: Laid) -> bytes:
    """The bytes of `midi_of`."""
    return midi_of(laid).data


def midi_of(laid: Laid) -> MidiFile:
    """The file of what has been laid out; Refused if it is longer than a file can tell."""
    return midi_file(laid.project, laid.cue, laid.ticks, laid.is_loop, laid.lead_ticks)


def midi_file(project: Project, cue: Cue, ticks: int, loop: bool = False, lead_ticks: int = 0) -> MidiFile:
    """What a cue plays for so many ticks, as a file of type 1: a conductor, and then each track that strikes
    anything, in the song's order.

    Of a `loop`, which `cue` must be, it is the first turn after `lead_ticks` and one turn: what is nudged
    before its start comes at its end. Otherwise nothing is in it that belongs to what would follow. Notes
    are ended with the file. Refused if it is longer than a file can tell.
    """
    if ticks > LONGEST_TICKS:
        raise Refused("That is longer than a MIDI file can hold; take a section of it, or --bars 64.")
    start = cue.tick + (_turns(ticks, lead_ticks) * ticks if loop else 0)
    live = Live((cue,)) if loop else Live((cue, rest(start + ticks)))
    events = tuple(_heard(project, live, start, start + ticks))
    staffs = _staffs(project, events)
    for event in events:
        staffs[event.track].strike(event, event.tick - start)
    for staff in staffs.values():
        staff.end(ticks)
    spans = list(spans_between(project.song, start, start + ticks, live))
    tracks = [track_bytes(staff.messages, ticks) for staff in staffs.values()]
    data = file_bytes([track_bytes(conductor(project.song, spans, start), ticks), *tracks])
    return MidiFile(data, len(staffs), sum(_notes(staff) for staff in staffs.values()))


def _notes(staff: Staff) -> int:
    return sum(message.order == NOTE_ON for message in staff.messages)


def _turns(ticks: int, lead_ticks: int) -> int:
    """How many turns a loop is played before it repeats."""
    return max(1, -(-lead_ticks // ticks))


def _heard(project: Project, live: Live, start: int, end: int) -> Iterator[Event]:
    """The events that the mixer lets through; of one tick the hardest first, as MIDI ports are told."""
    mixer = project.song.mixer
    heard = {setup.name for setup in project.song.tracks if audible(mixer, setup.name)}
    for first in range(start, end, _WINDOW_TICKS):
        events = events_between(project, first, min(first + _WINDOW_TICKS, end), live)
        for event in sorted(events, key=lambda each: (each.tick, -each.velocity)):
            if event.track in heard:
                yield event


def _staffs(project: Project, events: tuple[Event, ...]) -> dict[str, Staff]:
    """A staff for each track that strikes anything, begun."""
    struck = {event.track for event in events}
    setups = [setup for setup in project.song.tracks if setup.name in struck]
    pitched = {event.track for event in events if event.note is not None}
    seats = seats_of(setups, pitched)
    controls = {seat.port: Controls() for seat in seats.values()}
    staffs = {}
    programmed: set[tuple[int, int]] = set()
    for setup in setups:
        seat = seats[setup.name]
        route = _route(project, setup, seat)
        staffs[setup.name] = Staff(route, seat, controls[seat.port])
        staffs[setup.name].begin(_programs(route, seat, programmed))
    return staffs


def _route(project: Project, setup: TrackSetup, seat: Seat) -> Route:
    out = replace(setup.midi or MidiOut(), channel=seat.channel)
    values = overlaid(setup.values, project.song.mixer.strip(setup.name).values)
    return Route(setup.name, out, note_sent(project, setup, out), values)


def _programs(route: Route, seat: Seat, programmed: set[tuple[int, int]]) -> list[bytes]:
    """Bank and program of a channel: of tracks that share it, the first one's that has any."""
    said = [] if (seat.port, seat.channel) in programmed else Programs().changed([route])
    if said:
        programmed.add((seat.port, seat.channel))
    return said
