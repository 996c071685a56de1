"""What a song says beyond its grids: read into the model's fields, saved line by line, and shown."""

from dataclasses import replace
from itertools import zip_longest

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import canonical, format_song, parse_song, update_text
from beatterm.formats.show_text import show_head, show_pattern, show_setups
from beatterm.model.groove import Groove
from beatterm.model.param import with_lock, without_lock
from beatterm.model.pattern import Pattern, Track
from beatterm.model.scale import Key
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.time import STEP_TICKS, Meter

DEEP = '''\
# Everything at once.
beatterm = 1
tempo = 120.0
meter = "4/4"
key = "c minor"  # three flats
groove = "late"
groove_amount = 80

[track.bass]  # an octave down
in_key = true
pitch = -12.0
reverse = "on"

# Behind the beat.
[grooves.late]
step = "1/8"
time = [0.0, 0.2]
velocity = [100, 80]

[pattern.A]
step = "1/16"
meter = "7/8"
fill = true
chance = 150
grid = """
hat   | x. x. x. x. x. x. x. |
bass  | c2 .   .  .   g2 . |
"""
[pattern.A.track.hat]
groove = "none"
groove_amount = 50
direction = "pingpong"
humanise_time = 0.02
humanise_velocity = 8
transpose = -12
shift = 0.1
[pattern.A.track.hat.steps]
1 = { chance = 50, condition = "2:4" }  # now and then
3 = { ratchet = 3, ramp = -40 }
5 = { gate = 60, nudge = -0.1 }
7 = { cutoff_hz = 800.0, filter = "low" }
[pattern.A.track.bass.steps]
1 = { tie = true }

[[section]]
name = "in"
pattern = "A"
fill = true
'''


def song() -> Song:
    return parse_song(DEEP, PARAMS)


def hat(of: Song) -> Track:
    found = of.patterns[0].track("hat")
    assert found is not None
    return found


def with_hat(track: Track) -> Song:
    return song().with_pattern(song().patterns[0].with_track(track))


def changed_lines(new: Song) -> list[tuple[str | None, str | None]]:
    pairs = zip_longest(DEEP.splitlines(), update_text(DEEP, new, PARAMS).splitlines())
    return [(old, after) for old, after in pairs if old != after]


def test_every_setting_reaches_its_field() -> None:
    deep = song()
    pattern, row, setup = deep.patterns[0], hat(deep), deep.setup("bass")
    assert (deep.key, deep.groove, deep.groove_amount) == (Key(0, "minor"), "late", 80)
    assert deep.grooves == (Groove("late", STEP_TICKS["1/8"], (0.0, 0.2), (100, 80)),)
    assert (setup.in_key, setup.values) == (True, (("pitch", -12.0), ("reverse", "on")))
    assert (pattern.meter, pattern.fill, pattern.chance, pattern.length) == (Meter(7, 8), True, 150, 14)
    assert (row.groove, row.groove_amount, row.direction) == ("none", 50, "pingpong")
    assert (row.humanise_time, row.humanise_velocity, row.transpose, row.shift) == (0.02, 8, -12, 0.1)
    assert row.steps[0] == Step(chance=50, condition="2:4")
    assert row.steps[2] == Step(ratchet=3, ramp=-40)
    assert row.steps[4] == Step(gate=60, nudge=-0.1)
    assert row.steps[6] == Step(locks=(("cutoff_hz", 800.0), ("filter", "low")))
    assert deep.sections[0].fill


def test_the_form_is_canonical() -> None:
    assert canonical(DEEP, PARAMS) == DEEP


def test_a_lock_at_the_param_s_default_is_kept_but_a_setup_s_is_not() -> None:
    text = DEEP.replace("pitch = -12.0", "pitch = 0").replace('filter = "low"', 'filter = "off"')
    read = parse_song(text, PARAMS)
    assert read.setup("bass").values == (("reverse", "on"),)
    assert hat(read).steps[6] == Step(locks=(("cutoff_hz", 800.0), ("filter", "off")))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nudge = 0", Step(gate=60)),
        ('condition = "none"', Step(gate=60)),
        ("tie = false", Step(gate=60)),
        ("pan = 1", Step(gate=60, locks=(("pan", 1.0),))),
        ('condition = "!1st"', Step(gate=60, condition="!1st")),
    ],
)
def test_words_and_whole_numbers_stand_for_what_they_mean(written: str, said: Step) -> None:
    assert hat(parse_song(DEEP.replace("nudge = -0.1", written), PARAMS)).steps[4] == said


@pytest.mark.parametrize(
    ("spelt", "canonical_key"),
    [("Bb Major", "bb major"), ("d# minor", "eb minor"), ("f# minor pentatonic", "f# minor-pentatonic")],
)
def test_a_key_may_be_spelt_as_musicians_do(spelt: str, canonical_key: str) -> None:
    read = parse_song(f'beatterm = 1\nkey = "{spelt}"\n', PARAMS)
    assert f'key = "{canonical_key}"' in format_song(read, PARAMS)


def test_a_pattern_without_tracks_is_as_long_as_a_bar_of_its_own_metre() -> None:
    read = parse_song('beatterm = 1\n[pattern.A]\nmeter = "3/4"\n', PARAMS)
    assert read.patterns == (Pattern("A", 12, meter=Meter(3, 4)),)


def test_a_song_s_own_groove_comes_before_the_shipped_one_of_its_name() -> None:
    read = parse_song('beatterm = 1\ngroove = "mpc-16-58"\n[grooves.mpc-16-58]\ntime = [0.4]\n', PARAMS)
    assert read.groove_named("mpc-16-58") == Groove("mpc-16-58", time=(0.4,))


def test_one_value_of_a_step_changes_its_line_and_keeps_the_comment() -> None:
    assert changed_lines(with_hat(hat(song()).with_step(0, Step(chance=75, condition="2:4")))) == [
        (
            '1 = { chance = 50, condition = "2:4" }  # now and then',
            '1 = { chance = 75, condition = "2:4" }  # now and then',
        )
    ]


def test_locks_come_and_go_in_their_step_s_line() -> None:
    step = hat(song()).steps[6]
    cutoff, pan = PARAMS.lock("cutoff_hz"), PARAMS.lock("pan")
    assert step and cutoff and pan
    locks = with_lock(without_lock(step.locks, cutoff.name), pan, -1.0)
    assert changed_lines(with_hat(hat(song()).with_step(6, replace(step, locks=locks)))) == [
        ('7 = { cutoff_hz = 800.0, filter = "low" }', '7 = { filter = "low", pan = -1.0 }')
    ]


def test_a_setting_of_a_track_and_of_a_pattern_change_one_line_each() -> None:
    assert changed_lines(with_hat(replace(hat(song()), direction="random"))) == [
        ('direction = "pingpong"', 'direction = "random"')
    ]
    assert changed_lines(song().with_pattern(replace(song().patterns[0], chance=40))) == [
        ("chance = 150", "chance = 40")
    ]


def test_another_metre_leaves_the_grid_as_it_is_written() -> None:
    new = song().with_pattern(replace(song().patterns[0], meter=Meter(3, 4)))
    assert changed_lines(new) == [('meter = "7/8"', 'meter = "3/4"')]
    assert "x.x. x.x. x.x. | x." in format_song(new, PARAMS)


def test_key_and_groove_change_one_line_and_grooves_keep_their_order() -> None:
    assert changed_lines(replace(song(), key=Key(2, "dorian"))) == [
        ('key = "c minor"  # three flats', 'key = "d dorian"  # three flats')
    ]
    assert changed_lines(replace(song(), groove="")) == [('groove = "late"', 'groove = "none"')]
    first = Groove("early", time=(-0.1,))
    text = update_text(DEEP, replace(song(), grooves=(first, *song().grooves)), PARAMS)
    assert parse_song(text, PARAMS).grooves == (first, *song().grooves)
    assert '[grooves.early]\nstep = "1/16"\ntime = [-0.1]\n\n# Behind the beat.\n[grooves.late]' in text


def test_a_song_is_shown_with_all_that_it_says() -> None:
    deep = replace(song(), title="Deep")
    assert show_head(deep) == "Deep   120 BPM   4/4   c minor   swing 50 %   groove late 80 %   kit none"
    assert show_setups(deep) == (
        "bass: in key, pitch -12, reverse on\ngroove late: 1/8, time +0 +0.2, velocity 100 % 80 %\n"
    )
    assert show_pattern(deep, deep.patterns[0]).splitlines() == [
        "A  1/16  14 steps  7/8  chance 150 %  fill",
        "        1      2      3      4      5      6      7",
        "hat   | x  .   x  .   x  .   x  .   x  .   x  .   x  . |  groove none, groove_amount 50,"
        " direction pingpong, humanise_time 0.02, humanise_velocity 8, transpose -12, shift 0.1",
        "bass  | c2 .   .  .   g2 . |",
        "hat 1: chance 50, condition 2:4",
        "hat 3: ratchet 3, ramp -40",
        "hat 5: gate 60, nudge -0.1",
        "hat 7: cutoff_hz 800.0, filter low",
        "bass 1: tie true",
    ]
