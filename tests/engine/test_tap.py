"""The tap: tracks and returns, added up in order, are the mix to the last bit; listening changes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames, pan_gains, velocity_gain
from beatterm.engine.tap import SENDS, Tap
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.project import Project
from tests.engine.test_any_performance import RECORDINGS, TRACKS, performance
from tests.material import PLAY_A, engine_of, impulse, kit_of, noise, row, song_of

PARTS = len(TRACKS) + len(SENDS)
SEEDS = range(24)


def tapped(engine: Engine, tap: Tap, frames: int, longest_block: int, random: Random) -> Iterator[Frames]:
    """The parts of so many frames, the output after them, in blocks of random lengths."""
    done = 0
    while done < frames:
        size = min(frames - done, random.randint(1, longest_block))
        tap.begin(size)
        out = engine.render(size)
        yield np.concatenate([tap.parts, out[None]])
        done += size


def performed(seed: int, longest_block: int) -> Frames:
    """Everything that a performance with edits, mutes, solos, locks and panics gives: parts, mix, output."""
    random = Random(longest_block)
    engine = Engine(44100, lambda kit, file: (RECORDINGS[file], 44100))
    tap = Tap(len(TRACKS))
    engine.listen(tap)
    parts: list[Frames] = []
    for frames, command in performance(seed):
        engine.prepare(command)
        engine.post(command)
        parts += tapped(engine, tap, frames, longest_block, random)
    return np.concatenate(parts, axis=1)


def added_in_order(parts: Frames) -> Frames:
    total = np.zeros(parts.shape[1:], np.float32)
    for part in parts:
        total += part
    return total


@pytest.fixture(scope="module")
def performances() -> dict[int, Frames]:
    return {seed: performed(seed, 900) for seed in SEEDS}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_parts_of_any_performance_add_up_to_its_mix(seed: int, performances: dict[int, Frames]) -> None:
    everything = performances[seed]
    assert added_in_order(everything[:PARTS]).tobytes() == everything[PARTS].tobytes()


def test_the_performances_sound_on_every_track_and_send(performances: dict[int, Frames]) -> None:
    heard = np.sum([parts[:PARTS].any(axis=(1, 2)) for parts in performances.values()], axis=0)
    assert heard.min() >= len(SEEDS) // 4


@pytest.mark.parametrize("seed", (2, 5, 11))
def test_the_parts_are_the_same_however_cut(seed: int, performances: dict[int, Frames]) -> None:
    assert performed(seed, 3000).tobytes() == performances[seed].tobytes()


PROJECT = Project(
    song_of(
        row("hit", "x..x"),
        row("low", ".x.."),
        mixer=Mixer((Strip("hit", values=(("pan", 0.5), ("reverb", 0.4))), Strip("low", mute=True))),
    ),
    kit_of("hit", "low"),
)


def listened(project: Project, frames: int, recording: Frames) -> tuple[Frames, Frames]:
    """The parts and the output of a project that plays."""
    engine = engine_of(project, {"hit.wav": recording, "low.wav": recording}, PLAY_A)
    tap = Tap(2)
    engine.listen(tap)
    tap.begin(frames)
    return engine.render(frames), tap.parts


def test_listening_changes_no_frame() -> None:
    recordings = {"hit.wav": noise(9000), "low.wav": noise(9000)}
    out, _ = listened(PROJECT, 40_000, noise(9000))
    assert out.tobytes() == engine_of(PROJECT, recordings, PLAY_A).render(40_000).tobytes()


def test_the_mix_is_what_the_master_gets() -> None:
    out, parts = listened(PROJECT, 40_000, noise(9000, level=0.05))
    assert parts[-1].any()
    assert out[latency_frames:].tobytes() == parts[-1][:-latency_frames].tobytes()


def test_the_masters_level_is_not_in_the_parts() -> None:
    song = PROJECT.song
    louder = replace(song, mixer=replace(song.mixer, master=(("gain_db", 12.0),)))
    _, parts = listened(PROJECT, 20_000, noise(9000))
    _, same = listened(replace(PROJECT, song=louder), 20_000, noise(9000))
    assert parts.tobytes() == same.tobytes()


def test_a_track_is_tapped_after_its_strip() -> None:
    _, (hit, low, *_, mix) = listened(PROJECT, 4000, impulse(height=0.5))
    assert hit[0] == pytest.approx([0.5 * velocity_gain(100) * gain for gain in pan_gains(0.5)])
    assert not low.any()
    assert mix[0] == pytest.approx(hit[0])
