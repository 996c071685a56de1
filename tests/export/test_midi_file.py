"""MIDI files: what is in them is what the sequencer answers, and two other programs read the same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.export.job import Part, Refused
from beatterm.export.layout import laid_out
from beatterm.export.midi.chunks import LONGEST_TICKS
from beatterm.export.midi.conductor import signature
from beatterm.export.midi.file import midi_bytes, midi_file
from beatterm.model.kit import Kit
from beatterm.model.midi import Control, MidiOut
from beatterm.model.mixer import Strip
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.scale import SCALES, Key
from beatterm.model.song import Section, Song, TrackSetup, song_ticks
from beatterm.model.step import Step
from beatterm.model.time import PPQN, Meter
from beatterm.sequencer.live import Cue
from tests.export.midi_readers import Said, by_midicsv, by_mido, name_of, notes_of
from tests.export.sounding import sounding
from tests.material import kit_of, notes, row, song_of
from tests.model.kit_strategies import kits
from tests.model.strategies import songs

BAR, STEP = 4 * PPQN, PPQN // 4
ONCE = Cue(loop=False)


def file_of(song: Song, ticks: int = BAR, cue: Cue = ONCE, loop: bool = False) -> list[list[Said]]:
    """The tracks of a song's file, as mido reads them."""
    return by_mido(midi_file(Project(song, Kit("")), cue, ticks, loop).data).tracks


def struck(track: list[Said]) -> list[tuple[int, int, int, int]]:
    """Its notes in order."""
    return sorted(notes_of(track))


def said(track: list[Said], kind: str) -> list[Said]:
    """Tick and contents of its messages of a kind."""
    return [(tick, *carried) for tick, of, *carried in track if of == kind]


@settings(max_examples=40)
@given(songs(), kits(), st.integers(1, 32 * PPQN))
def test_every_note_is_there_at_its_tick_and_two_programs_read_the_same(
    song: Song, kit: Kit, most: int
) -> None:
    project, ticks = Project(song, kit), min(most, song_ticks(song))
    data = midi_file(project, ONCE, ticks).data
    read = by_mido(data)
    assert by_midicsv(data) == read
    assert (read.kind, read.division) == (1, PPQN)
    assert {track[-1] for track in read.tracks} == {(ticks, "end_of_track")}
    assert {name_of(track): notes_of(track) for track in read.tracks[1:]} == sounding(project, ONCE, ticks)


def test_tracks_stand_in_the_song_s_order_behind_the_conductor() -> None:
    song = song_of(row("snare", "..x."), row("quiet", "...."), row("kick", "x..."), title="T", author="A")
    conductor, *tracks = file_of(replace(song, tempo=92.0))
    assert [name_of(track) for track in (conductor, *tracks)] == ["T", "snare", "kick"]
    assert said(conductor, "copyright") == [(0, "A")]
    assert said(conductor, "set_tempo") == [(0, 652174)]
    assert said(conductor, "time_signature") == [(0, 4, 4, 24, 8)]


def test_swing_nudge_and_gate_are_in_the_times() -> None:
    steps = (Step(90, (40,), gate=50), Step(80, (40,), nudge=-0.1), None, None)
    song = replace(song_of(Track("bass", steps)), swing=60.0)
    assert struck(file_of(song)[1]) == [
        (0, 40, 90, 420),
        (840 + 168 - 84, 40, 80, 840),
    ]


def test_drums_are_on_channel_10_by_general_midi_and_pitched_tracks_on_their_own() -> None:
    pitched = [notes(f"p{number}", "40") for number in range(17)]
    tracks = file_of(song_of(row("hat-open", "x"), *pitched, row("kick", "x")))[1:]
    ons = [said(track, "note_on")[0] for track in tracks]
    assert ons[0] == (0, 9, 46, 100) and ons[-1] == (0, 9, 36, 100)
    channels = [int(on[1]) + 1 for on in ons[1:-1]]
    assert channels == [*range(1, 10), *range(11, 17), 1, 2]
    assert [said(track, "midi_port") for track in tracks[15:]] == [[], [(0, 1)], [(0, 1)], []]


def test_what_is_sent_to_hardware_keeps_its_port_channel_program_and_note() -> None:
    out = MidiOut("synth", 3, note=50, program=12, bank=130, audio=True)
    song = song_of(row("kick", "x"), row("zap", "x"), notes("lead", "70"))
    song = replace(song, tracks=(song.tracks[0], replace(song.tracks[1], midi=out), song.tracks[2]))
    kick, zap, lead = file_of(song)[1:]
    assert said(zap, "device_name") == [(0, "synth")] and said(zap, "midi_port") == [(0, 1)]
    assert said(zap, "control_change") == [(0, 2, 0, 1), (0, 2, 32, 2)]
    assert said(zap, "program_change") == [(0, 2, 11)]
    assert said(zap, "note_on") == [(0, 2, 50, 100)]
    assert not said(kick, "midi_port") and said(lead, "note_on") == [(0, 0, 70, 127)]


def test_of_tracks_that_share_a_channel_the_first_says_the_program() -> None:
    outs = (MidiOut("", 3, program=5), MidiOut("", 3, program=9))
    song = song_of(notes("a", "40"), notes("b", "50"))
    song = replace(song, tracks=tuple(replace(s, midi=o) for s, o in zip(song.tracks, outs, strict=True)))
    assert [said(track, "program_change") for track in file_of(song)[1:]] == [[(0, 2, 4)], []]


def test_locks_are_sent_as_controls_right_before_their_note_and_taken_back_after() -> None:
    steps = (Step(), Step(locks=(("pan", 1.0),)), Step())
    song = song_of(Track("pad", steps))
    out = MidiOut("", 2, controls=(Control("pan", 10),))
    song = replace(song, tracks=(replace(song.tracks[0], midi=out),))
    order = [
        (tick, kind, carried[-1])
        for tick, kind, *carried in file_of(song, 3 * STEP)[1]
        if kind in ("control_change", "note_on")
    ]
    assert order == [
        (0, "control_change", 64),
        (0, "note_on", 100),
        (840, "control_change", 127),
        (840, "note_on", 100),
        (1680, "control_change", 64),
        (1680, "note_on", 100),
    ]


def test_a_key_that_is_held_is_let_go_before_it_is_struck_again() -> None:
    track = file_of(song_of(notes("bass", "40 40 . 41", length=3)))[1]
    keys = [(tick, kind, carried[1]) for tick, kind, *carried in track if str(kind).startswith("note")]
    assert keys == [
        (0, "note_on", 40),
        (840, "note_off", 40),
        (840, "note_on", 40),
        (2520, "note_on", 41),
        (3360, "note_off", 40),
        (5040, "note_off", 41),
    ]


def test_of_two_on_one_key_at_one_tick_the_harder_is_struck() -> None:
    steps = (Step(60, (40,), nudge=0.5, length=4), Step(90, (40,), nudge=-0.5), None, None)
    assert struck(file_of(song_of(Track("bass", steps)))[1]) == [(420, 40, 90, 3360)]


def test_notes_end_with_the_file() -> None:
    assert struck(file_of(song_of(notes("bass", ". . . 40", length=4)), 4 * STEP)[1]) == [
        (2520, 40, 127, 840)
    ]


def test_muted_tracks_are_silent_and_a_solo_silences_the_others() -> None:
    song = song_of(row("kick", "x"), row("hat", "x"), row("rim", "x"))
    muted = replace(song, mixer=song.mixer.with_strip(Strip("kick", mute=True)))
    assert [name_of(track) for track in file_of(muted)[1:]] == ["hat", "rim"]
    solo = replace(song, mixer=song.mixer.with_strip(Strip("rim", solo=True)))
    assert [name_of(track) for track in file_of(solo)[1:]] == ["rim"]


def test_metres_change_and_bars_begin_anew_at_sections() -> None:
    seven = Pattern("B", 14, tracks=(row("kick", "x" * 14),), meter=Meter(7, 8))
    odd = Pattern("C", 10, tracks=(row("kick", "x" * 10),))
    song = song_of(row("kick", "x" * 16)).with_pattern(seven).with_pattern(odd)
    parts = ("A", 2), ("A", 1), ("B", 2), ("C", 1), ("A", 1)
    song = replace(song, sections=tuple(Section(name.lower(), name, times) for name, times in parts))
    conductor = file_of(song, song_ticks(song))[0]
    starts = [0, 2 * BAR, 3 * BAR, 3 * BAR + 28 * STEP, 3 * BAR + 38 * STEP]
    assert said(conductor, "marker") == [*zip(starts, "aabca", strict=True)]
    assert [each[:3] for each in said(conductor, "time_signature")] == [
        (0, 4, 4),
        (starts[2], 7, 8),
        (starts[3], 4, 4),
        (starts[4], 4, 4),
    ]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Key(0, "major"), "C"),
        (Key(9, "minor"), "Am"),
        (Key(0, "minor"), "Cm"),
        (Key(6, "major"), "F#"),
        (Key(8, "major"), "Ab"),
        (Key(3, "minor"), "Ebm"),
        (Key(2, "dorian"), "Dm"),
        (Key(7, "mixolydian"), "G"),
        (Key(4, "minor-pentatonic"), "Em"),
    ],
)
def test_the_key_is_said_as_major_or_minor(key: Key, expected: str) -> None:
    song = replace(song_of(row("kick", "x")), key=key)
    assert said(file_of(song)[0], "key_signature") == [(0, expected)]


def test_every_key_has_a_signature() -> None:
    for scale in SCALES:
        assert all(-6 <= signature(Key(tonic, scale))[0] <= 6 for tonic in range(12))


def test_in_a_loop_what_is_early_comes_at_its_end() -> None:
    steps = (Step(nudge=-0.25), None, None, None)
    laid = laid_out(Project(song_of(Track("kick", steps)), kit_of("kick")), Part("A"), loop=True)
    assert struck(by_mido(midi_bytes(laid)).tracks[1]) == [(4 * STEP - 210, 36, 100, 210)]


def test_a_loop_left_to_chance_is_what_every_turn_of_it_plays() -> None:
    steps = tuple(Step(chance=50) for _ in range(16))
    project = Project(song_of(Track("kick", steps), seed=3), kit_of("kick"))
    laid = laid_out(project, Part("A"), loop=True)
    turns = [midi_file(project, laid.cue, laid.ticks * (1 + turn), True).data for turn in (0, 3)]
    once, often = (struck(by_mido(data).tracks[1]) for data in turns)
    assert 3 < len(once) < 13
    assert often == [(tick + n * laid.ticks, *rest) for n in range(4) for tick, *rest in once]


def test_names_in_any_script_and_none_at_all() -> None:
    song = replace(song_of(row("kick", "x")), title="夜 \\ „Bus“", author="")
    data = midi_file(Project(song), ONCE, BAR).data
    assert name_of(by_mido(data).tracks[0]) == name_of(by_midicsv(data).tracks[0]) == song.title
    assert not said(file_of(replace(song, title=""))[0], "track_name")


def test_a_song_in_which_nothing_is_struck_has_a_conductor_alone() -> None:
    assert len(file_of(Song(patterns=(Pattern("A"),)))) == 1


def test_a_song_may_be_longer_than_a_file_can_tell() -> None:
    song = song_of(row("kick", "x"))
    with pytest.raises(Refused, match="--bars"):
        midi_file(Project(song), Cue(pattern="A"), LONGEST_TICKS + 1)


def test_a_track_without_a_setup_of_its_own_is_sent_like_any_other() -> None:
    setup = TrackSetup("boom", "kick")
    song = replace(song_of(row("boom", "x")), tracks=(setup,))
    assert struck(file_of(song)[1]) == [(0, 36, 100, 840)]
