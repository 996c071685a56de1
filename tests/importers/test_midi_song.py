"""Songs from MIDI files: nothing is moved, nothing is lost without a word."""

import random
from collections import Counter
from dataclasses import replace
from io import BytesIO

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.export.midi.file import midi_file
from beatterm.formats.beat_text import format_song, parse_song
from beatterm.importers.errors import ImportFault
from beatterm.importers.midi.reading import MAX_BYTES
from beatterm.importers.midi.song import Imported, song_of_midi
from beatterm.importers.midi.steps import gate_of, nudge_of
from beatterm.library.kits import find_kit
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import Section, Song, TrackSetup, song_ticks
from beatterm.model.step import MAX_NUDGE, Step
from beatterm.model.time import PPQN, STEP_NAMES, STEP_TICKS, Meter
from beatterm.sequencer.live import Cue
from tests.export.sounding import Notes, sounding
from tests.material import row, song_of
from tests.model.kit_strategies import kits
from tests.model.strategies import songs

ONCE = Cue(loop=False)
BAR = 4 * PPQN
FAR = 10**9
"""Where no note is cut."""
Struck = tuple[int, int, int, int]
"""Tick, note, velocity, length, in the file's ticks."""


def track(struck: list[Struck], channel: int = 10, name: str = "", end: int = 0) -> mido.MidiTrack:
    """A track that ends at a tick, or with its last note."""
    told = [
        (tick, 1, mido.Message("note_on", channel=channel - 1, note=n, velocity=v))
        for tick, n, v, _ in struck
    ]
    told += [
        (tick + ticks, 0, mido.Message("note_off", channel=channel - 1, note=n))
        for tick, n, _, ticks in struck
    ]
    named = [mido.MetaMessage("track_name", name=name)] if name else []
    return timed([(0, -1, message) for message in named] + told, end)


def timed(told: list[tuple[int, int, object]], end: int = 0) -> mido.MidiTrack:
    """Messages at ticks as mido wants them."""
    out, now = mido.MidiTrack(), 0
    for tick, _, message in sorted(told, key=lambda each: each[:2]):
        out.append(message.copy(time=tick - now))  # type: ignore[attr-defined]
        now = tick
    out.append(mido.MetaMessage("end_of_track", time=max(0, end - now)))
    return out


def file(*tracks: mido.MidiTrack, division: int = 480, kind: int = 1) -> bytes:
    """A whole file."""
    made, out = mido.MidiFile(type=kind, ticks_per_beat=division), BytesIO()
    made.tracks.extend(tracks)
    made.save(file=out)
    return out.getvalue()


def head(*told: tuple[int, mido.MetaMessage], end: int = 0) -> mido.MidiTrack:
    """A conductor's track."""
    return timed([(tick, 0, message) for tick, message in told], end)


def meter(beats: int, unit: int) -> mido.MetaMessage:
    return mido.MetaMessage("time_signature", numerator=beats, denominator=unit)


def all_of(notes: dict[str, Notes]) -> Notes:
    """The notes of all tracks together."""
    return sum(notes.values(), Counter())


def played(song: Song, kit: Kit | None = None) -> Notes:
    return all_of(sounding(Project(song, kit or Kit("")), ONCE, song_ticks(song), FAR))


def taken(data: bytes, kit: Kit | None = None) -> Imported:
    """The song of a file, which its text says too."""
    found = song_of_midi(data, kit=kit)
    assert parse_song(format_song(found.song, PARAMS), PARAMS) == found.song
    return found


def rows(song: Song, pattern: int = 0) -> dict[str, str]:
    """The rhythm of each track."""
    found = song.patterns[pattern].tracks
    return {each.name: "".join("x" if step else "." for step in each.steps) for each in found}


@settings(max_examples=40)
@given(songs(), kits(), st.integers(1, 32 * PPQN))
def test_a_song_comes_back_from_its_file_with_every_note_velocity_tick_and_length(
    song: Song, kit: Kit, most: int
) -> None:
    project, ticks = Project(song, kit), min(most, song_ticks(song))
    there = sounding(project, ONCE, ticks)
    if not there:
        return
    found = taken(midi_file(project, ONCE, ticks).data, kit)
    back = sounding(Project(found.song, kit), ONCE, song_ticks(found.song))
    assert all_of(back) == all_of(there)
    assert not [note for note in found.notes if "did not come in" in note and "metre" not in note]
    microseconds = round(60e6 / song.tempo)
    assert round(60e6 / found.song.tempo) == microseconds
    assert (found.song.title, found.song.author) == (song.title.strip(), song.author.strip())


@pytest.mark.parametrize("name", ["boom-bap", "demo", "trap", "midi", "meter", "step-values"])
def test_shipped_songs_come_back_track_by_track(name: str) -> None:
    from beatterm.library.songs import find_song, read_song

    path = find_song(name)
    song = read_song(path, PARAMS).song
    kit = find_kit(song.kit, path.parent)
    ticks = song_ticks(song)
    there = sounding(Project(song, kit), ONCE, ticks)
    found = taken(midi_file(Project(song, kit), ONCE, ticks).data, kit).song
    assert sounding(Project(found, kit), ONCE, ticks) == there
    assert song_ticks(found) == ticks
    assert [setup.name for setup in found.tracks] == [s.name for s in song.tracks if s.name in there]
    assert (found.tempo, found.key, found.title, found.author) == (
        song.tempo,
        song.key,
        song.title,
        song.author,
    )


def test_a_drum_loop_becomes_a_pattern_with_its_timing_kept() -> None:
    """Type 0, 480 ticks a quarter, one track, hats late by a swing of 58 % and a little at random."""
    hats = [(120 * n + (19 + n % 3 if n % 2 else n % 2), 42, 70 + n, 50) for n in range(32)]
    kicks = [(0, 36, 127, 60), (731, 36, 99, 60), (1920, 36, 120, 60)]
    snares = [(480 + 7, 38, 110, 120), (1440 + 9, 38, 112, 120), (2400 + 5, 38, 1, 120)]
    data = file(track([*hats, *kicks, *snares], end=3840), kind=0)
    found = taken(data, find_kit("dry")).song
    assert rows(found) == {
        "kick": "x.....x.........x...............",
        "snare": "....x.......x.......x...........",
        "hat": "x" * 32,
    }
    assert [pattern.length_ticks for pattern in found.patterns] == [2 * BAR] and found.sections == ()
    assert played(found) == Counter(
        (tick * 7, n, v, length * 7) for tick, n, v, length in [*hats, *kicks, *snares]
    )
    assert {setup.sound for setup in found.tracks} == {"kick", "snare", "hat"}


@pytest.mark.parametrize("division", [1, 24, 96, 480, 960, 999, 3360, 15360, 32767])
def test_any_division_is_read_to_the_nearest_tick(division: int) -> None:
    ticks = [0, division // 3, division // 2, division, 3 * division + division // 7]
    data = file(track([(tick, 36, 100, 1) for tick in sorted(set(ticks))]), division=division)
    expected = {round(tick * PPQN / division + 1e-9) for tick in ticks}
    assert {tick for tick, *_ in played(taken(data).song)} == expected


def test_the_coarsest_grid_on_which_each_hit_has_a_step_is_taken() -> None:
    lanes = {
        36: [0, 480, 960, 1440],
        38: [0, 160, 320, 480, 800],
        42: [0, 60, 120, 960],
        46: [0, 80, 160, 240, 320, 400],
        39: [0, 30, 60, 480],
    }
    struck = [(tick, note, 100, 20) for note, ticks in lanes.items() for tick in ticks]
    (pattern,) = taken(file(track(struck))).song.patterns
    steps = {each.name: STEP_NAMES[each.step_ticks or pattern.step_ticks] for each in pattern.tracks}
    assert steps == {"kick": "1/16", "snare": "1/8t", "hat": "1/32", "hat-open": "1/16t", "clap": "1/64"}
    assert all(not step.nudge for each in pattern.tracks for step in each.steps if step)


def test_what_is_struck_within_the_finest_step_has_a_track_of_its_own() -> None:
    flam = [(0, 38, 100, 60), (475, 38, 40, 5), (480, 38, 110, 60), (960, 38, 90, 60), (960, 38, 91, 60)]
    found = taken(file(track(flam)))
    assert rows(found.song) == {"snare": "x...x...x.......", "snare-b": "....x...x......."}
    assert played(found.song) == Counter((t * 7, n, v, x * 7) for t, n, v, x in flam)
    assert found.notes[0] == "What is struck twice within a step has a track of its own: snare."


def test_the_last_tick_of_a_loop_is_not_too_late() -> None:
    struck = [(BAR - 1, 36, 100, 1), (0, 36, 99, 1)]
    found = taken(file(track(struck, end=BAR), division=PPQN)).song
    assert song_ticks(found) == BAR
    assert played(found) == Counter((tick, n, v, length) for tick, n, v, length in struck)


def test_drums_are_named_after_general_midi_where_the_file_says_nothing() -> None:
    notes = [(480 * at, note, 100, 60) for at, note in enumerate((36, 38, 42, 46, 27, 75))]
    found = taken(file(track(notes, name="Drums")), find_kit("deep")).song
    assert [setup.name for setup in found.tracks] == ["drum-27", "kick", "snare", "hat", "hat-open", "clave"]
    assert {step.notes for step in found.patterns[0].tracks[0].steps if step} == {(27,)}
    assert played(found, find_kit("deep")) == Counter((t * 7, n, v, x * 7) for t, n, v, x in notes)


def test_names_of_tracks_are_kept_and_fit() -> None:
    tracks = [
        track([(0, 36, 100, 60)], name="Kick (in)"),
        track([(0, 36, 100, 60)], name="Kick (in)"),
        track([(0, 40, 100, 60)], 2, "Sub-Bass " * 9),
        track([(0, 40, 100, 60)], 3),
    ]
    found = taken(file(*tracks)).song
    assert [setup.name for setup in found.tracks] == [
        "Kick-in",
        "Kick-in-b",
        "Sub-Bass-Sub-Bass-Sub-Ba",
        "channel-3",
    ]


def test_chords_stay_chords_and_what_differs_has_a_track_of_its_own() -> None:
    chord = [(0, note, 90, 480) for note in (60, 64, 67)]
    other = [(960, 60, 90, 480), (960, 64, 80, 480), (960, 67, 90, 240)]
    found = taken(file(track([*chord, *other], 1, "keys"))).song
    lanes = {each.name: [step for step in each.steps if step] for each in found.patterns[0].tracks}
    assert [step.notes for step in lanes["keys"]] == [(60, 64, 67), (67,)]
    assert {step.notes for name in ("keys-b", "keys-c") for step in lanes[name]} == {(64,), (60,)}
    assert played(found) == Counter((t * 7, n, v, x * 7) for t, n, v, x in [*chord, *other])


def test_tracks_play_the_sounds_of_the_kit() -> None:
    def sound(name: str, note: int | None = None, root: int | None = None) -> Sound:
        return Sound(name, (Layer(127, ("a.wav",)),), note, root=root)

    kit = Kit("k", sounds=(sound("boom", 36), sound("snare"), sound("sub", root=36), sound("pluck", root=72)))
    drums = track([(0, 36, 100, 60), (0, 40, 100, 60), (0, 81, 100, 60)])
    found = taken(file(drums, track([(0, 40, 9, 9)], 2), track([(0, 70, 9, 9)], 3, "My Sub")), kit)
    assert {setup.name: setup.sound for setup in found.song.tracks} == {
        "kick": "boom",
        "snare-2": "snare",
        "triangle": "triangle",
        "channel-2": "sub",
        "My-Sub": "sub",
    }
    assert found.notes == ("The kit has no sound for triangle.",)


def test_what_a_song_cannot_say_is_told() -> None:
    first = head(
        (0, mido.MetaMessage("set_tempo", tempo=500000)),
        (0, mido.MetaMessage("key_signature", key="Bbm")),
        (480, mido.MetaMessage("set_tempo", tempo=400000)),
        (1920, meter(33, 4)),
    )
    notes = track([(0, 36, 100, 60), (2000, 36, 100, 60)])
    notes.insert(0, mido.Message("control_change", control=1, value=2))
    notes.insert(0, mido.Message("program_change", program=2))
    found = taken(file(first, notes))
    assert (found.song.tempo, found.song.key) == (120.0, Key(10, "minor"))
    assert found.notes[:3] == (
        "The tempo changes in this file; the song keeps the first, 120 BPM.",
        "1 metre of this file cannot be in a song and did not come in.",
        "Only notes came in; the file also has controls and programs.",
    )


@pytest.mark.parametrize(
    ("microseconds", "tempo"), [(652174, 92.0), (500000, 120.0), (16777215, 20.0), (1, 400.0)]
)
def test_tempos_are_the_plainest_that_fit(microseconds: int, tempo: float) -> None:
    first = head((0, mido.MetaMessage("set_tempo", tempo=microseconds)))
    assert taken(file(first, track([(0, 36, 100, 60)]))).song.tempo == tempo


def test_a_long_song_is_cut_where_it_repeats() -> None:
    groove = [(0, 36), (480, 38), (960, 36), (1440, 38)]
    struck = [(1920 * bar + tick, note, 100, 60) for bar in range(31) for tick, note in groove]
    struck += [(1920 * 31 + 120 * n, 38, 60 + n, 60) for n in range(16)]
    song = taken(file(track(struck))).song
    assert [(each.pattern, each.repeat) for each in song.sections] == [("A", 31), ("B", 1)]
    assert [pattern.length_ticks for pattern in song.patterns] == [BAR, BAR]
    assert played(song) == Counter((t * 7, n, v, x * 7) for t, n, v, x in struck)


def test_an_early_downbeat_belongs_to_its_bar() -> None:
    struck = [(0, 36, 100, 60)] + [(1920 * bar - 12, 36, 100, 60) for bar in range(1, 20)]
    song = taken(file(track(struck, end=1920 * 20))).song
    assert (song.patterns[1].tracks[0].steps[0] or Step()).nudge == -0.1
    assert len(song.patterns) == 2
    assert played(song) == Counter((t * 7, n, v, x * 7) for t, n, v, x in struck)


def test_metres_and_markers_begin_sections() -> None:
    marks = [(0, "intro"), (1920, "verse"), (1920 + 2 * 1680, "end"), (1920 + 7, "nowhere")]
    told = [(tick, mido.MetaMessage("marker", text=text)) for tick, text in marks]
    first = head(*told, (1920, meter(7, 8)), (1920 + 2 * 1680, meter(4, 4)))
    beats = [(480 * n, 36, 100, 60) for n in range(15)]
    song = taken(file(first, track(beats))).song
    assert [(part.name, part.pattern, part.repeat) for part in song.sections] == [
        ("intro", "A", 1),
        ("verse", "B", 1),
        ("end", "A", 1),
    ]
    assert song.meter == Meter() and [each.meter for each in song.patterns] == [None, Meter(7, 8)]
    assert [each.length_ticks for each in song.patterns] == [BAR, 7 * BAR // 4]


def test_a_file_that_says_its_length_keeps_it_and_others_are_whole_bars() -> None:
    beats = track([(0, 36, 100, 60), (1320, 36, 100, 120)])
    assert song_ticks(taken(file(beats)).song) == BAR
    assert song_ticks(taken(file(head(end=1440), beats)).song) == 3 * PPQN
    ringing = track([(0, 49, 100, 1920 + 40), (1440, 36, 100, 60)])
    assert song_ticks(taken(file(ringing)).song) == BAR
    long = track([(0, 49, 100, 3840), (1440, 36, 100, 60)])
    assert song_ticks(taken(file(long)).song) == 2 * BAR


def test_a_song_has_room_for_64_patterns_and_tracks() -> None:
    many = [(480 * beat, 36, 1 + beat % 127, 60 + beat // 127) for beat in range(64 * 17 * 4)]
    found = taken(file(track(many)))
    assert len(found.song.patterns) == 64
    assert found.notes[-2] == "A song has no room for so many patterns: the last 256 beats are missing."
    wide = [(0, note, 1 + note, 60) for note in range(100)]
    found = taken(file(track(wide, 1)))
    assert len(found.song.tracks) == 64
    assert "A song has no room for so many tracks: 36 notes did not come in." in found.notes


def test_of_too_many_tracks_and_notes_at_once_the_rest_is_counted() -> None:
    found = taken(file(*(track([(0, 36, 100, 60)] * 2, 1 + n % 9, "t") for n in range(70))))
    assert len(found.song.tracks) == 64
    assert found.notes[-2] == "A song has no room for so many tracks: 76 notes did not come in."
    found = taken(file(track([(0, 36, 1 + n % 127, 60) for n in range(2000)])))
    assert "A song has no room for so many tracks: 1936 notes did not come in." in found.notes


def test_one_channel_can_be_taken_alone() -> None:
    data = file(track([(0, 36, 100, 60)]), track([(0, 50, 90, 60)], 2, "lead"))
    assert [setup.name for setup in song_of_midi(data, channel=2).song.tracks] == ["lead"]
    with pytest.raises(ImportFault, match="on channel 5"):
        song_of_midi(data, channel=5)


def test_a_note_that_is_never_ended_lasts_until_its_track_ends() -> None:
    told = [(0, 0, mido.Message("note_on", channel=9, note=36, velocity=9))]
    assert played(taken(file(timed(told, 960))).song) == Counter({(0, 36, 9, 960 * 7): 1})


def test_two_of_one_key_end_in_the_order_in_which_they_were_struck() -> None:
    told = [
        (tick, 0, mido.Message(kind, channel=0, note=60, velocity=velocity))
        for tick, kind, velocity in (
            (0, "note_on", 10),
            (240, "note_on", 20),
            (480, "note_off", 0),
            (960, "note_on", 0),
        )
    ]
    lanes = taken(file(timed(list(told)))).song.patterns[0].tracks
    found = {step.velocity: step.length - 1 + step.gate / 100 for row in lanes for step in row.steps if step}
    assert found == {10: 4.0, 20: 6.0}


def test_what_is_no_song_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beatterm.importers.midi.song.MAX_NOTES", 100)
    beats = track([(0, 36, 100, 60)])
    endless = track([(0, 36, 100, 60), (480 * 17000, 36, 100, 60)])
    many = track([(n, 36, 100, 1) for n in range(101)])
    for data, words in (
        (file(), "No notes"),
        (file(head()), "No notes"),
        (file(beats)[:-3], "ends too early"),
        (file(endless), "longer than 16384 beats"),
        (file(many), "more than 100 notes"),
        (bytes(MAX_BYTES + 1), "longer than 4 MB"),
    ):
        with pytest.raises(ImportFault, match=words):
            song_of_midi(data)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_song_or_a_fault(tail: bytes) -> None:
    for data in (tail, file(track([(0, 36, 100, 60)]))[:22] + tail):
        try:
            taken(data)
        except ImportFault as fault:
            assert 20 < len(str(fault)) < 200


@pytest.mark.parametrize("seed", range(4))
def test_a_spoilt_file_gives_a_song_or_a_fault(seed: int) -> None:
    chance = random.Random(seed)
    first = head((0, meter(7, 8)), (480, meter(3, 4)), (960, mido.MetaMessage("marker", text="m")))
    whole = file(first, track([(90 * n, 36 + n % 9, 100, 40) for n in range(30)]), track([(0, 60, 9, 9)], 1))
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 2, 8))):
            data[chance.randrange(len(data))] = chance.choice((0, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        try:
            taken(bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]))
        except ImportFault:
            continue


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 9000), st.integers(0, 127), st.integers(1, 127), st.integers(1, 9000)),
        min_size=1,
        max_size=25,
        unique_by=lambda each: each[:2],
    ),
    st.sampled_from((24, 480, 3360)),
    st.sampled_from((1, 10)),
)
def test_any_notes_come_in_as_they_are(struck: list[Struck], division: int, channel: int) -> None:
    struck = sorted(struck)
    alone = [
        (tick, note, velocity, min([length, *(t - tick for t, n, *_ in struck[at + 1 :] if n == note)]))
        for at, (tick, note, velocity, length) in enumerate(struck)
    ]
    factor = PPQN // division
    found = taken(file(track(alone, channel), division=division))
    assert played(found.song) == Counter((t * factor, n, v, x * factor) for t, n, v, x in alone)


@pytest.mark.parametrize("step_ticks", sorted(STEP_TICKS.values()))
def test_every_tick_has_a_nudge_and_every_length_a_gate(step_ticks: int) -> None:
    for ticks in {*range(-200, 201), int(MAX_NUDGE * step_ticks), -int(MAX_NUDGE * step_ticks)}:
        nudge = nudge_of(ticks, step_ticks)
        assert abs(nudge) <= MAX_NUDGE and round(nudge * step_ticks) == ticks
    for length in (*range(1, 300), step_ticks - 1, step_ticks, step_ticks + 1, 7 * step_ticks - 3):
        held, gate = -(-length // step_ticks), gate_of(length, step_ticks)
        assert 0.0 <= gate <= 100.0
        assert max(1, round((held - 1 + gate / 100) * step_ticks)) == length


def test_a_title_is_given_where_the_file_has_none() -> None:
    assert song_of_midi(file(track([(0, 36, 9, 9)])), "take 3").song.title == "take 3"
    assert song_of_midi(file(track([(0, 36, 9, 9)], name="Loop")), "take 3").song.title == "Loop"


def test_a_pattern_of_one_section_is_its_section() -> None:
    song = replace(song_of(row("kick", "x...")), sections=(Section("verse", "A", 3),))
    found = taken(midi_file(Project(song), ONCE, song_ticks(song)).data).song
    assert [part.name for part in found.sections] == ["verse"]
    assert found.tracks == (TrackSetup("kick", "kick"),)
