"""The one render: hits on exact places, levels as they are set, and no clicks."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from beatterm.engine.edits import SetMixer, SetPattern, SetProject, SetSong
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames, ramp_frames, velocity_gain
from beatterm.engine.limiter import CEILING
from beatterm.engine.messages import Audition, Panic, Play, Queue, Stop
from beatterm.engine.rates import RATES
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.song import Section
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue
from tests.engine.smooth import SMOOTH, largest_bend, tone
from tests.material import PLAY_A, engine_of, impulse, kit_of, noise, notes, rendered, row, song_of

THROUGH = Play(Cue(loop=False))


def onsets(frames: Frames) -> list[int]:
    return np.flatnonzero(frames[:, 0] > 0.1).tolist()


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("hours", [0, 10])
def test_a_step_stands_on_its_frame(rate: int, hours: int) -> None:
    tempo = 127.3
    project = Project(song_of(row("hat", "xx.x"), tempo=tempo), kit_of("hat"))
    engine = Engine(rate, lambda kit, file: (impulse(), rate))
    engine.prepare(start := SetProject(project))
    engine.post(start)
    engine.post(PLAY_A)
    engine.skip(skipped := hours * 3600 * rate)
    found = [skipped + frame - latency_frames for frame in onsets(rendered(engine, rate))]
    step = Fraction(rate * 60, 4) / Fraction(tempo).limit_denominator(1000)
    first = int(skipped / step)
    struck = (number for number in range(first, first + 20) if number % 4 != 2)
    nearest = [int(step * number + Fraction(1, 2)) for number in struck]
    last = skipped + rate - latency_frames
    assert len(found) > 5
    assert found == [frame for frame in nearest if skipped <= frame < last]


def one_hit(recording: Frames, *strips: Strip, velocity: str = "X", **sound: object) -> Engine:
    song = song_of(row("hit", velocity + "." * 63), mixer=Mixer(strips))
    return engine_of(Project(song, kit_of("hit", **sound)), {"hit.wav": recording}, PLAY_A)


def test_a_full_hit_is_the_recording_itself() -> None:
    recording = noise(3000)
    out = one_hit(recording).render(4000)[latency_frames:]
    assert np.array_equal(out[:2900], recording[:2900])


def test_velocity_is_a_factor() -> None:
    recording = noise(1000)
    out = one_hit(recording, velocity="o").render(2000)[latency_frames:]
    assert np.allclose(out[:900], recording[:900] * velocity_gain(35), atol=1e-7)


def test_gain_and_pan_are_factors() -> None:
    out = one_hit(impulse(), Strip("hit", values=(("gain_db", -6.0), ("pan", 1.0)))).render(200)
    assert out[latency_frames] == pytest.approx([0.0, 10 ** (-6 / 20)], abs=1e-6)


def test_mute_and_solo() -> None:
    assert not one_hit(impulse(), Strip("hit", mute=True)).render(500).any()
    assert not one_hit(impulse(), Strip("other", solo=True)).render(500).any()
    assert one_hit(impulse(), Strip("hit", solo=True)).render(500).any()


@pytest.mark.parametrize(
    "command",
    [
        SetMixer(Mixer((Strip("hit", mute=True),))),
        SetMixer(Mixer((Strip("hit", values=(("gain_db", -20.0), ("pan", -0.8))),))),
        SetMixer(Mixer((Strip("hit", values=(("reverb", 1.0),)),))),
        SetMixer(Mixer(master=(("gain_db", -12.0),))),
        Panic(),
    ],
    ids=["mute", "gain and pan", "send", "master", "panic"],
)
def test_a_change_while_sounding_does_not_click(command: SetMixer | Panic) -> None:
    engine = one_hit(tone(44100))
    before = engine.render(10_007)
    engine.prepare(command)
    engine.post(command)
    out = np.concatenate([before, engine.render(10_000)])
    assert largest_bend(out[500:]) < SMOOTH


def test_mute_is_silence_after_its_ramp() -> None:
    engine = one_hit(tone(44100))
    engine.render(5000)
    engine.post(SetMixer(Mixer((Strip("hit", mute=True),))))
    assert not engine.render(2000)[ramp_frames(44100) + latency_frames :].any()


def test_a_choked_voice_fades_and_ends() -> None:
    song = song_of(row("open", "X..."), row("closed", "..X."))
    recordings = {"open.wav": tone(44100), "closed.wav": impulse(64, 0.0)}
    engine = engine_of(Project(song, kit_of("open", "closed", choke="hats")), recordings, PLAY_A)
    step = 44100 * 60 // (120 * 4)
    out = engine.render(4 * step)[latency_frames:]
    assert largest_bend(out[: 3 * step]) < SMOOTH
    assert np.abs(out[2 * step - 300 : 2 * step]).max() > 0.3
    assert not out[2 * step + ramp_frames(44100) + 2 : 3 * step].any()


def test_a_gated_note_ends_with_its_length() -> None:
    song = song_of(notes("bass", "36 . . . . . . .", length=2))
    kit = kit_of("bass", root=36, release_ms=10.0)
    engine = engine_of(Project(song, kit), {"bass.wav": tone(44100)}, PLAY_A)
    step = 44100 * 60 // (120 * 4)
    out = engine.render(4 * step)[latency_frames:]
    assert np.abs(out[2 * step - 300 : 2 * step]).max() > 0.3
    assert not out[2 * step + 443 :].any()


def test_a_note_an_octave_up_is_the_recording_twice_as_fast() -> None:
    song = song_of(notes("bass", "48 . . . . . . ."))
    engine = engine_of(Project(song, kit_of("bass", root=36)), {"bass.wav": tone(20_000, 300.0)}, PLAY_A)
    out = engine.render(12_000)[latency_frames + 1000 : latency_frames + 9000, 0]
    spectrum = np.abs(np.fft.rfft(out * np.hanning(len(out))))
    assert np.argmax(spectrum) * 44100 / len(out) == pytest.approx(600, abs=6)


def test_more_hits_than_voices_steal_the_oldest_without_a_click() -> None:
    rows = tuple(row(f"t{n}", "X" * 16) for n in range(16))
    quiet = Mixer(master=(("gain_db", -40.0),))
    names = [track.name for track in rows]
    recordings = {f"{name}.wav": tone(44100 * 4, 110.0) for name in names}
    engine = engine_of(Project(song_of(*rows, tempo=300.0, mixer=quiet), kit_of(*names)), recordings, PLAY_A)
    out = engine.render(44100)
    assert engine.snapshot().voices <= 128
    assert engine.snapshot().voices > 100
    assert np.abs(out).max() < 1.0


@pytest.mark.parametrize("blocks", [(4096,), (37, 500)])
def test_tracks_that_are_not_heard_take_no_voice_of_those_that_are(blocks: tuple[int, ...]) -> None:
    names = [f"t{n}" for n in range(7)]
    recordings = {f"{name}.wav": tone(44100 * 3, 110.0) for name in names}
    quiet = Mixer((Strip("t0", solo=True),), master=(("gain_db", -40.0),))

    def heard(others: str) -> Frames:
        rows = row("t0", "X..X"), *(row(name, others) for name in names[1:])
        song = song_of(*rows, tempo=300.0, mixer=quiet)
        return rendered(engine_of(Project(song, kit_of(*names)), recordings, PLAY_A), 3 * 44100, blocks)

    assert np.array_equal(heard("XXXX"), heard("...."))


def test_the_limiter_holds_the_master_below_full_scale() -> None:
    rows = tuple(row(f"t{n}", "XXXX") for n in range(8))
    names = [track.name for track in rows]
    recordings = {f"{name}.wav": noise(20_000, n, 2.0) for n, name in enumerate(names)}
    engine = engine_of(Project(song_of(*rows), kit_of(*names)), recordings, PLAY_A)
    assert np.abs(engine.render(44100)).max() <= CEILING * 1.00001
    assert engine.snapshot().reduction_db < -6.0


def test_an_edit_is_heard_from_the_next_step_on() -> None:
    song = song_of(row("hat", "x..."))
    engine = engine_of(Project(song, kit_of("hat")), {"hat.wav": impulse()}, PLAY_A)
    step = 44100 * 60 // (120 * 4)
    before = engine.render(step + 100)
    edit = SetPattern(song.patterns[0].with_track(row("hat", "xXXX")))
    engine.prepare(edit)
    engine.post(edit)
    found = onsets(np.concatenate([before, engine.render(3 * step)]))
    assert [frame - latency_frames for frame in found] == [0, 11025, 16538, 22050]


def test_a_queued_pattern_waits_for_the_bar() -> None:
    song = song_of(row("hat", "x" + "." * 15)).with_pattern(
        Pattern("B", 16, tracks=(row("hat", "xx" + "." * 14),))
    )
    engine = engine_of(Project(song, kit_of("hat")), {"hat.wav": impulse()}, PLAY_A)
    bar = 44100 * 60 * 4 // 120
    engine.render(bar // 3)
    engine.post(Queue(Cue(pattern="B")))
    out = engine.render(bar)
    assert engine.snapshot().pattern == "B"
    step = bar // 16
    found = [frame - latency_frames + bar // 3 for frame in onsets(out)]
    assert found == [bar, bar + round(bar / 16)] or found == [bar, bar + step + 1]


def test_the_song_stops_at_its_end() -> None:
    song = replace(song_of(row("hat", "x...")), sections=(Section("a", "A", 2),))
    engine = engine_of(Project(song, kit_of("hat")), {"hat.wav": impulse()}, THROUGH)
    bar = 44100 * 60 // 120
    out = engine.render(4 * bar)
    assert [frame - latency_frames for frame in onsets(out)] == [0, bar]
    assert not engine.snapshot().running
    assert engine.is_silent


def test_a_tempo_change_moves_the_next_steps_without_a_gap() -> None:
    song = song_of(row("hat", "xxxx"))
    engine = engine_of(Project(song, kit_of("hat")), {"hat.wav": impulse()}, PLAY_A)
    step = 44100 * 60 / (120 * 4)
    out = [engine.render(round(1.5 * step))]
    faster = SetSong(replace(song, tempo=240.0))
    engine.prepare(faster)
    engine.post(faster)
    out.append(engine.render(round(2 * step)))
    found = [frame - latency_frames for frame in onsets(np.concatenate(out))]
    expected = [0, step, 1.75 * step, 2.25 * step, 2.75 * step, 3.25 * step]
    assert np.allclose(found, expected, atol=2)


def test_an_audition_sounds_while_stopped() -> None:
    song = song_of(row("hat", "x..."))
    engine = engine_of(Project(song, kit_of("hat")), {"hat.wav": impulse()})
    assert not engine.render(1000).any()
    hit = Audition("hat", velocity=127)
    engine.prepare(hit)
    engine.post(hit)
    assert onsets(engine.render(500)) == [latency_frames]


def test_stop_lets_one_shots_ring_and_ends_notes() -> None:
    song = song_of(row("hit", "X..."), notes("bass", "36 . . .", length=4))
    kit = Kit(
        "k",
        sounds=(
            Sound("hit", (Layer(127, ("hit.wav",)),)),
            Sound("bass", (Layer(127, ("bass.wav",)),), root=36, release_ms=5.0),
        ),
        folder="/kit",
    )
    for heard, expected in (("hit", True), ("bass", False)):
        silent = {"hit.wav": tone(44100, level=0.0), "bass.wav": tone(44100, level=0.0)}
        engine = engine_of(Project(song, kit), {**silent, f"{heard}.wav": tone(44100)}, PLAY_A)
        engine.render(1000)
        engine.post(Stop())
        assert bool(engine.render(2000)[1000:].any()) is expected


def test_a_sound_that_cannot_be_read_is_said_and_the_rest_plays() -> None:
    song = song_of(row("good", "x..."), row("bad", "x..."))

    def read(kit: Kit, file: str) -> tuple[Frames, int]:
        if file == "bad.wav":
            raise OSError("bad.wav cannot be read; is it a sound file?")
        return impulse(), 44100

    engine = Engine(44100, read)
    start = SetProject(Project(song, kit_of("good", "bad")))
    assert engine.prepare(start) == ("bad.wav cannot be read; is it a sound file?",)
    engine.post(start)
    engine.post(PLAY_A)
    assert onsets(engine.render(500)) == [latency_frames]


def test_a_track_without_a_sound_is_said_and_silent() -> None:
    song = song_of(row("hat", "x..."), row("gong", "x..."))
    engine = Engine(44100, lambda kit, file: (impulse(), 44100))
    said = engine.prepare(SetProject(Project(song, kit_of("hat"))))
    assert len(said) == 1
    assert "gong" in said[0]


def test_the_snapshot_says_where_it_is() -> None:
    song = song_of(row("hat", "x..."), tempo=150.0)
    engine = engine_of(Project(song, kit_of("hat")), {"hat.wav": impulse()}, PLAY_A)
    engine.render(44100 * 60 // 150)
    shot = engine.snapshot()
    assert (shot.running, shot.pattern, shot.tempo) == (True, "A", 150.0)
    assert shot.tick == PPQN
    assert len(shot.peaks) == 1


def test_a_change_of_the_mix_just_after_a_panic_does_not_click() -> None:
    engine = one_hit(tone(44100))
    out = [engine.render(5000)]
    for command in (Panic(), SetMixer(Mixer((Strip("hit", values=(("gain_db", -20.0),)),)))):
        engine.post(command)
        out.append(engine.render(60))
    out.append(engine.render(1000))
    assert largest_bend(np.concatenate(out)[500:]) < SMOOTH
