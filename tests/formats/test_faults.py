"""One fault at a time: each is named with its line, its column, its rule and a right example."""

import pickle

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import parse_song
from beatterm.formats.errors import FormatError
from tests.formats.faults import Fault, assert_named

RIGHT = '''\
beatterm = 1
title = "House"
tempo = 124
meter = "4/4"
swing = 58
kit = "deep"
seed = 7

[pattern.A]
step = "1/16"
length = 16
grid = """
kick | x... x... x... x... |  # floor
hat  | ..x. ..x. ..x. ..x. |
bass | c2 - . .  eb2 . . . |
"""
[pattern.A.track.hat]
length = 12
swing = 62
[pattern.A.track.hat.steps]
3 = { velocity = 87 }

[[section]]
name = "verse"
pattern = "A"
repeat = 4
mute = ["bass", "hat"]

[mixer.kick]
gain_db = -2.0
filter = "low"
[effect.delay]
time = "1/8"
'''

FAULTS: list[Fault] = [
    ("beatterm = 1", "beatterm = 2", "1:12", "of a newer form"),
    ("beatterm = 1", "beatterm = 0", "1:12", "the version is the whole number 1"),
    ("beatterm = 1", "title2 = 1", "1:1", "a song begins with the version"),
    ("tempo = 124", "tempo = 900", "3:9", "tempo = 900: a tempo is a number from 20 to 400"),
    ("tempo = 124", "tempo = nan", "3:9", "a tempo is a number"),
    ("tempo = 124", "tempo = -inf", "3:9", "a tempo is a number"),
    ("tempo = 124", "tempo = true", "3:9", "a tempo is a number"),
    ("tempo = 124", "tempo = 92.0001", "3:9", "at most 3 decimals"),
    ("tempo = 124", f"tempo = 1{'0' * 40}", "3:9", "a tempo is a number"),
    ("tempo = 124", f"tempo = {'9' * 5000}", "3:9", "a number has at most 64 characters"),
    ("tempo = 124", "temp = 124", "3:1", "no setting 'temp'; did you mean 'tempo'?"),
    ("tempo = 124", "tempo = 124 bpm", "3:13", "one setting a line"),
    ("tempo = 124", "tempo 124", "3:7", "a setting is a name, = and a value"),
    ("tempo = 124", "tempo =", "3:8", "a value is a text in quotes, a number"),
    ("tempo = 124", 'title = "again"', "3:1", "each name is set once"),
    ('title = "House"', 'title = "House', "2:9", "a text ends with the quotes it began with"),
    ('title = "House"', 'title = "AC\\DC"', "2:12", "a backslash in a text is written twice"),
    ('title = "House"', 'title = "a\\u0007b"', "2:9", "a title is a text in quotes, on one line"),
    ('title = "House"', f'title = "{"a" * 201}"', "2:9", "at most 200 characters"),
    ('title = "House"', "title = 5", "2:9", "a title is a text in quotes"),
    ('meter = "4/4"', 'meter = "4/3"', "4:9", "a meter is 1 to 32 beats"),
    ("swing = 58", "swing = 0.58", "5:9", "swing is a number from 50 to 75"),
    ('kit = "deep"', 'kit = "../deep"', "6:7", "a kit is the name of its folder"),
    ("seed = 7", "seed = -1", "7:8", "a seed is a whole number from 0"),
    ("[pattern.A]\n", '[pattern."A b"]\n', "9:1", "the name of a pattern has 1 to 24 letters"),
    ('step = "1/16"', 'step = "1/17"', "10:8", "a step is one of 1/1,"),
    ("length = 16", "length = 0", "11:10", "the length of a pattern"),
    ("kick | x...", "kick | x..y", "13:11", "'y': a cell of a drum lane is one of"),
    (
        "kick | x... x... x... x... |  #",
        "kick: x... x... x... x...    #",
        "13:1",
        "a line of a grid is a track's name",
    ),
    ("hat  | ..x.", "kick | ..x.", "14:1", "'kick': each track has one lane in a grid"),
    ("hat  | ..x.", "hat  | ..x-x.".replace("-", f"{'.' * 240}"), "14:267", "a lane has at most 256 steps"),
    ("c2 - . .", "c2 - . -", "15:15", "a hold - lengthens the hit before it"),
    ("eb2 .", "hb2 .", "15:18", "'hb2': in a lane with notes each cell stands apart"),
    ("[pattern.A.track.hat]\n", "[pattern.A.track.hut]\n", "17:1", "no lane 'hut'; did you mean 'hat'?"),
    ("length = 12", 'length = "12"', "18:10", "the length of a track"),
    ("length = 12", "step = { }", "18:8", "the table of a track's single steps is called steps"),
    ("3 = {", "4 = {", "21:1", "this step is a rest in the grid"),
    ("3 = {", "17 = {", "21:1", "a number from 1 to 16"),
    ("velocity = 87", "velocity = 128", "21:18", "velocity is a whole number from 1 to 127"),
    ("velocity = 87", "velocty = 87", "21:7", "did you mean 'velocity'?"),
    ("velocity = 87", "velocity = 87, velocity = 88", "21:22", "each name is set once"),
    ('pattern = "A"', 'pattern = "B"', "25:11", "no pattern 'B'; there is A"),
    ('pattern = "A"', "", "23:1", "a section names the pattern that it plays"),
    ("repeat = 4", "repeat = 1000", "26:10", "repeat is a whole number from 1 to 999"),
    ('"bass", "hat"', '"bass", "hats"', "27:17", "no track 'hats'; did you mean 'hat'?"),
    ('"bass", "hat"', '"bass", "bass"', "27:17", "each track stands here once"),
    ('["bass", "hat"]', '["bass", "hat"', "29:1", "a list ends with ]"),
    ("[mixer.kick]", "[mixer.kik]", "29:1", "[mixer.kik]: there is no track 'kik'; did you mean 'kick'?"),
    ("[mixer.kick]", "[mixer.kick", "29:12", "a table's name stands between [ and ]"),
    ("[mixer.kick]", "[pattern.A]", "29:1", "each table opened once"),
    ("gain_db = -2.0", "gain_db = 40", "30:11", "gain_db is a number from -60 to 12 dB"),
    ('filter = "low"', 'filter = "loww"', "31:10", "filter is one of off, low, band, high"),
    ("[effect.delay]", "[effect.dalay]", "32:1", "no effect 'dalay'; did you mean 'delay'?"),
    ('time = "1/8"', "mute = 1979-05-27 07:32:00", "33:1", "no setting 'mute'"),
    ('time = "1/8"', f"time = {'[' * 50}{']' * 50}", "33:24", "nest too deep"),
    ('time = "1/8"', f"{'a.' * 40}b = 1", "33:33", "nest too deep"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place_and_its_rule(fault: Fault) -> None:
    assert_named(lambda text, file: parse_song(text, PARAMS, file), RIGHT, fault, "house.beat")


def test_the_text_without_a_fault_is_read() -> None:
    assert parse_song(RIGHT, PARAMS).title == "House"


def test_a_fault_in_a_grid_with_escapes_is_found_behind_them() -> None:
    text = 'beatterm = 1\n[pattern.A]\ngrid = "kick\\u0020| x..\\\\.\\n"\n'
    with pytest.raises(FormatError) as caught:
        parse_song(text, PARAMS)
    assert (caught.value.line, caught.value.column) == (3, 24)


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(FormatError, match="at most 4000000 characters"):
        parse_song("#" * 4_000_001, PARAMS)


@pytest.mark.parametrize(
    ("many", "what"),
    [
        ("".join(f"[pattern.p{n}]\n" for n in range(65)), "64 patterns"),
        ("[pattern.A]\n" + "[[section]]\npattern = 'A'\n" * 1000, "999 sections"),
        ('[pattern.A]\ngrid = """\n' + "".join(f"t{n} | x\n" for n in range(65)) + '"""\n', "64 tracks"),
        ("".join(f"[track.t{n}]\n" for n in range(65)), "64 tracks"),
    ],
)
def test_a_song_has_bounds(many: str, what: str) -> None:
    with pytest.raises(FormatError, match=f"a song has at most {what}"):
        parse_song("beatterm = 1\n" + many, PARAMS)


def test_a_fault_crosses_processes() -> None:
    fault = FormatError("house.beat", 3, 9, "tempo = 900", "a tempo is a number", "tempo = 124")
    assert str(pickle.loads(pickle.dumps(fault))) == str(fault)
    assert str(fault) == "house.beat:3:9: tempo = 900: a tempo is a number. Example: tempo = 124"
