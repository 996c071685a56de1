"""Each of the songs that show a feature plays what its comments promise."""

from dataclasses import replace
from itertools import pairwise
from math import lcm

import numpy as np
import pytest

from beatterm.engine.frames import Frames
from beatterm.model.note import note_number
from beatterm.model.pattern import Track
from beatterm.model.song import TrackSetup
from beatterm.model.time import STEP_TICKS
from beatterm.sequencer.events import Event
from tests.patterns.features import (
    STEP,
    alone,
    bars,
    changed,
    events,
    events_of,
    feature,
    heard,
    steps,
)
from tests.patterns.starters import RATE, track

BAR = 16 * STEP


def ticks(of: list[Event], origin: int = 0) -> list[int]:
    return [event.tick - origin for event in of]


def offsets(of: list[Event]) -> list[int]:
    """By how many ticks each hit lies behind or before the nearest step."""
    return [event.tick - round(event.tick / STEP) * STEP for event in of]


def lane(name: str, pattern: str, row: str) -> Track:
    return track(f"features/{name}", pattern, row)


def test_chance_leaves_some_hits_out_and_another_seed_others() -> None:
    assert all(bar == [1, 7, 11] for bar in steps("chance", "kick"))
    rims = steps("chance", "rim")
    assert all(set(bar) <= {4, 7, 10, 15} for bar in rims)
    assert len({tuple(bar) for bar in rims}) > 3
    other = replace(feature("chance"), song=replace(feature("chance").song, seed=22))
    assert ticks(events_of(other, "rim")) != ticks(events("chance", "rim"))
    assert ticks(events_of(other, "kick")) == ticks(events("chance", "kick"))


def test_conditions_choose_the_bars() -> None:
    assert steps("conditions", "crash") == [[1]] + [[]] * 7
    assert steps("conditions", "hat-open") == [[3, 7, 11], [3, 7, 11, 15]] * 4
    assert steps("conditions", "cowbell") == [[1, 4, 7], []] * 4
    assert steps("conditions", "conga") == [[], [9, 11, 12, 14]] * 4
    assert steps("conditions", "zap") == [[], [], [], [15]] * 2


def test_direction_turns_the_lines_round() -> None:
    down = [step.notes for step in lane("direction", "A", "bass").steps if step][::-1]
    assert [(event.note,) for event in events("direction", "bass")[: len(down)]] == down
    up = [step.notes[0] for step in lane("direction", "A", "lead").steps if step]
    assert [event.note for event in events("direction", "lead")[: 2 * len(up)]] == up + up[::-1]
    forward = [index + 1 for index, step in enumerate(lane("direction", "A", "rim").steps) if step]
    assert any(bar != forward for bar in steps("direction", "rim"))


def test_the_last_of_four_is_a_fill() -> None:
    assert steps("fill", "tom-high") == [[], [], [], [14]]
    assert steps("fill", "snare") == [[5, 13]] * 3 + [[5, 11, 12, 13, 15, 16]]
    assert steps("fill", "kick") == [[1, 7, 9, 15]] * 3 + [[1, 7, 9]]


def test_gates_shorten_and_ties_join() -> None:
    short, plain, tied, joined = bars("gate-and-tie", "bass")[:4]
    eighth = STEP_TICKS["1/8"]
    assert [event.length_ticks for event in short] == pytest.approx([0.35 * eighth] * 8, abs=1)
    assert [event.length_ticks for event in plain] == [eighth] * 8
    assert [event.length_ticks for event in tied] == [2 * eighth] * 4
    assert [(event.note, event.length_ticks) for event in joined] == [
        (note_number("c2"), 4 * eighth),
        (note_number("g1"), 4 * eighth),
    ]


def test_a_groove_moves_hats_late_and_soft_and_spares_the_kick() -> None:
    assert set(offsets(events("grooves", "kick"))) == {0}
    hats = bars("grooves", "hat")[0]
    slots = feature("grooves").song.grooves[0]
    assert ticks(hats[:8]) == [round((index + late) * STEP) for index, late in enumerate(slots.time)]
    assert [event.velocity for event in hats[:4]] == list(slots.velocity)
    assert set(offsets(events("grooves", "shaker"))) == {0, round(0.5 * (2 * 32 / 48 - 1) * STEP)}


def test_hands_stray_within_their_bounds_and_machines_do_not() -> None:
    for row, most in (("hat", 0.08), ("shaker", 0.16)):
        early = [event for event in events("humanise", row) if event.tick < 2 * BAR - STEP // 2]
        late = [event for event in events("humanise", row) if event.tick > 2 * BAR - STEP // 2]
        assert set(offsets(early)) == {0}
        assert {event.velocity for event in early} == {100}
        assert max(map(abs, offsets(late))) <= round(most * STEP)
        assert len(set(offsets(late))) > len(late) // 2
        assert len({event.velocity for event in late}) > 10
    assert set(offsets(events("humanise", "kick"))) == {0}


def test_the_keys_stay_in_the_key() -> None:
    c_minor = {0, 2, 3, 5, 7, 8, 10}
    written = [step.notes for step in lane("key-and-chords", "A", "keys").steps if step]
    assert any(note % 12 not in c_minor for chord in written for note in chord)
    assert {event.note % 12 for event in events("key-and-chords", "keys") if event.note} <= c_minor
    assert note_number("b1") in {event.note for event in events("key-and-chords", "bass")}


def test_locks_of_the_mix_hold_for_their_hits_alone() -> None:
    of = feature("locks-mix")
    assert [event.locks for event in bars("locks-mix", "clap")[1]] == [(), (), (("delay", 0.7),)]
    rims = heard(replace(of, song=alone(of.song, "rim")), 1)
    left, right = (_loudness(rims, of.song.tempo, step) for step in (3, 6))
    assert left[0] > 4 * left[1]
    assert right[1] > 4 * right[0]


@pytest.mark.parametrize(("name", "row"), [("locks-sound", "conga"), ("locks-mix", "bass")])
def test_locks_are_heard(name: str, row: str) -> None:
    of = feature(name)
    single = replace(of, song=alone(of.song, row))
    plain = replace(single, song=changed(single.song, {"locks": ()}))
    assert np.abs(heard(single, 2) - heard(plain, 2)).max() > 0.02


def test_locks_of_the_sound_make_a_tune_of_one_drum() -> None:
    bar = bars("locks-sound", "conga")[0]
    assert [dict(event.locks).get("pitch", 0.0) for event in bar] == [0.0, 3.0, 7.0, 10.0, 7.0, -2.0]
    assert bars("locks-sound", "snare")[0][0].locks == (("reverse", "on"),)


def test_each_metre_has_bars_of_its_own() -> None:
    seven, three = 14 * STEP, 12 * STEP
    starts = [2 * BAR + seven * index for index in range(4)]
    starts += [2 * BAR + 4 * seven + three * index for index in range(4)]
    assert ticks(events("meter", "crash")) == [0, BAR]
    assert ticks(events("meter", "tom-low")) == starts


def test_what_is_only_sent_is_silent_and_the_drums_are_heard_too() -> None:
    of = feature("midi")
    ways = {setup.name: setup.midi for setup in of.song.tracks}
    assert {name for name, midi in ways.items() if midi and not midi.audio} == {"bass", "lead"}
    assert {midi.port for midi in ways.values() if midi and midi.audio} == {""}
    assert {midi.port for midi in ways.values() if midi and not midi.audio} == {"synth"}
    assert len(events("midi", "lead")) == 8 * 5
    assert dict(bars("midi", "bass")[0][0].locks) == {"cutoff_hz": 400.0}
    for row in ("bass", "lead"):
        assert not heard(replace(of, song=alone(of.song, row)), 1).any()
    for row in ("kick", "clap", "hat-open", "tick"):
        assert np.abs(heard(replace(of, song=alone(of.song, row)), 1)).max() > 0.05


def test_nudged_hits_leave_the_grid() -> None:
    assert ticks(bars("nudge", "snare")[0]) == [4 * STEP, 12 * STEP]
    assert offsets(bars("nudge", "snare")[2]) == [round(0.22 * STEP)] * 2
    assert set(offsets(bars("nudge", "hat")[2])) == {0, round(-0.12 * STEP)}


def test_a_pattern_s_chance_thins_and_crowds() -> None:
    congas = [len(bar) for bar in bars("pattern-chance", "conga")]
    assert sum(congas[:4]) < 14
    assert congas[4:] == [7] * 4
    assert all(bar == [1, 5, 9, 13] for bar in steps("pattern-chance", "kick"))


def test_lines_of_a_polymeter_meet_again_after_105_bars() -> None:
    pattern = feature("polymeter").song.patterns[0]
    assert lcm(*(row.length for row in pattern.tracks)) == 105 * 16
    assert ticks(events("polymeter", "rim"))[:6] == [STEP * step for step in (0, 3, 5, 8, 10, 13)]


def test_ratchets_break_steps_and_ramps_rise_and_fall() -> None:
    first, second = bars("ratchet", "hat")[:2]
    falling, rising = first[-4:], second[-6:]
    assert ticks(falling) == [14 * STEP + index * STEP // 2 for index in range(4)]
    assert ticks(rising, BAR) == [round((12 + index * 4 / 6) * STEP) for index in range(6)]
    assert all(one.velocity > other.velocity for one, other in pairwise(falling))
    assert all(one.velocity < other.velocity for one, other in pairwise(rising))


@pytest.mark.parametrize(
    ("row", "step"), [("conga", "1/8t"), ("clave", "1/16q"), ("rim", "1/8."), ("roll", "1/32")]
)
def test_each_lane_has_steps_of_its_own(row: str, step: str) -> None:
    places = ticks(events("step-values", row))
    assert {tick % STEP_TICKS[step] for tick in places} == {0}
    assert any(tick % STEP_TICKS["1/8"] for tick in places)


def test_swing_delays_the_second_of_each_pair() -> None:
    straight, swung, triplets = (bars("swing", "hat")[index] for index in (0, 2, 4))
    assert set(offsets(straight)) == {0}
    assert set(offsets(swung)) == {0, round(0.24 * STEP)}
    assert set(offsets(triplets)) == {0, round(0.334 * STEP)}
    assert set(offsets(bars("swing", "kick")[4])) == {0, round(0.24 * STEP)}


def test_a_track_s_sound_is_heard() -> None:
    of = feature("track-sound")
    for setup in of.song.tracks:
        if setup.values:
            song = alone(of.song, setup.name)
            plain = tuple(TrackSetup(each.name, each.sound) for each in song.tracks)
            shaped = heard(replace(of, song=song), 4)
            unshaped = heard(replace(of, song=replace(song, tracks=plain)), 4)
            assert np.abs(shaped - unshaped).max() > 0.02, setup.name


def test_transpose_moves_the_notes_and_shift_the_time() -> None:
    home, away = bars("transpose-and-shift", "bass")[0], bars("transpose-and-shift", "bass")[2]
    assert [event.note - 5 for event in away if event.note] == [event.note for event in home]
    assert offsets(bars("transpose-and-shift", "clap")[2]) == [round(0.2 * STEP)] * 2
    assert set(offsets(bars("transpose-and-shift", "rim")[2])) == {round(-0.2 * STEP)}


def _loudness(frames: Frames, tempo: float, step: int) -> tuple[float, float]:
    """Root mean square of the left and of the right in the sixteenth from 1."""
    sixteenth = 15.0 / tempo * RATE
    start, end = round((step - 1) * sixteenth), round(step * sixteenth)
    left, right = np.sqrt((frames[start:end].astype(np.float64) ** 2).mean(axis=0))
    return float(left), float(right)
