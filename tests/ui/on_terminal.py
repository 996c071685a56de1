"""The screen on a real terminal with an engine that only counts: `python -m tests.ui.on_terminal`.

While it plays, each Snapshot is a quarter of a step later than the one before, so what is drawn depends on
how often the screen has looked and on nothing else.
"""

import sys
from dataclasses import replace

from beatterm.engine.messages import Snapshot
from beatterm.model.song import Song
from beatterm.model.time import SIXTEENTH_TICKS
from beatterm.session.session import Session
from beatterm.ui.app import BeatApp
from tests.session.fakes import PARAMS, FakeEngine, MemoryShelf, make_kit, make_song

QUARTER_STEP = SIXTEENTH_TICKS // 4


class CountingEngine(FakeEngine):
    """Plays as far as it is looked at."""

    def snapshot(self) -> Snapshot:
        if self.now.running:
            tick = self.now.tick + QUARTER_STEP
            level = 1.0 - tick % SIXTEENTH_TICKS / SIXTEENTH_TICKS
            peaks = tuple(level * (at % 4) / 3 for at in range(16))
            master = (level, level * 0.9)
            self.now = replace(self.now, tick=tick, pattern_tick=tick, peaks=peaks, master=master)
        return self.now


def large_song() -> Song:
    """16 tracks of 64 steps, all of them moving with the playhead."""
    song = make_song()
    pattern = replace(song.patterns[1], name="A", length=64)
    rows = tuple(replace(pattern.tracks[0], name=f"t{at}", length=64) for at in range(16))
    setups = tuple(replace(song.tracks[0], name=row.name) for row in rows)
    return replace(song, tracks=setups, patterns=(replace(pattern, tracks=rows),), sections=())


def main() -> None:
    """Show the screen until it is left; "large" as an argument takes the large song."""
    engine = CountingEngine()
    song = large_song() if "large" in sys.argv else make_song()
    session = Session(engine, MemoryShelf({"night-bus": song}, {"dusty": make_kit("dusty")}), PARAMS)
    session.open("night-bus")
    BeatApp(session, charset="unicode").run()


if __name__ == "__main__":
    main()
