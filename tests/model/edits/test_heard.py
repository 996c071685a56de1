"""Edits as they are heard: what is taken from a rhythm, or written down of one, sounds like it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.model.edits import grooves, takes
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.model.time import SIXTEENTH_TICKS, STEP_TICKS
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between
from tests.model.edits.rhythms import song_of, song_with

KIT = Kit("k", sounds=(Sound("kick", (Layer(127, ("kick.wav",)),)),))
BAR = 16 * SIXTEENTH_TICKS


def heard(song: Song, start: int = 0) -> list[tuple[int, int]]:
    """Tick and velocity of all that sounds in a bar."""
    events = events_between(Project(song, KIT), start, start + BAR, Live((Cue(pattern="A"),)))
    return sorted((event.tick, event.velocity) for event in events)


@given(st.lists(st.integers(-40, 40), min_size=16, max_size=16))
def test_a_straight_rhythm_with_the_groove_of_another_is_heard_like_it(nudges: list[int]) -> None:
    played = song_with(Track("kick", tuple(Step(nudge=nudge / 100) for nudge in nudges)))
    groove = grooves.extract_groove(played, "A", ["kick"], "mine", SIXTEENTH_TICKS, 16)
    straight = grooves.set_song_groove(grooves.add_groove(song_of("x" * 16), groove), "mine")
    assert heard(straight, BAR) == heard(replace(played, grooves=(groove,)), BAR)


@pytest.mark.parametrize(
    "step", ["1/16", "1/32", "1/64", "1/16t", "1/32t", "1/8t", "1/16.", "1/8", "1/16q", "1/4"]
)
def test_a_roll_that_is_written_down_is_heard_as_it_was(step: str) -> None:
    ticks = STEP_TICKS[step]
    song = takes.record_roll(song_of("." * 16), "A", "kick", 0, 15, ticks, 90)
    whole_groups = 12 * SIXTEENTH_TICKS
    written = [hit for hit in heard(song) if hit[0] < whole_groups]
    assert written == [(tick, 90) for tick in range(0, whole_groups, ticks)]
