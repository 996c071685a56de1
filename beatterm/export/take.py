"""A take: which part of a song is rendered or played, and for how long."""

from dataclasses import dataclass

from beatterm.model.song import Song, arrangement, section_ticks, song_ticks
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
) -> Take:
    """The whole song, or one pattern or section of it, so many times over; `bars` sets the length instead."""
    cue, ticks = _part(song, pattern, section)
    if bars is not None:
        ticks, repeats = bars * song.meter.bar_ticks, 1
    if ticks == 0:
        raise TakeError("There is nothing to play: the song has no pattern. Add a [pattern.A] with a grid.")
    return Take(cue, ticks * repeats)


def _part(song: Song, pattern: str | None, section: str | None) -> tuple[Cue, int]:
    if pattern is not None:
        found = song.pattern(pattern)
        if found is None:
            raise TakeError(_unknown("pattern", pattern, [each.name for each in song.patterns]))
        return Cue(pattern=pattern), found.length_ticks
    if section is not None:
        parts = arrangement(song)
        names = [part.name for part in parts]
        if section not in names:
            raise TakeError(_unknown("section", section, names))
        at = names.index(section)
        return Cue(first=at, last=at + 1), section_ticks(song, parts[at])
    return Cue(), song_ticks(song)


def _unknown(kind: str, name: str, known: list[str]) -> str:
    return f"There is no {kind} {name!r}. This song has: {', '.join(dict.fromkeys(known)) or 'none'}."
