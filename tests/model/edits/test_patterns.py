"""Edits of whole patterns and of the list of tracks."""

from dataclasses import replace

import pytest

from beatterm.model.edits import mix, patterns, sections
from beatterm.model.edits.errors import EditError
from beatterm.model.song import Song, TrackSetup
from tests.session.fakes import SOUND_NAMES, make_song


def names(song: Song) -> list[str]:
    return [pattern.name for pattern in song.patterns]


def test_a_new_pattern_is_empty_and_as_long() -> None:
    song, name = patterns.new_pattern(make_song(), "B")
    pattern = song.pattern(name)
    assert pattern is not None
    assert (name, names(song), pattern.length) == ("C", ["A", "B", "C"], 32)
    assert all(track.is_empty for track in pattern.tracks)


def test_a_fork_stands_behind_its_model() -> None:
    song, name = patterns.fork_pattern(make_song(), "A")
    first, copy = song.pattern("A"), song.pattern(name)
    assert (name, names(song)) == ("C", ["A", "C", "B"])
    assert first is not None
    assert copy == replace(first, name="C")


def test_names_go_on_after_z_and_a_song_is_full_at_last() -> None:
    song = make_song()
    for _ in range(patterns.MAX_PATTERNS - 2):
        song, _ = patterns.new_pattern(song, "A")
    assert names(song)[25:28] == ["Z", "A2", "B2"]
    for make in (patterns.new_pattern, patterns.fork_pattern):
        with pytest.raises(EditError, match="64 patterns"):
            make(song, "A")


def test_clear_keeps_lengths() -> None:
    song = patterns.clear_pattern(make_song(), "A")
    pattern = song.pattern("A")
    assert pattern is not None
    assert [track.length for track in pattern.tracks] == [16, 16, 12, 16]
    assert all(track.is_empty for track in pattern.tracks)


def test_a_pattern_that_plays_cannot_go() -> None:
    with pytest.raises(EditError, match="section verse"):
        patterns.remove_pattern(make_song(), "A")


def test_the_last_pattern_stays() -> None:
    song = replace(make_song(), sections=())
    song = patterns.remove_pattern(song, "A")
    assert names(song) == ["B"]
    with pytest.raises(EditError, match="at least one"):
        patterns.remove_pattern(song, "B")


@pytest.mark.parametrize(("by", "place"), [(1, 1), (-1, 0), (99, 6)])
def test_a_track_moves_as_far_as_the_edge(by: int, place: int) -> None:
    song = patterns.move_track(make_song(), "kick", by)
    assert song.tracks[place].name == "kick"
    assert {setup.name for setup in song.tracks} == set(SOUND_NAMES)


def test_a_track_is_added_once() -> None:
    song = patterns.add_track(make_song(), "cow", "rim")
    assert song.tracks[-1] == TrackSetup("cow", "rim")
    with pytest.raises(EditError, match="track cow already"):
        patterns.add_track(song, "cow", "kick")


def test_a_removed_track_leaves_nothing_behind() -> None:
    song = sections.toggle_section_mute(mix.toggle_mute(make_song(), "hat"), 0, "hat")
    song = patterns.remove_track(song, "hat")
    assert "hat" not in repr(song)
    with pytest.raises(EditError, match="no track hat"):
        patterns.remove_track(song, "hat")


def test_a_track_may_play_another_sound() -> None:
    song = patterns.set_track_sound(make_song(), "rim", "clap")
    assert song.setup("rim") == TrackSetup("rim", "clap")
    assert song.setup("clap") == TrackSetup("clap", "clap")
