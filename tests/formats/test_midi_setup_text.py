"""The studio as text: what is written is read as the same, and each fault is named with place and rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.formats.errors import FormatError
from beatterm.formats.midi_setup_text import format_setup, parse_setup
from beatterm.model.midi_setup import (
    CURVES,
    INTERNAL,
    LINK,
    InPort,
    Learned,
    LinkSetup,
    MidiSetup,
    OutPort,
)
from tests.formats.faults import Fault, assert_named
from tests.model.strategies import LINES, NAMES, PORT_NAMES, few

CHANNELS = st.integers(1, 16)
OFFSETS = st.floats(-500.0, 500.0)
MATCHES = st.just("*") | LINES.filter(bool)
PATHS = [f"mixer.bass.{param.name}" for param in PARAMS.strip]
PATHS += [f"sound.bass.{param.name}" for param in PARAMS.sound]
PATHS += [f"effect.{name}.{param.name}" for name, params in PARAMS.effects.items() for param in params]
PATHS += ["song.tempo", "song.swing", "master.gain_db", "pattern.chance", "track.bass.shift", "step.velocity"]
PATHS += ["song.groove", "song.key", "pattern.metre", "track.bass.step", "track.bass.groove"]
PATHS += ["sound.bass.sound", "sound.bass.in_key", "midi.bass.output"]
PATHS += ["step.note", "lock.cutoff_hz", "midi.bass.channel", "tuner.hits"]
FLAGS = st.booleans()
RIGHT = """\
source = "keys"
[[out]]
name = "synth"
match = "Volca*"
offset_ms = -2
[[out]]
name = "drums"
clock = true
[[in]]
name = "keys"
channel = 3
track = "bass"
curve = "soft"
clock = true
[[learn]]
port = "keys"
channel = 1
number = 74
path = "mixer.bass.cutoff_hz"
[link]
on = true
quantum = 8
"""


@st.composite
def setups(draw: st.DrawFn) -> MidiSetup:
    """Any studio."""
    outs = tuple(draw(_outs(name)) for name in few(draw, PORT_NAMES, 0, 3))
    names = few(draw, PORT_NAMES.filter(lambda name: name not in (INTERNAL, LINK)), 0, 3)
    ins = tuple(draw(_ins(name)) for name in names)
    learned = st.builds(
        Learned, st.sampled_from(names or [""]), CHANNELS, st.integers(0, 119), st.sampled_from(PATHS)
    ) | st.builds(
        Learned,
        st.sampled_from(names or [""]),
        CHANNELS,
        st.integers(0, 119),
        st.just("song.tempo"),
        st.none() | st.floats(20.0, 400.0),
        st.none() | st.floats(20.0, 400.0),
    )
    link = LinkSetup(draw(FLAGS), draw(st.integers(1, 64)), draw(FLAGS))
    leaders = [port.name for port in ins if port.clock] + ([LINK] if link.on else [])
    knobs = st.lists(learned, max_size=4, unique_by=lambda each: (each.port, each.path))
    return MidiSetup(
        outs,
        ins,
        tuple(draw(knobs)) if names else (),
        link,
        draw(st.sampled_from([INTERNAL, *leaders])),
    )


@st.composite
def _outs(draw: st.DrawFn, name: str) -> OutPort:
    plain = OutPort(name, draw(MATCHES), draw(FLAGS), draw(FLAGS), draw(FLAGS), draw(FLAGS))
    drums = draw(st.dictionaries(NAMES, st.integers(0, 127), max_size=3))
    return replace(plain, offset_ms=draw(OFFSETS), with_audio=draw(FLAGS), drums=tuple(sorted(drums.items())))


@st.composite
def _ins(draw: st.DrawFn, name: str) -> InPort:
    channel, track = draw(st.none() | CHANNELS), draw(st.just("") | NAMES)
    plain = InPort(name, draw(MATCHES), draw(FLAGS), channel, draw(FLAGS), track, draw(FLAGS))
    plain = replace(plain, clock=draw(FLAGS), transport=draw(FLAGS), programs=draw(FLAGS))
    return replace(plain, curve=draw(st.sampled_from(CURVES)), offset_ms=draw(OFFSETS))


@given(setups())
def test_a_setup_written_and_read_is_the_same(setup: MidiSetup) -> None:
    text = format_setup(setup)
    assert parse_setup(text, PARAMS) == setup
    assert format_setup(parse_setup(text, PARAMS)) == text


def test_every_setting_reaches_its_field() -> None:
    assert parse_setup(RIGHT, PARAMS) == MidiSetup(
        (OutPort("synth", "Volca*", offset_ms=-2.0), OutPort("drums", clock=True)),
        (InPort("keys", channel=3, track="bass", curve="soft", clock=True),),
        (Learned("keys", 1, 74, "mixer.bass.cutoff_hz"),),
        LinkSetup(on=True, quantum=8),
        "keys",
    )


def test_an_output_and_an_input_may_share_a_name_and_ports_keep_their_order() -> None:
    read = parse_setup(RIGHT.replace('"keys"', '"synth"'), PARAMS)
    assert read.source == read.ins[0].name == read.outs[0].name == "synth"
    first = read.out("")
    assert first is read.outs[0]


FAULTS: list[Fault] = [
    (
        '"drums"',
        '"synth"',
        "7:8",
        'name = "synth": each [[out]] has a name of its own. Example: name = "synth-2"',
    ),
    ('"drums"', '"a\\tb"', "7:8", "the name of a port is a text in quotes of 1 to 48 characters"),
    ('"drums"', '" drums"', "7:8", "without a space at either end"),
    (
        'name = "drums"\n',
        "",
        "6:1",
        '[[out]]: each [[out]] has a name that the rest goes by. Example: name = "synth"',
    ),
    ('match = "Volca*"', 'match = ""', "4:9", 'with * and ? for what may differ. Example: match = "TR-8S*"'),
    (
        "offset_ms = -2",
        "offset_ms = 9999",
        "5:13",
        "an offset, in milliseconds, is a number from -500 to 500. Example: offset_ms = -2.5",
    ),
    ("offset_ms = -2", "offset_ms = nan", "5:13", "from -500 to 500"),
    ("clock = true\n[[in]]", "clok = true\n[[in]]", "8:1", "no setting 'clok'; did you mean 'clock'?"),
    ("channel = 3", "channel = 0", "11:11", "a channel is a whole number from 1 to 16. Example: channel = 2"),
    ('track = "bass"', 'track = "the bass"', "12:9", "the name of a track has 1 to 24 letters"),
    ('"soft"', '"softer"', "13:9", "a curve is one of linear, soft, hard, fixed"),
    (
        'source = "keys"',
        'source = "drums"',
        "1:10",
        "the source of the clock is internal, link or the name of an [[in]]",
    ),
    ('source = "keys"', 'source = "key"', "1:10", "did you mean 'keys'?"),
    ('source = "keys"', "source = 1", "1:10", 'Example: source = "internal"'),
    (
        "clock = true\n[[learn]]",
        "[[learn]]",
        "1:10",
        "keys leads only if its clock is listened to: clock = true",
    ),
    ('port = "keys"', 'port = "kees"', "16:8", "there is no [[in]] 'kees'; did you mean 'keys'?"),
    ('port = "keys"\n', "", "15:1", "a learned control says its port, channel, number, path"),
    ("number = 74", "number = 120", "18:10", "a control change is a whole number from 0 to 119"),
    (
        "mixer.bass.cutoff_hz",
        "mixer.bass.cutof",
        "19:8",
        "a path is mixer.TRACK.SETTING, sound.TRACK.SETTING",
    ),
    ("mixer.bass.cutoff_hz", "bass.cutoff_hz", "19:8", 'Example: path = "mixer.bass.cutoff_hz"'),
    ("mixer.bass.cutoff_hz", "sound.bass.cutoff_hz", "19:8", "a path is"),
    ("mixer.bass.cutoff_hz", "effect.chorus.size", "19:8", "effect.EFFECT.SETTING"),
    ("mixer.bass.cutoff_hz", "track.the bass.swing", "19:8", "track, pattern, step, lock, song, master"),
    ("mixer.bass.cutoff_hz", "song.bass.tempo", "19:8", "a path is"),
    ("mixer.bass.cutoff_hz", "step.cutoff_hz", "19:8", "a path is"),
    ("mixer.bass.cutoff_hz", "song.kit", "19:8", "a path is"),
    ("mixer.bass.cutoff_hz", "sound.sound", "19:8", "a path is"),
    ("mixer.bass.cutoff_hz", "midi-cc.bass.cutoff_hz", "19:8", "a path is"),
    ("mixer.bass.cutoff_hz", "tuner.Hits", "19:8", "a path is"),
    ("mixer.bass.cutoff_hz", "tuner.a.b", "19:8", "a path is"),
    ("on = true", 'on = "yes"', "21:6", "on is true or false. Example: on = true"),
    ("quantum = 8", "quantum = 0", "22:11", "a quantum is a whole number from 1 to 64"),
    ("[link]", "[lnik]", "20:1", "there is no setting 'lnik'; did you mean 'link'?"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place_and_its_rule(fault: Fault) -> None:
    assert_named(lambda text, file: parse_setup(text, PARAMS, file), RIGHT, fault, "midi.toml")


@pytest.mark.parametrize("word", [INTERNAL, LINK])
def test_an_input_is_not_called_as_another_source(word: str) -> None:
    with pytest.raises(FormatError, match=f"{word} is the word for another source of the clock"):
        parse_setup(f'[[in]]\nname = "{word}"\n', PARAMS)


@pytest.mark.parametrize("drums", ["[36]", "{ kick = 128 }", '{ kick = "c1" }', "{ kick = true }"])
def test_drums_are_notes_by_name(drums: str) -> None:
    with pytest.raises(FormatError, match=r"MIDI note from 0 to 127.*Example: drums = "):
        parse_setup(f'[[out]]\nname = "tr"\ndrums = {drums}\n', PARAMS)


def test_link_leads_only_if_it_is_on() -> None:
    with pytest.raises(FormatError, match="Link leads only if it is on"):
        parse_setup('source = "link"\n', PARAMS)
    assert parse_setup('source = "link"\n[link]\non = true\n', PARAMS).source == LINK


ENDS = [
    ("song.tempo", "low = 10", "19:7", "song.tempo is a number from 20 to 400 bpm. Example: low = 120"),
    ("song.tempo", "high = nan", "19:8", "from"),
    ("step.velocity", "high = 99.5", "19:8", "a whole number from 1 to 127"),
    ("pattern.fill", "low = 0", "19:7", "turned through all that it may be, without low"),
    ("song.groove", "low = 2", "19:7", "song.groove is turned through all that it may be, without low"),
    ("sound.bass.sound", "high = 3", "19:8", "turned through all that it may be, without high"),
    ("tuner.hits", "high = 4", "19:8", "turned through all that it may be"),
    ("song.tempo", 'low = "slow"', "19:7", "low is a number"),
]


@pytest.mark.parametrize(("path", "end", "place", "message"), ENDS)
def test_the_ends_of_a_control_s_way_lie_in_its_setting(
    path: str, end: str, place: str, message: str
) -> None:
    learn = f'{end}\npath = "{path}"'
    with pytest.raises(FormatError) as caught:
        parse_setup(RIGHT.replace('path = "mixer.bass.cutoff_hz"', learn), PARAMS)
    assert str(caught.value).startswith(f"midi.toml:{place}: ")
    assert message in str(caught.value)


def test_a_control_may_go_a_part_of_the_way_and_backwards() -> None:
    learn = 'path = "song.tempo"\nlow = 140\nhigh = 90'
    (learned,) = parse_setup(RIGHT.replace('path = "mixer.bass.cutoff_hz"', learn), PARAMS).learned
    assert learned == Learned("keys", 1, 74, "song.tempo", 140.0, 90.0)


def test_a_control_is_learned_once_for_a_setting_but_may_turn_several() -> None:
    learn = RIGHT[RIGHT.index("[[learn]]") : RIGHT.index("[link]")]
    with pytest.raises(FormatError, match=r":20:1: \[\[learn\]\]: each control is learned once"):
        parse_setup(RIGHT.replace(learn, learn + learn), PARAMS)
    other = learn.replace("cutoff_hz", "pan")
    assert len(parse_setup(RIGHT.replace(learn, learn + other), PARAMS).learned) == 2
