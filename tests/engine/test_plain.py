"""The desk's short way, where no effect works: the same frames and the same meters as by the long one."""

import numpy as np
import pytest

from beatterm.engine.frames import Frames
from beatterm.engine.messages import Play
from beatterm.engine.plain import SHORTEST_FRAMES, mixed_plainly
from beatterm.engine.tap import Tap
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.project import Project
from beatterm.sequencer.live import Cue
from tests.material import engine_of, kit_of, noise, rendered, row, song_of

NAMES = ("kick", "snare", "hat")
RECORDINGS = {f"{name}.wav": noise(9000 + 4000 * seed, seed) for seed, name in enumerate(NAMES)}
FRAMES = 5 * SHORTEST_FRAMES + 100


def played(size: int, is_tapped: bool = False) -> tuple[Frames, tuple[float, ...]]:
    """Three tracks at levels of their own, and their meters at the end. What is tapped goes the long way."""
    strips = tuple(
        Strip(name, values=(("gain_db", -3.0 * place), ("pan", 0.4 - 0.3 * place)))
        for place, name in enumerate(NAMES)
    )
    song = song_of(row("kick", "x..x"), row("snare", ".x.."), row("hat", "xxxx"), mixer=Mixer(strips))
    engine = engine_of(Project(song, kit_of(*NAMES)), RECORDINGS, Play(Cue()))
    if is_tapped:
        tap = Tap(len(NAMES))
        tap.begin(FRAMES)
        engine.listen(tap)
    return rendered(engine, FRAMES, (size,)), engine.snapshot().peaks


def test_the_short_way_makes_the_same_frames_and_meters() -> None:
    short, meters = played(FRAMES)
    long, same_meters = played(FRAMES, is_tapped=True)
    assert short.any()
    assert short.tobytes() == long.tobytes()
    assert meters == same_meters


@pytest.mark.parametrize("size", [64, SHORTEST_FRAMES - 1, SHORTEST_FRAMES, SHORTEST_FRAMES + 1])
def test_where_the_short_way_begins_is_not_heard(size: int) -> None:
    assert played(size)[0].tobytes() == played(FRAMES)[0].tobytes()


@pytest.mark.parametrize("frames", [1, 511, 512, 513, SHORTEST_FRAMES + 7])
def test_tracks_are_levelled_metered_and_added(frames: int) -> None:
    random = np.random.default_rng(frames)
    sound = random.standard_normal((5, frames, 2)).astype(np.float32)
    sides = random.standard_normal((5, 2)).astype(np.float32)
    wanted = sound * sides[:, None]
    mix, peaks = mixed_plainly(sound.copy(), sides)
    assert np.array_equal(mix.T, np.add.reduce(wanted, axis=0))
    assert np.array_equal(peaks, np.abs(wanted).max(axis=(1, 2)))
