"""The cursor: a place in a pattern, and the rectangle of steps that is selected from it."""

from dataclasses import dataclass, replace

from beatterm.model.edits.regions import Region
from beatterm.model.pattern import Pattern, Steps
from beatterm.model.song import Song


@dataclass(frozen=True, slots=True)
class Place:
    """Pattern, and the track (as counted on the screen) and step under the cursor, both from 0.

    `anchor` is the other corner of the selection, as (track, step); with `whole_rows` its columns do not
    count.
    """

    pattern: str = ""
    track: int = 0
    step: int = 0
    anchor: tuple[int, int] | None = None
    whole_rows: bool = False

    def within(self, song: Song) -> "Place":
        """This place, or the nearest one that the song has."""
        pattern = song.pattern(self.pattern) or next(iter(song.patterns), None)
        if pattern is None:
            return Place()
        last_track, last_step = max(0, len(song.tracks) - 1), sheet_width(song, pattern) - 1
        anchor = self.anchor
        if anchor is not None:
            anchor = (min(anchor[0], last_track), min(anchor[1], last_step))
        track, step = max(0, min(self.track, last_track)), max(0, min(self.step, last_step))
        return replace(self, pattern=pattern.name, track=track, step=step, anchor=anchor)

    def moved(self, song: Song, tracks: int, steps: int) -> "Place":
        """Down and to the right by so many (negative: up, left), as far as the song goes."""
        return replace(self, track=self.track + tracks, step=self.step + steps).within(song)

    def at(self, song: Song, track: int, step: int) -> "Place":
        """Another place in the same pattern."""
        return replace(self, track=track, step=step).within(song)

    def selecting(self, whole_rows: bool = False) -> "Place":
        """With a selection that starts here."""
        return replace(self, anchor=self.anchor or (self.track, self.step), whole_rows=whole_rows)

    def unselected(self) -> "Place":
        """Without a selection."""
        return replace(self, anchor=None, whole_rows=False)


@dataclass(frozen=True, slots=True)
class Corners:
    """A rectangle of the sheet, all four inclusive."""

    top: int
    bottom: int
    first: int
    last: int


def sheet_width(song: Song, pattern: Pattern) -> int:
    """Steps of the longest row, silent ones too."""
    return max([pattern.length, *(len(row.steps) for row in pattern.tracks)])


def corners(place: Place, song: Song) -> Corners:
    """What is selected; the cursor alone if nothing is."""
    track, step = place.anchor or (place.track, place.step)
    top, bottom = sorted((track, place.track))
    first, last = sorted((step, place.step))
    pattern = song.pattern(place.pattern)
    if place.whole_rows and pattern is not None:
        first, last = 0, sheet_width(song, pattern) - 1
    return Corners(top, bottom, first, last)


def region(place: Place, song: Song) -> Region:
    """The same, by the tracks' names."""
    box = corners(place, song)
    names = tuple(setup.name for setup in song.tracks[box.top : box.bottom + 1])
    return Region(place.pattern, names, box.first, box.last)


def steps_of(song: Song, pattern: str, track: str) -> Steps:
    """A row's steps, silent ones too; none where the pattern does not use the track."""
    owner = song.pattern(pattern)
    row = owner.track(track) if owner else None
    return row.steps if row else ()
