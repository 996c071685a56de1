"""Grooves from MIDI files whose bytes are written here."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.importers.errors import ImportFault
from beatterm.importers.midi.groove import midi_groove
from beatterm.importers.midi.reading import MAX_BYTES
from beatterm.model.groove import Groove
from beatterm.model.time import STEP_TICKS
from tests.importers.midi_files import Note, midi_file

SIXTEENTH = STEP_TICKS["1/16"]


def swung(ppqn: int, late: float, bars: int = 1) -> list[Note]:
    """Sixteenths of which every second one is late by a share of one, and softer."""
    step = ppqn // 4
    return [
        (i * step + (round(late * step) if i % 2 else 0), 10, 60 if i % 2 else 100) for i in range(16 * bars)
    ]


@pytest.mark.parametrize("ppqn", [24, 96, 480, 960, 3360])
def test_swing_is_found_at_any_resolution(ppqn: int) -> None:
    groove = midi_groove(midi_file(swung(ppqn, 1 / 3), ppqn=ppqn), "push", SIXTEENTH, 16)
    assert groove == Groove("push", SIXTEENTH, (0.0, 0.3333) * 8, (125, 75) * 8)


@pytest.mark.parametrize("kind", [0, 1])
def test_both_types_with_all_their_tracks_are_read(kind: int) -> None:
    even = [(0, 1, 90)]
    odd = [(130, 2, 90)]
    tracks = [even + odd] if kind == 0 else [even, odd]
    groove = midi_groove(midi_file(*tracks, kind=kind), "g", SIXTEENTH, 2)
    assert groove.time == (0.0, round(10 / 120, 4))


def test_one_channel_can_be_taken_alone() -> None:
    data = midi_file([(0, 10, 100), (130, 10, 100), (140, 3, 20)])
    assert midi_groove(data, "g", SIXTEENTH, 2, channel=10).time == (0.0, round(10 / 120, 4))
    assert midi_groove(data, "g", SIXTEENTH, 2, channel=3).time == (0.0, round(20 / 120, 4))
    with pytest.raises(ImportFault, match="on channel 5"):
        midi_groove(data, "g", SIXTEENTH, 2, channel=5)


def test_bars_are_averaged_and_empty_slots_change_nothing() -> None:
    data = midi_file([(0, 1, 80), (1920 + 12, 1, 120)])
    groove = midi_groove(data, "g", SIXTEENTH, 16)
    assert groove.time == (0.05, *(0.0,) * 15)
    assert groove.velocity == (100,) * 16


def test_a_note_on_of_velocity_0_is_not_struck() -> None:
    with pytest.raises(ImportFault, match="No notes"):
        midi_groove(midi_file([(0, 1, 0)]), "g", SIXTEENTH, 16)


def test_a_hit_before_the_next_bar_belongs_to_its_first_slot() -> None:
    assert midi_groove(midi_file([(1920 - 30, 1, 80)]), "g", SIXTEENTH, 16).time[0] == -0.25


def test_what_is_no_groove_says_why() -> None:
    beats = [(0, 1, 80)]
    for data, said in (
        (midi_file(beats, ppqn=-0x1928), "SMPTE"),
        (midi_file(beats, ppqn=0), "SMPTE"),
        (midi_file(beats, kind=2), "type 2"),
        (midi_file([]), "No notes"),
        (b"", "ends too early"),
        (b"RIFF" + bytes(40), "MThd"),
        (midi_file(beats)[:-3], "ends too early"),
        (bytes(MAX_BYTES + 1), "longer than 4 MB"),
    ):
        with pytest.raises(ImportFault, match=said):
            midi_groove(data, "g", SIXTEENTH, 16)


def test_a_name_that_a_song_cannot_hold_is_refused() -> None:
    with pytest.raises(ImportFault, match="1 to 24 letters"):
        midi_groove(midi_file([(0, 1, 80)]), "a b", SIXTEENTH, 16)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_groove_or_a_fault(tail: bytes) -> None:
    for data in (tail, midi_file([(0, 1, 80)])[:22] + tail):
        try:
            assert midi_groove(data, "g", SIXTEENTH, 16).name == "g"
        except ImportFault as fault:
            assert 20 < len(str(fault)) < 200


@pytest.mark.parametrize("seed", range(8))
def test_a_spoilt_file_gives_a_groove_or_a_fault(seed: int) -> None:
    chance = random.Random(seed)
    whole = midi_file(swung(480, 0.2, bars=2), swung(480, 0.1))
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 2, 8))):
            data[chance.randrange(len(data))] = chance.choice((0, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        try:
            groove = midi_groove(
                bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]), "g", SIXTEENTH, 16
            )
        except ImportFault:
            continue
        assert all(-0.5 <= late <= 0.5 for late in groove.time)
        assert all(1 <= percent <= 200 for percent in groove.velocity)


@given(
    st.lists(
        st.tuples(st.integers(0, 5000), st.integers(1, 16), st.integers(1, 127)), min_size=1, max_size=30
    ),
    st.sampled_from((24, 480, 960)),
    st.integers(1, 64),
    st.sampled_from(sorted(STEP_TICKS.values())),
)
def test_any_rhythm_gives_a_groove_that_a_song_can_hold(
    notes: list[Note], ppqn: int, slots: int, step_ticks: int
) -> None:
    groove = midi_groove(midi_file(notes, ppqn=ppqn), "g", step_ticks, slots)
    assert len(groove.time) == len(groove.velocity) == slots
    assert all(-0.5 <= late <= 0.5 for late in groove.time)
    assert all(1 <= percent <= 200 for percent in groove.velocity)
