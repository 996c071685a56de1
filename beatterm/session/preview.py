"""Trying out: a change that is shown and heard at once, but neither in the history nor in the file before it
is taken. It stands between the desk and the session.
"""

from collections.abc import Callable

from beatterm.model.edits.errors import EditError
from beatterm.model.song import Song

BUSY = "Something is being tried out: enter takes it, esc leaves it."


class Preview:
    """The one thing that is tried out on a session, if any.

    `song` gives the song that is shown, `become` shows and plays another, `record` remembers the one before
    an edit.
    """

    def __init__(
        self, song: Callable[[], Song], become: Callable[[Song], None], record: Callable[[Song, str], None]
    ) -> None:
        self._song, self._become, self._record = song, become, record
        self._before: Song | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is being tried out."""
        return self._before is not None

    @property
    def before(self) -> Song:
        """The song without what is tried out."""
        return self._song() if self._before is None else self._before

    def show(self, change: Callable[[Song], Song]) -> None:
        """Show and play the song changed so, in place of what was tried out before. EditError leaves that as
        it was.
        """
        before = self.before
        self._become(change(before))
        self._before = before

    def take(self, label: str, change: Callable[[Song], Song] | None = None) -> None:
        """Keep what is tried out, or the song changed so, as one edit. EditError leaves it open."""
        before = self.before
        after = change(before) if change else self._song()
        self._become(after)
        self._before = None
        if after != before:
            self._record(before, label)

    def drop(self) -> None:
        """Everything as it was before; nothing happens if nothing is tried out."""
        if self._before is not None:
            self._become(self._before)
            self._before = None

    def refuse(self) -> None:
        """EditError while something is tried out: nothing else may change the song then."""
        if self.is_open:
            raise EditError(BUSY)
