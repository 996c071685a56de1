"""Stems: as late as the master, added up to the mix to the last bit, after or before the tracks' effects."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from beatterm.engine.clock import Clock
from beatterm.engine.edits import SetMixer, SetProject
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames
from beatterm.engine.messages import Play, Stop
from beatterm.export.job import KEEP, WRAP, Part
from beatterm.export.layout import Laid, laid_out
from beatterm.export.lineup import Lineup, lineup_of
from beatterm.export.render import frame_count, pace_of
from beatterm.export.render import played as file_frames
from beatterm.export.source import Mix, Sheaf, Source
from beatterm.export.stems import Stems, names_of
from beatterm.model.midi import MidiOut
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.param import Values
from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.model.song import TrackSetup
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue
from tests.engine.test_any_performance import KIT, RECORDINGS
from tests.engine.test_any_performance import song as any_song
from tests.material import impulse, kit_of, noise, row, song_of

CUE = Cue(pattern="A")
TICKS = 16 * 840


def engine(recordings: Mapping[str, Frames] = RECORDINGS) -> Engine:
    return Engine(44100, lambda kit, file: (recordings[file], 44100))


def played(source: Source, project: Project, frames: int, longest_block: int = 900) -> Sheaf:
    """The frames of a project's pattern A, asked for in blocks of random lengths, stopped halfway."""
    random = Random(longest_block)
    source.send(SetProject(project))
    source.send(Play(CUE))
    blocks = []
    for half in (frames // 2, frames - frames // 2):
        done = 0
        while done < half:
            blocks.append(source.read(min(half - done, random.randint(1, longest_block))))
            done += blocks[-1].shape[-2]
        source.send(Stop())
    return np.concatenate(blocks, axis=-2)


def stems_of(project: Project, before: bool = False, recordings: Mapping[str, Frames] = RECORDINGS) -> Stems:
    lineup = lineup_of(project, CUE, TICKS)
    return Stems(engine(recordings), project, lineup, engine(recordings) if before else None)


def quiet(seed: int) -> Project:
    """Any song, too quiet for the limiter, with the master's fader at 0 dB."""
    song = any_song(Random(seed))
    kit = replace(KIT, sounds=tuple(replace(sound, gain_db=-30.0) for sound in KIT.sounds))
    strips = tuple(
        replace(strip, values=tuple(each for each in strip.values if each[0] != "gain_db"))
        for strip in song.mixer.strips
    )
    return Project(replace(song, mixer=Mixer(strips)), kit)


def added_in_order(stems: Sheaf) -> Frames:
    total = np.zeros(stems.shape[1:], np.float32)
    for stem in stems:
        total += stem
    return total


@pytest.mark.parametrize("seed", range(12))
def test_stems_of_any_song_add_up_to_the_mix(seed: int) -> None:
    project = quiet(seed)
    stems = stems_of(project)
    out = played(stems, project, 60_000)
    mix = played(Mix(engine()), project, 60_000)
    assert len(out) == len(stems.names)
    assert np.abs(mix).max() < 0.9
    assert out[-1].tobytes() == mix.tobytes()
    assert added_in_order(out[:-1]).tobytes() == mix.tobytes()


def test_who_stands_in_the_lineup_is_heard() -> None:
    heard = 0
    for seed in range(8):
        project = quiet(seed)
        stems = stems_of(project)
        out = played(stems, project, 2 * Clock(44100, project.song.tempo).frame_of(TICKS), 5000)
        heard += len(stems.names)
        assert all(stem.any() for stem in out), (seed, stems.names)
    assert heard > 8 * 3


@pytest.mark.parametrize("before", [False, True])
def test_stems_are_the_same_however_cut(before: bool) -> None:
    project = quiet(3)
    one = played(stems_of(project, before), project, 50_000, 900)
    assert played(stems_of(project, before), project, 50_000, 5000).tobytes() == one.tobytes()


def filtered(*locks: Values, **strip: float | str) -> Project:
    """Hits on the track `hit` with these locks, through a strip of these values, and a plain track."""
    steps = tuple(Step(127, locks=each) for each in locks)
    tracks = (Track("hit", steps, length=8), row("low", ".......x"))
    strips = (Strip("hit", values=tuple(sorted(strip.items()))),)
    return Project(song_of(*tracks, mixer=Mixer(strips)), kit_of("hit", "low"))


SOUNDS = {"hit.wav": noise(9000, level=0.1), "low.wav": noise(9000, 2, level=0.1)}
FILTER: dict[str, float | str] = {"filter": "low", "cutoff_hz": 400.0, "resonance": 0.4}
LOCKED_FILTER: Values = (("cutoff_hz", 900.0), ("filter", "high"))


@pytest.mark.parametrize("locks", [(), LOCKED_FILTER], ids=["strip", "locked hit"])
def test_before_effects_a_track_sounds_as_with_its_filter_off(locks: Values) -> None:
    wet = filtered((), locks, pan=-0.5, gain_db=-3.0, reverb=0.5, **FILTER)
    dry = filtered((), (), pan=-0.5, gain_db=-3.0, reverb=0.5)
    before = played(stems_of(wet, before=True, recordings=SOUNDS), wet, 60_000)
    after = played(stems_of(wet, recordings=SOUNDS), wet, 60_000)
    plain = played(stems_of(dry, recordings=SOUNDS), dry, 60_000)
    assert before[0].tobytes() == plain[0].tobytes() != after[0].tobytes()
    assert before[1].tobytes() == after[1].tobytes()


def test_before_effects_returns_and_master_are_those_of_the_mix() -> None:
    project = filtered((), (), reverb=0.5, delay=0.2, **FILTER)
    stems = stems_of(project, before=True, recordings=SOUNDS)
    assert stems.names == ("hit", "low", "reverb", "delay", "master")
    before = played(stems, project, 60_000)
    after = played(stems_of(project, recordings=SOUNDS), project, 60_000)
    assert before[2:].tobytes() == after[2:].tobytes()
    assert before[2].any()


def test_a_mix_that_changes_meanwhile_reaches_the_tracks_before_their_effects() -> None:
    project = filtered((), (), **FILTER)
    stems = stems_of(project, before=True, recordings=SOUNDS)
    played(stems, project, 1000)
    stems.send(SetMixer(Mixer((Strip("hit", mute=True),))))
    stems.send(Play(CUE))
    stems.read(1000)
    assert not stems.read(20_000)[0].any()


def test_all_stems_are_as_late_as_the_master() -> None:
    project = Project(song_of(row("a", "x..."), row("b", "..x.")), kit_of("a", "b"))
    sounds = {"a.wav": impulse(height=0.5), "b.wav": impulse(height=0.25)}
    out = played(stems_of(project, recordings=sounds), project, 30_000)
    places = [np.flatnonzero(stem[:, 0])[0] for stem in out]
    assert places == [latency_frames, latency_frames + 2 * 5512 + 1, latency_frames]


def test_stems_are_silent_when_the_last_tail_is_over() -> None:
    project = filtered((), (), reverb=0.3)
    stems = stems_of(project, before=True, recordings=SOUNDS)
    played(stems, project, 8000)
    blocks = 0
    while not stems.is_silent:
        stems.read(4096)
        blocks += 1
    assert blocks > 10
    assert not stems.read(4096)[:, latency_frames:].any()


def whole(source: Source, laid: Laid, tail: str) -> Sheaf:
    return np.concatenate(list(file_frames(laid, source, tail)), axis=-2)


def paced(laid: Laid) -> Engine:
    return Engine(44100, lambda kit, file: (RECORDINGS[file], 44100), pace=pace_of(laid, 44100))


@pytest.mark.parametrize("loop", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_stems_of_a_file_add_up_to_it(seed: int, loop: bool) -> None:
    laid = laid_out(quiet(seed), Part(pattern="A", repeats=2), loop=loop)
    stems = Stems(paced(laid), laid.project, lineup_of(laid.project, laid.cue, laid.ticks))
    tail = WRAP if loop else KEEP
    out, mix = whole(stems, laid, tail), whole(Mix(paced(laid)), laid, tail)
    assert out.shape[1] == len(mix)
    assert not loop or len(mix) == frame_count(laid, 44100)
    assert mix.any()
    assert out[-1].tobytes() == mix.tobytes()
    assert added_in_order(out[:-1]).tobytes() == mix.tobytes()


def lineup(project: Project, ticks: int = TICKS, **cue: object) -> Lineup:
    return lineup_of(project, Cue(**cue) if cue else CUE, ticks)  # type: ignore[arg-type]


def mixed(**strips: Values) -> Mixer:
    return Mixer(tuple(Strip(name, values=values) for name, values in strips.items()))


def test_tracks_without_a_hit_are_left_out() -> None:
    project = Project(song_of(row("a", "x..."), row("b", "...."), row("c", "...x")), kit_of("a", "b", "c"))
    assert lineup(project).tracks == ("a", "c")
    assert lineup(project, ticks=2 * 840).tracks == ("a",)


def test_tracks_that_are_not_heard_are_left_out() -> None:
    song = song_of(
        *(row(name, "x...") for name in ("on", "muted", "low", "gone", "hard")),
        mixer=Mixer((Strip("muted", mute=True), Strip("low", values=(("gain_db", -60.0),)))),
    )
    setups = (*song.tracks[:4], TrackSetup("hard", "hard", midi=MidiOut(audio=False)))
    project = Project(replace(song, tracks=setups), kit_of("on", "muted", "low", "hard"))
    assert lineup(project).tracks == ("on",)


def test_effects_that_nothing_is_sent_to_are_left_out() -> None:
    song = song_of(row("a", "x..."), row("b", "...."))
    kit = kit_of("a", "b")
    assert lineup(Project(song, kit)).sends == ()
    fed = replace(song, mixer=mixed(a=(("delay", 0.1),), b=(("reverb", 0.5),)))
    assert lineup(Project(fed, kit)).sends == ("delay",)
    locked = song_of(Track("a", (Step(locks=(("reverb", 0.5),)),)))
    assert lineup(Project(locked, kit)).sends == ("reverb",)


def test_no_two_stems_have_one_name() -> None:
    assert names_of(Lineup(("reverb", "Master", "kick"), ("reverb", "delay"))) == (
        "reverb",
        "Master",
        "kick",
        "reverb bus",
        "delay",
        "master bus",
    )
