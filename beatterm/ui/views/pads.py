"""The pads or the piano as lines: which key plays what, and how loud it is now."""

from collections.abc import Iterator

from beatterm.engine.messages import Snapshot
from beatterm.model.note import note_name
from beatterm.ui.desk import step_record
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.hands import Layer
from beatterm.ui.desk.layers import bank_of, pad_tracks, piano_notes
from beatterm.ui.desk.notes import is_pitched_track
from beatterm.ui.input.layouts import PADS
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.levels import share, zones
from beatterm.ui.views.spans import Span, Spans, fit

COLUMNS = ROWS = 4
_WHITE_KEYS, _KEY, _WITH_OCTAVE = 7, 8, 7
_STRUCK = 0.5
"""From this share of the scale on a pad is lit."""


def pads_title(desk: Desk) -> str:
    """What the keys are, and how they play."""
    hands = desk.hands
    if hands.layer is Layer.PIANO:
        return _piano_title(desk) if desk.song.tracks else "Piano"
    banks = -(-len(desk.song.tracks) // PADS)
    bank = f", bank {bank_of(desk) + 1} of {banks}" if banks > 1 else ""
    return f"Pads{bank}, velocity {hands.level}"


def _piano_title(desk: Desk) -> str:
    pitch = "" if is_pitched_track(desk, desk.track) else ", which has no pitch"
    enters = f", enters notes every {desk.hands.edit_step}" if step_record.is_on(desk) else ""
    return f"Piano: {desk.track}{pitch}{enters}"


def pads_lines(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, width: int, height: int) -> tuple[Spans, ...]:
    """The lines of a pane of that size."""
    if desk.hands.layer is Layer.PIANO:
        return tuple(_piano(desk, width))[:height]
    tall = height // ROWS >= 2
    lines: list[Spans] = []
    for row in reversed(range(ROWS)):
        pads = range(row * COLUMNS, (row + 1) * COLUMNS)
        lines.append(tuple(_name(desk, snapshot, glyphs, pad, width // COLUMNS) for pad in pads))
        if tall:
            lines.append(
                tuple(span for pad in pads for span in _level(desk, snapshot, glyphs, pad, width // COLUMNS))
            )
    return tuple(lines)[:height]


def _peak(desk: Desk, snapshot: Snapshot, pad: int) -> float:
    at = bank_of(desk) * PADS + pad
    return snapshot.peaks[at] if at < len(snapshot.peaks) else 0.0


def _name(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, pad: int, width: int) -> Span:
    tracks, key = pad_tracks(desk), desk.hands.layout.pads[pad]
    if pad >= len(tracks):
        return Span(fit(f" {key} {glyphs.rest}", width), Ink.FAINT)
    rolls = tracks[pad] in desk.instrument.rolling
    lit = rolls or share(_peak(desk, snapshot, pad)) > _STRUCK
    sign = glyphs.play if rolls else " "
    text = fit(f"{sign}{key} {tracks[pad]}", width - 1, glyphs.ellipsis)
    return Span(f"{text} ", Ink.STRONG if lit else Ink.TEXT, Ground.SELECTED if lit else Ground.PLAIN)


def _level(desk: Desk, snapshot: Snapshot, glyphs: Glyphs, pad: int, width: int) -> Iterator[Span]:
    bar = zones(_peak(desk, snapshot, pad), max(1, width - 4), glyphs)
    yield Span("   ")
    for text, ink in bar:
        yield Span(text, ink)
    yield Span(" ")


def _piano(desk: Desk, width: int) -> Iterator[Spans]:
    """The four rows of keys, each key with the note it plays; black keys stand half a key to the right."""
    notes = piano_notes(desk)
    cell = max(3, min(_KEY, (width - 2) // _WHITE_KEYS))
    for row, keys in enumerate(desk.hands.layout.rows):
        is_black = row % 2 == 0
        shift = 0 if is_black else cell // 2
        cells = [Span(" " * shift)]
        for key in keys[:_WHITE_KEYS]:
            note = notes.get(key)
            named = "" if note is None else note_name(note)
            named = named if cell >= _WITH_OCTAVE else named.rstrip("-0123456789")
            cells.append(Span(fit(f" {key} {named}", cell, ""), Ink.TEXT if key in notes else Ink.FAINT))
        yield tuple(cells)
