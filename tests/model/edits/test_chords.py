"""Chords as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.model.edits.chords import QUALITIES, THIRDS
from beatterm.model.edits.pitch import chord_of
from beatterm.model.note import note_name
from beatterm.model.scale import SCALES, Key, key_named


def chord(key: str, text: str, octave: int = 4) -> str:
    return " ".join(map(note_name, chord_of(key_named(key), text, octave)))


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("I", "c4 e4 g4"),
        ("ii", "d4 f4 a4"),
        ("iii", "e4 g4 b4"),
        ("IV", "f4 a4 c5"),
        ("V", "g4 b4 d5"),
        ("vi", "a4 c5 e5"),
        ("vii", "b4 d5 f5"),
        ("1", "c4 e4 g4"),
        ("2", "d4 f4 a4"),
        ("7", "b4 d5 f5"),
        ("ii7", "d4 f4 a4 c5"),
        ("V7", "g4 b4 d5 f5"),
        ("I7", "c4 e4 g4 b4"),
        ("27", "d4 f4 a4 c5"),
        ("vii7", "b4 d5 f5 a5"),
        ("Imaj7", "c4 e4 g4 b4"),
        ("Idom7", "c4 e4 g4 bb4"),
        ("i", "c4 eb4 g4"),
        ("II", "d4 f#4 a4"),
        ("II7", "d4 f#4 a4 c5"),
        ("iv", "f4 ab4 c5"),
        ("iv6", "f4 ab4 c5 d5"),
        ("Vsus4", "g4 c5 d5"),
        ("Isus2", "c4 d4 g4"),
        ("I5", "c4 g4"),
        ("iidim", "d4 f4 ab4"),
        ("Vaug", "g4 b4 eb5"),
        ("I6", "c4 e4 g4 a4"),
        ("V9", "g4 b4 d5 f5 a5"),
        ("Iadd9", "c4 e4 g4 d5"),
        ("bVII", "bb4 d5 f5"),
        ("bVII7", "bb4 d5 f5 ab5"),
        ("bIII", "eb4 g4 bb4"),
        ("#ivdim7", "f#4 a4 c5 eb5"),
        ("bvi", "ab4 b4 eb5"),
        ("vi/1", "c5 e5 a5"),
        ("I/2", "g4 c5 e5"),
        ("V7/3", "f5 g5 b5 d6"),
        ("I/0", "c4 e4 g4"),
    ],
)
def test_degrees_of_c_major(text: str, notes: str) -> None:
    assert chord("c major", text) == notes


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("i", "c4 eb4 g4"),
        ("ii", "d4 f4 ab4"),
        ("III", "eb4 g4 bb4"),
        ("v", "g4 bb4 d5"),
        ("5", "g4 bb4 d5"),
        ("V", "g4 b4 d5"),
        ("V7", "g4 b4 d5 f5"),
        ("VII", "bb4 d5 f5"),
        ("bVII", "bb4 d5 f5"),
        ("bVII7", "bb4 d5 f5 ab5"),
        ("VI", "ab4 c5 eb5"),
        ("i7", "c4 eb4 g4 bb4"),
        ("I", "c4 e4 g4"),
    ],
)
def test_degrees_of_c_minor(text: str, notes: str) -> None:
    assert chord("c minor", text) == notes


def test_other_tonics_and_scales() -> None:
    assert chord("f# dorian", "IV", 3) == "b3 eb4 f#4"
    assert chord("a harmonic-minor", "V7", 3) == "e4 ab4 b4 d5"
    assert chord("a minor-pentatonic", "iv", 3) == "d4 f4 a4"
    assert chord("c blues", "i") == chord("c minor", "i")
    assert chord("c chromatic", "ii") == chord("c major", "ii")


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("c3 eb3 g3", "c3 eb3 g3"),
        ("c eb g", "c4 eb4 g4"),
        ("G3 c", "g3 c4"),
        ("b", "b4"),
        ("c3 c3", "c3"),
        (" c e g/1\n", "e4 g4 c5"),
    ],
)
def test_plain_notes(text: str, notes: str) -> None:
    assert chord("c minor", text) == notes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "/",
        "/1",
        "viii",
        "8",
        "0",
        "Iv",
        "I/3",
        "V7/4",
        "xyz",
        "h4",
        "bV5x",
        "b5b",
        "c3,e3",
        "²",
        "bb9 zz",
    ],
)
def test_what_is_no_chord_is_said_with_right_examples(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no chord\. Write a degree, such as ii7, V, 4, bVII or vi/1"):
        chord("c major", text)


@pytest.mark.parametrize("octave", [-2, 10])
def test_an_octave_that_there_is_not(octave: int) -> None:
    with pytest.raises(ValueError, match="no chord"):
        chord_of(Key(), "I", octave)


KEYS = st.builds(Key, st.integers(0, 11), st.sampled_from(sorted(SCALES)))
NUMERALS = ("I", "ii", "III", "iv", "V", "vi", "VII", "1", "4", "7", "bII", "#iv")


@given(KEYS, st.sampled_from(NUMERALS), st.sampled_from(sorted({*QUALITIES, *THIRDS})), st.integers(-1, 9))
def test_every_chord_lies_in_the_range(key: Key, numeral: str, quality: str, octave: int) -> None:
    notes = chord_of(key, numeral + quality, octave)
    assert notes == tuple(sorted(set(notes)))
    assert len(notes) >= 2
    assert all(0 <= note <= 127 for note in notes)


@given(KEYS, st.text(max_size=8), st.integers(-1, 9))
def test_any_text_is_a_chord_or_a_fault(key: Key, text: str, octave: int) -> None:
    try:
        assert chord_of(key, text, octave)
    except ValueError as fault:
        assert "is no chord" in str(fault)
