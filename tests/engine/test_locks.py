"""Locks: a hit with Params of its own sounds as they say, and no other hit changes for it."""

from dataclasses import replace

import numpy as np
import pytest

from beatterm.engine.edits import SetMixer, SetSong
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames, pan_gains, ramp_frames
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.param import Values
from beatterm.model.project import Project
from beatterm.model.song import TrackSetup
from tests.engine.pieces import locked
from tests.engine.smooth import SMOOTH, largest_bend, tone
from tests.material import PLAY_A, engine_of, impulse, kit_of, noise, rendered, song_of

STEP_FRAMES = 44100 * 60 / (120 * 4)


def hits(
    recording: Frames,
    *locks: Values | None,
    strips: tuple[Strip, ...] = (),
    values: Values = (),
    **sound: object,
) -> Engine:
    """An engine that plays a track of such hits."""
    song = song_of(locked(*locks, ()), mixer=Mixer(strips))
    song = replace(song, tracks=(TrackSetup("hit", "hit", values),))
    return engine_of(Project(song, kit_of("hit", **sound)), {"hit.wav": recording}, PLAY_A)


def hit_frames(engine: Engine, count: int, frames: int = 5000) -> list[Frames]:
    """The first frames of each of so many hits, from their exact places on."""
    out = engine.render(round(4 * STEP_FRAMES * count) + latency_frames)[latency_frames:]
    places = [round(4 * STEP_FRAMES * hit) for hit in range(count)]
    return [out[place : place + frames] for place in places]


def strip(**values: float | str) -> Strip:
    return Strip("hit", values=tuple(sorted(values.items())))


@pytest.mark.parametrize(
    ("lock", "left", "right"),
    [
        (("gain_db", -12.0), 10 ** (-12 / 20), 10 ** (-12 / 20)),
        (("gain_db", -60.0), 0.0, 0.0),
        (("pan", 0.5), *pan_gains(0.5)),
        (("pan", -1.0), 1.0, 0.0),
    ],
)
def test_a_level_lock_is_a_factor_of_its_hit_alone(
    lock: tuple[str, float], left: float, right: float
) -> None:
    plain, other, again = hit_frames(hits(noise(4000), (), (lock,), ()), 3)
    assert np.allclose(other, plain * np.array([left, right]), atol=1e-7)
    assert again.tobytes() == plain.tobytes()


def test_a_lock_takes_the_place_of_the_strips_value_and_keeps_the_others() -> None:
    mixed = strip(gain_db=-6.0, pan=1.0)
    (out,) = hit_frames(hits(impulse(height=0.5), (("gain_db", 0.0),), strips=(mixed,)), 1)
    assert out[0] == pytest.approx([0.0, 0.5], abs=1e-6)
    (out,) = hit_frames(hits(impulse(height=0.5), (("pan", 0.0),), strips=(mixed,)), 1)
    assert out[0] == pytest.approx([0.5 * 10 ** (-6 / 20)] * 2, abs=1e-6)


def test_a_lock_at_the_default_still_takes_the_place_of_the_tracks_value() -> None:
    engine = hits(noise(4000), (("pitch", 0.0),), (), values=(("pitch", 12.0),))
    first, second = hit_frames(engine, 2)
    assert np.allclose(first[:3900], noise(4000)[:3900])
    assert np.abs(second[2100:]).max() < np.abs(first[2100:4000]).max() / 4


def test_a_send_lock_sends_its_hit_alone() -> None:
    engine = hits(impulse(), (), (("reverb", 1.0),), None)
    plain, wet, after = hit_frames(engine, 3, 20_000)
    assert not plain[100:].any()
    assert np.abs(wet[100:]).max() > 1e-4
    assert np.abs(after).max() < np.abs(wet[100:]).max()


def test_a_send_lock_feeds_as_much_as_a_strip_of_that_value() -> None:
    by_lock = hits(noise(4000), (("reverb", 0.6),)).render(30_000)
    by_strip = hits(noise(4000), (), strips=(strip(reverb=0.6),)).render(30_000)
    assert by_lock[:20_000].tobytes() == by_strip[:20_000].tobytes()


def test_a_baked_filter_is_the_strips_filter_to_the_frame() -> None:
    settings: dict[str, float | str] = {"filter": "low", "cutoff_hz": 700.0, "resonance": 0.5, "drive": 3.0}
    whole = tuple(sorted(settings.items()))
    by_lock = hits(noise(4000), whole).render(15_000)
    by_strip = hits(noise(4000), (), strips=(strip(**settings),)).render(15_000)
    assert np.array_equal(by_lock[:4000], by_strip[:4000])
    assert np.allclose(by_lock, by_strip, atol=2e-5)


def highs(frames: Frames) -> float:
    """How much of a sound lies above 4 kHz."""
    spectrum = np.abs(np.fft.rfft(frames[:, 0] * np.hanning(len(frames))))
    return float(spectrum[len(spectrum) * 4000 // 22050 :].sum())


def test_a_cutoff_lock_takes_the_highs_of_its_hit_alone() -> None:
    open_strip = strip(filter="low", cutoff_hz=18_000.0)
    engine = hits(noise(4000), (), (("cutoff_hz", 500.0),), (), strips=(open_strip,))
    plain, dull, again = (highs(frames) for frames in hit_frames(engine, 3))
    assert dull < plain / 20
    assert again == pytest.approx(plain, rel=1e-3)


def test_a_hit_may_switch_the_tracks_filter_off() -> None:
    engine = hits(noise(4000), (("filter", "off"),), strips=(strip(filter="low", cutoff_hz=300.0),))
    (out,) = hit_frames(engine, 1, 3900)
    assert np.array_equal(out, noise(4000)[:3900])


def test_reverse_plays_backwards_sample_for_sample() -> None:
    recording = noise(6000)[::-1].copy()
    plain, other = hit_frames(hits(recording, (), (("reverse", "on"),)), 2, 6000)
    assert np.array_equal(plain[:5900], recording[:5900])
    assert np.array_equal(other[60:5900], recording[::-1][60:5900])


def test_start_and_end_play_a_part() -> None:
    recording = noise(8000)
    engine = hits(recording, (("end", 0.75), ("start", 0.25)))
    (out,) = hit_frames(engine, 1, 5000)
    assert np.array_equal(out[60:3900], recording[2060:5900])
    assert not out[4000:].any()


@pytest.mark.parametrize(("start", "end"), [(0.5, 0.5), (0.9, 0.1), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)])
def test_an_end_before_the_start_is_a_very_short_sound(start: float, end: float) -> None:
    engine = hits(np.full((9000, 2), 0.5, np.float32), (("end", end), ("start", start)))
    (out,) = hit_frames(engine, 1, 5000)
    assert np.abs(out).max() > 0.1
    assert not out[400:].any()


def test_pitch_moves_a_sound_without_a_root() -> None:
    (out,) = hit_frames(hits(tone(20_000, 300.0), (("pitch", 12.0),)), 1, 8000)
    spectrum = np.abs(np.fft.rfft(out[:, 0] * np.hanning(len(out))))
    assert np.argmax(spectrum) * 44100 / len(out) == pytest.approx(600, abs=6)


def test_attack_and_decay_shape_the_level() -> None:
    flat = np.full((20_000, 2), 0.5, np.float32)
    engine = hits(flat, (("attack_ms", 50.0), ("decay_ms", 200.0)))
    (out,) = hit_frames(engine, 1, 20_000)
    attack, decay = 2205, 8820
    level = out[:, 0]
    assert level[0] == 0.0
    assert np.all(np.diff(level[:attack]) >= 0.0)
    assert level[attack] == pytest.approx(0.5, abs=1e-3)
    assert np.all(np.diff(level[attack : attack + decay]) <= 1e-7)
    assert not out[attack + decay :].any()


@pytest.mark.parametrize(
    "locks",
    [
        (("start", 0.3001),),
        (("reverse", "on"),),
        (("end", 0.4003),),
        (("decay_ms", 30.0),),
        (("attack_ms", 3.0), ("start", 0.7)),
        (("end", 0.61), ("reverse", "on"), ("start", 0.31)),
    ],
    ids=str,
)
def test_no_shape_clicks(locks: Values) -> None:
    """The hit begins and ends in the middle of a tone; a jump of a tenth of its level would stand out."""
    out = hits(tone(20_000), locks).render(30_000)
    jump = 0.05 * 0.5
    assert largest_bend(out) < jump


def test_a_track_may_have_values_of_its_own() -> None:
    recording = noise(6000)
    engine = hits(recording, (), (), values=(("start", 0.5),))
    for out in hit_frames(engine, 2, 2900):
        assert np.array_equal(out[60:], recording[3060:5900])


def sustained(*locks: Values, strips: tuple[Strip, ...] = ()) -> Engine:
    return hits(tone(44100), *locks, strips=strips)


@pytest.mark.parametrize(
    "locks", [(("pan", 0.5),), (("reverb", 0.3),), (("cutoff_hz", 5000.0), ("filter", "low"))]
)
def test_a_mute_silences_a_locked_voice_without_a_click(locks: Values) -> None:
    engine = sustained(locks)
    before = engine.render(10_007)
    engine.post(SetMixer(Mixer((Strip("hit", mute=True),))))
    after = engine.render(3000)
    dry = not any(name == "reverb" for name, _ in locks)
    assert np.abs(before[5000:]).max() > 0.2
    assert largest_bend(np.concatenate([before, after])[500:]) < SMOOTH
    assert not dry or not after[ramp_frames(44100) + latency_frames :].any()


def test_a_solo_elsewhere_silences_a_locked_voice() -> None:
    engine = sustained((("pan", 0.5),))
    engine.render(5000)
    engine.post(SetMixer(Mixer((Strip("other", solo=True),))))
    assert not engine.render(2000)[ramp_frames(44100) + latency_frames :].any()


def test_a_locked_voice_keeps_its_levels_while_the_strip_moves() -> None:
    engine = sustained((("gain_db", -6.0),))
    engine.render(5000)
    engine.post(SetMixer(Mixer((strip(gain_db=6.0),))))
    still = engine.render(5000)[1000:]
    assert np.abs(still).max() == pytest.approx(0.5 * 10 ** (-6 / 20), rel=1e-3)


def test_a_changed_strip_filter_is_baked_into_the_hits_that_lock_beside_it() -> None:
    engine = hits(noise(4000), (("pan", 0.0),), (("pan", 0.0),))
    bright = highs(engine.render(5000)[latency_frames:4000])
    dull = SetMixer(Mixer((strip(filter="low", cutoff_hz=400.0),)))
    assert engine.prepare(dull) == ()
    engine.post(dull)
    engine.render(round(4 * STEP_FRAMES) - 5000 + latency_frames)
    assert highs(engine.render(4000)[: 4000 - latency_frames]) < bright / 20


def test_a_hit_that_is_not_baked_yet_starts_from_the_recording() -> None:
    engine = hits(noise(4000), ())
    song = song_of(locked((("decay_ms", 20.0),)))
    engine.post(SetSong(song))
    (out,) = hit_frames(engine, 1, 3900)
    assert np.array_equal(out, noise(4000)[:3900])


def test_what_the_old_song_plays_is_found_until_the_new_one_has_taken_over() -> None:
    engine = hits(noise(4000), (("decay_ms", 50.0),), (("decay_ms", 50.0),))
    expected = hit_frames(hits(noise(4000), (("decay_ms", 50.0),)), 1)[0]
    engine.prepare(SetSong(song_of(locked((("decay_ms", 60.0),)))))
    first, second = hit_frames(engine, 2)
    assert first.tobytes() == second.tobytes() == expected.tobytes()


def test_the_meter_of_a_track_shows_its_locked_hits() -> None:
    engine = sustained((("gain_db", 6.0),))
    engine.render(5000)
    assert engine.snapshot().peaks[0] == pytest.approx(0.5 * 10 ** (6 / 20), rel=0.02)


@pytest.mark.parametrize("size", [1, 100, 177, 1024])
def test_a_level_that_stops_gliding_within_a_block_leaves_a_filter_as_it_is(size: int) -> None:
    def played(size: int) -> bytes:
        mixed = strip(filter="low", cutoff_hz=900.0)
        engine = hits(noise(9000), (), strips=(mixed,))
        before = engine.render(1000)
        engine.post(SetMixer(Mixer((strip(filter="low", cutoff_hz=900.0, gain_db=-6.0),))))
        return np.concatenate([before, rendered(engine, 3000, (size,))]).tobytes()

    assert played(size) == played(512)
