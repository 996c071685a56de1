"""Undo and redo without limit: songs are values that share what did not change, so keeping them all is
cheap.
"""

from dataclasses import dataclass

from beatterm.model.song import Song


@dataclass(frozen=True, slots=True)
class Entry:
    """A song as it was before, and what was then done to it, in which take (0: none)."""

    song: Song
    label: str
    take: int = 0


class History:
    """The songs before and after the present one. Looking and stepping are apart, so that a song which
    cannot be reached (its kit is gone) leaves the history as it was.
    """

    def __init__(self) -> None:
        self._past: list[Entry] = []
        self._future: list[Entry] = []
        self._sealed = False

    def record(self, before: Song, label: str, merge: bool = False, take: int = 0) -> None:
        """Remember a song that was just changed. With `merge`, a run of edits of one label undoes as one; so
        do all edits of one take, wherever the cursor goes meanwhile.
        """
        self._future.clear()
        last = self.last()
        is_run = merge and not self._sealed and last is not None and last.label == label
        is_take = take and last is not None and last.take == take
        if not (is_run or is_take):
            self._past.append(Entry(before, label, take))
        self._sealed = False

    def seal(self) -> None:
        """End a run: the next edit is undone by itself, whatever its label."""
        self._sealed = True

    def last(self) -> Entry | None:
        """The song before the last edit, and that edit's name; None if there was none."""
        return self._past[-1] if self._past else None

    def next(self) -> Entry | None:
        """The song after the edit undone last, and its name; None if none was."""
        return self._future[-1] if self._future else None

    def step_back(self, now: Song) -> None:
        """Count the last edit as undone; `now` is the song that redo comes back to."""
        self._future.append(Entry(now, self._past.pop().label))
        self._sealed = True

    def step_forward(self, now: Song) -> None:
        """Count the edit undone last as done again; `now` is the song that undo comes back to."""
        self._past.append(Entry(now, self._future.pop().label))
        self._sealed = True
