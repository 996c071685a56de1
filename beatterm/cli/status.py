"""The line in which `beatterm play` shows where it is: written over and over on a terminal."""

import sys
from typing import TYPE_CHECKING

from beatterm.cli.failure import say
from beatterm.cli.streams import shows
from beatterm.model.song import Song
from beatterm.model.time import PPQN

if TYPE_CHECKING:
    from beatterm.engine.messages import Snapshot


class Status:
    """The line on stderr. Where that is no terminal, no place is shown, and words are told once."""

    def __init__(self) -> None:
        self._is_live = sys.stderr.isatty()
        self._words = ""

    def show(self, place: str, words: str = "") -> None:
        """Where it is, and what there is to say beside."""
        if self._is_live:
            self._write("  ".join(part for part in (place, words) if part))
        elif words and words != self._words:
            say(words)
        self._words = words

    def tell(self, text: str) -> None:
        """Say something that stays to be read."""
        self.clear()
        say(text)

    def clear(self) -> None:
        """Leave the line empty."""
        if self._is_live:
            self._write("")

    def _write(self, text: str) -> None:
        print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)


def position_text(snapshot: "Snapshot", song: Song) -> str:
    """`▶ 1.1.1  A  120 BPM`: bar, beat and sixteenth, the pattern, and the tempo that is played."""
    bar, tick = divmod(snapshot.tick, song.meter.bar_ticks)
    beat = tick // song.meter.beat_ticks
    sixteenth = tick % song.meter.beat_ticks // (PPQN // 4)
    mark = "▶" if shows("▶", sys.stderr) else ">"
    return f"{mark} {bar + 1}.{beat + 1}.{sixteenth + 1}  {snapshot.pattern}  {snapshot.tempo:g} BPM"
