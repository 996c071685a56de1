"""Fills and note repeats that the performer asks for, put into what plays (`Live`), and taken out again."""

from dataclasses import replace

from beatterm.engine.bars import bar_line, meter_at
from beatterm.engine.messages import FILL_BAR, FILL_OFF, FILL_ON, StartRoll
from beatterm.model.song import Song
from beatterm.model.time import WHOLE_TICKS
from beatterm.sequencer.live import FillSpan, Live, Roll
from beatterm.sequencer.part import REACH_TICKS

_FILLS_KEPT_TICKS = 256 * WHOLE_TICKS
"""A condition may look far back, at a hit that sounded because of a fill."""


def without_past(live: Live, tick: int) -> Live:
    """What plays, without what is so long over by a tick that nothing still to come depends on it."""
    return replace(live.since(tick - REACH_TICKS), fills=live.since(tick - _FILLS_KEPT_TICKS).fills)


def with_fill(live: Live, mode: str, song: Song, tick: int) -> Live:
    """What plays, from a tick on with a fill of this mode. What has been asked for before is over, with
    FILL_BAR when the bar begins.
    """
    if mode == FILL_BAR:
        line = bar_line(song, live, tick)
        span = FillSpan(line, line + meter_at(song, live, line).bar_ticks)
        return replace(live, fills=(*_until(live.fills, line), span))
    fills = _until(live.fills, tick)
    return replace(live, fills=(*fills, FillSpan(tick)) if mode == FILL_ON else fills)


def fill_mode(live: Live, tick: int) -> str:
    """Which fill plays or waits at a tick."""
    if any(each.end_tick is None for each in live.fills):
        return FILL_ON
    return FILL_BAR if any(each.end_tick and each.end_tick > tick for each in live.fills) else FILL_OFF


def _until(fills: tuple[FillSpan, ...], tick: int) -> tuple[FillSpan, ...]:
    """Fills as far as they lie before a tick."""
    return tuple(
        each if each.end_tick is not None and each.end_tick <= tick else replace(each, end_tick=tick)
        for each in fills
        if each.start_tick < tick
    )


def open_rolls(live: Live) -> tuple[Roll, ...]:
    """The note repeats that nobody has ended."""
    return tuple(roll for roll in live.rolls if roll.end_tick is None)


def with_roll(live: Live, start: StartRoll, tick: int) -> Live:
    """What plays, with a note repeated from a tick on; one that repeats the same note ends."""
    old = tuple(
        replace(roll, end_tick=tick)
        if roll.end_tick is None and (roll.track, roll.note) == (start.track, start.note)
        else roll
        for roll in live.rolls
    )
    new = Roll(start.track, start.note, start.velocity, start.step_ticks, tick)
    return replace(live, rolls=(*old, new))


def without_roll(live: Live, track: str | None, tick: int) -> Live:
    """What plays, with the note repeats of a track (None: all) ended at a tick."""
    return replace(
        live,
        rolls=tuple(
            replace(roll, end_tick=tick) if roll.end_tick is None and track in (None, roll.track) else roll
            for roll in live.rolls
        ),
    )
