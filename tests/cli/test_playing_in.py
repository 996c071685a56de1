"""Playing in with the real program: bytes at known times from a terminal, through the engine on the null
device, into the song file. What is recorded is where it was played.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import parse_song
from beatterm.model.song import Song
from tests.cli.command import PATIENCE_SECONDS
from tests.cli.terminal import Terminal, screen, terminal, until

TEMPO = 120
STEPS = 64
STEP_SECONDS = 60 / TEMPO / 4
LOOP_SECONDS = STEPS * STEP_SECONDS
HITS = 40
SONG = f"""beatterm = 1
tempo = {TEMPO}.0
kit = "deep"

[pattern.A]
length = {STEPS}
grid = \"\"\"
kick | {"." * STEPS} |
snare | {"." * STEPS} |
\"\"\"
"""
MOST_LATE_SECONDS = 0.003
TAKES = 3
"""A busy machine may hold up the test itself: the best of so many takes counts."""


@dataclass(frozen=True)
class Take:
    """When bytes were sent, and when the steps they became sound in the loop, both in seconds."""

    sent: tuple[float, ...]
    recorded: tuple[float, ...]

    @property
    def beside(self) -> list[float]:
        """How far each recorded hit is from its byte, with one constant taken off all, nearest first."""
        late = [there - here for here, there in zip(self.sent, self.recorded, strict=True)]
        middle = median(late)
        return sorted(abs(each - middle) for each in late)

    @property
    def p95(self) -> float:
        return self.beside[int(len(self.beside) * 0.95) - 1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an empty song, and a home where hits are recorded as they are played."""
    (tmp_path / "s.beat").write_text(SONG)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text("quantise = 0\ncount_in = 0\n")
    return tmp_path


def play(here: Terminal, key: bytes, gaps: list[float]) -> list[float]:
    """Press a key again and again with these pauses; when its bytes were sent."""
    due, sent = time.monotonic(), []
    for gap in gaps:
        due += gap
        time.sleep(max(0.0, due - time.monotonic()))
        sent.append(time.monotonic())
        os.write(here.ours, key)
    return sent


def in_order(song: Song, track: str) -> list[float]:
    """When the steps of a track sound, in seconds, from the one after the longest gap on, around the loop."""
    pattern = song.pattern("A")
    assert pattern is not None
    row = pattern.track(track)
    assert row is not None
    times = [(at + step.nudge) * STEP_SECONDS for at, step in enumerate(row.steps) if step is not None]
    if not times:
        return []
    gaps = [(times[at] - times[at - 1]) % LOOP_SECONDS for at in range(len(times))]
    first = gaps.index(max(gaps))
    return [each + (0.0 if at >= first else LOOP_SECONDS) for at, each in enumerate(times)][first:] + [
        each + LOOP_SECONDS for each in times[:first]
    ]


def take(folder: Path, seed: int) -> Take:
    """Play a take into the loop and save it."""
    (folder / "s.beat").write_text(SONG)
    random = Random(seed)
    gaps = [random.uniform(1.04, 1.5) * STEP_SECONDS for _ in range(HITS)]
    with terminal(120, 30) as here, screen(here, "s.beat", folder=folder) as process:
        until(lambda: here.sees(b"snare"))
        here.type(b"i")
        until(lambda: here.sees(b"PADS"))
        here.type(b"o")
        until(lambda: here.sees(b"REC"))
        here.type(b" ")
        until(lambda: here.sees(b"1.3."))
        sent = play(here, b"z", gaps)
        here.type(b" \x13")  # ctrl+s: w is a pad
        until(lambda: here.sees(b"Saved"))
        here.type(b"\x11")  # ctrl+q
        assert process.wait(PATIENCE_SECONDS) == 0
    recorded = in_order(parse_song((folder / "s.beat").read_text(), PARAMS), "kick")
    assert len(recorded) == HITS
    return Take(tuple(sent), tuple(recorded))


def test_hits_are_recorded_where_they_were_played(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    best = 1.0
    for seed in range(TAKES):
        played = take(folder, seed)
        best = min(best, played.p95)
        with capsys.disabled():
            beside = [1000 * each for each in played.beside]
            print(
                f"\n{HITS} hits: p50 {median(beside):.2f} p95 {1000 * played.p95:.2f} max {beside[-1]:.2f} ms"
            )
        if best <= MOST_LATE_SECONDS:
            break
    assert best <= MOST_LATE_SECONDS
