"""Rows: what passes from the voices to the desk, a row of frames for each way through the mixer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.frames import added_by
from beatterm.engine.levels import HEARD, LEFT, OWN_COLUMNS, RIGHT


@dataclass(slots=True)
class Rows:
    """The next frames of all that sounds: `sound`, float32 (rows, frames, 2), and the rows' tracks, in order.

    A voice that has levels of its own has a row of its own, after its track's. Where there is one, `own` says
    of each row whose it is (0: the track's), and `levels`, float32 (rows, OWN_COLUMNS), how it is mixed.
    """

    tracks: NDArray[np.int64]
    sound: NDArray[np.float32]
    own: NDArray[np.int64] | None = None
    levels: NDArray[np.float32] | None = None

    def of_strips(self) -> dict[int, int]:
        """The row of each track's strip, by track."""
        places = self.tracks.tolist()
        if self.own is None:
            return {place: row for row, place in enumerate(places)}
        own = self.own.tolist()
        return {place: row for row, place in enumerate(places) if not own[row]}

    def by_track(self, planes: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The tracks that sound, in order, and each one's rows of `planes`, (rows, 2, frames), added up."""
        if self.own is None:
            return self.tracks, planes
        firsts = np.flatnonzero(np.diff(self.tracks, prepend=-1))
        return self.tracks[firsts], added_by(firsts.tolist(), planes)

    def with_silent(self, tracks: list[int]) -> "Rows":
        """With silent rows for the strips of these tracks, which have none yet."""
        every = np.concatenate([self.tracks, np.array(tracks, np.int64)])
        silence = np.zeros((len(tracks), *self.sound.shape[1:]), np.float32)
        sound = np.concatenate([self.sound, silence])
        if self.own is None or self.levels is None:
            order = np.argsort(every)
            return Rows(every[order], sound[order])
        own = np.concatenate([self.own, np.zeros(len(tracks), np.int64)])
        levels = np.concatenate([self.levels, np.zeros((len(tracks), OWN_COLUMNS), np.float32)])
        order = np.lexsort((own, every))
        return Rows(every[order], sound[order], own[order], levels[order])

    def put_own(self, levels: NDArray[np.float32]) -> None:
        """Write into the strips' levels, (rows, COLUMNS, …), those of the rows that have their own, as far as
        their tracks are heard.
        """
        if self.own is not None and self.levels is not None:
            own = np.flatnonzero(self.own)
            levels[own, :OWN_COLUMNS] = self.levels[own][:, :, None]
            levels[own, LEFT : RIGHT + 1] *= levels[own, HEARD : HEARD + 1]
