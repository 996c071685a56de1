"""Edits of rectangles of steps."""

from dataclasses import replace

import pytest

from beatterm.model.edits import regions, steps
from beatterm.model.edits.regions import Region
from beatterm.model.song import Song
from beatterm.model.step import Step
from tests.session.fakes import make_song, row

BOX = Region("A", ("kick", "snare"), 0, 4)


def rows(song: Song, *names: str) -> list[str]:
    signs = {35: "o", 100: "x", 127: "X"}
    pattern = steps.pattern_of(song, "A")
    tracks = (steps.fitting_track(pattern, name) for name in names)
    return [
        "".join(signs.get(step.velocity, "?") if step else "." for step in track.steps) for track in tracks
    ]


def test_change_touches_hits_inside_only() -> None:
    song = regions.change_steps(make_song(), BOX, lambda step: replace(step, velocity=35))
    assert rows(song, "kick", "snare") == ["o.....x..x......", "....o.......X..o"]


@pytest.mark.parametrize(("amount", "velocity"), [(10, 110), (-10, 90), (99, 127), (-200, 1)])
def test_velocity_moves_within_its_range(amount: int, velocity: int) -> None:
    song = regions.add_velocity(make_song(), Region("A", ("kick",), 0, 0), amount)
    assert steps.step_at(song, "A", "kick", 0) == Step(velocity)


def test_clear_empties_the_box() -> None:
    song = regions.clear(make_song(), BOX)
    assert rows(song, "kick", "snare") == ["......x..x......", "............X..o"]


def test_copy_and_paste_move_a_box() -> None:
    song = make_song()
    clip = regions.copy(song, BOX)
    assert [len(line) for line in clip] == [5, 5]
    pasted = regions.paste(song, "A", ("clap", "rim"), 2, clip)
    assert rows(pasted, "clap", "rim") == ["..x.............", "......X........."]


def test_paste_overwrites_with_rests_too() -> None:
    song = make_song()
    pasted = regions.paste(song, "A", ("kick",), 5, regions.copy(song, Region("A", ("kick",), 1, 4)))
    assert rows(pasted, "kick") == ["x........x......"]


def test_what_does_not_fit_is_left_out() -> None:
    song = make_song()
    clip = regions.copy(song, BOX)
    assert rows(regions.paste(song, "A", ("hat",), 10, clip), "hat") == ["x.x.x.x.x.x."]
    assert regions.paste(song, "A", (), 0, clip) == song
    assert regions.paste(song, "Z", ("hat",), 0, clip) == song


def test_a_clip_may_go_to_another_pattern() -> None:
    clip = regions.copy(make_song(), Region("A", ("snare",), 4, 4))
    song = regions.paste(make_song(), "B", ("snare",), 31, clip)
    assert steps.step_at(song, "B", "snare", 31) == Step(127)


def test_row_reads_a_rhythm() -> None:
    assert row("hat", "x.o X").steps == (Step(), None, Step(35), Step(127))
