"""Setup as lines: sound, clock and Link, then outputs, inputs and learned controls, and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from beatterm.engine.messages import Snapshot
from beatterm.engine.midi.messages import PortState
from beatterm.model.field_param import OFF
from beatterm.model.midi_setup import InPort, Learned, OutPort
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.setup_place import here, lines, place
from beatterm.ui.desk.studio import Cell, Line, Table
from beatterm.ui.desk.turning import shown
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.clock import clock_of
from beatterm.ui.views.setup_troubles import LEAD, troubles
from beatterm.ui.views.spans import Span, Spans, fit, in_sight, width_of

_NAME, _PORT_LEAST, _PORT_MOST = 12, 13, 40
_NARROW, _WIDE = 68, 100
_GAP = 2
_HEADS = {Table.OUT: "output", Table.IN: "input", Table.LEARNED: "learned"}
_SHORT = {"transport": "transp", "programs": "progs", "start/stop": "transp"}
_WIDTHS = {"plays": 9, "curve": 6, "ch": 3, "offset": 7, "channels": 8}
_NONE = {
    Table.OUT: "no outputs yet: a adds one",
    Table.IN: "no inputs yet: A adds one",
    Table.LEARNED: "no knobs yet: tab, then m on one learns it",
}


def setup_title(desk: Desk) -> str:
    """The pane's title: what the value under the cursor is for."""
    about = here(desk)[1].param.about
    return f"Setup: {about}" if about else "Setup"


def setup_lines(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, width: int, height: int) -> tuple[Spans, ...]:
    """The lines of a pane of that size, the cursor's among them."""
    every = lines(desk)
    row, column = place(desk, every)
    drawn: list[Spans] = [_audio(desk, snapshot, glyphs, width)]
    at = 0
    for table in Table:
        seen = column if every[row].table is table else 0
        drawn += _heading(table, [line for line in every if line.table is table], seen, width)
        for index, line in enumerate(every):
            if line.table is table:
                at = len(drawn) if index == row else at
                drawn.append(_line(desk, line, _Spot(index, seen, index == row), glyphs, width))
    drawn += troubles(desk, glyphs, width)
    return tuple(in_sight(drawn, at, height))


def _label(text: str, is_here: bool = False, glyphs: Glyphs | None = None) -> Span:
    sign = glyphs.cursor if is_here and glyphs else " "
    return Span(f" {sign}   {text:<{_NAME}} ", Ink.KEY if is_here else Ink.SOFT)


def _audio(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, width: int) -> Spans:
    """The device; how it fares only where there is room, since the transport bar says that too."""
    device = desk.device
    health = Span(f"   load {round(snapshot.load * 100)}%  xruns {snapshot.xruns}", Ink.FAINT)
    if device is None:
        return _label("audio"), Span("no word from the engine yet", Ink.SOFT)
    if device.is_null:
        return _label("audio"), Span("no sound card: time goes on without sound", Ink.WARN), health
    facts = (
        f"  {device.rate / 1000:g} kHz  {device.block_frames} frames  {device.latency_seconds * 1000:.0f} ms"
    )
    room = _room(width) - len(facts)
    name = fit(device.name, min(cell_len(device.name), room), glyphs.ellipsis)
    spans = _label("audio"), Span(name, Ink.TEXT), Span(facts, Ink.SOFT)
    return (*spans, health) if width_of((*spans, health)) <= width else spans


def _heading(table: Table, members: list[Line], column: int, width: int) -> list[Spans]:
    """An empty line and the names of a table's columns; where it is empty, how something comes there."""
    if table not in _HEADS:
        return []
    head = Span(f"{'':{LEAD}}{_HEADS[table]:<{_NAME}} ", Ink.KEY)
    if not members:
        return [(), (head, Span(_NONE[table], Ink.FAINT))]
    if table is Table.LEARNED:
        return [(), (head,)]
    cells = members[0].cells
    names = [
        Span(fit(_head(cells[at], width), _width(cells[at], width)) + " " * _GAP, Ink.FAINT)
        for at in _in_sight_of(cells, column, width)
    ]
    return [(), (head, Span(fit("port", _port_width(cells, width)) + " " * _GAP, Ink.FAINT), *names)]


def _head(cell: Cell, width: int) -> str:
    return cell.param.name if width >= _WIDE else _SHORT.get(cell.param.name, cell.param.name)


def _width(cell: Cell, width: int) -> int:
    return max(len(_head(cell, width)), _WIDTHS.get(cell.param.name, 0))


def _room(width: int) -> int:
    """Cells that are left beside the names of a table."""
    return width - LEAD - _NAME - 1


def _port_width(cells: tuple[Cell, ...], width: int) -> int:
    others = sum(_width(cell, width) + _GAP for cell in cells[2:])
    return max(_PORT_LEAST, min(_PORT_MOST, _room(width) - others - _GAP))


def _in_sight_of(cells: tuple[Cell, ...], column: int, width: int) -> range:
    """The cells behind name and port that fit, the cursor's among them."""
    room = _room(width) - _port_width(cells, width) - _GAP

    def fits(first: int, last: int) -> bool:
        return sum(_width(cell, width) + _GAP for cell in cells[first:last]) <= room + _GAP

    first = next(at for at in range(2, len(cells)) if at >= column or fits(at, column + 1))
    last = max(at for at in range(first + 1, len(cells) + 1) if at == first + 1 or fits(first, at))
    return range(first, last)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Which line is drawn, and where the cursor is: in a column of this line, or of another of its table."""

    index: int
    column: int
    is_here: bool

    def key(self, at: int) -> str:
        """What a click on a cell hands back."""
        return f"setup {self.index} {at}"

    def ground(self, at: int, plain: Ground) -> Ground:
        """What a cell is drawn on."""
        return Ground.SELECTED if self.is_here and at == self.column else plain


def _line(desk: Desk, line: Line, spot: _Spot, glyphs: Glyphs, width: int) -> Spans:
    match line.of:
        case OutPort() | InPort() as port:
            return (
                *_port_head(desk, port, spot, glyphs),
                *_port_cells(desk, port, line, spot, glyphs, width),
            )
        case Learned() as learned:
            return _learned(desk, learned, spot, glyphs, width)
        case None:
            return tuple(_clock(desk, line, spot, glyphs, width))


def _clock(desk: Desk, line: Line, spot: _Spot, glyphs: Glyphs, width: int) -> Iterator[Span]:
    yield _label(line.name, spot.is_here, glyphs)
    narrow = width < _NARROW
    gap = " " * (_GAP if narrow else _GAP + 1)
    for at, cell in enumerate(line.cells):
        if at:
            name = _head(cell, width) if narrow else cell.param.name
            yield Span(f"{gap}{name} ", Ink.FAINT)
        ink = Ink.FAINT if cell.value == OFF else Ink.STRONG
        yield Span(shown(cell.param, cell.value), ink, spot.ground(at, Ground.PLAIN), spot.key(at))
    if line.table is Table.CLOCK:
        clock = clock_of(desk)
        tempo = clock.tempo or f"{desk.song.tempo:.1f}"
        yield Span(f"{gap}{tempo} bpm  ", Ink.TEXT)
        yield Span(clock.state, Ink.GO if clock.is_locked else Ink.WARN)
    else:
        peers = desk.midi.state.clock.peers
        yield Span(f"{gap}{peers or 'no'} peer{'s' * (peers != 1)}", Ink.TEXT if peers else Ink.FAINT)


def _state_of(desk: Desk, port: OutPort | InPort) -> PortState | None:
    states = desk.midi.state.outs if isinstance(port, OutPort) else desk.midi.state.ins
    return next((state for state in states if state.name == port.name), None)


def _port_head(desk: Desk, port: OutPort | InPort, spot: _Spot, glyphs: Glyphs) -> Spans:
    """The sign of the cursor, and the light."""
    state = _state_of(desk, port)
    is_lit = state is not None and desk.midi.is_lit(state)
    row = Ground.BAR if spot.is_here else Ground.PLAIN
    return (
        Span(f" {glyphs.cursor if spot.is_here else ' '} ", Ink.KEY, row, spot.key(0)),
        Span(f"{glyphs.knob if is_lit else glyphs.rest} ", Ink.GO if is_lit else Ink.REST, row),
    )


def _port_cells(
    desk: Desk, port: OutPort | InPort, line: Line, spot: _Spot, glyphs: Glyphs, width: int
) -> Iterator[Span]:
    row = Ground.BAR if spot.is_here else Ground.PLAIN
    text, ink = _connection(port, _state_of(desk, port))
    room = _port_width(line.cells, width)
    yield Span(f"{fit(port.name, _NAME, glyphs.ellipsis)} ", Ink.TEXT, spot.ground(0, row), spot.key(0))
    yield Span(fit(text, room, glyphs.ellipsis) + " " * _GAP, ink, spot.ground(1, row), spot.key(1))
    for at in _in_sight_of(line.cells, spot.column, width):
        cell = line.cells[at]
        words = glyphs.rest if cell.value == OFF else shown(cell.param, cell.value)
        shape = fit(words, _width(cell, width), glyphs.ellipsis) + " " * _GAP
        ink = Ink.SOFT if cell.value in (OFF, cell.param.default) else Ink.STRONG
        yield Span(shape, ink, spot.ground(at, row), spot.key(at))


def _connection(port: OutPort | InPort, state: PortState | None) -> tuple[str, Ink]:
    """What a port is connected to, or why not."""
    if state is None:
        return port.match, Ink.FAINT
    if state.problem:
        return state.problem, Ink.WARN
    if port.virtual:
        return "virtual", Ink.SOFT
    if not state.connected_to:
        return f"no {port.match}", Ink.WARN
    return state.connected_to, Ink.TEXT


def _learned(desk: Desk, learned: Learned, spot: _Spot, glyphs: Glyphs, width: int) -> Spans:
    ground, key = spot.ground(0, Ground.PLAIN), spot.key(0)
    name = fit(learned.port, _NAME, glyphs.ellipsis)
    text = f"ch {learned.channel:<3} cc {learned.number:<4} {desk.midi.name_of(learned.path)}"
    if learned.is_narrow:
        ends = ("least" if learned.low is None else f"{learned.low:g}"), learned.high
        text += f", {ends[0]} to {'most' if ends[1] is None else f'{ends[1]:g}'}"
    return (
        Span(f" {glyphs.cursor if spot.is_here else ' '}   {name} ", Ink.TEXT, ground, key),
        Span(fit(text, _room(width), glyphs.ellipsis), Ink.SOFT, ground, key),
    )
