"""Edits of notes: keys, transposing, inversions and mirrored melodies."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.model.edits import pitch
from beatterm.model.edits.degrees import degree_of, note_at
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.regions import Region
from beatterm.model.note import note_name, note_number
from beatterm.model.scale import SCALES, Key, nearest_in
from beatterm.model.song import Song
from tests.model.edits.rhythms import melody, notes_of, song_of

ALL = Region("A", ("lead",), 0, 63)
MAJOR, MINOR = Key(0, "major"), Key(0, "minor")
KEYS = st.builds(Key, st.integers(0, 11), st.sampled_from(sorted(SCALES)))


def lead(text: str, key: Key | None = None) -> Song:
    """Notes and chords (joined by `+`), `.` for a rest."""
    steps = [None if word == "." else tuple(map(note_number, word.split("+"))) for word in text.split()]
    return replace(melody(*steps), key=key)


def text_of(song: Song) -> str:
    return " ".join("+".join(map(note_name, notes)) for notes in notes_of(song))


def test_a_song_gets_a_key_and_loses_it() -> None:
    song = pitch.set_key(song_of("x"), MINOR)
    assert song.key == MINOR
    assert pitch.set_key(song, None) == song_of("x")
    for wrong in (Key(12, "minor"), Key(0, "mixed")):
        with pytest.raises(EditError, match="such as c minor"):
            pitch.set_key(song, wrong)


def test_a_track_can_be_kept_in_key_as_it_plays() -> None:
    song = pitch.set_in_key(song_of("x"), "kick", True)
    assert song.setup("kick").in_key
    assert pitch.set_in_key(song, "kick", False) == song_of("x")
    with pytest.raises(EditError, match="no track hat"):
        pitch.set_in_key(song, "hat", True)


def test_notes_move_to_the_nearest_of_the_key() -> None:
    song = lead("c4 c#4 f#4+bb4 e4+eb4 .", MAJOR)
    assert text_of(pitch.keep_in_key(song, ALL)) == "c4 c4 f4+a4 d4+e4"


@pytest.mark.parametrize(
    "edit", [pitch.keep_in_key, lambda song, where: pitch.transpose_degrees(song, where, 1)]
)
def test_without_a_key_nothing_can_be_kept_in_it(edit: Callable[[Song, Region], Song]) -> None:
    with pytest.raises(EditError, match="no key yet"):
        edit(lead("c4"), ALL)


def test_semitones_move_every_note_and_hits_without_notes_stay() -> None:
    assert text_of(pitch.transpose(lead("c4 eb4+g4 . c4"), ALL, 2)) == "d4 f4+a4 d4"
    assert pitch.transpose(song_of("x.xo"), Region("A", ("kick",), 0, 3), 5) == song_of("x.xo")


def test_what_leaves_the_range_comes_back_by_octaves_as_one() -> None:
    assert text_of(pitch.transpose(lead("c9+e9+g9 c4"), ALL, 7)) == "g8+b8+d9 g4"
    assert text_of(pitch.transpose(lead("c-1+e-1"), ALL, -1)) == "b-1+eb0"
    assert text_of(pitch.transpose(lead("c4"), ALL, 500)) == "ab8"


def test_only_the_region_moves() -> None:
    assert text_of(pitch.transpose(lead("c4 c4 c4"), Region("A", ("lead",), 1, 1), 1)) == "c4 c#4 c4"


@pytest.mark.parametrize(
    ("by", "after"),
    [
        (1, "d4 f4 g4+b4+d5"),
        (7, "c5 e5 f5+a5+c6"),
        (-1, "b3 d4 e4+g4+b4"),
        (-8, "b2 d3 e3+g3+b3"),
        (0, "c4 e4 f4+a4+c5"),
    ],
)
def test_degrees_stay_in_key(by: int, after: str) -> None:
    assert text_of(pitch.transpose_degrees(lead("c4 e4 f4+a4+c5", MAJOR), ALL, by)) == after


def test_passing_notes_stay_between_where_there_is_room() -> None:
    run = lead("f4 f#4 g4", MAJOR)
    assert text_of(pitch.transpose_degrees(run, ALL, 1)) == "g4 ab4 a4"
    assert text_of(pitch.transpose_degrees(run, ALL, -1)) == "e4 e4 f4"
    wide = lead("c4 c#4 d4 eb4", Key(0, "minor-pentatonic"))
    assert text_of(pitch.transpose_degrees(wide, ALL, 1)) == "eb4 e4 e4 f4"


@pytest.mark.parametrize(
    ("before", "by", "after"),
    [
        ("c4+e4+g4", 1, "e4+g4+c5"),
        ("c4+e4+g4", 2, "g4+c5+e5"),
        ("c4+e4+g4", 3, "c5+e5+g5"),
        ("c4+e4+g4", -1, "g3+c4+e4"),
        ("e4+g4+c5", -1, "c4+e4+g4"),
        ("c4+e4+c5", 1, "e4+c5+c6"),
        ("c4+e5", 1, "e5+c6"),
        ("c4", 1, "c4"),
        ("c4+e4+g4", 0, "c4+e4+g4"),
    ],
)
def test_chords_turn_over(before: str, by: int, after: str) -> None:
    assert text_of(pitch.invert(lead(before), ALL, by)) == after


def test_an_inversion_stops_at_the_end_of_the_range() -> None:
    high = pitch.invert(lead("c4+e4+g4"), ALL, 99)
    assert max(notes_of(high)[0]) <= 127
    assert len(notes_of(high)[0]) == 3
    assert min(notes_of(pitch.invert(lead("c4+e4+g4"), ALL, -99))[0]) >= 0


def test_a_melody_is_mirrored_around_its_first_note() -> None:
    assert text_of(pitch.mirror(lead(". c4 e4 g4 b3"), ALL)) == "c4 ab3 f3 c#4"
    assert text_of(pitch.mirror(lead("c4 e4 g4 b3", MAJOR), ALL)) == "c4 a3 f3 d4"
    assert text_of(pitch.mirror(lead("c4 f#4 c4", MAJOR), ALL)) == "c4 f#3 c4"


def test_each_track_is_mirrored_around_its_own() -> None:
    song = lead("c4 d4")
    assert pitch.mirror(song, Region("A", ("bass", "lead"), 0, 0)) == song
    assert text_of(pitch.mirror(song, Region("A", ("bass", "lead"), 1, 1))) == "c4 d4"


@given(KEYS, st.integers(0, 127), st.integers(-40, 40))
def test_a_note_of_the_key_stays_in_it_and_comes_back(key: Key, note: int, by: int) -> None:
    inside = nearest_in(key, note)
    moved = note_at(key, degree_of(key, inside) + by)
    assert degree_of(key, moved) == degree_of(key, inside) + by
    assert note_at(key, degree_of(key, moved) - by) == inside


@given(KEYS, st.integers(0, 127))
def test_every_note_has_its_degree(key: Key, note: int) -> None:
    assert note_at(key, degree_of(key, note)) == note


@given(KEYS, st.lists(st.integers(54, 74), min_size=1, max_size=8))
def test_a_mirror_of_a_mirror_is_the_melody(key: Key, notes: list[int]) -> None:
    song = melody(*notes)
    assert pitch.mirror(pitch.mirror(song, ALL), ALL) == song
    in_key = pitch.keep_in_key(replace(song, key=key), ALL)
    assert pitch.mirror(pitch.mirror(in_key, ALL), ALL) == in_key
