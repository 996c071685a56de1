"""What the performer adds while it plays: fills and note repeat, each on its frame."""

from dataclasses import replace

import numpy as np
import pytest

from beatterm.engine.edits import SetPattern
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.messages import (
    FILL_BAR,
    FILL_OFF,
    FILL_ON,
    Panic,
    Play,
    SetClick,
    SetFill,
    StartRoll,
    Stop,
    StopRoll,
)
from beatterm.model.pattern import Track
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.time import PPQN, SIXTEENTH_TICKS
from beatterm.sequencer.live import Cue
from tests.engine.performing import BAR, BEAT, STEP, engine, nearest, onsets, silent_song, tell
from tests.material import PLAY_A, rendered, row, song_of


def fill_song() -> Song:
    """A hit on every first beat in a fill."""
    steps = (Step(127, condition="fill"), *(None,) * 15)
    return song_of(Track("hat", steps))


def bars_with_hits(playing: Engine, bars: int) -> list[int]:
    return [round(frame / BAR) for frame in onsets(playing.render(bars * BAR + latency_frames))]


def test_a_fill_for_a_bar_waits_for_the_bar_and_is_over_after_it() -> None:
    playing = engine(fill_song(), PLAY_A)
    playing.render(BAR // 2)
    tell(playing, SetFill(FILL_BAR))
    playing.render(100)
    assert playing.snapshot().fill == FILL_BAR
    out = playing.render(BAR)
    assert [frame + BAR // 2 + 100 for frame in onsets(out)] == [BAR]
    assert playing.snapshot().fill == FILL_BAR
    assert not onsets(playing.render(2 * BAR))
    assert playing.snapshot().fill == FILL_OFF


def test_a_fill_goes_on_until_it_is_ended() -> None:
    playing = engine(fill_song(), PLAY_A)
    playing.render(BAR // 2)
    tell(playing, SetFill(FILL_ON))
    out = playing.render(2 * BAR)
    assert [frame + BAR // 2 for frame in onsets(out)] == [BAR, 2 * BAR]
    assert playing.snapshot().fill == FILL_ON
    tell(playing, SetFill(FILL_OFF))
    assert not onsets(playing.render(2 * BAR))
    assert playing.snapshot().fill == FILL_OFF


@pytest.mark.parametrize(("mode", "expected"), [(FILL_BAR, [0]), (FILL_ON, [0, 1, 2]), (FILL_OFF, [])])
@pytest.mark.parametrize("count_in", [0, 1])
def test_a_fill_asked_for_before_it_plays_holds_from_its_beginning(
    mode: str, expected: list[int], count_in: int
) -> None:
    playing = engine(fill_song(), SetFill(mode))
    playing.render(1000)
    assert playing.snapshot().fill == mode
    tell(playing, Play(Cue(pattern="A"), count_in))
    playing.render(count_in * BAR)
    assert bars_with_hits(playing, 3)[-3:] == expected


def test_a_fill_for_a_bar_that_is_over_does_not_come_again_with_the_next_start() -> None:
    playing = engine(fill_song(), SetFill(FILL_BAR), PLAY_A)
    assert onsets(playing.render(BAR + BAR // 2)) == [0]
    tell(playing, PLAY_A)
    assert not onsets(playing.render(2 * BAR))


def test_a_fill_that_was_on_is_on_again_after_a_stop_and_one_for_a_bar_is_not() -> None:
    for mode, expected in ((FILL_ON, FILL_ON), (FILL_BAR, FILL_OFF)):
        playing = engine(fill_song(), PLAY_A, SetFill(mode))
        playing.render(500)
        tell(playing, Stop())
        playing.render(100)
        assert playing.snapshot().fill == expected


ROLL = StartRoll("hat", None, 127, SIXTEENTH_TICKS)


def test_a_roll_strikes_every_step_of_what_plays_until_it_is_ended() -> None:
    playing = engine(silent_song(), PLAY_A)
    playing.render(1000)
    tell(playing, ROLL)
    found = [frame + 1000 for frame in onsets(playing.render(BEAT))]
    assert found == [nearest(STEP * n) for n in range(1, 5)]
    assert playing.snapshot().rolls == 1
    tell(playing, StopRoll("hat"))
    assert not onsets(playing.render(BAR))
    assert playing.snapshot().rolls == 0


def test_two_rolls_run_side_by_side_and_end_one_by_one() -> None:
    song = song_of(Track("hat", (None,)), Track("snare", (None,)))
    playing = engine(song, PLAY_A)
    for command in (ROLL, StartRoll("snare", None, 127, 2 * SIXTEENTH_TICKS)):
        tell(playing, command)
    playing.render(1000)
    assert playing.snapshot().rolls == 2
    tell(playing, StopRoll("hat"))
    found = [frame + 1000 for frame in onsets(playing.render(BEAT))]
    assert found == [nearest(STEP * n) for n in (2, 4)]
    tell(playing, StopRoll())
    playing.render(100)
    assert playing.snapshot().rolls == 0


@pytest.mark.parametrize("pressed", [0, 1, 777, 5000])
def test_a_roll_while_stopped_runs_from_the_press_on_in_the_songs_tempo(pressed: int) -> None:
    playing = engine(silent_song(tempo=127.3))
    playing.render(pressed)
    tell(playing, ROLL)
    step = 44100 * 60 / 127.3 / 4
    found = onsets(rendered(playing, 40_000, (63, 700)))
    assert found == [nearest(step * n) for n in range(len(found))]
    assert len(found) == 8
    assert not playing.snapshot().running
    tell(playing, StopRoll())
    assert not onsets(playing.render(20_000))
    tell(playing, ROLL)
    assert onsets(playing.render(5000)) == [0]


def test_play_takes_a_roll_over() -> None:
    playing = engine(silent_song(), ROLL)
    playing.render(2000)
    tell(playing, PLAY_A)
    assert onsets(playing.render(BEAT)) == [nearest(STEP * n) for n in range(4)]
    tell(playing, Stop())
    assert onsets(playing.render(BEAT))[:1] == [0]
    assert playing.snapshot().rolls == 1


def test_panic_ends_every_roll() -> None:
    playing = engine(silent_song(), ROLL)
    playing.render(1000)
    tell(playing, Panic())
    assert not onsets(playing.render(BAR))
    assert playing.snapshot().rolls == 0


def test_a_rolled_note_that_no_pattern_has_is_baked_and_stays_so_while_the_song_is_edited() -> None:
    song = silent_song()
    playing = engine(song, StartRoll("hat", 48, 127, SIXTEENTH_TICKS), root=36)
    for velocity in range(60, 64):
        tell(playing, SetPattern(replace(song.patterns[0], tracks=(Track("hat", (Step(velocity, (40,)),)),))))
        assert len(np.flatnonzero(np.abs(playing.render(44100)[:, 0]) > 0.05)) > 4


@pytest.mark.parametrize("sizes", [(1,), (64,), (4096,)])
def test_a_performance_does_not_depend_on_the_blocks(sizes: tuple[int, ...]) -> None:
    def played(*sizes: int) -> bytes:
        song = song_of(row("hat", "x.o."), Track("snare", (Step(100, condition="fill"), None)), swing=60.0)
        begun = (SetFill(FILL_BAR), SetClick(True), Play(Cue(pattern="A"), 1))
        snare = StartRoll("snare", None, 90, 2 * SIXTEENTH_TICKS // 3)
        return rendered(engine(song, *begun, snare), BAR + 12_000, sizes).tobytes()

    assert played(*sizes) == played(512)


def test_a_song_without_a_sound_for_a_rolled_track_stays_silent() -> None:
    playing = engine(silent_song())
    tell(playing, StartRoll("nobody", None, 100, SIXTEENTH_TICKS))
    assert not playing.render(BAR).any()


@pytest.mark.parametrize("frames", [1, 500, 44_100, 100_003])
def test_the_snapshots_tick_is_heard_where_its_frame_leaves_the_limiter(frames: int) -> None:
    playing = engine(silent_song(tempo=127.3), PLAY_A)
    playing.render(frames)
    exact = playing.snapshot().tick * 44100 * 60 / (127.3 * PPQN)
    assert playing.frames_to_tick() == pytest.approx(exact - frames + latency_frames, abs=0.51)
