"""Knobs of hardware: what a path means, what value a knob gives, and the edit that comes of it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.engine.midi.controls import scaled
from beatterm.engine.midi.curves import share_of
from beatterm.engine.midi.encoding import control, fine_control
from beatterm.engine.midi.incoming import Incoming
from beatterm.engine.midi.turning import Turned
from beatterm.model.edits.patterns import set_track_sound
from beatterm.model.edits.regions import Region
from beatterm.model.groove import SHIPPED_GROOVES, Groove
from beatterm.model.list_params import KEY, Supply
from beatterm.model.midi import MidiOut
from beatterm.model.midi_params import MIDI_PARAMS
from beatterm.model.midi_setup import InPort, Learned
from beatterm.model.mixer import MASTER_PARAMS, Strip
from beatterm.model.param import Param, ParamTable
from beatterm.model.pattern import NO_GROOVE, Pattern, Track
from beatterm.model.scale import Key
from beatterm.model.song import Song, TrackSetup
from beatterm.model.song_params import BORROWED_PARAMS, LENGTH, PATTERN_PARAMS, SONG_PARAMS
from beatterm.model.step import Step
from beatterm.model.step_params import STEP_PARAMS
from beatterm.model.time import STEP_TICKS, Meter
from beatterm.model.track_params import TRACK_PARAMS
from beatterm.session.learned import Place, place_of, turned, value_at

HITS = (Step(), None, Step(90, (48, 52)), Step(80))
SONG = Song(
    tracks=(TrackSetup("kick", "kick"), TrackSetup("snare", "snare", midi=MidiOut())),
    patterns=(Pattern("A", 4, tracks=(Track("kick", HITS),)), Pattern("B", 4)),
)
CURSOR = Region("A", ("kick",), 0, 2)
NOWHERE = Region("", (), 0, 0)
STRIP = [f"mixer.snare.{param.name}" for param in PARAMS.strip]
SOUND = [f"sound.kick.{param.name}" for param in PARAMS.sound]
EFFECTS = [f"effect.{effect}.{param.name}" for effect, params in PARAMS.effects.items() for param in params]
FIELDS = [f"step.{field.param.name}" for field in STEP_PARAMS] + ["step.note"]
LOCKS = [f"lock.{param.name}" for param in PARAMS.lockable]
ROW = [f"track.kick.{param.name}" for param in (LENGTH, *BORROWED_PARAMS)]
ROW += [f"track.kick.{field.param.name}" for field in TRACK_PARAMS]
WHOLE = [f"pattern.{param.name}" for param in PATTERN_PARAMS]
WHOLE += [f"song.{field.param.name}" for field in SONG_PARAMS]
WHOLE += [f"master.{param.name}" for param in MASTER_PARAMS]
SENT = [f"midi.snare.{field.param.name}" for field in MIDI_PARAMS]
LISTS = ["song.groove", "song.key", "pattern.metre", "track.kick.step", "track.kick.groove"]
LISTS += ["sound.kick.sound", "sound.kick.in_key", "midi.snare.output"]
SUPPLY = Supply(("kick", "snare", "clap"), ("synth", "drums"))
ALL = [*STRIP, *SOUND, *EFFECTS, *FIELDS, *LOCKS, *ROW, *WHOLE, *SENT, *LISTS]
CUTOFF = Param("cutoff_hz", 20000.0, 20.0, 20000.0, "Hz", ratio=True)

shares = st.floats(0.0, 1.0)
params = st.sampled_from(
    [place.param for path in ALL if (place := place_of(SONG, PARAMS, path, CURSOR, SUPPLY))]
)


def turn(song: Song, path: str, share: float, supply: Supply = SUPPLY) -> Song:
    """The song after a knob was turned."""
    edit = turned(song, PARAMS, Learned("keys", 1, 20, path), share, CURSOR, supply)
    assert edit is not None
    return edit(song)


def found(path: str) -> Place:
    place = place_of(SONG, PARAMS, path, CURSOR, SUPPLY)
    assert place is not None
    return place


@pytest.mark.parametrize("path", ALL)
def test_every_param_can_be_learned(path: str) -> None:
    place = found(path)
    values = [value_at(place.param, number / 127) for number in range(128)]
    param = place.param
    there_are = len(param.choices) or (round(param.high - param.low) + 1 if param.whole else 20)
    assert len(set(values)) >= min(20, there_are)
    assert all(turn(SONG, path, number / 127) is not None for number in range(128))


@pytest.mark.parametrize("path", ALL)
def test_both_ends_are_reached(path: str) -> None:
    param = found(path).param
    first, last = (param.choices[0], param.choices[-1]) if param.choices else (param.low, param.high)
    assert (value_at(param, 0.0), value_at(param, 1.0)) == (first, last)


@given(params, shares, shares)
def test_further_is_never_less(param: Param, one: float, other: float) -> None:
    lower, higher = (value_at(param, share) for share in sorted((one, other)))
    if param.choices:
        assert param.choices.index(str(lower)) <= param.choices.index(str(higher))
    else:
        assert float(lower) <= float(higher)


@given(params, st.floats(allow_nan=False))
def test_whatever_a_knob_says_is_allowed(param: Param, share: float) -> None:
    assert param.allows(value_at(param, share))


def test_a_strip_s_value_goes_to_its_track() -> None:
    strips = turn(SONG, "mixer.snare.gain_db", 1.0).mixer.strips
    assert strips == (Strip("snare", values=(("gain_db", 12.0),)),)


def test_a_sound_s_value_goes_to_its_track() -> None:
    song = turn(SONG, "sound.kick.pitch", 0.75)
    assert song.setup("kick").values == (("pitch", 24.0),)
    assert song.setup("snare").values == ()


def test_an_effect_s_value_goes_to_the_effect() -> None:
    assert turn(SONG, "effect.reverb.size", 1.0).mixer.effect("reverb") == (("size", 1.0),)


def test_what_there_is_once_goes_to_the_song() -> None:
    assert turn(SONG, "song.tempo", 0.25).tempo == 115.0
    assert turn(SONG, "song.swing", 0.5).swing == 62.5
    assert turn(SONG, "song.groove_amount", 0.5).groove_amount == 100
    assert turn(SONG, "master.gain_db", 1.0).mixer.master == (("gain_db", 12.0),)
    assert turn(SONG, "master.gain_db", 1.0).mixer.strips == ()


def test_a_row_s_value_goes_to_its_row_in_the_pattern_under_the_cursor() -> None:
    song = turn(turn(SONG, "track.snare.swing", 1.0), "track.snare.transpose", 0.75)
    row = song.patterns[0].track("snare")
    assert row is not None
    assert (row.swing, row.transpose) == (75.0, 24)
    assert (song.patterns[1], song.swing) == (SONG.patterns[1], SONG.swing)


def test_a_pattern_s_value_goes_to_the_one_under_the_cursor() -> None:
    song = turn(turn(SONG, "pattern.chance", 0.25), "pattern.length", 0.0)
    assert (song.patterns[0].chance, song.patterns[0].length) == (50, 1)
    assert song.patterns[1] == SONG.patterns[1]


def hits(song: Song) -> list[Step]:
    row = song.patterns[0].track("kick")
    assert row is not None
    return [step for step in row.steps if step]


def test_a_step_s_value_goes_to_every_selected_hit_and_to_no_rest() -> None:
    loud = hits(turn(SONG, "step.velocity", 1.0))
    assert [step.velocity for step in loud] == [127, 127, 80]
    assert [step.ratchet for step in hits(turn(SONG, "step.ratchet", 1.0))] == [8, 8, 1]
    assert [step.tie for step in hits(turn(SONG, "step.tie", 1.0))] == [True, True, False]


def test_a_lock_goes_to_every_selected_hit() -> None:
    locks = [step.locks for step in hits(turn(SONG, "lock.pan", 0.0))]
    assert locks == [(("pan", -1.0),), (("pan", -1.0),), ()]


def test_a_chord_moves_as_one_by_its_lowest_note_and_hits_without_notes_stay() -> None:
    assert [step.notes for step in hits(turn(SONG, "step.note", 36 / 127))] == [(), (36, 40), ()]
    assert [step.notes for step in hits(turn(SONG, "step.note", 1.0))] == [(), (123, 127), ()]


def test_over_a_rest_nothing_changes() -> None:
    edit = turned(SONG, PARAMS, Learned("keys", 1, 20, "step.chance"), 0.5, Region("A", ("kick",), 1, 1))
    assert edit is not None and edit(SONG) == SONG


def test_what_is_sent_goes_to_a_track_that_sends() -> None:
    out = turn(turn(SONG, "midi.snare.channel", 1.0), "midi.snare.bank", 0.0).setup("snare").midi
    assert out == MidiOut(channel=16)
    assert place_of(SONG, PARAMS, "midi.kick.channel", CURSOR) is None


@pytest.mark.parametrize("path", ["step.velocity", "lock.pan", "pattern.chance", "track.kick.shift"])
def test_without_a_pattern_there_is_nothing_at_the_cursor(path: str) -> None:
    assert place_of(SONG, PARAMS, path, NOWHERE) is None


@pytest.mark.parametrize(
    ("low", "high", "tempos"),
    [
        (90.0, 140.0, (90.0, 115.0, 140.0)),
        (140.0, 90.0, (140.0, 115.0, 90.0)),
        (None, 60.0, (20.0, 40.0, 60.0)),
        (1.0, 9999.0, (20.0, 210.0, 400.0)),
    ],
)
def test_a_control_may_go_a_part_of_the_way(
    low: float | None, high: float | None, tempos: tuple[float, ...]
) -> None:
    learned = Learned("keys", 1, 20, "song.tempo", low, high)
    edits = [turned(SONG, PARAMS, learned, share, CURSOR) for share in (0.0, 0.5, 1.0)]
    assert tuple(edit(SONG).tempo for edit in edits if edit is not None) == tempos


def test_the_middle_of_a_knob_is_the_middle_of_the_stage() -> None:
    aside = turn(SONG, "mixer.kick.pan", 0.9)
    assert aside.mixer.strips == (Strip("kick", values=(("pan", 0.8),)),)
    assert turn(aside, "mixer.kick.pan", share_of(64, 7)) == SONG


def test_choices_have_equal_slots() -> None:
    param = Param("filter", "off", choices=("off", "low", "band", "high"))
    counts = dict.fromkeys(param.choices, 0)
    for number in range(128):
        counts[str(value_at(param, share_of(number, 7)))] += 1
    assert list(counts.values()) == [32, 32, 32, 32]


def groove_of(song: Song) -> object:
    row = song.patterns[0].track("kick")
    return row.groove if row else None


def meter_of(song: Song) -> object:
    return song.patterns[0].meter


def sent_to(song: Song) -> object:
    midi = song.setup("snare").midi
    return midi.port if midi else None


def step_of(song: Song) -> object:
    row = song.patterns[0].track("kick")
    return row.step_ticks if row else None


SWAYS = replace(SONG, grooves=(Groove("late"), Groove("mpc-16-58")))
FINAL = tuple(SHIPPED_GROOVES)[-1]
LAST_STEP = STEP_TICKS[tuple(STEP_TICKS)[-1]]


@pytest.mark.parametrize(
    ("path", "read", "values"),
    [
        ("song.groove", lambda song: song.groove, {0.0: "", 0.03: "late", 1.0: FINAL}),
        ("track.kick.groove", groove_of, {0.0: None, 0.03: NO_GROOVE, 0.05: "late", 1.0: FINAL}),
        (
            "track.kick.step",
            step_of,
            {0.0: None, 1.0: LAST_STEP},
        ),
        (
            "pattern.metre",
            meter_of,
            {0.0: None, 0.02: Meter(1, 2), 1.0: Meter(32, 16)},
        ),
        ("song.key", lambda song: song.key, {0.0: None, 0.01: Key(0, "major"), 1.0: Key(11, "chromatic")}),
        ("sound.kick.sound", lambda song: song.setup("kick").sound, {1.0: "clap", 0.5: "snare", 0.0: "kick"}),
        ("sound.kick.in_key", lambda song: song.setup("kick").in_key, {1.0: True, 0.0: False}),
        ("midi.snare.output", sent_to, {1.0: "drums", 0.5: "synth", 0.0: ""}),
    ],
)
def test_a_control_goes_through_a_list_from_end_to_end(
    path: str, read: Callable[[Song], object], values: dict[float, object]
) -> None:
    song = SWAYS
    for share, value in values.items():
        song = turn(song, path, share)
        assert read(song) == value


@pytest.mark.parametrize("path", ["sound.kick.sound", "midi.snare.output"])
def test_a_list_is_spread_evenly_over_the_control(path: str) -> None:
    counts = Counter(str(value_at(found(path).param, share_of(number, 7))) for number in range(128))
    assert sorted(counts.values()) == [42, 43, 43]


@pytest.mark.parametrize(
    ("sounds", "heard"),
    [
        (("kick", "snare", "clap"), ["kick", "snare", "clap"]),
        (("a", "b", "c", "d", "e"), ["a", "c", "e"]),
        (("solo",), ["solo", "solo", "solo"]),
        ((), ["gone", "gone", "gone"]),
    ],
)
def test_a_control_goes_through_what_is_there_at_the_moment(
    sounds: tuple[str, ...], heard: list[str]
) -> None:
    """What the track plays before is in no kit, and the way is divided the same with it."""
    gone = set_track_sound(SONG, "kick", "gone")
    assert [turned_to(gone, share, sounds) for share in (0.0, 0.5, 1.0)] == heard


def turned_to(song: Song, share: float, sounds: tuple[str, ...]) -> str:
    """What the kick plays after a control has gone there in a kit of these sounds."""
    learned = Learned("keys", 1, 20, "sound.kick.sound")
    edit = turned(song, PARAMS, learned, share, CURSOR, Supply(sounds))
    return (edit(song) if edit else song).setup("kick").sound


def test_a_control_comes_past_the_song_s_own_grooves_while_they_are_there() -> None:
    bare = replace(SWAYS, grooves=())
    assert turn(SWAYS, "song.groove", 0.03).groove == "late"
    assert turn(bare, "song.groove", 0.03).groove == next(iter(SHIPPED_GROOVES))


def test_a_long_list_needs_a_fine_control_to_come_by_every_word() -> None:
    coarse, fine = (
        {value_at(KEY, share_of(number, bits)) for number in range(1 << bits)} for bits in (7, 14)
    )
    assert (len(coarse), len(fine)) == (128, len(KEY.choices))
    assert {KEY.choices[0], KEY.choices[-1]} <= coarse


def test_frequencies_go_by_octaves() -> None:
    values = [float(value_at(CUTOFF, number / 10)) for number in range(11)]
    steps = [log(later / earlier) for earlier, later in pairwise(values)]
    assert max(steps) - min(steps) < 0.001


def test_whole_numbers_stay_whole() -> None:
    param = Param("count", 1.0, 1.0, 8.0, whole=True)
    assert {value_at(param, number / 127) for number in range(128)} == {
        float(number) for number in range(1, 9)
    }


@given(st.sampled_from(PARAMS.lockable), shares, st.booleans())
def test_what_a_track_sends_a_learned_knob_reads(param: Param, share: float, fine: bool) -> None:
    """Two beatterms by a cable: the second is where the first is, as near as the numbers allow."""
    top = (1 << 14) - 1 if fine else (1 << 7) - 1
    number = scaled(param, value_at(param, share), top)
    messages = fine_control(1, 10, number) if fine else (control(1, 10, number),)
    incoming = Incoming(InPort("cable"))
    *_, received = [value for data in messages for value in incoming.read(data, SONG)]
    assert isinstance(received, Turned)
    again = scaled(param, value_at(param, received.value), top)
    assert abs(again - number) <= 1


def test_files_get_short_numbers() -> None:
    assert value_at(CUTOFF, 0.123456789) == 46.925
    assert value_at(Param("size", 0.5), 1 / 3) == 0.33333


def test_a_path_has_a_name_for_the_screen() -> None:
    names = (
        "mixer.snare.cutoff_hz",
        "sound.kick.decay_ms",
        "effect.delay.feedback",
        "song.tempo",
        "sound.kick.sound",
        "track.kick.shift",
        "step.velocity",
    )
    assert [found(path).name for path in names] == [
        "mix of snare, cutoff_hz",
        "sound of kick, decay_ms",
        "delay, feedback",
        "song, tempo",
        "sound of kick, sound",
        "row of kick, shift",
        "hits at the cursor, velocity",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "mixer",
        "mixer.snare",
        "mixer.snare.",
        "mixer..gain_db",
        "mixer.clap.gain_db",
        "mixer.snare.size",
        "sound.snare.gain_db",
        "sound.clap.pitch",
        "effect.reverb.cutoff_hz",
        "effect.chorus.size",
        "effect.size",
        "song.snare.gain_db",
        "mixer.snare.gain_db.more",
        "song.tempos",
        "song.kit",
        "pattern.groove",
        "sound.clap.sound",
        "midi.kick.output",
        "midi.snare.controls",
        "midi-cc.snare.pan",
        "song.kick.tempo",
        "song..tempo",
        "track.clap.swing",
        "track.swing",
        "step.kick.velocity",
        "step.cutoff_hz",
        "lock.velocity",
        "master.pan",
        "midi.kick.channel",
        "tuner.hits",
        "tuner.",
    ],
)
def test_what_a_song_lacks_is_nothing(path: str) -> None:
    assert place_of(SONG, PARAMS, path, CURSOR) is None
    assert turned(SONG, PARAMS, Learned("keys", 1, 20, path), 0.5, CURSOR) is None


@given(st.text(max_size=30), shares)
def test_any_path_at_all(path: str, share: float) -> None:
    assert turned(Song(), ParamTable(), Learned("keys", 1, 20, path), share, CURSOR) is None
    assert place_of(Song(), PARAMS, f"mixer.{path}", CURSOR) is None
