"""Random rhythms, mutations and variations: repeatable, within bounds, and one track at a time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.model.edits import generate, patterns, steps
from beatterm.model.edits.drawing import strength
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.generate import mutate, randomise, variations
from beatterm.model.scale import Key
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.time import SIXTEENTH_TICKS, Meter
from tests.model.edits.rhythms import hits_of, melody, song_of, text_of, track_of
from tests.session.fakes import make_song, row

BAR = "." * 16
SEEDS = st.integers(0, 2**63 - 1)
BEAT = "X...x..ox..xo.xx"


def struck(song: Song) -> set[int]:
    return {at for at, step in enumerate(track_of(song).steps) if step}


@given(SEEDS, st.integers(0, 16), st.floats(-1, 1))
def test_as_many_steps_are_struck_as_asked_for(seed: int, hits: int, weighting: float) -> None:
    song = randomise(song_of(BAR), "A", ["kick"], seed, hits / 16, weighting=weighting)
    assert len(struck(song)) == hits
    assert song == randomise(song_of(BAR), "A", ["kick"], seed, hits / 16, weighting=weighting)


@given(SEEDS, st.integers(0, 15))
def test_more_adds_to_what_less_strikes(seed: int, hits: int) -> None:
    less, more = (randomise(song_of(BAR), "A", ["kick"], seed, each / 16) for each in (hits, hits + 1))
    assert struck(less) < struck(more)


def test_another_seed_is_another_rhythm() -> None:
    drawn = {text_of(randomise(song_of(BAR), "A", ["kick"], seed, 0.4)) for seed in range(20)}
    assert len(drawn) > 15


@given(SEEDS)
def test_weighting_prefers_strong_or_weak_beats(seed: int) -> None:
    assert struck(randomise(song_of(BAR), "A", ["kick"], seed, 0.5, weighting=1.0)) == set(range(0, 16, 2))
    weak = struck(randomise(song_of(BAR), "A", ["kick"], seed, 0.5, weighting=-1.0))
    assert 0 not in weak


def test_without_weighting_every_step_is_struck_about_as_often() -> None:
    counts = [0] * 16
    for seed in range(400):
        for at in struck(randomise(song_of(BAR), "A", ["kick"], seed, 0.25, weighting=0.0)):
            counts[at] += 1
    assert sum(counts) == 1600
    assert all(60 < count < 140 for count in counts)


@given(SEEDS, st.floats(0, 1))
def test_hits_are_kept_or_make_room(seed: int, amount: float) -> None:
    kept = randomise(song_of(BEAT), "A", ["kick"], seed, amount, keep=True)
    before, after = track_of(song_of(BEAT)).steps, track_of(kept).steps
    assert all(new == old for old, new in zip(before, after, strict=True) if old)
    assert randomise(song_of(BEAT), "A", ["kick"], seed, 0.0) == song_of(BAR)
    assert len(struck(randomise(song_of(BEAT), "A", ["kick"], seed, 1.0, keep=True))) == 16


@given(SEEDS)
def test_velocities_stay_between_two(seed: int) -> None:
    song = randomise(song_of(BAR), "A", ["kick"], seed, 1.0, velocities=(40, 43))
    assert {step.velocity for step in hits_of(song)} <= {40, 41, 42, 43}


@given(SEEDS)
def test_a_note_lane_gets_notes_of_its_own_range_in_key(seed: int) -> None:
    song = melody(36, None, None, 48, None, None, None, None)
    free = randomise(song, "A", ["lead"], seed, 1.0)
    assert {note for step in hits_of(free, "lead") for note in step.notes} <= {36, 48}
    in_key = randomise(replace(song, key=Key(0, "minor")), "A", ["lead"], seed, 1.0)
    notes = {note for step in hits_of(in_key, "lead") for note in step.notes}
    assert notes <= {36, 38, 39, 41, 43, 44, 46, 48}
    assert all(len(step.notes) == 1 for step in hits_of(in_key, "lead"))


def test_an_empty_lane_gets_notes_where_a_range_is_given() -> None:
    song = randomise(song_of(BAR), "A", ["kick"], 1, 1.0, pitches=(60, 62))
    assert {step.notes for step in hits_of(song)} == {(60,), (61,), (62,)}
    in_key = randomise(replace(song_of(BAR), key=Key(0, "major")), "A", ["kick"], 1, 1.0, pitches=(60, 62))
    assert {step.notes for step in hits_of(in_key)} == {(60,), (62,)}


def test_silent_steps_stay_as_they_are() -> None:
    song = steps.set_track_length(song_of("....XXXX"), "A", "kick", 4)
    for seed in range(10):
        assert text_of(randomise(song, "A", ["kick"], seed, 0.0)) == "....XXXX"
        assert text_of(mutate(song, "A", ["kick"], seed, 1.0)) == "....XXXX"


@pytest.mark.parametrize(
    ("meter", "expected"),
    [
        (Meter(4, 4), [1, 0, 0.4, 0, 0.8, 0, 0.4, 0, 0.8]),
        (Meter(3, 4), [1, 0, 0.4, 0, 0.8, 0, 0.4, 0, 0.8, 0, 0.4, 0, 1]),
        (Meter(6, 8), [1, 0, 0.4, 0, 0.4, 0, 0.8, 0, 0.4, 0, 0.4, 0, 1]),
        (Meter(7, 8), [1, 0.4, 0.8, 0.4, 0.8, 0.4]),
    ],
)
def test_strong_beats_follow_the_metre(meter: Meter, expected: list[float]) -> None:
    assert [strength(meter, at * SIXTEENTH_TICKS) for at in range(len(expected))] == expected


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"amount": 1.1}, "from 0 to 1"),
        ({"amount": float("nan")}, "from 0 to 1"),
        ({"amount": 0.5, "weighting": -2.0}, "from -1 to 1"),
        ({"amount": 0.5, "velocities": (0, 9)}, "1 to 127"),
        ({"amount": 0.5, "velocities": (90, 50)}, "1 to 127"),
        ({"amount": 0.5, "pitches": (60, 50)}, "lower one first"),
    ],
)
def test_what_cannot_be_drawn_is_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(EditError, match=said):
        randomise(song_of(BAR), "A", ["kick"], 1, **options)  # type: ignore[arg-type]


@given(SEEDS)
def test_an_amount_of_0_mutates_nothing(seed: int) -> None:
    assert mutate(make_song(), "A", ["kick", "hat", "clap"], seed, 0.0) == make_song()


@given(SEEDS, st.floats(0, 1))
def test_a_mutation_keeps_every_hit_and_the_downbeat(seed: int, amount: float) -> None:
    song = mutate(song_of(BEAT), "A", ["kick"], seed, amount)
    assert len(struck(song)) == len(struck(song_of(BEAT)))
    first = track_of(song).steps[0]
    assert first is not None
    assert first.chance == 100
    assert song == mutate(song_of(BEAT), "A", ["kick"], seed, amount)


def test_each_kind_of_change_comes_about() -> None:
    songs = [mutate(song_of(BEAT), "A", ["kick"], seed, 1.0) for seed in range(20)]
    hits = [step for song in songs for step in hits_of(song)]
    assert {step.chance for step in hits} == {100, 90, 75, 50}
    assert {step.ratchet for step in hits} == {1, 2, 3}
    assert len({step.velocity for step in hits}) > 30
    assert len({frozenset(struck(song)) for song in songs}) > 10


def test_neighbours_change_places() -> None:
    pair = replace(song_of("."), patterns=())
    pair = pair.with_pattern(replace(song_of("....").patterns[0], tracks=(row("kick", "xxxx"),)))
    marked = steps.set_step(pair, "A", "kick", 1, Step(notes=(40,)))
    places = set()
    for seed in range(60):
        song = mutate(marked, "A", ["kick"], seed, 1.0)
        places.add(next(at for at, step in enumerate(track_of(song).steps) if step and step.notes))
    assert places == {1, 2, 3}


def test_a_little_changes_less_than_a_lot() -> None:
    def changed(amount: float) -> int:
        before = track_of(song_of(BEAT)).steps
        rows = (track_of(mutate(song_of(BEAT), "A", ["kick"], seed, amount)).steps for seed in range(40))
        return sum(old != new for row in rows for old, new in zip(before, row, strict=True))

    counts = [changed(amount) for amount in (0.05, 0.2, 0.5, 1.0)]
    assert counts == sorted(counts)
    assert 0 < counts[0] < counts[-1] / 4


def test_one_tracks_dice_are_its_own() -> None:
    both = mutate(make_song(), "A", ["kick", "hat"], 5, 0.8)
    alone = mutate(make_song(), "A", ["hat"], 5, 0.8)
    assert track_of(both, "hat") == track_of(alone, "hat")
    assert track_of(alone, "kick") == track_of(make_song(), "kick")
    assert [each for each in both.patterns if each.name != "A"] == list(make_song().patterns[1:])


def test_a_track_that_the_pattern_lacks_stays_out_of_it() -> None:
    assert mutate(make_song(), "A", ["clap"], 1, 1.0) == make_song()


def test_four_variations_stand_behind_their_pattern_and_grow() -> None:
    song, names = variations(make_song(), "A", 3, 0.6)
    assert [pattern.name for pattern in song.patterns] == ["A", *names, "B"]
    assert names == ("C", "D", "E", "F")
    assert song.patterns[0] == make_song().patterns[0]
    model = make_song().patterns[0]
    changed = [
        sum(
            a != b
            for old, new in zip(model.tracks, each.tracks, strict=True)
            for a, b in zip(old.steps, new.steps, strict=True)
        )
        for each in song.patterns[1:5]
    ]
    assert 0 < changed[0] < changed[-1]
    assert len({each.tracks for each in song.patterns[1:5]}) == 4
    assert variations(make_song(), "A", 3, 0.6) == (song, names)
    assert variations(make_song(), "A", 4, 0.6) != (song, names)


def test_variations_carry_what_the_pattern_has() -> None:
    song = make_song()
    pattern = replace(song.patterns[0], meter=Meter(7, 8), fill=True, chance=50)
    song, names = variations(song.with_pattern(pattern), "A", 1, 0.0, count=1)
    assert song.pattern(names[0]) == replace(pattern, name=names[0])


def test_variations_need_room() -> None:
    song = make_song()
    for _ in range(patterns.MAX_PATTERNS - 4):
        song, _ = patterns.new_pattern(song, "A")
    with pytest.raises(EditError, match="64 patterns"):
        variations(song, "A", 1, 0.5)
    with pytest.raises(EditError, match="at least 1 variation"):
        variations(make_song(), "A", 1, 0.5, count=0)
    assert generate.VARIATIONS == 4
