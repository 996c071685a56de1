"""Edits of what the hits of a region carry."""

from dataclasses import replace

import pytest

from beatterm.model import step_params
from beatterm.model.carried import Carried, setting
from beatterm.model.edits import regions, values
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.regions import Region
from beatterm.model.edits.steps import set_step
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.param import Param, Value
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.step_params import STEP_PARAMS
from tests.model.edits.rhythms import hits_of, song_of, text_of, track_of, whole
from tests.session.fakes import make_song

VELOCITY, CHANCE, CONDITION = map(setting, (step_params.VELOCITY, step_params.CHANCE, step_params.CONDITION))
RATCHET, NUDGE, TIE = map(setting, (step_params.RATCHET, step_params.NUDGE, step_params.TIE))
CUTOFF = Carried(Param("cutoff_hz", 20000.0, 20.0, 20000.0, "Hz", step=1.06, ratio=True))
PITCH = Carried(Param("pitch", 0.0, -48.0, 48.0, "st", step=1.0))
REVERSE = Carried(Param("reverse", "off", choices=("off", "on")))


def locks(song: Song) -> list[dict[str, Value]]:
    return [dict(step.locks) for step in hits_of(song)]


@pytest.mark.parametrize("what", [*map(setting, STEP_PARAMS)], ids=lambda what: what.param.name)
def test_every_setting_of_a_step_can_be_set_for_a_region_and_taken_off(what: Carried) -> None:
    param = what.param
    for wanted in param.choices or (param.low, param.high):
        song = values.set_value(song_of("x.ox"), whole(), what, wanted)
        assert [what.value_in(step) for step in hits_of(song)] == [wanted] * 3
        plain = values.clear_value(song, whole(), what)
        assert not any(what.is_carried(step) for step in hits_of(plain))
        assert track_of(song).steps[1] is None


def test_only_hits_inside_the_region_change() -> None:
    song = make_song()
    changed = values.set_value(song, Region("A", ("kick", "hat", "clap"), 0, 4), CHANCE, 50)
    for name in ("kick", "hat"):
        before, after = track_of(song, name).steps, track_of(changed, name).steps
        inside = tuple(step and replace(step, chance=50) for step in before[:5])
        assert after == (*inside, *before[5:])
    assert [track.name for track in changed.patterns[0].tracks] == [
        track.name for track in song.patterns[0].tracks
    ]


def test_a_value_out_of_range_is_refused_with_rule_and_example() -> None:
    with pytest.raises(EditError, match=r"velocity takes a whole number from 1 to 127, such as 100, not 128"):
        values.set_value(song_of("x"), whole(), VELOCITY, 128)
    with pytest.raises(EditError, match=r"condition takes one of none, fill, .* such as none, not maybe"):
        values.set_value(song_of("x"), whole(), CONDITION, "maybe")
    with pytest.raises(EditError, match="pitch takes"):
        values.set_value(song_of("x"), whole(), PITCH, float("nan"))


def test_relative_changes_keep_differences_until_they_stop() -> None:
    song = values.add_value(song_of("oxX"), whole(), VELOCITY, 2)
    assert [step.velocity for step in hits_of(song)] == [45, 110, 127]
    song = values.add_value(song, whole(), VELOCITY, -20)
    assert [step.velocity for step in hits_of(song)] == [1, 10, 27]


def test_whole_numbers_move_by_one_at_least() -> None:
    song = values.add_value(song_of("ox"), whole(), VELOCITY, 0.1)
    assert [step.velocity for step in hits_of(song)] == [36, 101]
    assert values.add_value(song, whole(), VELOCITY, 0) == song
    assert [step.ratchet for step in hits_of(values.add_value(song, whole(), RATCHET, 99))] == [8, 8]


def test_numbers_stay_clean_however_often_they_move() -> None:
    song = song_of("x")
    for _ in range(3):
        song = values.add_value(song, whole(), NUDGE, 1)
    assert hits_of(song)[0].nudge == 0.15


def test_choices_move_along_their_list() -> None:
    song = values.set_value(song_of("x"), whole(), CONDITION, "fill")
    assert hits_of(values.add_value(song, whole(), CONDITION, 2))[0].condition == "pre"
    assert hits_of(values.add_value(song, whole(), CONDITION, -9))[0].condition == ""
    assert hits_of(values.add_value(song, whole(), TIE, 1))[0].tie is True


def whole_of(steps: int) -> Region:
    return Region("A", ("kick",), 0, steps - 1)


def test_a_lock_is_set_even_to_the_default_and_taken_off() -> None:
    song = values.set_value(song_of("x.x"), whole(), REVERSE, "off")
    song = values.set_value(song, whole(), PITCH, 3.0)
    assert locks(song) == [{"pitch": 3.0, "reverse": "off"}] * 2
    assert [step.locks for step in hits_of(song)] == [(("pitch", 3.0), ("reverse", "off"))] * 2
    assert locks(values.clear_value(song, whole(), PITCH)) == [{"reverse": "off"}] * 2


def test_a_relative_lock_starts_from_what_the_track_s_sound_has() -> None:
    song = values.set_value(song_of("xx"), whole_of(1), PITCH, 5.0)
    deep = replace(song, tracks=(TrackSetup("kick", "kick", values=(("pitch", 12.0),)),))
    moved = values.add_value(deep, whole(), PITCH, -2)
    assert locks(moved) == [{"pitch": 3.0}, {"pitch": 10.0}]


def test_a_lock_with_a_ratio_is_multiplied_from_what_the_track_s_strip_has() -> None:
    song = values.set_value(song_of("xx"), whole_of(1), CUTOFF, 500.0)
    dark = replace(song, mixer=Mixer(strips=(Strip("kick", values=(("cutoff_hz", 1000.0),)),)))
    up = values.add_value(dark, whole(), CUTOFF, 2)
    assert [each["cutoff_hz"] for each in locks(up)] == [pytest.approx(561.8), pytest.approx(1123.6)]
    assert locks(values.add_value(up, whole(), CUTOFF, -2)) == [{"cutoff_hz": 500.0}, {"cutoff_hz": 1000.0}]
    assert locks(values.add_value(up, whole(), CUTOFF, 200)) == [{"cutoff_hz": 20000.0}] * 2


def test_copied_steps_carry_everything() -> None:
    rich = Step(
        90, (40, 47), 3, 50, True, 30, "2:4", 4, -50, -0.25, (("cutoff_hz", 800.0), ("reverse", "on"))
    )
    song = set_step(song_of("...."), "A", "kick", 1, rich)
    clip = regions.copy(song, whole_of(2))
    assert track_of(regions.paste(song, "A", ("kick",), 2, clip)).steps == (None, rich, None, rich)


def test_what_no_hit_carries_leaves_the_song_alone() -> None:
    song = make_song()
    assert values.set_value(song, Region("A", ("rim", "clap"), 0, 15), PITCH, 1.0) == song
    assert text_of(values.add_value(song_of("...."), whole(), VELOCITY, 5)) == "...."
