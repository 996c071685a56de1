"""Ties: what goes on, what is struck anew, and how long it lasts."""

from dataclasses import replace

from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import Section, TrackSetup
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between
from tests.material import song_of
from tests.sequencer.listening import LOOP_A, S, heard, lane

ARRANGED = Live((Cue(loop=False),))


def tied(*notes: int, **settings: object) -> Step:
    return Step(notes=notes, tie=True, **settings)  # type: ignore[arg-type]


def plain(*notes: int, **settings: object) -> Step:
    return Step(notes=notes, **settings)  # type: ignore[arg-type]


def lengths(*steps: Step | None, count: int = 8, live: Live = LOOP_A) -> list[tuple[float, float]]:
    """When events are struck and how long they last, in steps."""
    song = song_of(lane("bass", steps))
    return [(event.tick / S, event.length_ticks / S) for event in heard(song, count, live)]


def test_a_tied_note_lasts_until_another_note() -> None:
    assert lengths(tied(36), None, None, plain(40), *[None] * 4) == [(0, 3), (3, 1)]


def test_the_same_note_goes_on_and_adds_its_length() -> None:
    assert lengths(tied(36), None, plain(36, length=2, gate=50), *[None] * 5) == [(0, 2 + 1.5)]


def test_a_chain_of_ties_is_one_note() -> None:
    assert lengths(tied(36), tied(36), None, tied(36), plain(40), *[None] * 3) == [(0, 4), (4, 1)]


def test_a_ratchet_is_always_struck() -> None:
    assert lengths(tied(36), plain(36, ratchet=2), *[None] * 6) == [(0, 1), (1, 0.5), (1.5, 0.5)]


def test_the_last_hit_of_a_tied_ratchet_lasts() -> None:
    assert lengths(tied(36, ratchet=2), None, plain(40), *[None] * 5) == [(0, 0.5), (0.5, 1.5), (2, 1)]


def test_a_hit_that_does_not_sound_ends_nothing() -> None:
    assert lengths(tied(36), plain(40, chance=0), plain(40), *[None] * 5) == [(0, 2), (2, 1)]
    assert lengths(tied(36), plain(36, condition="fill"), plain(36), *[None] * 5) == [(0, 3)]


def test_a_tie_reaches_over_the_turn_of_its_track() -> None:
    assert lengths(plain(36), None, tied(36), None, count=8) == [(0, 1), (2, 3), (6, 3)]
    assert lengths(plain(40), None, tied(36), None, count=4) == [(0, 1), (2, 2)]


def test_what_is_tied_all_the_way_round_is_struck_once_a_turn() -> None:
    assert lengths(tied(36), None, None, None, count=12) == [(0, 4), (4, 4), (8, 4)]
    assert lengths(tied(36), None, tied(36), None, count=12) == [(0, 4), (4, 4), (8, 4)]


def test_tied_all_the_way_round_each_turn_is_struck_where_it_first_sounds() -> None:
    steps = (tied(36, condition="1:2"), None, tied(36), tied(36))
    assert lengths(*steps, count=16) == [(0, 6), (6, 2), (8, 6), (14, 2)]


def test_what_nothing_follows_lasts_a_turn() -> None:
    assert lengths(tied(36, condition="1st"), None, None, None, count=12) == [(0, 4)]


def test_a_tie_ends_with_its_section_and_with_the_cue() -> None:
    song = song_of(lane("bass", [None, None, tied(36), None]))
    song = replace(song, sections=(Section("one", "A", 1), Section("two", "A", 1)))
    events = events_between(Project(song), 0, 8 * S, ARRANGED)
    assert [(event.tick / S, event.length_ticks / S) for event in events] == [(2, 2), (6, 2)]
    live = Live((Cue(pattern="A"), Cue(3 * S, "none")))
    assert [event.length_ticks for event in events_between(Project(song), 0, 8 * S, live)] == [S]


def test_a_hit_after_the_cue_goes_on_from_nothing_before_it() -> None:
    song = song_of(lane("bass", [tied(36), plain(36), None, None]))
    live = Live((Cue(0, "A", offset_ticks=S),))
    assert [event.tick for event in events_between(Project(song), 0, S, live)] == [0]


def test_a_nudged_hit_ends_the_note_when_it_sounds() -> None:
    assert lengths(tied(36), plain(40, nudge=-0.25), *[None] * 6) == [(0, 0.75), (0.75, 1)]


def test_notes_that_the_key_makes_the_same_go_on() -> None:
    song = song_of(lane("bass", [tied(36), plain(37), None, None]))
    song = replace(song, key=Key(0, "minor"), tracks=(TrackSetup("bass", "bass", in_key=True),))
    assert [(event.note, event.length_ticks / S) for event in heard(song, 4)] == [(36, 2)]
