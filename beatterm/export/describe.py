"""What a sound file is to tell of itself: Facts made from a project and the part of it that is rendered."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from math import ceil

from beatterm.export.facts import Facts, Mark
from beatterm.export.formats.wording import key_text, tempo_text
from beatterm.export.heard import is_heard
from beatterm.export.job import Loudness
from beatterm.model.project import Project
from beatterm.model.song import Song, arrangement
from beatterm.model.time import PPQN, Meter
from beatterm.sequencer.arrangement import Span, spans_between
from beatterm.sequencer.live import Cue, Live, rest
from beatterm.sequencer.query import events_between

LOWEST_ROOT = 48
"""The C of `acid`, whose roots are from 48 to 59."""

_MOST_BARS = 128
_MOST_SLICES = 999

FrameOf = Callable[[int], int]
"""The frame of a file at which a tick of its part stands; both count from the beginning of the part."""


def facts_of(
    project: Project,
    cue: Cue,
    ticks: int,
    frame_of: FrameOf,
    loop_frames: int = 0,
    name: str = "",
    starts_at_frame: int = 0,
    loudness: Loudness | None = None,
    slices: bool = False,
    first_tick: int = 0,
) -> Facts:
    """Facts of a file that holds so many ticks of what a cue plays, `loop_frames` 0 where it is no loop.

    `name` is added to the title: a stem's. Sections are marked in a song, bars in all else; with `slices`
    every tick at which something is struck instead: by its track in a stem, else by all that are heard. What
    is in the file begins at `first_tick` of the cue.
    """
    begun = replace(cue, tick=0)
    live = Live((begun,) if loop_frames else (begun, rest(ticks)))
    spans = tuple(spans_between(project.song, 0, ticks, live))
    window = (first_tick, first_tick + ticks)
    marks = _slices(project, live, window, name) if slices else _parts(project.song, spans, ticks)
    return replace(
        _facts_of_part(project, spans, ticks, name),
        loop_frames=loop_frames,
        marks=tuple(_placed(marks, frame_of)),
        starts_at_frame=starts_at_frame,
        loudness=loudness,
    )


def _facts_of_part(project: Project, spans: tuple[Span, ...], ticks: int, name: str) -> Facts:
    """What is told of any file of a part, at whatever rate."""
    song, meter = project.song, _meter(project.song, spans)
    title = " ".join(part for part in (song.title, _part_name(song, spans), name) if part)
    return Facts(
        title=title,
        author=song.author,
        album=song.title if title != song.title else "",
        comment=_comment(project, ticks, meter),
        tempo=song.tempo,
        meter=meter,
        beats=ticks / PPQN,
        key=str(song.key or ""),
        root=LOWEST_ROOT + song.key.tonic if song.key else None,
    )


def _meter(song: Song, spans: tuple[Span, ...]) -> Meter:
    """The metre of all that plays, the song's where there is more than one."""
    meters = {song.meter_of(span.pattern) for span in spans}
    return meters.pop() if len(meters) == 1 else song.meter


def _part_name(song: Song, spans: tuple[Span, ...]) -> str:
    """The one pattern's or section's; nothing for more of the song."""
    if len({span.section for span in spans}) != 1 or max(len(song.patterns), len(song.sections)) == 1:
        return ""
    section = spans[0].section
    return spans[0].pattern.name if section is None else arrangement(song)[section].name


def _comment(project: Project, ticks: int, meter: Meter) -> str:
    """Such as `124 BPM, C minor, 4 bars, kit Dusty`."""
    song, bars = project.song, ticks / meter.bar_ticks
    length = f"{bars:.3f}".rstrip("0").rstrip(".") + (" bar" if bars == 1 else " bars")
    kit = project.kit.name or song.kit
    told = (
        f"{tempo_text(song.tempo)} BPM",
        key_text(str(song.key or "")),
        length if str(meter) == "4/4" else f"{length} of {meter}",
        f"kit {kit}" if kit else "",
    )
    return ", ".join(part for part in told if part)


_Place = tuple[int, int, str]
"""A mark in ticks: where, how long (0: a point), its name."""


def _parts(song: Song, spans: tuple[Span, ...], ticks: int) -> list[_Place]:
    """The sections of a song, the bars of all else."""
    return _sections(song, spans) or _bars(ticks, _meter(song, spans))


def _sections(song: Song, spans: tuple[Span, ...]) -> list[_Place]:
    """The sections that play one after the other, if there is more than one."""
    if len({(span.section, span.pattern.name) for span in spans}) < 2:
        return []
    parts = arrangement(song)
    named = (
        (span, span.pattern.name if span.section is None else parts[span.section].name) for span in spans
    )
    return [(span.start_tick, span.end_tick - span.start_tick, name) for span, name in named]


def _bars(ticks: int, meter: Meter) -> list[_Place]:
    """The beginnings of bars, unless there are too many to be of use."""
    bars = ceil(ticks / meter.bar_ticks)
    return [(bar * meter.bar_ticks, 0, f"bar {bar + 1}") for bar in range(bars) if bars <= _MOST_BARS]


def _slices(project: Project, live: Live, window: tuple[int, int], name: str) -> list[_Place]:
    """The places between two ticks where something is struck, each named by its tracks."""
    names = [setup.name for setup in project.song.tracks]
    marked = {name} if name in names else {each for each in names if is_heard(project, each)}
    events = (event for event in events_between(project, *window, live) if event.track in marked)
    struck = groupby(events, key=lambda event: event.tick)
    found = [
        (tick - window[0], 0, "+".join(dict.fromkeys(event.track for event in each))) for tick, each in struck
    ]
    return found[:_MOST_SLICES]


def _placed(places: list[_Place], frame_of: FrameOf) -> Iterator[Mark]:
    for tick, length, name in places:
        start = frame_of(tick)
        yield Mark(start, name, frame_of(tick + length) - start)
