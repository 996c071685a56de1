"""Kits as text: what a kit.toml may say, and each fault with its place."""

import pytest

from beatterm.formats.kit_text import format_kit, parse_kit
from beatterm.model.kit import Kit, Layer, Sound
from tests.formats.faults import Fault, assert_named

RIGHT = """\
beatterm_kit = 1
title = "Deep"
license = "CC0-1.0"

[sound.kick]
file = "kick.wav"
note = 36
gain_db = -1.5
release_ms = 80

[sound.snare]
pan = -0.2
choke = "snares"
root = "c2"
[[sound.snare.layer]]
up_to = 64
files = ["soft/snare-1.wav", "soft/snare-2.wav"]
[[sound.snare.layer]]
up_to = 127
file = "snare.wav"
"""

FAULTS: list[Fault] = [
    ("beatterm_kit = 1", "beatterm_kit = 2", "1:16", "a kit says the version of its form"),
    ("beatterm_kit = 1", "", "1:1", "a kit says the version of its form"),
    ("title =", "titel =", "2:1", "did you mean 'title'?"),
    ("[sound.kick]", '[sound."kick drum"]', "5:1", "the name of a sound has 1 to 24 letters"),
    ('"kick.wav"', '"../kick.wav"', "6:8", "a file is a path below the kit's folder"),
    ('"kick.wav"', '"/kick.wav"', "6:8", "a file is a path below the kit's folder"),
    ('"kick.wav"', '"C:/kick.wav"', "6:8", "a file is a path below the kit's folder"),
    ('"kick.wav"', "'a\\kick.wav'", "6:8", "a file is a path below the kit's folder"),
    ('"kick.wav"', '"a/../../kick.wav"', "6:8", "a file is a path below the kit's folder"),
    ('"kick.wav"', '"kick\\u0000.wav"', "6:8", "a file is a path below the kit's folder"),
    ('"kick.wav"', '""', "6:8", "a file is a path below the kit's folder"),
    ('file = "kick.wav"\n', "", "5:1", "[sound.kick]: a sound needs a recording"),
    ('file = "kick.wav"', "files = []", "6:9", "files are 1 to 64 recordings"),
    ('file = "kick.wav"', 'file = "a.wav"\nfiles = ["b.wav"]', "7:9", "give file or files, not both"),
    ("note = 36", "note = 128", "7:8", "a note on the drum channel is a whole number from 0 to 127"),
    ("gain_db = -1.5", "gain_db = 13", "8:11", "gain_db is a number from -60 to 12"),
    ("release_ms = 80", "release_ms = 0", "9:14", "release_ms is a number from 1 to 10000"),
    ("pan = -0.2", "pan = nan", "12:7", "pan is a number from -1 to 1"),
    ("pan = -0.2", 'file = "snare.wav"', "12:8", "a sound has either layers or files"),
    ('"snares"', '""', "13:9", "the name of a choke group"),
    ('"c2"', '"h2"', "14:8", "root is the note name of a recording"),
    ("up_to = 64", "up_to = 127", "19:9", "up_to = 127: the layers of a sound rise"),
    ("up_to = 127", "up_to = 126", "19:9", "the last layer goes up to 127"),
    ("up_to = 64", "up_to = 0", "16:9", "the highest velocity of a layer"),
    ('"soft/snare-2.wav"', "7", "17:30", "a file is a path below the kit's folder"),
]


def test_a_kit_is_read_and_written_in_its_canonical_form() -> None:
    snare = (Layer(64, ("soft/snare-1.wav", "soft/snare-2.wav")), Layer(127, ("snare.wav",)))
    kick = Sound("kick", (Layer(127, ("kick.wav",)),), note=36, gain_db=-1.5, release_ms=80.0)
    sounds = (kick, Sound("snare", snare, pan=-0.2, choke="snares", root=36))
    kit = Kit("deep", title="Deep", license="CC0-1.0", sounds=sounds)
    assert parse_kit(RIGHT, "deep") == kit
    assert format_kit(kit) == RIGHT


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place_and_its_rule(fault: Fault) -> None:
    assert_named(lambda text, file: parse_kit(text, "deep", file), RIGHT, fault, "deep/kit.toml")
