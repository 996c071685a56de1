"""Count-in and metronome: clicks on every beat, to the frame."""

from dataclasses import replace

import numpy as np
import pytest

from beatterm.engine.click import Click
from beatterm.engine.engine import latency_frames
from beatterm.engine.frames import Frames
from beatterm.engine.messages import Play, Queue, SetClick, Stop
from beatterm.model.mixer import Mixer
from beatterm.model.pattern import Pattern
from beatterm.model.time import Meter
from beatterm.sequencer.live import Cue
from tests.engine.performing import BAR, BEAT, STEP, begins, engine, nearest, onsets, silent_song, tell
from tests.material import PLAY_A, rendered, row, song_of


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
