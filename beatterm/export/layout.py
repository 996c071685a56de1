"""Lays out what an engine plays for a file: which cue, for how long, and for a loop what makes it come round.

A loop of a pattern that truly repeats is that pattern playing on; any other is a cue that begins anew after
each turn, the same every time.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from beatterm.export.job import Part
from beatterm.export.loops.period import Period, period_of
from beatterm.export.loops.turnover import late_ticks
from beatterm.export.loops.words import loop_notes, round_notes
from beatterm.export.take import Take, meter_of, only, take_of
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue, Live, rest
from beatterm.sequencer.part import REACH_TICKS
from beatterm.sequencer.plan import plan_of
from beatterm.sequencer.query import events_between

_MILLI = 1000
MAX_PASSES = 64
MAX_SECONDS = 600.0
"""A pattern that takes more passes, or longer, to repeat is looped after its first pass."""


@dataclass(frozen=True, slots=True)
class Laid:
    """What is played for a file: `cue` of `project`, which holds nothing but what is to be heard, for so many
    ticks. A loop repeats after them, from `lead_ticks` on at the latest. `notes` are for the musician.
    """

    project: Project
    cue: Cue
    ticks: int
    is_loop: bool = False
    lead_ticks: int = 0
    notes: tuple[str, ...] = ()

    @property
    def seconds(self) -> Fraction:
        """Its length without what rings on, exactly."""
        tempo = Fraction(round(self.project.song.tempo * _MILLI), _MILLI)
        return self.ticks * 60 / (PPQN * tempo)

    @property
    def steady_tick(self) -> int:
        """Where the first of a loop's turns begins that is like all after it."""
        return max(1, -(-self.lead_ticks // self.ticks)) * self.ticks

    @property
    def beats(self) -> float:
        """Its length in quarter notes."""
        return self.ticks / PPQN


def laid_out(project: Project, part: Part, loop: bool = False) -> Laid:
    """A part of a project, once through or as a loop. TakeError if there is no such part."""
    project = only(project, part.tracks)
    song = project.song
    take = take_of(song, part.pattern, part.section, part.bars, part.repeats or 1, part.steps)
    if not loop:
        return Laid(project, take.cue, take.ticks)
    pattern = song.pattern(part.pattern) if part.pattern is not None and part.steps is None else None
    if pattern is not None:
        return _loop_of_pattern(project, pattern, part)
    notes = round_notes(meter_of(song, part.pattern, part.section), take.ticks)
    return _turned(project, _turning(take, _turn_ticks(song, part)), take.ticks, notes)


def _turn_ticks(song: Song, part: Part) -> int:
    """After how many ticks a cue turns over by itself."""
    return take_of(song, part.pattern, part.section, steps=part.steps).ticks


def _turning(take: Take, turn_ticks: int) -> Cue:
    """The cue of a take that comes round after all of its ticks."""
    return take.cue if take.ticks % turn_ticks == 0 else replace(take.cue, turn_ticks=take.ticks)


def _loop_of_pattern(project: Project, pattern: Pattern, part: Part) -> Laid:
    song, period = project.song, period_of(project, pattern)
    ticks = _loop_ticks(song, pattern, part, period)
    begins_later = bool(period.firsts) and not _is_counted(part) and _is_whole(pattern, ticks, period.passes)
    notes = loop_notes(pattern, song.meter_of(pattern), ticks, period, begins_later)
    lead_ticks = period.lead_passes * pattern.length_ticks
    cue = Cue(pattern=pattern.name, offset_ticks=-(-lead_ticks // ticks) * ticks if begins_later else 0)
    if _is_whole(pattern, ticks, period.takes) and (begins_later or not period.firsts):
        late = late_ticks(plan_of(project, pattern), ticks)
        return Laid(project, cue, ticks, True, max(lead_ticks - cue.offset_ticks, late), notes)
    return _turned(project, replace(cue, turn_ticks=ticks), ticks, notes)


def _is_counted(part: Part) -> bool:
    """Whether somebody said how long it is: then it begins with the very first pass."""
    return part.bars is not None or part.repeats is not None


def _is_whole(pattern: Pattern, ticks: int, passes: int | None) -> bool:
    """Whether so many ticks are so many passes, once or several times over."""
    return passes is not None and ticks % (passes * pattern.length_ticks) == 0


def _turned(project: Project, cue: Cue, ticks: int, notes: tuple[str, ...]) -> Laid:
    """A loop of a cue that begins anew."""
    late = events_between(project, ticks, ticks + REACH_TICKS, Live((cue, rest(ticks))))
    return Laid(project, cue, ticks, True, late[-1].tick - ticks + 1 if late else 0, notes)


def _loop_ticks(song: Song, pattern: Pattern, part: Part, period: Period) -> int:
    if part.bars is not None:
        return part.bars * meter_of(song, pattern.name).bar_ticks
    if part.repeats is not None:
        return part.repeats * pattern.length_ticks
    wanted = (period.takes if period.joins else period.passes, period.passes)
    passes = next((each for each in wanted if each and _is_short(song, pattern, each)), 1)
    return passes * pattern.length_ticks


def _is_short(song: Song, pattern: Pattern, passes: int) -> bool:
    return passes <= MAX_PASSES and passes * pattern.length_ticks * 60.0 / (PPQN * song.tempo) <= MAX_SECONDS
