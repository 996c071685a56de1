"""The rows that a generator, a groove or a freeze works on: the cursor's, or all that are selected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from beatterm.model.edits.steps import fitting_track
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.notes import fresh_step_of


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a pattern, from the top down. `shortest` and `longest` are steps before a row turns over;
    `fresh` is what is struck anew in each.
    """

    pattern: str
    tracks: tuple[str, ...]
    shortest: int
    longest: int
    fresh: Mapping[str, Step]

    @property
    def name(self) -> str:
        """What they are, in few words."""
        return self.tracks[0] if len(self.tracks) == 1 else f"{len(self.tracks)} tracks"

    def each(self, song: Song, change: Callable[[Song, str], Song]) -> Song:
        """The song with each of them changed."""
        for track in self.tracks:
            song = change(song, track)
        return song


def rows_of(desk: Desk) -> Rows:
    """The rows under the player's hands. EditError where there are none."""
    owner, here = desk.pattern, desk.track
    tracks = desk.region.tracks if desk.place.anchor is not None else (here,)
    lengths = [fitting_track(owner, name).length for name in tracks]
    fresh = {name: fresh_step_of(desk, name) for name in tracks}
    return Rows(owner.name, tracks, min(lengths), max(lengths), fresh)
