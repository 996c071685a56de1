"""Faults in what a step, a track, a pattern and a groove may say beyond the grid, one at a time."""

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import parse_song
from beatterm.formats.errors import FormatError
from tests.formats.faults import Fault, assert_named

RIGHT = '''\
beatterm = 1
key = "c minor"
groove = "late"
groove_amount = 80
[track.bass]
in_key = true
pitch = -12
reverse = "on"
[grooves.late]
step = "1/8"
time = [0.0, 0.2]
velocity = [100, 80]

[pattern.A]
meter = "7/8"
fill = false
chance = 150
grid = """
hat  | x.x. x.x. x.x. |
bass | c2 . . .  g2 . . . |
"""
[pattern.A.track.hat]
groove = "mpc-16-58"
direction = "pingpong"
humanise_time = 0.02
humanise_velocity = 8
transpose = -12
shift = 0.1
[pattern.A.track.hat.steps]
1 = { chance = 50, condition = "2:4" }
3 = { ratchet = 3, ramp = -40 }
5 = { nudge = -0.1, gate = 60 }
7 = { cutoff_hz = 800, start = 0.5 }
[pattern.A.track.bass.steps]
1 = { hold = 4, tie = true }

[[section]]
pattern = "A"
fill = true
'''

CONDITION = (
    "a condition is fill, pre, nei, 1st or A:B with A up to B and B from 2 to 8, "
    'with ! in front for its opposite. Example: 7 = { condition = "fill" }'
)
STEP_TAKES = "A step takes velocity, hold, gate, tie, chance, condition, ratchet, ramp, nudge, pitch, start"
FAULTS: list[Fault] = [
    ('"c minor"', '"h minor"', "2:7", "a key is a tonic (c, c#, d, eb,"),
    ('"c minor"', '"c moll"', "2:7", "a scale (major, minor, harmonic-minor,"),
    ('"c minor"', "5", "2:7", 'Example: key = "c minor"'),
    ('"late"', '"lade"', "3:10", "there is no groove 'lade'; did you mean 'late'?"),
    ('"late"', '"xyzzy"', "3:10", "there is none, late, linn-8-54 to linn-8-75,"),
    ('"late"', "58", "3:10", 'a text in quotes. Example: groove = "mpc-16-58"'),
    ("groove_amount = 80", "groove_amount = 201", "4:17", "groove_amount is a whole number from 0 to 200 %"),
    ("groove_amount = 80", "groove_amount = 80.5", "4:17", "a whole number from 0 to 200 %"),
    ("in_key = true", 'in_key = "yes"', "6:10", "in_key is true or false. Example: in_key = true"),
    ("pitch = -12", "pitch = 60", "7:9", "pitch is a number from -48 to 48 st. Example: pitch = -1.0"),
    ('reverse = "on"', "reverse = true", "8:11", "reverse is one of off, on"),
    ("[grooves.late]", "[groove.late]", "9:13", "each name is set once"),
    ('groove = "late"', 'grooves = "late"', "9:14", "each table opened once"),
    ("[grooves.late]", "[grooves.none]", "9:1", "no groove is called none"),
    ('step = "1/8"', 'step = "8th"', "10:8", "a step is one of 1/1,"),
    ("[0.0, 0.2]", "[0.0, 0.6]", "11:14", "the time of a slot, in steps, is a number from -0.5 to 0.5"),
    ("[0.0, 0.2]", "0.2", "11:8", "time is a list in square brackets. Example: time = [0.0, 0.16]"),
    ("[0.0, 0.2]", f"[{'0.0, ' * 64}0.0]", "11:329", "a groove has at most 64 slots"),
    ("[100, 80]", "[100, 0]", "12:18", "the velocity of a slot, in percent, is a whole number from 1 to 200"),
    ("velocity = [100, 80]", "weight = [1]", "12:1", "there is no setting 'weight'"),
    ('meter = "7/8"', 'meter = "7/9"', "15:9", "a meter is 1 to 32 beats"),
    ("fill = false", "fill = 1", "16:8", "fill is true or false"),
    ("chance = 150", "chance = 201", "17:10", "the chance of a pattern, in percent, is a whole number"),
    ('"mpc-16-58"', '"mcp-16-58"', "23:10", "did you mean 'mpc-16-58'?"),
    ('"pingpong"', '"sideways"', "24:13", "direction is one of forward, reverse, pingpong, random"),
    ("humanise_time = 0.02", "humanise_time = 0.6", "25:17", "a number from 0 to 0.5 steps"),
    ("humanise_velocity = 8", "humanise_velocity = 65", "26:21", "a whole number from 0 to 64"),
    ("transpose = -12", "transpose = 99", "27:13", "transpose is a whole number from -48 to 48 st"),
    ("shift = 0.1", "shift = 1", "28:9", "shift is a number from -0.99 to 0.99 steps"),
    ("chance = 50", "chance = 140", "30:16", "chance is a whole number from 0 to 100 %"),
    ("chance = 50", "chance = 50.5", "30:16", "Example: 7 = { chance = 95 }"),
    ('"2:4"', '"9:4"', "30:32", CONDITION),
    ('"2:4"', '"4:2"', "30:32", CONDITION),
    ('"2:4"', '"1:9"', "30:32", CONDITION),
    ('"2:4"', "true", "30:32", CONDITION),
    ("ratchet = 3", "ratchet = 0", "31:17", "ratchet is a whole number from 1 to 8 hits"),
    ("ratchet = 3", "ratchet = 9", "31:17", "Example: 7 = { ratchet = 2 }"),
    ("ramp = -40", "ramp = -101", "31:27", "ramp is a whole number from -100 to 100 %"),
    ("nudge = -0.1", "nudge = 2", "32:15", "nudge is a number from -0.99 to 0.99 steps"),
    ("nudge = -0.1", "nudge = nan", "32:15", "Example: 7 = { nudge = -0.05 }"),
    ("gate = 60", "gate = -1", "32:28", "gate is a number from 0 to 100 %"),
    ("cutoff_hz = 800", "cutoff = 800", "33:7", "no setting 'cutoff' of a step; did you mean 'cutoff_hz'?"),
    ("cutoff_hz = 800", "xyzzy = 800", "33:7", f"no setting 'xyzzy' of a step; {STEP_TAKES}"),
    ("cutoff_hz = 800", "cutoff_hz = 8", "33:19", "cutoff_hz is a number from 20 to 20000 Hz"),
    ("start = 0.5", 'start = "half"', "33:32", "start is a number from 0 to 1"),
    ("hold = 4", "hold = 257", "35:14", "hold is a whole number from 1 to 256 steps"),
    ("tie = true", "tie = 1", "35:23", "tie is true or false. Example: 7 = { tie = true }"),
    ("c2 .", "c10 .", "20:8", "'c10': in a lane with notes each cell stands apart"),
    ("fill = true", 'fill = "yes"', "39:8", "fill is true or false"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place_and_its_rule(fault: Fault) -> None:
    assert_named(lambda text, file: parse_song(text, PARAMS, file), RIGHT, fault, "deep.beat")


def test_the_text_without_a_fault_is_read() -> None:
    assert parse_song(RIGHT, PARAMS).key is not None


def test_a_table_of_a_groove_under_the_setting_s_name_is_sent_to_its_own() -> None:
    with pytest.raises(
        FormatError, match=r":2:1: \[groove\.late\]: the tables of a song's own grooves"
    ) as caught:
        parse_song("beatterm = 1\n[groove.late]\ntime = [0.1]\n", PARAMS)
    assert caught.value.example == "[grooves.late-snare]"


def test_a_song_has_at_most_64_grooves() -> None:
    with pytest.raises(FormatError, match="a song has at most 64 grooves"):
        parse_song("beatterm = 1\n" + "".join(f"[grooves.g{n}]\n" for n in range(65)), PARAMS)
