"""Which port of the system is meant by a pattern, and how ports of one name are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.devices.midi_names import chosen, fits, lasting_name, named, vagueness


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("UM-ONE:UM-ONE MIDI 1 20:0", "UM-ONE:UM-ONE MIDI 1"),
        ("Midi Through:Midi Through Port-0 14:0", "Midi Through:Midi Through Port-0"),
        ("a2j:UM-ONE [20] (playback): UM-ONE MIDI 1", "a2j:UM-ONE (playback): UM-ONE MIDI 1"),
        ("system:midi_playback_1", "system:midi_playback_1"),
        ("Novation 25 [2]:in", "Novation 25 [2]:in"),
    ],
)
def test_numbers_that_change_are_no_part_of_a_name(raw: str, name: str) -> None:
    assert lasting_name(raw) == name


@pytest.mark.parametrize(
    ("pattern", "is_meant"),
    [
        ("*", True),
        ("um-one*", True),
        ("*midi 1", True),
        ("UM-ONE:UM-ONE MIDI ?", True),
        ("um-one:um-one midi 1", True),
        ("UM-ONE", False),
        ("*MIDI 2", False),
        ("*20:0", False),
        ("", False),
    ],
)
def test_a_pattern_means_a_port_by_its_name_in_any_case(pattern: str, is_meant: bool) -> None:
    (port,) = named([("ALSA", "UM-ONE:UM-ONE MIDI 1 20:0")])
    assert fits(port, pattern) is is_meant


def test_brackets_stand_for_themselves() -> None:
    one, other = named([("JACK", "Synth [1]:in"), ("JACK", "Synth 1:in")])
    assert fits(one, "synth [1]*") and not fits(other, "synth [1]*")


def test_the_system_is_only_named_where_it_tells_ports_apart() -> None:
    ports = named([("ALSA", "Volca:in 20:0"), ("ALSA", "Keys:in 24:0"), ("JACK", "Volca:in")])
    assert [port.label for port in ports] == ["Volca:in [ALSA]", "Keys:in", "Volca:in [JACK]"]


@given(st.lists(st.tuples(st.sampled_from(["ALSA", "JACK"]), st.sampled_from("aA*b")), max_size=8))
def test_every_label_is_unlike_all_others_and_means_its_port(raws: list[tuple[str, str]]) -> None:
    ports = named([(api, name if name != "b" else "a (2)") for api, name in raws])
    assert len({port.label for port in ports}) == len(ports)
    for port in ports:
        found = chosen(ports, port.label)
        assert found is not None and found.label.casefold() == port.label.casefold()


def test_two_of_the_same_device_are_two_ports() -> None:
    first, second = named([("ALSA", "UM-ONE:1 20:0"), ("ALSA", "UM-ONE:1 24:0")])
    assert chosen((first, second), "UM-ONE*") == first
    assert chosen((first, second), "UM-ONE*", {first}) == second
    assert chosen((first, second), "UM-ONE:1 (2)") == second
    assert chosen((first,), "UM-ONE*", {first}) == first


def test_midi_through_is_taken_last() -> None:
    ports = named([("ALSA", "Midi Through:Port-0 14:0"), ("ALSA", "Volca:in 20:0")])
    assert chosen(ports, "*") == ports[1]
    assert chosen(ports[:1], "*") == ports[0]
    assert chosen((), "*") is None


def test_those_who_know_what_they_want_choose_first() -> None:
    assert sorted(["*", "UM*", "?M-ONE*", "UM-ONE", "UM-ONE*"], key=vagueness) == [
        "UM-ONE",
        "UM-ONE*",
        "?M-ONE*",
        "UM*",
        "*",
    ]
