"""What makes each starter its genre: which steps are struck, and which are left out."""

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.model.param import value_of
from beatterm.model.step import ACCENT_VELOCITY
from beatterm.model.time import SIXTEENTH_TICKS, STEP_TICKS
from tests.patterns.starters import ghosts, hits, song, track

EVERY_BEAT, BACKBEAT, OFF_BEATS = {1, 5, 9, 13}, {5, 13}, {3, 7, 11, 15}
THREE_THREE_TWO = {4, 7, 12, 15}
EIGHTHS = set(range(1, 17, 2))

ALWAYS = [
    ("boom-bap", "groove", "snare", BACKBEAT),
    ("trap", "verse", "clap", {9}),
    ("trap", "hook", "clap", {9}),
    ("house", "groove", "kick", EVERY_BEAT),
    ("house", "peak", "kick", EVERY_BEAT),
    ("house", "groove", "clap", BACKBEAT),
    ("house", "groove", "hat-open", OFF_BEATS),
    ("techno", "engine", "kick", EVERY_BEAT),
    ("techno", "turbine", "kick", EVERY_BEAT),
    ("techno", "engine", "hat-open", OFF_BEATS),
    ("drum-and-bass", "roll", "kick", {1, 11}),
    ("drum-and-bass", "roll", "snare", BACKBEAT),
    ("drum-and-bass", "half", "snare", {9}),
    ("uk-garage", "two-step", "kick", {1, 11}),
    ("uk-garage", "two-step", "snare", BACKBEAT),
    ("reggaeton", "dembow", "kick", EVERY_BEAT),
    ("reggaeton", "perreo", "kick", EVERY_BEAT),
    ("reggaeton", "dembow", "snare", THREE_THREE_TWO),
    ("reggaeton", "perreo", "snare", THREE_THREE_TWO),
    ("funk", "pocket", "snare", BACKBEAT),
    ("demo", "hello", "kick", EVERY_BEAT),
]


@pytest.mark.parametrize(("name", "pattern", "lane", "steps"), ALWAYS)
def test_these_steps_and_no_others_are_struck_in_every_bar(
    name: str, pattern: str, lane: str, steps: set[int]
) -> None:
    assert all(bar == steps for bar in hits(name, pattern, lane))


@pytest.mark.parametrize(
    ("name", "pattern"), [("boom-bap", "groove"), ("drum-and-bass", "roll"), ("funk", "pocket")]
)
def test_ghosts_fill_what_lies_between_the_snares(name: str, pattern: str) -> None:
    touched = ghosts(name, pattern, "snare")
    assert all(bar for bar in touched)
    assert not any(bar & BACKBEAT for bar in touched)


def test_boom_bap_kicks_on_one_and_picks_up_before_three() -> None:
    assert all({1, 8} <= bar for bar in hits("boom-bap", "groove", "kick"))


def test_boom_bap_hats_are_eighths_the_last_of_them_open() -> None:
    closed = hits("boom-bap", "groove", "hat", 60)
    opened = hits("boom-bap", "groove", "hat-open", 60)
    assert opened == [set(), {15}]
    assert [bar | other for bar, other in zip(closed, opened, strict=True)] == [EIGHTHS, EIGHTHS]


def test_boom_bap_snares_drag_behind_the_backbeat() -> None:
    for pattern in ("groove", "hook"):
        backbeats = [step for step in track("boom-bap", pattern, "snare").steps[4::8] if step]
        assert len(backbeats) == 4
        assert all(0.05 <= step.nudge <= 0.25 for step in backbeats)
    assert all(step.nudge == 0 for step in track("boom-bap", "groove", "kick").steps if step)


def test_trap_hats_run_in_sixteenths_thirty_seconds_and_triplets() -> None:
    hats = [step for step in track("trap", "verse", "hat").steps if step]
    spacings = {step.length * SIXTEENTH_TICKS // step.ratchet for step in hats}
    assert spacings == {STEP_TICKS["1/16"], STEP_TICKS["1/32"], STEP_TICKS["1/16t"]}


def test_trap_rolls_rise_fall_and_change_their_pitch() -> None:
    patterns = ("verse", "hook", "drop")
    rolls = [
        step
        for name in patterns
        for step in track("trap", name, "hat").steps
        if step is not None and step.ratchet > 1
    ]
    assert all(step.ramp for step in rolls)
    assert {step.ramp > 0 for step in rolls} == {True, False}
    assert len({dict(step.locks).get("pitch", 0.0) for step in rolls}) > 3


def test_trap_bass_is_long_and_falls_on_the_kicks() -> None:
    bass = track("trap", "verse", "bass")
    assert max(step.length for step in bass.steps if step) >= 8
    for kicks, notes in zip(hits("trap", "verse", "kick"), hits("trap", "verse", "bass"), strict=True):
        assert kicks & notes


def test_house_bass_leaves_the_kick_alone() -> None:
    for pattern in ("groove", "peak"):
        assert not any(bar & EVERY_BEAT for bar in hits("house", pattern, "bass"))


def test_techno_lanes_turn_over_against_the_bar() -> None:
    pattern = song("techno").pattern("engine")
    assert pattern is not None
    odd = {lane.name: lane.length for lane in pattern.tracks if pattern.length % lane.length}
    assert set(odd.values()) == {5, 7, 11, 12}


def test_techno_rumble_is_low_and_between_the_kicks() -> None:
    assert not any(bar & EVERY_BEAT for bar in hits("techno", "engine", "rumble", 1))
    values = song("techno").mixer.strip("rumble").values
    cutoff = next(param for param in PARAMS.strip if param.name == "cutoff_hz")
    assert float(value_of(values, cutoff)) <= 150.0


def test_drum_and_bass_moves_its_ride_in_eighths() -> None:
    assert all(bar == EIGHTHS for bar in hits("drum-and-bass", "roll", "ride", 50))


def test_uk_garage_hats_skip_the_beats_and_swing_the_most() -> None:
    assert not any(bar & EVERY_BEAT for bar in hits("uk-garage", "two-step", "hat", 1))
    hat = track("uk-garage", "two-step", "hat")
    assert hat.swing is not None
    assert hat.swing > song("uk-garage").swing
    assert all(ghosts("uk-garage", "two-step", "rim"))


def test_funk_hits_the_one_and_leaves_the_beat() -> None:
    for lane in ("kick", "bass"):
        first = track("funk", "pocket", lane).steps[0]
        assert first is not None
        assert first.velocity == ACCENT_VELOCITY
    assert all(bar - EVERY_BEAT for bar in hits("funk", "pocket", "kick"))
    assert hits("funk", "pocket", "hat", 1)[0] == set(range(1, 17))
    assert hits("funk", "pocket", "hat", 100)[0] == EVERY_BEAT


def test_the_demo_shows_the_instrument_from_its_first_bar() -> None:
    demo = song("demo")
    assert demo.sections[0].mute == ()
    heard = demo.pattern(demo.sections[0].pattern)
    assert heard is not None
    assert {"kick", "clap", "hat", "cowbell", "bass", "lead"} <= {lane.name for lane in heard.tracks}
    sends = {name for strip in demo.mixer.strips for name, _ in strip.values}
    assert {"reverb", "delay"} <= sends
    assert any(pattern.length % lane.length for pattern in demo.patterns for lane in pattern.tracks)
