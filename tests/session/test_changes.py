"""The law of the way to the engine: the commands between two songs turn the one into the other."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.engine.edits import SetMixer, SetTracks
from beatterm.model.edits import mix, patterns, sections, steps
from beatterm.model.kit import Kit
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.session.changes import commands_between
from tests.session.fakes import PARAMS, FakeEngine, make_song

Edit = Callable[[Song], Song]

EDITS: tuple[Edit, ...] = (
    lambda song: steps.toggle_step(song, "A", "kick", 3),
    lambda song: steps.rotate(song, "B", "clap", 1),
    lambda song: steps.fill_every(song, "A", "rim", 3),
    lambda song: steps.set_pattern_length(song, "B", 24),
    lambda song: mix.toggle_mute(song, "hat"),
    lambda song: mix.set_strip_value(song, "kick", PARAMS.strip[0], -3.0),
    lambda song: mix.set_tempo(song, song.tempo + 7),
    lambda song: mix.set_swing(song, 66),
    lambda song: patterns.fork_pattern(song, "A")[0],
    lambda song: patterns.clear_pattern(song, "A"),
    lambda song: patterns.move_track(song, "kick", 1),
    lambda song: patterns.set_track_sound(song, "snare", "clap"),
    lambda song: sections.add_section(song, 0, "B"),
)


def heard_by(song: Song, start: Song) -> Song:
    """The song that an engine has after it was sent what lies between."""
    engine = FakeEngine(project=Project(start, Kit("dusty")))
    for command in commands_between(start, song):
        engine.send(command)
    return engine.project.song


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(EDITS), max_size=5), st.lists(st.sampled_from(EDITS), max_size=5))
def test_the_commands_between_two_songs_give_the_second(before: list[Edit], after: list[Edit]) -> None:
    old = make_song()
    for edit in before:
        old = edit(old)
    new = old
    for edit in after:
        new = edit(new)
    assert heard_by(new, old) == new
    assert heard_by(old, new) == old


def test_a_removed_track_travels_with_the_whole_song() -> None:
    old = make_song()
    new = patterns.remove_track(old, "snare")
    assert heard_by(new, old) == new


def test_equal_songs_need_no_command() -> None:
    assert commands_between(make_song(), make_song()) == ()


def test_a_changed_pattern_and_mix_travel_alone() -> None:
    old = make_song()
    new = mix.toggle_solo(steps.toggle_step(old, "A", "kick", 3), "hat")
    assert [type(command) for command in commands_between(old, new)] == [SetTracks, SetMixer]
