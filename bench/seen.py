"""What a terminal showed, and when: its output replayed chunk by chunk into an emulator."""

from collections.abc import Callable

import pyte

from bench.terminal import Terminal

TRACK = "kick"
"""The first track of the song that is opened: where it stands, the grid is."""
_STEPS = frozenset("·█■▪▫")


class Replay:
    """A terminal's output up to a moment of `perf_counter`."""

    def __init__(self, terminal: Terminal) -> None:
        self.screen = pyte.Screen(terminal.columns, terminal.rows)
        self._stream = pyte.ByteStream(self.screen)
        self._coming = iter(terminal.drawn)
        self._next = next(self._coming, None)

    def step(self) -> float | None:
        """Show the next chunk; when it came, None after the last."""
        if self._next is None:
            return None
        moment, chunk = self._next
        self._stream.feed(chunk)
        self._next = next(self._coming, None)
        return moment

    def go_to(self, moment: float) -> None:
        """Show what came before a moment."""
        while self._next is not None and self._next[0] < moment:
            self.step()

    def changes(self, row: int, column: int) -> list[float]:
        """When the character in a cell changes from here on."""
        found = []
        before = self.screen.buffer[row][column].data
        while (moment := self.step()) is not None:
            now = self.screen.buffer[row][column].data
            if now != before:
                found.append(moment)
            before = now
        return found


def first_seen(terminal: Terminal, is_seen: Callable[[pyte.Screen], bool]) -> float | None:
    """When something was first to be seen; None if never."""
    replay = Replay(terminal)
    while (moment := replay.step()) is not None:
        if is_seen(replay.screen):
            return moment
    return None


def grid_row(screen: pyte.Screen) -> int | None:
    """The line of the track named kick with its steps; None while the grid is not drawn."""
    for row, line in enumerate(screen.display):
        _, found, steps = line.partition(f" {TRACK} ")
        if found and sum(character in _STEPS for character in steps) >= 8:
            return row
    return None
