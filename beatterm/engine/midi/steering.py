"""Makes the transport agree with a beat line: which tempo to play at, and where and when to begin.

Only the tempo is ever touched while it plays, so every step is struck once, whatever the line does; steps
come a little closer together or further apart until they are right. The beats of what is heard count from the
song's beginning; where the line counts otherwise, shift it first (`shift_to`).
"""

from math import ceil

from beatterm.engine.limiter import Limiter
from beatterm.engine.midi.follower import Begun
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.line import Line
from beatterm.model.song import MAX_TEMPO, MIN_TEMPO
from beatterm.model.time import PPQN

_CATCH_UP_SECONDS = 0.15
"""An error shrinks to a third in so long."""
_STEEPEST = 0.35
"""Never faster or slower than the line by more than this part."""
_LEAST_CHANGE = 0.0002
"""A smaller part of the tempo than this is not worth a change: it is 30 microseconds of error at most."""
_SIXTEENTHS = 4
_LATEST_BEATS = 0.5
"""A start that comes later than this leaves out what has gone by."""
_HAIR_BEATS = 0.1


def steer(heard: Heard, line: Line, offset_seconds: float = 0.0) -> float | None:
    """The tempo to play at from now on so that what is heard comes to agree with the line, or to be
    `offset_seconds` later. None: go on as it is.
    """
    late = late_seconds(heard, line, offset_seconds) if heard.is_running else 0.0
    faster = max(-_STEEPEST, min(_STEEPEST, late / _CATCH_UP_SECONDS))
    goal = line.tempo_at(_next_heard(heard)[1] - offset_seconds) if heard.is_running else line.tempo
    tempo = round(max(MIN_TEMPO, min(MAX_TEMPO, goal * (1 + faster))), 3)
    return tempo if abs(tempo - heard.clock.tempo) > _LEAST_CHANGE * tempo else None


def late_seconds(heard: Heard, line: Line, offset_seconds: float = 0.0) -> float:
    """By how much what will be heard next comes later than the line says."""
    beat, seconds = _next_heard(heard)
    return seconds - offset_seconds - line.seconds_of(beat)


def shift_to(heard: Heard, line: Line, step_beats: float, offset_seconds: float = 0.0) -> float:
    """By how many whole steps to shift a line so that it agrees best with what is heard: to be worked out
    once when something begins. A step is what the two need not agree on: Link's quantum, the length of a
    pattern that goes round, a clock's pulse (1/24) where only its tempo is followed.
    """
    beat, seconds = _next_heard(heard)
    return round((beat - line.beat_at(seconds - offset_seconds)) / step_beats) * step_beats


def starting_beat(begun: Begun, line: Line, heard: Heard, offset_seconds: float = 0.0) -> float | None:
    """At which of the line's beats to begin with the next block; None: not yet.

    A start begins at its own beat, however late: that beat's hits must be heard, and the tempo makes up for
    it. Later than half a beat it begins at the next sixteenth instead. A jump goes on where the line is;
    until it is made, what is heard goes on as before and must not be steered by the new line.
    """
    beat = line.beat_at(heard.seconds + Limiter.latency_frames * heard.frame_seconds - offset_seconds)
    if begun.from_beat is not None and heard.is_running:
        beat = _beyond(begun, begun.from_beat, heard, beat)
        return ceil(beat * PPQN) / PPQN if beat >= begun.beat else None
    if beat < begun.beat:
        return None
    is_too_late = beat > begun.beat + _LATEST_BEATS
    return ceil(beat * _SIXTEENTHS) / _SIXTEENTHS if is_too_late else begun.beat


def _beyond(begun: Begun, from_beat: float, heard: Heard, beat: float) -> float:
    """Where a jump leads to: as far beyond it as what is heard has come. The line tells that but for a hair,
    and by that hair a hit would be left out or struck twice.
    """
    next_tick = heard.clock.tick_at(heard.frame + Limiter.latency_frames)
    own = begun.beat + (heard.position_ticks + next_tick) / PPQN - from_beat
    return own if abs(own - beat) < _HAIR_BEATS else beat


def _next_heard(heard: Heard) -> tuple[float, float]:
    """A beat of the song, and when it is heard: on the stretch where the tempo is what it is now."""
    frame = max(heard.frame, heard.clock.frame)
    tick = heard.clock.tick_at(frame)
    return (heard.position_ticks + tick) / PPQN, heard.seconds_of(tick)
