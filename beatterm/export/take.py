"""A take: which part of a song is rendered or played, and for how long."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from beatterm.export.sections import section_named, section_names
from beatterm.model.project import Project
from beatterm.model.song import Song, arrangement, section_ticks, song_ticks
from beatterm.model.time import Meter
from beatterm.sequencer.live import Cue


class TakeError(ValueError):
    """There is no such part; the message names those there are."""


@dataclass(frozen=True, slots=True)
class Take:
    """What `cue` plays, for so many ticks."""

    cue: Cue
    ticks: int


def take_of(
    song: Song,
    pattern: str | None = None,
    section: str | None = None,
    bars: int | None = None,
    repeats: int = 1,
    steps: tuple[int, int] | None = None,
) -> Take:
    """The whole song, or one pattern or section of it, so many times over; `bars` sets the length instead.

    `steps`, first and last from 1, are a window of the pattern, which turns over.
    """
    cue, ticks = _part(song, pattern, section)
    if steps is not None:
        cue, ticks = _window(song, pattern, bars, steps)
    if bars is not None:
        ticks, repeats = bars * meter_of(song, pattern, section).bar_ticks, 1
    if ticks == 0:
        raise TakeError("There is nothing to play: the song has no pattern. Add a [pattern.A] with a grid.")
    return Take(cue, ticks * repeats)


def meter_of(song: Song, pattern: str | None = None, section: str | None = None) -> Meter:
    """The metre of a part: that of its pattern, or the song's."""
    played = section_named(song, section)
    found = song.pattern(pattern or (played.pattern if played else ""))
    return song.meter_of(found) if found else song.meter


def only(project: Project, tracks: tuple[str, ...]) -> Project:
    """The project as it sounds when these tracks, and no others, are heard; all as they are for none."""
    if not tracks:
        return project
    names = [setup.name for setup in project.song.tracks]
    unknown = next((name for name in tracks if name not in names), None)
    if unknown is not None:
        raise TakeError(_unknown("track", unknown, names))
    mixer = project.song.mixer
    for name in names:
        mixer = mixer.with_strip(replace(mixer.strip(name), mute=name not in tracks, solo=False))
    return replace(project, song=replace(project.song, mixer=mixer))


def _part(song: Song, pattern: str | None, section: str | None) -> tuple[Cue, int]:
    if pattern is not None:
        found = song.pattern(pattern)
        if found is None:
            raise TakeError(_unknown("pattern", pattern, [each.name for each in song.patterns]))
        return Cue(pattern=pattern), found.length_ticks
    if section is not None:
        names = section_names(song)
        if section not in names:
            raise TakeError(_unknown("section", section, names))
        at = names.index(section)
        return Cue(first=at, last=at + 1), section_ticks(song, arrangement(song)[at])
    return Cue(), song_ticks(song)


def _window(song: Song, pattern: str | None, bars: int | None, steps: tuple[int, int]) -> tuple[Cue, int]:
    found = song.pattern(pattern) if pattern is not None else None
    if found is None:
        raise TakeError("Steps are those of a pattern. Say which one: --pattern A.")
    if bars is not None:
        raise TakeError("A window of steps has a length of its own; leave the bars out.")
    first, last = steps
    if not 1 <= first <= last <= found.length:
        raise TakeError(
            f"Steps {first} to {last} are no window of {found.name}, which has 1 to {found.length}."
        )
    ticks = (last - first + 1) * found.step_ticks
    return Cue(pattern=pattern, offset_ticks=(first - 1) * found.step_ticks, turn_ticks=ticks), ticks


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    return f"There is no {kind} {name!r}. This song has: {', '.join(dict.fromkeys(known)) or 'none'}."
