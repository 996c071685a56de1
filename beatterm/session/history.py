"""Undo and redo without limit: songs are values that share what did not change, so keeping them all is
cheap.
"""

from dataclasses import dataclass

from beatterm.model.song import Song


@dataclass(frozen=True, slots=True)
class Entry:
    """A song as it was before, and what was then done to it."""

    song: Song
    label: str


class History:
    """The songs before and after the present one."""

    def __init__(self) -> None:
        self._past: list[Entry] = []
        self._future: list[Entry] = []

    def record(self, before: Song, label: str, merge: bool = False) -> None:
        """Remember a song that was just changed. With `merge`, a run of edits of one label undoes as one."""
        self._future.clear()
        if not (merge and self._past and self._past[-1].label == label):
            self._past.append(Entry(before, label))

    def undo(self, now: Song) -> Entry | None:
        """The song before the last edit, and that edit's name; None if there was none."""
        return _move(self._past, self._future, now)

    def redo(self, now: Song) -> Entry | None:
        """The song after the edit undone last, and its name; None if none was."""
        return _move(self._future, self._past, now)


def _move(source: list[Entry], target: list[Entry], now: Song) -> Entry | None:
    if not source:
        return None
    entry = source.pop()
    target.append(Entry(now, entry.label))
    return entry
