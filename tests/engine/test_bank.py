"""Baking: pitch, ends, round robin and layers, and room that is used again."""

import numpy as np
import pytest

from beatterm.engine.arena import Arena, ArenaFull
from beatterm.engine.bake import Recipe, bake
from beatterm.engine.bank import Bank
from beatterm.engine.frames import Frames
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.project import Project
from tests.material import noise, notes, row, song_of

RECIPE = Recipe("/kit", "a.wav", 0, 0.0, 0.0)


def test_a_recording_at_the_engines_rate_is_kept_to_the_bit_but_for_its_end() -> None:
    recording = noise(2000)
    assert np.array_equal(bake(recording, 44100, 44100, RECIPE)[:1900], recording[:1900])


def test_a_baked_sound_ends_in_silence() -> None:
    assert not bake(np.ones((500, 2), np.float32), 44100, 44100, RECIPE)[-1].any()


def test_an_inaudible_end_is_cut() -> None:
    recording = np.concatenate([noise(1000), np.full((9000, 2), 1e-7, np.float32)])
    assert len(bake(recording, 44100, 44100, RECIPE)) <= 1000


def test_a_silent_recording_bakes_to_silence() -> None:
    assert not bake(np.zeros((100, 2), np.float32), 44100, 44100, RECIPE).any()


@pytest.mark.parametrize(("rate", "semitones"), [(88200, 0), (44100, 12), (44100, -12), (48000, 7)])
def test_rate_and_pitch_set_the_length(rate: int, semitones: int) -> None:
    length = len(bake(np.ones((10_000, 2), np.float32), 44100, rate, Recipe("", "", semitones, 0.0, 0.0)))
    assert length == pytest.approx(10_000 * rate / 44100 / 2 ** (semitones / 12), rel=0.01)


def test_gain_and_pan_are_baked_in() -> None:
    baked = bake(np.full((500, 2), 0.5, np.float32), 44100, 44100, Recipe("", "", 0, 6.0, -1.0))
    assert baked[100] == pytest.approx([0.5 * 10 ** (6 / 20), 0.0], abs=1e-6)


def test_the_arena_gives_room_back() -> None:
    arena = Arena(1000)
    held = [arena.add(noise(98, seed)) for seed in range(10)]
    with pytest.raises(ArenaFull):
        arena.add(noise(98))
    for each in held[2:5]:
        arena.free(each)
    assert np.array_equal(arena.read(arena.add(noise(298, 7))), noise(298, 7))
    assert np.array_equal(arena.read(held[9]), noise(98, 9))


def kit() -> Kit:
    snare = Sound("snare", (Layer(60, ("soft1.wav", "soft2.wav")), Layer(127, ("hard.wav",))))
    bass = Sound("bass", (Layer(127, ("bass.wav",)),), root=36)
    return Kit("k", sounds=(snare, bass), folder="/kit")


def bank_of(read: list[str], now: int = 0, arena: Arena | None = None) -> Bank:
    def read_sound(owner: Kit, file: str) -> tuple[Frames, int]:
        read.append(file)
        return noise(1000, len(file)), 44100

    return Bank(44100, read_sound, lambda: now, arena or Arena(100_000))


def test_velocity_picks_the_layer_and_the_ordinal_the_turn() -> None:
    bank = bank_of([])
    bank.prepare(Project(song_of(row("snare", "x")), kit()))
    snare = kit().sounds[0]
    played = [
        bank.find(kit(), snare, velocity, None, turn)
        for velocity, turn in [(40, 0), (40, 1), (40, 2), (90, 1)]
    ]
    places = [hit.baked.base for hit in played if hit]
    assert len(places) == 4
    assert places[0] == places[2]
    assert len(set(places)) == 3


def test_each_note_used_is_baked_and_each_file_read_once() -> None:
    read: list[str] = []
    bank = bank_of(read)
    project = Project(song_of(notes("bass", "36 . 39 48")), kit())
    assert bank.prepare(project) == ()
    bass = kit().sounds[1]
    lengths = [hit.baked.length for note in (36, 39, 48) if (hit := bank.find(kit(), bass, 100, note, 0))]
    assert len(lengths) == 3
    assert lengths == sorted(lengths, reverse=True)
    assert read.count("bass.wav") == 1
    assert bank.find(kit(), bass, 100, 50, 0) is None


def test_room_of_sounds_that_are_no_longer_wanted_is_used_again() -> None:
    arena = Arena(9000)
    frame = 0
    bank = Bank(44100, lambda owner, file: (noise(1000), 44100), lambda: frame, arena)
    for turn in range(30):
        song = song_of(notes("bass", str(37 + turn % 5)))
        assert bank.prepare(Project(song, kit())) == (), turn
        frame += 44100 * 10


def test_too_many_sounds_are_said_and_the_rest_plays() -> None:
    bank = bank_of([], arena=Arena(2500))
    said = bank.prepare(Project(song_of(row("snare", "x")), kit()))
    assert len(said) == 1
    assert "too long" in said[0]
    assert bank.find(kit(), kit().sounds[0], 40, None, 0)
