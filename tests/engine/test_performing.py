"""What the performer adds while it plays: count-in, metronome, fills and note repeat, each on its frame."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from beatterm.engine.click import Click
from beatterm.engine.edits import SetPattern
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames
from beatterm.engine.messages import (
    FILL_BAR,
    FILL_OFF,
    FILL_ON,
    Command,
    Panic,
    Play,
    Queue,
    SetClick,
    SetFill,
    StartRoll,
    Stop,
    StopRoll,
)
from beatterm.model.mixer import Mixer
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.time import PPQN, SIXTEENTH_TICKS, Meter
from beatterm.sequencer.live import Cue
from tests.material import PLAY_A, engine_of, impulse, kit_of, rendered, row, song_of

BEAT = 44100 * 60 // 120
BAR = 4 * BEAT
STEP = BEAT / 4


def nearest(frames: float) -> int:
    """As the clock rounds: a half goes up."""
    return int(frames + 0.5)


def engine(song: Song, *commands: Command, **sound: object) -> Engine:
    names = [setup.name for setup in song.tracks]
    recordings = {f"{name}.wav": impulse() for name in names}
    return engine_of(Project(song, kit_of(*names, **sound)), recordings, *commands)


def tell(playing: Engine, command: Command) -> None:
    assert playing.prepare(command) == ()
    playing.post(command)


def onsets(frames: Frames) -> list[int]:
    """Where an impulse stands, the limiter's latency taken off."""
    return [frame - latency_frames for frame in np.flatnonzero(frames[:, 0] > 0.3).tolist()]


def begins(frames: Frames) -> list[int]:
    """Where something begins after silence. A click's first frame is silent, so it begins one before."""
    heard = np.abs(frames[:, 0]) > 1e-6
    after_silence = [at for at in np.flatnonzero(heard) if not heard[max(0, at - 200) : at].any()]
    return [int(at) - 1 - latency_frames for at in after_silence]


def silent_song(**settings: Any) -> Song:
    return song_of(Track("hat", (None,) * 16), **settings)


def test_the_metronome_clicks_on_every_beat_to_the_frame() -> None:
    playing = engine(silent_song(tempo=127.3), SetClick(True), PLAY_A)
    beat = 44100 * 60 / 127.3
    found = begins(rendered(playing, 10 * BEAT))
    assert found == [nearest(beat * n) for n in range(len(found))]
    assert len(found) == 11


def accents(frames: Frames, places: list[int]) -> list[bool]:
    levels = [float(np.abs(frames[at + latency_frames : at + latency_frames + 1000]).max()) for at in places]
    return [level > 1.2 * min(levels) for level in levels]


def test_the_accent_is_on_the_bars_of_the_playing_patterns_metre() -> None:
    song = silent_song(length=28)
    song = song.with_pattern(replace(song.patterns[0], meter=Meter(7, 8)))
    frames = rendered(engine(song, SetClick(True), PLAY_A), 2 * BAR)
    places = begins(frames)
    assert places == [nearest(n * BEAT / 2) for n in range(16)]
    assert accents(frames, places) == [n % 7 == 0 for n in range(16)]


@pytest.mark.parametrize("sizes", [(1,), (63,), (64, 65), (4096,)])
def test_clicks_do_not_depend_on_the_blocks(sizes: tuple[int, ...]) -> None:
    def played(*sizes: int) -> bytes:
        song = song_of(row("hat", "x.xx.x"), tempo=399.0, meter=Meter(3, 16))
        return rendered(engine(song, SetClick(True), PLAY_A), 12_000, sizes).tobytes()

    assert played(*sizes) == played(512)


def test_the_click_goes_past_the_tracks_and_the_masters_fader() -> None:
    quiet = Mixer(master=(("gain_db", -60.0),))
    plain = engine(silent_song(), SetClick(True), PLAY_A)
    playing = engine(song_of(row("hat", "xxxx"), mixer=quiet), SetClick(True), PLAY_A)
    assert playing.render(BAR).tobytes() == plain.render(BAR).tobytes()
    assert plain.snapshot().peaks == (0.0,)


def test_a_click_is_smooth_and_short() -> None:
    click = Click(44100)
    click.start(0, True)
    out = np.zeros((4000, 2), np.float32)
    click.mix_into(out, 0)
    assert 0.2 < np.abs(out).max() < 0.6
    assert not out[0].any()
    assert not out[1800:].any()
    assert np.abs(np.diff(out[1500:, 0], n=2)).max() < 1e-3
    assert not click.is_sounding(4000)


def test_without_clicks_nothing_clicks_and_they_can_be_switched_meanwhile() -> None:
    playing = engine(silent_song(), PLAY_A)
    assert not playing.render(BAR).any()
    tell(playing, SetClick(True))
    assert playing.snapshot().click is False
    assert begins(playing.render(BEAT)) == [0]
    assert playing.snapshot().click is True
    tell(playing, SetClick(False))
    assert not playing.render(BAR)[2000:].any()


def test_a_stopped_transport_does_not_click() -> None:
    playing = engine(silent_song(), SetClick(True), PLAY_A)
    playing.render(BEAT // 2)
    tell(playing, Stop())
    assert not playing.render(BAR).any()


@pytest.mark.parametrize("click", [False, True])
def test_a_count_in_clicks_and_the_cue_starts_on_its_frame(click: bool) -> None:
    song = song_of(row("hat", "X..."), tempo=127.3)
    count_in = Play(Cue(pattern="A"), count_in_bars=2)
    playing = engine(song, SetClick(click), count_in)
    beat = 44100 * 60 / 127.3
    counted = playing.render(round(8 * beat) - 10)
    assert playing.snapshot().tick < 0
    assert playing.snapshot().running
    assert begins(counted) == [nearest(n * beat) for n in range(8)]
    played = playing.render(round(2 * beat))
    assert playing.snapshot().tick > 0
    first = [frame for frame in onsets(np.concatenate([counted, played])) if frame > 7.5 * beat]
    assert first[0] == nearest(8 * beat)


def test_a_count_in_is_in_the_metre_of_what_comes() -> None:
    song = song_of(row("hat", "X.....", length=6))
    song = song.with_pattern(replace(song.patterns[0], meter=Meter(3, 8)))
    playing = engine(song, Play(Cue(pattern="A"), count_in_bars=1))
    frames = playing.render(3 * BEAT)
    assert begins(frames)[:3] == [0, BEAT // 2, BEAT]
    assert accents(frames, [0, BEAT // 2, BEAT]) == [True, False, False]
    assert nearest(1.5 * BEAT) in onsets(frames)


def test_stop_ends_a_count_in() -> None:
    playing = engine(song_of(row("hat", "X...")), Play(Cue(pattern="A"), count_in_bars=1))
    playing.render(BEAT // 2)
    tell(playing, Stop())
    assert not playing.render(2 * BAR).any()
    assert playing.snapshot().tick == 0


def test_what_is_queued_in_a_count_in_comes_in_place_of_the_first() -> None:
    song = song_of(row("hat", "X...")).with_pattern(Pattern("B", 4, tracks=(row("hat", ".X.."),)))
    playing = engine(song, Play(Cue(pattern="A"), count_in_bars=1))
    head = playing.render(BEAT // 2)
    tell(playing, Queue(Cue(pattern="B")))
    frames = np.concatenate([head, playing.render(BAR + BEAT // 2 - len(head))])
    assert [frame for frame in onsets(frames) if frame > BAR - 100] == [BAR + nearest(STEP)]
    assert playing.snapshot().pattern == "B"


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
