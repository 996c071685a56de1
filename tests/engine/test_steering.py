"""Another's tempo than the song's: time goes on without a gap, and every step is struck once."""

from random import Random

import numpy as np
import pytest

from beatterm.engine.edits import SetSettings, SetSong
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.messages import Command, Play, SetClick
from beatterm.engine.midi.messages import Steer
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.sequencer.live import Cue
from tests.engine.performing import tell
from tests.material import PLAY_A, engine_of, impulse, kit_of, rendered, row, song_of

STEP = 44100 * 60 // 120 // 4


def engine(*commands: Command, tempo: float = 120.0) -> Engine:
    return engine_of(Project(song(tempo), kit_of("hat")), {"hat.wav": impulse()}, *commands)


def song(tempo: float) -> Song:
    return song_of(row("hat", "x" * 16), tempo=tempo)


def hits(frames: np.ndarray) -> list[int]:
    return [int(frame) - latency_frames for frame in np.flatnonzero(frames[:, 0] > 0.3)]


def test_a_steered_tempo_is_what_plays_and_what_the_snapshot_says() -> None:
    playing = engine(Steer(100.0), PLAY_A)
    found = hits(rendered(playing, 10 * STEP))
    assert playing.snapshot().tempo == 100.0
    assert np.diff(found).tolist() == pytest.approx([STEP * 1.2] * (len(found) - 1), abs=1)


def test_without_steering_the_songs_tempo_plays_again() -> None:
    playing = engine(Steer(100.0), PLAY_A)
    rendered(playing, 4 * STEP)
    tell(playing, Steer(None))
    found = hits(rendered(playing, 8 * STEP))
    assert np.diff(found).tolist() == pytest.approx([STEP] * (len(found) - 1), abs=1)
    assert playing.snapshot().tempo == 120.0


def test_a_steered_tempo_outlives_edits_stop_and_start() -> None:
    playing = engine(Steer(100.0), PLAY_A)
    tell(playing, SetSong(song(140.0)))
    tell(playing, SetSettings(song(150.0)))
    tell(playing, Play(Cue(pattern="A")))
    rendered(playing, 64)
    assert playing.snapshot().tempo == 100.0
    tell(playing, Steer(None))
    rendered(playing, 64)
    assert playing.snapshot().tempo == 150.0


def test_a_tempo_that_is_none_is_held_to_the_slowest_or_the_quickest_there_is() -> None:
    playing = engine(Steer(0.0))
    rendered(playing, 64)
    assert playing.snapshot().tempo == 20.0
    tell(playing, Steer(1e9))
    rendered(playing, 64)
    assert playing.snapshot().tempo == 400.0


@pytest.mark.parametrize("block", [1, 37, 128])
def test_however_it_is_steered_every_step_and_every_click_comes_once(block: int) -> None:
    random = Random(block)
    playing = engine(SetClick(True), PLAY_A)
    clicked: list[int] = []
    playing._sounding.click.start = lambda frame, is_accent: clicked.append(frame)  # type: ignore[method-assign]
    frames: list[np.ndarray] = []
    ticks: list[int] = []
    steered = 0
    while not ticks or ticks[-1] < 3360 * 8:
        for _ in range(random.choice((0, 0, 1, 3))):
            tell(playing, Steer(random.uniform(20.0, 400.0)))
            steered += 1
        frames.append(playing.render(block if block > 1 else random.choice((1, 500))))
        ticks.append(playing.snapshot().tick)
    assert ticks == sorted(ticks) and steered > 100
    found = len(hits(np.concatenate(frames)))
    assert found in (32, 33) and len(clicked) in (8, 9)


def test_echoes_follow_a_new_tempo_but_not_every_small_move() -> None:
    playing = engine(PLAY_A)
    rendered(playing, 64)
    set_to = []
    playing._sounding.desk.set = lambda mixer, tracks, tempo, frame, at_once: set_to.append(tempo)  # type: ignore[method-assign]
    for tempo in (120.1, 119.9, 120.3, 121.0, 121.2, 121.0):
        tell(playing, Steer(tempo))
        rendered(playing, 64)
    assert set_to == [121.0]
    tell(playing, Steer(None))
    rendered(playing, 64)
    assert set_to == [121.0, 120.0]
