"""Setup as a table: a line a port, a cell a value, each with the Param that it takes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from beatterm.formats.midi_setup_text import MAX_QUANTUM
from beatterm.model.field_param import OFF, ON
from beatterm.model.midi import CHANNELS
from beatterm.model.midi_setup import (
    CURVES,
    INTERNAL,
    LINEAR,
    LINK,
    MAX_OFFSET_MS,
    InPort,
    Learned,
    MidiSetup,
    OutPort,
)
from beatterm.model.param import Param, Value
from beatterm.model.song import TrackSetup
from beatterm.session.ports import changed, with_link, with_source

ALL, NOTHING, CURSOR, DRUMS = "all", "no notes", "at cursor", "drum map"
NO_TRACK = "none"
_OFFSET = Param("offset", 0.0, -MAX_OFFSET_MS, MAX_OFFSET_MS, "ms", step=1.0)


class Table(Enum):
    """The parts of Setup."""

    CLOCK = auto()
    LINK = auto()
    OUT = auto()
    IN = auto()
    LEARNED = auto()


class Asks(Enum):
    """What enter does with a cell that cannot be turned."""

    NAME = auto()
    PORT = auto()
    WORD = auto()
    """One of its words, none of which is passed by on the way to another."""
    TRACKS = auto()
    """What the song's tracks say."""
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of Setup; `put` gives the setup another."""

    param: Param
    value: Value
    put: Callable[[MidiSetup, Value], MidiSetup]
    asks: Asks | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of Setup and what it is of."""

    table: Table
    of: OutPort | InPort | Learned | None
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """What it is called in words."""
        match self.of:
            case OutPort(name=name):
                return f"output {name}"
            case InPort(name=name):
                return f"input {name}"
            case Learned():
                return "learned"
            case None:
                return self.table.name.lower()


def lines_of(setup: MidiSetup, tracks: tuple[TrackSetup, ...]) -> tuple[Line, ...]:
    """All lines of a setup, for a song with these tracks."""
    names = tuple(track.name for track in tracks)
    return (
        Line(Table.CLOCK, None, (_source(setup),)),
        Line(Table.LINK, None, tuple(_link(setup))),
        *(Line(Table.OUT, port, (*_out(port), _sent(port, setup, tracks))) for port in setup.outs),
        *(Line(Table.IN, port, tuple(_in(port, names))) for port in setup.ins),
        *(Line(Table.LEARNED, each, (_fixed("control", each.path, Asks.NOTHING),)) for each in setup.learned),
    )


def unsent(setup: MidiSetup, tracks: tuple[TrackSetup, ...]) -> list[str]:
    """What is said of tracks that send to an output which this studio does not have."""
    lacking: dict[str, list[str]] = {}
    for track in tracks:
        if track.midi is not None and setup.out(track.midi.port) is None:
            lacking.setdefault(track.midi.port, []).append(track.name)
    return [
        f"{', '.join(names)}: sent to “{port}”, but no output is called that; a adds one, r renames one."
        if port
        else f"{', '.join(names)}: sent to hardware, but there is no output yet; a adds one."
        for port, names in lacking.items()
    ]


def _fixed(name: str, text: str, asks: Asks, about: str = "") -> Cell:
    """A cell that is asked for, not turned."""
    return Cell(Param(name, text, choices=(text,), about=about), text, lambda setup, _: setup, asks)


def _switch(name: str, is_on: bool, put: Callable[[MidiSetup, bool], MidiSetup], about: str) -> Cell:
    param = Param(name, OFF, choices=(OFF, ON), about=about)
    return Cell(param, ON if is_on else OFF, lambda setup, value: put(setup, value == ON))


def _source(setup: MidiSetup) -> Cell:
    names = (INTERNAL, LINK, *(port.name for port in setup.ins))
    param = Param("source", INTERNAL, choices=names, about="Whose tempo is played.")
    return Cell(param, setup.source, lambda setup, value: with_source(setup, str(value)), Asks.WORD)


def _link(setup: MidiSetup) -> Iterator[Cell]:
    link = setup.link
    yield _switch("link", link.on, with_link, "Plays along with Live and others in the network.")
    quantum = Param(
        "quantum", 4.0, 1.0, MAX_QUANTUM, "beats", step=1.0, whole=True, about="All start on such a bar."
    )
    yield Cell(
        quantum,
        float(link.quantum),
        lambda setup, value: replace(setup, link=replace(setup.link, quantum=round(float(value)))),
    )
    yield _switch(
        "start/stop",
        link.start_stop,
        lambda setup, is_on: replace(setup, link=replace(setup.link, start_stop=is_on)),
        "Starts and stops with the others.",
    )


def _out(port: OutPort) -> Iterator[Cell]:
    def switch(field: str, name: str, about: str) -> Cell:
        return _port_switch(port, field, name, about)

    yield _fixed("name", port.name, Asks.NAME, "Tracks send to it by this name.")
    yield _fixed("port", port.match, Asks.PORT, _port_about(port))
    yield switch("clock", "clock", "Sends MIDI clock.")
    yield switch("transport", "transport", "Sends Start, Stop and the place in the song.")
    yield switch("clock_when_stopped", "stopped", "The clock runs on while the transport stands.")
    yield switch("with_audio", "aligned", "Leaves when its sound is heard; off: as soon as it is due.")
    yield _offset(port, "Sends so much later; earlier, if negative.")


def _sent(port: OutPort, setup: MidiSetup, tracks: tuple[TrackSetup, ...]) -> Cell:
    """On which channels the song sends there."""
    sent = [
        (track.midi.channel, track.name)
        for track in tracks
        if track.midi and setup.out(track.midi.port) == port
    ]
    text = " ".join(str(channel) for channel in sorted({channel for channel, _ in sent})) or NO_TRACK
    said = ", ".join(f"{name} {channel}" for channel, name in sent)
    about = f"Sent there: {said}." if sent else "No track of this song sends there; tab, midi."
    return _fixed("channels", text, Asks.TRACKS, about)


def _port_switch(port: OutPort | InPort, field: str, name: str, about: str) -> Cell:
    def put(setup: MidiSetup, is_on: bool) -> MidiSetup:
        fields: dict[str, Any] = {field: is_on}
        return changed(setup, port.name, replace(port, **fields))

    return _switch(name, getattr(port, field), put, about)


def _port_about(port: OutPort | InPort) -> str:
    return "A port of beatterm's own." if port.virtual else f"The system's port that matches {port.match}"


def _offset(port: OutPort | InPort, about: str) -> Cell:
    return Cell(
        replace(_OFFSET, about=about),
        port.offset_ms,
        lambda setup, value: changed(setup, port.name, replace(port, offset_ms=float(value))),
    )


def _in(port: InPort, tracks: tuple[str, ...]) -> Iterator[Cell]:
    def cell(param: Param, value: Value, put: Callable[[Value], InPort]) -> Cell:
        return Cell(param, value, lambda setup, wanted: changed(setup, port.name, put(wanted)))

    def switch(field: str, name: str, about: str) -> Cell:
        return _port_switch(port, field, name, about)

    yield _fixed("name", port.name, Asks.NAME, "What it is called here.")
    yield _fixed("port", port.match, Asks.PORT, _port_about(port))
    yield cell(_plays_param(port, tracks), _plays(port), lambda value: _with_plays(port, str(value)))
    channels = (ALL, *(str(channel) for channel in range(1, CHANNELS + 1)))
    yield cell(
        Param("ch", ALL, choices=channels, about="The channel that is listened to."),
        ALL if port.channel is None else str(port.channel),
        lambda value: replace(port, channel=None if value == ALL else int(value)),
    )
    yield cell(
        Param("curve", LINEAR, choices=CURVES, about="What velocities become."),
        port.curve,
        lambda value: replace(port, curve=str(value)),
    )
    yield switch("clock", "clock", "Its clock may lead the tempo.")
    yield switch("transport", "transport", "Its Start, Stop and MMC start and stop beatterm.")
    yield switch("programs", "programs", "Its program changes choose patterns.")
    yield _offset(port, "Plays so much later than its clock.")


def _plays(port: InPort) -> str:
    if not port.notes:
        return NOTHING
    return DRUMS if port.drums else port.track or CURSOR


def _plays_param(port: InPort, tracks: tuple[str, ...]) -> Param:
    own = (port.track,) if port.track else ()
    words = tuple(dict.fromkeys((NOTHING, CURSOR, DRUMS, *tracks, *own)))
    return Param("plays", CURSOR, choices=words, about="What its notes play.")


def _with_plays(port: InPort, word: str) -> InPort:
    track = "" if word in (NOTHING, CURSOR, DRUMS) else word
    return replace(port, notes=word != NOTHING, drums=word == DRUMS, track=track)
