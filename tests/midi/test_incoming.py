"""What an input's messages mean: notes, controls, programs, clock, machine control, and what is nothing."""

from dataclasses import replace

import pytest

from beatterm.engine.midi.curves import VELOCITIES, share_of
from beatterm.engine.midi.incoming import (
    CONTINUE,
    PAUSE,
    PLAY,
    POSITION,
    PULSE,
    RECORD,
    RECORD_EXIT,
    START,
    STOP,
    Clocked,
    Incoming,
    Incomings,
    Machine,
    Program,
    Struck,
)
from beatterm.engine.midi.pedals import Key
from beatterm.engine.midi.turning import Turned
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import CURVES, FIXED, HARD, LINEAR, SOFT, InPort
from beatterm.model.song import Song, TrackSetup

KEYS = InPort("keys")
PADS = InPort("pads", drums=True)
EVERYTHING = InPort("all", clock=True, transport=True, programs=True)
SONG = Song(
    tracks=(
        TrackSetup("kick", "kick"),
        TrackSetup("snare", "snare"),
        TrackSetup("bass", "bass"),
        TrackSetup("zap", "zap", midi=MidiOut(note=38)),
    )
)


def struck(track: str, note: int | None, velocity: int, key: Key = (0, 0)) -> Struck:
    """A note, by whatever key."""
    return Struck(track, note, velocity, key)


def bare(values: Incomings) -> Incomings:
    """The same, by whatever keys."""
    return tuple(replace(each, key=(0, 0)) if isinstance(each, Struck) else each for each in values)


def read(port: InPort, *messages: str, song: Song = SONG) -> Incomings:
    """What messages, written in hexadecimal, mean one after another."""
    incoming = Incoming(port)
    return bare(tuple(each for message in messages for each in incoming.read(bytes.fromhex(message), song)))


def test_a_key_strikes_and_lets_go() -> None:
    assert read(KEYS, "90 3c 64", "80 3c 40") == (struck("", 60, 100), struck("", 60, 0))


def test_velocity_0_lets_go() -> None:
    assert read(KEYS, "90 3c 64", "90 3c 00") == (struck("", 60, 100), struck("", 60, 0))


def test_notes_play_the_port_s_track() -> None:
    assert read(InPort("keys", track="bass"), "90 24 01") == (struck("bass", 36, 1),)


def test_an_input_without_notes_plays_none() -> None:
    assert read(InPort("keys", notes=False), "90 3c 64", "80 3c 40") == ()


def test_other_channels_are_nobody_s() -> None:
    second = InPort("keys", channel=2, programs=True)
    assert read(second, "90 3c 64", "b0 07 64", "c0 01", "9f 3c 64") == ()
    assert read(second, "91 3c 64", "c1 01") == (struck("", 60, 100), Program(1))


def test_the_clock_has_no_channel() -> None:
    assert read(InPort("keys", channel=2, clock=True), "f8") == (Clocked(PULSE),)


def test_a_pad_plays_the_track_that_is_its_drum() -> None:
    assert read(PADS, "99 24 64", "89 24 00") == (struck("kick", None, 100), struck("kick", None, 0))


def test_a_track_s_own_note_goes_before_its_name() -> None:
    assert read(PADS, "99 26 64") == (struck("zap", None, 100),)


def test_a_pad_without_a_drum_is_nothing() -> None:
    assert read(PADS, "99 51 64", "89 51 00", song=Song()) == ()


def test_a_pad_finds_tracks_that_came_later() -> None:
    incoming = Incoming(PADS)
    assert incoming.read(b"\x99\x27\x64", Song()) == ()
    later = Song(tracks=(TrackSetup("clap", "clap"),))
    assert bare(incoming.read(b"\x99\x27\x64", later)) == (struck("clap", None, 100),)


def test_a_key_struck_again_at_something_else_ends_what_it_struck() -> None:
    incoming = Incoming(PADS)
    incoming.read(b"\x99\x24\x64", SONG)
    renamed = Song(tracks=(TrackSetup("boom", "kick", midi=MidiOut(note=36)),))
    both = struck("kick", None, 0), struck("boom", None, 80)
    assert bare(incoming.read(b"\x99\x24\x50", renamed)) == both
    assert bare(incoming.read(b"\x99\x24\x00", renamed)) == (struck("boom", None, 0),)


def test_letting_go_ends_what_was_struck_even_if_the_tracks_have_changed() -> None:
    incoming = Incoming(PADS)
    assert bare(incoming.read(b"\x99\x24\x64", SONG)) == (struck("kick", None, 100),)
    assert bare(incoming.read(b"\x89\x24\x00", Song())) == (struck("kick", None, 0),)


@pytest.mark.parametrize("mode", ["78 00", "7b 00", "7c 00", "7f 00"])
def test_all_notes_off_lets_all_of_its_channel_go(mode: str) -> None:
    down = ("90 3c 64", "90 40 64", "91 43 64")
    assert read(KEYS, *down, f"b0 {mode}", f"b0 {mode}")[3:] == (struck("", 60, 0), struck("", 64, 0))


@pytest.mark.parametrize("mode", ["79 00", "7a 7f"])
def test_other_channel_modes_are_nothing(mode: str) -> None:
    assert read(KEYS, "90 3c 64", f"b0 {mode}") == (struck("", 60, 100),)


def test_a_note_says_which_key_it_is_of() -> None:
    incoming = Incoming(PADS)
    assert incoming.read(b"\x99\x24\x64", SONG) == (struck("kick", None, 100, (10, 36)),)
    assert incoming.read(b"\x89\x24\x00", SONG) == (struck("kick", None, 0, (10, 36)),)


ON, OFF = struck("", 60, 100), struck("", 60, 0)
PEDAL_DOWN, PEDAL_UP = Turned(1, 64, 1.0), Turned(1, 64, 0.0)


def test_a_pedal_holds_keys_that_go_up_until_it_goes_up() -> None:
    played = ("b0 40 7f", "90 3c 64", "80 3c 00", "80 3c 00", "b0 40 00")
    assert read(KEYS, *played) == (PEDAL_DOWN, ON, OFF, PEDAL_UP)


def test_a_key_that_is_still_down_outlasts_the_pedal() -> None:
    assert read(KEYS, "b0 40 7f", "90 3c 64", "b0 40 00", "80 3c 00") == (PEDAL_DOWN, ON, PEDAL_UP, OFF)


def test_half_way_the_pedal_is_down() -> None:
    assert OFF not in read(KEYS, "b0 40 40", "90 3c 64", "80 3c 00")
    assert OFF in read(KEYS, "b0 40 3f", "90 3c 64", "80 3c 00")


def test_a_key_that_the_pedal_holds_may_be_struck_again_and_goes_on_being_held() -> None:
    played = ("b0 40 7f", "90 3c 64", "80 3c 00", "90 3c 64", "80 3c 00", "b0 40 00")
    assert read(KEYS, *played) == (PEDAL_DOWN, ON, ON, OFF, PEDAL_UP)


def test_a_pedal_is_of_its_channel() -> None:
    assert read(KEYS, "b1 40 7f", "90 3c 64", "80 3c 00")[1:] == (ON, OFF)


@pytest.mark.parametrize("mode", ["78 00", "79 00", "7b 00"])
def test_what_ends_all_notes_ends_those_of_the_pedal(mode: str) -> None:
    assert read(KEYS, "b0 40 7f", "90 3c 64", "80 3c 00", f"b0 {mode}")[2:] == (OFF,)


@pytest.mark.parametrize("curve", CURVES)
def test_a_harder_hit_is_never_softer(curve: str) -> None:
    values = VELOCITIES[curve]
    assert len(values) == 128
    assert list(values) == sorted(values)
    assert min(values) >= 1
    assert max(values) <= 127


@pytest.mark.parametrize(
    ("curve", "soft_touch", "hard_touch"),
    [(LINEAR, 32, 127), (SOFT, 56, 127), (HARD, 12, 127), (FIXED, 100, 100)],
)
def test_curves(curve: str, soft_touch: int, hard_touch: int) -> None:
    played = struck("", 60, soft_touch), struck("", 60, hard_touch)
    assert read(InPort("keys", curve=curve), "90 3c 20", "90 3c 7f") == played


def test_curves_keep_their_ends_and_linear_everything() -> None:
    assert VELOCITIES[LINEAR][1:] == tuple(range(1, 128))
    assert {VELOCITIES[curve][1] for curve in (LINEAR, HARD)} == {1}


@pytest.mark.parametrize("bits", [7, 14])
def test_the_middle_of_a_control_is_the_middle(bits: int) -> None:
    highest = (1 << bits) - 1
    assert (share_of(0, bits), share_of((highest + 1) // 2, bits), share_of(highest, bits)) == (0.0, 0.5, 1.0)
    shares = [share_of(number, bits) for number in range(highest + 1)]
    assert shares == sorted(set(shares))


def test_a_knob() -> None:
    assert read(KEYS, "b2 4a 00", "b2 4a 40", "b2 4a 7f") == (
        Turned(3, 74, 0.0),
        Turned(3, 74, 0.5),
        Turned(3, 74, 1.0),
    )


def test_two_halves_are_one_control_of_14_bits() -> None:
    assert read(KEYS, "b0 0a 40", "b0 2a 00") == (Turned(1, 10, 0.5), Turned(1, 10, 0.5))
    assert read(KEYS, "b0 0a 7f", "b0 2a 7f")[1] == Turned(1, 10, 1.0)
    assert read(KEYS, "b0 0a 20", "b0 2a 01")[1] == Turned(1, 10, share_of(32 * 128 + 1, 14))


def test_a_lower_half_may_come_alone_once_the_pair_is_known() -> None:
    turned = read(KEYS, "b0 0a 20", "b0 2a 01", "b0 4a 05", "b0 2a 02", "b0 0a 21")
    assert turned[3:] == (Turned(1, 10, share_of(32 * 128 + 2, 14)), Turned(1, 10, share_of(33 * 128, 14)))


def test_knobs_that_are_no_pair_stay_apart() -> None:
    assert read(KEYS, "b0 2a 40", "b0 0a 20", "b0 05 01", "b0 2a 7f") == (
        Turned(1, 42, 0.5),
        Turned(1, 10, 0.25),
        Turned(1, 5, share_of(1, 7)),
        Turned(1, 42, 1.0),
    )
    assert read(KEYS, "b0 0a 40", "b1 2a 40") == (Turned(1, 10, 0.5), Turned(2, 42, 0.5))


def test_numbered_parameters_are_no_knobs() -> None:
    assert read(KEYS, "b0 63 01", "b0 62 08", "b0 06 40", "b0 26 00", "b0 60 00") == ()
    assert read(KEYS, "b0 65 7f", "b0 64 7f", "b0 06 40") == (Turned(1, 6, 0.5),)


def test_programs_only_where_they_choose_patterns() -> None:
    assert read(EVERYTHING, "c0 00", "cf 7f") == (Program(0), Program(127))
    assert read(KEYS, "c0 00") == ()


def test_the_clock_s_words() -> None:
    assert read(EVERYTHING, "fa", "f8", "fc", "f2 03 01", "fb") == (
        Clocked(START),
        Clocked(PULSE),
        Clocked(STOP),
        Clocked(POSITION, 131),
        Clocked(CONTINUE),
    )


def test_clock_and_transport_have_switches_of_their_own() -> None:
    everything = ("fa", "f8", "fb", "fc", "f2 00 01", "f0 7f 7f 06 02 f7")
    assert read(InPort("clock", clock=True), *everything) == (Clocked(PULSE),)
    assert PULSE not in {
        value.what
        for value in read(InPort("keys", transport=True), *everything)
        if isinstance(value, Clocked)
    }
    assert len(read(InPort("keys", transport=True), *everything)) == 5
    assert read(KEYS, *everything) == ()


@pytest.mark.parametrize(
    ("command", "what"),
    [("01", STOP), ("02", PLAY), ("03", PLAY), ("06", RECORD), ("07", RECORD_EXIT), ("09", PAUSE)],
)
@pytest.mark.parametrize("device", ["7f", "00", "12"])
def test_machine_control(command: str, what: str, device: str) -> None:
    assert read(EVERYTHING, f"f0 7f {device} 06 {command} f7") == (Machine(what),)


def test_machine_control_may_ask_for_several_things() -> None:
    assert read(EVERYTHING, "f0 7f 7f 06 06 02 f7") == (Machine(RECORD), Machine(PLAY))
    locate = "44 06 01 00 00 00 00 00"
    assert read(EVERYTHING, f"f0 7f 7f 06 01 {locate} f7") == (Machine(STOP),)
    assert read(EVERYTHING, f"f0 7f 7f 06 {locate} f7") == ()


@pytest.mark.parametrize(
    "message",
    [
        "",
        "90",
        "90 3c",
        "90 3c 64 00",
        "90 3c 80",
        "90 f8 64",
        "3c 64",
        "c0",
        "c0 01 02",
        "a0 3c 64",
        "d0 40",
        "e0 00 40",
        "f8 f8",
        "fa 00",
        "f2 00",
        "f2 80 00",
        "f1 00",
        "f3 01",
        "f6",
        "f7",
        "fe",
        "ff",
        "f0",
        "f0 f7",
        "f0 7f 7f 06 f7",
        "f0 7f 7f 06 02",
        "f0 7e 7f 06 02 f7",
        "f0 7f 7f 07 02 f7",
        "f0 7f 06 02 f7",
        "f0 43 12 00 07 f7",
    ],
)
def test_what_makes_no_sense_is_nothing(message: str) -> None:
    assert read(EVERYTHING, message) == ()
