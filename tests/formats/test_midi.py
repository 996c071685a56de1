"""What tracks send to hardware: read into the model, saved line by line, shown, and its faults named."""

from dataclasses import replace
from itertools import zip_longest

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import canonical, format_song, parse_song, update_text
from beatterm.formats.beat_update import updated_text
from beatterm.formats.document import read_document
from beatterm.formats.errors import FormatError
from beatterm.formats.show_text import show_setups
from beatterm.model.midi import Control, MidiOut
from beatterm.model.song import Song, TrackSetup
from tests.formats.faults import Fault, assert_named

STUDIO = '''\
# Three boxes.
beatterm = 1
tempo = 120.0
meter = "4/4"

[track.kick.midi]  # the drum machine

[track.bass]
in_key = true
[track.bass.midi]
port = "synth"
channel = 2
program = 5
bank = 0
controls = { cutoff_hz = 74, pan = { cc = 10, fine = true } }  # the big knob

[track.rim.midi]
note = 37
audio = true

[pattern.A]
step = "1/16"
grid = """
kick  | x... x... |
bass  | c2 .  .  .   g1 .  .  . |
rim   | ..x. ..x. |
"""
'''
CONTROLS = (Control("cutoff_hz", 74), Control("pan", 10, fine=True))
BASS = MidiOut("synth", 2, program=5, bank=0, controls=CONTROLS)


def song() -> Song:
    return parse_song(STUDIO, PARAMS)


def with_midi(of: Song, track: str, midi: MidiOut | None) -> Song:
    tracks = tuple(replace(each, midi=midi) if each.name == track else each for each in of.tracks)
    return replace(of, tracks=tracks)


def updated(text: str, new: Song) -> str:
    """The text by edits alone, without the canonical form to fall back on."""
    return updated_text(read_document(text, "song"), parse_song(text, PARAMS), new, PARAMS)


def changed_lines(new: Song) -> list[tuple[str | None, str | None]]:
    pairs = zip_longest(STUDIO.splitlines(), updated(STUDIO, new).splitlines())
    return [(old, after) for old, after in pairs if old != after]


def test_every_setting_reaches_its_field() -> None:
    assert [setup.midi for setup in song().tracks] == [MidiOut(), BASS, MidiOut(note=37, audio=True)]
    assert song().setup("bass").in_key


def test_the_form_is_canonical() -> None:
    assert canonical(STUDIO, PARAMS) == STUDIO


def test_a_track_that_is_only_heard_has_no_such_table() -> None:
    assert song().setup("kick") != TrackSetup("kick", "kick")
    assert "midi" not in format_song(with_midi(song(), "kick", None), PARAMS).partition("[track.bass")[0]


@pytest.mark.parametrize(
    "spelt",
    [
        '[track.bass]\nmidi = { port = "synth", channel = 2, controls = { pan = { cc = 10 } } }\n',
        '[track.bass]\nmidi.port = "synth"\nmidi.channel = 2\nmidi.controls.pan = 10\n',
        'track.bass.midi.port = "synth"\ntrack.bass.midi.channel = 2\ntrack.bass.midi.controls.pan.cc = 10\n',
        '[track.bass.midi]\nport = "synth"\nchannel = 2\n[track.bass.midi.controls.pan]\ncc = 10\n',
        '[track.bass.midi.controls]\npan = 10\n[track.bass.midi]\nport = "synth"\nchannel = 2\n',
    ],
)
def test_each_of_tomls_forms_is_read_and_saved_to_in_its_place(spelt: str) -> None:
    text = f'beatterm = 1\n{spelt}[pattern.A]\n# The end.\ngrid = "bass | x |"\n'
    midi = MidiOut("synth", 2, controls=(Control("pan", 10),))
    read = parse_song(text, PARAMS)
    assert read.tracks == (TrackSetup("bass", "bass", midi=midi),)
    more = (*midi.controls, Control("reverb", 91))
    for new in (
        replace(midi, channel=3),
        replace(midi, port="", note=40),
        replace(midi, controls=(Control("pan", 8),)),
        replace(midi, controls=(Control("pan", 10, fine=True),)),
        replace(midi, controls=more),
        replace(midi, controls=()),
        None,
    ):
        wanted = with_midi(read, "bass", new)
        after = updated(text, wanted)
        assert "# The end." in after
        assert parse_song(after, PARAMS) == wanted


def test_a_channel_changes_one_line_and_a_control_its_line_which_keeps_its_comment() -> None:
    assert changed_lines(with_midi(song(), "bass", replace(BASS, channel=3))) == [
        ("channel = 2", "channel = 3")
    ]
    moved = (Control("cutoff_hz", 71), CONTROLS[1])
    assert changed_lines(with_midi(song(), "bass", replace(BASS, controls=moved))) == [
        (
            "controls = { cutoff_hz = 74, pan = { cc = 10, fine = true } }  # the big knob",
            "controls = { cutoff_hz = 71, pan = { cc = 10, fine = true } }  # the big knob",
        )
    ]


def test_a_track_is_sent_from_now_on_below_its_own_settings() -> None:
    text = STUDIO.replace('[track.bass.midi]\nport = "synth"\n', "").replace(
        "channel = 2\nprogram = 5\nbank = 0\n", ""
    )
    text = text.replace("controls = { cutoff_hz = 74, pan = { cc = 10, fine = true } }  # the big knob\n", "")
    old = parse_song(text, PARAMS)
    assert old.setup("bass").midi is None
    after = updated(text, with_midi(old, "bass", MidiOut(channel=2)))
    assert "[track.bass]\nin_key = true\n[track.bass.midi]\nchannel = 2\n\n[track.rim.midi]" in after


def test_a_track_without_settings_of_its_own_gets_its_table_set_off() -> None:
    text = STUDIO.replace("[track.kick.midi]  # the drum machine\n\n", "")
    after = updated(text, song())
    assert "\n\n[track.kick.midi]\n\n[track.bass]" in after
    assert parse_song(after, PARAMS) == song()


def test_a_track_is_not_sent_any_more() -> None:
    text = updated(STUDIO, with_midi(song(), "bass", None))
    assert "[track.bass]\nin_key = true\n\n[track.rim.midi]" in text


def test_a_comment_within_a_table_of_controls_stays_with_them() -> None:
    text = "beatterm = 1\n[track.bass.midi.controls]\npan.cc = 10  # left\npan.fine = true\nreverb = 91\n"
    assert "controls = { pan = { cc = 10, fine = true }, reverb = 91 }  # left\n" in canonical(text, PARAMS)


def test_what_is_sent_is_shown() -> None:
    assert show_setups(song()) == (
        "kick: midi channel 10\n"
        "bass: in key, midi synth channel 2, program 5, bank 0, cutoff_hz to cc 74, pan to cc 10+42\n"
        "rim: midi channel 10, note 37, and heard\n"
    )


FAULTS: list[Fault] = [
    ('"synth"', '" synth"', "11:8", "the name of a port is a text in quotes of 1 to 48 characters"),
    ('"synth"', "1", "11:8", 'Example: port = "synth"'),
    (
        "channel = 2",
        "channel = 17",
        "12:11",
        "a channel is a whole number from 1 to 16. Example: channel = 2",
    ),
    ("channel = 2", "channel = 0", "12:11", "channel = 0: a channel is a whole number from 1 to 16"),
    ("channel = 2", "chanel = 2", "12:1", "there is no setting 'chanel'; did you mean 'channel'?"),
    (
        "program = 5",
        "program = 0",
        "13:11",
        "a program is a whole number from 1 to 128. Example: program = 5",
    ),
    ("program = 5", "program = 129", "13:11", "a program is a whole number from 1 to 128"),
    ("bank = 0", "bank = 16384", "14:8", "a bank is a whole number from 0 to 16383"),
    ("note = 37", "note = 128", "18:8", "a MIDI note is a whole number from 0 to 127. Example: note = 36"),
    ("note = 37", "note = -1", "18:8", "a MIDI note is a whole number from 0 to 127"),
    ("audio = true", 'audio = "yes"', "19:9", "audio is true or false. Example: audio = true"),
    ("cutoff_hz = 74", "cutoff = 74", "15:14", "no setting of a track 'cutoff'; did you mean 'cutoff_hz'?"),
    (
        "cutoff_hz = 74",
        "xyzzy = 74",
        "15:14",
        "there is no setting of a track 'xyzzy'; there is pitch, start",
    ),
    (
        "cutoff_hz = 74",
        "cutoff_hz = 120",
        "15:26",
        "a control change is a whole number from 0 to 119. Example: controls = { cutoff_hz = 74 }",
    ),
    ("cutoff_hz = 74", "cutoff_hz = 7.5", "15:26", "a control change is a whole number"),
    (
        "cutoff_hz = 74",
        "cutoff_hz = 10",
        "15:36",
        "one setting, and 10 is that of cutoff_hz. Example: controls",
    ),
    ("cutoff_hz = 74", "cutoff_hz = 42", "15:36", "sent for one setting, and 42 is that of cutoff_hz"),
    (
        "cc = 10",
        "cc = 32",
        "15:43",
        "a fine control change, which takes the number 32 above it too, is a whole number from 0 to 31."
        " Example: controls = { pan = { cc = 10, fine = true } }",
    ),
    (
        "cc = 10, ",
        "",
        "15:36",
        "a control says the number of its control change. Example: controls = { pan =",
    ),
    ("cc = 10", "ccc = 10", "15:38", "there is no setting 'ccc'; did you mean 'cc'?"),
    ("fine = true", "fine = 1", "15:54", "fine is true or false"),
    ("{ cutoff_hz = 74, pan = { cc = 10, fine = true } }", "74", "15:12", "controls is a table of settings"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place_and_its_rule(fault: Fault) -> None:
    assert_named(lambda text, file: parse_song(text, PARAMS, file), STUDIO, fault, "studio.beat")


def test_midi_is_a_table() -> None:
    with pytest.raises(FormatError, match=r":3:8: midi = true: midi is a table of settings"):
        parse_song("beatterm = 1\n[track.bass]\nmidi = true\n", PARAMS)


def test_what_comes_back_from_an_unchanged_song_is_the_same_text() -> None:
    assert update_text(STUDIO, song(), PARAMS) == STUDIO
