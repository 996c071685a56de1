"""Edits of the arrangement."""

import pytest

from beatterm.model.edits import sections
from beatterm.model.edits.errors import EditError
from beatterm.model.song import Section, Song
from tests.session.fakes import make_song


def order(song: Song) -> list[str]:
    return [section.name for section in song.sections]


def test_sections_are_added_where_they_are_wanted_under_names_of_their_own() -> None:
    song = sections.add_section(sections.add_section(make_song(), 1, "B"), 3, "A")
    assert order(song) == ["verse", "part", "hook", "part2"]
    assert song.sections[1] == Section("part", "B")


def test_a_section_plays_a_pattern_that_exists() -> None:
    with pytest.raises(EditError, match="no pattern Z"):
        sections.add_section(make_song(), 0, "Z")
    with pytest.raises(EditError, match="no pattern Z"):
        sections.set_section_pattern(make_song(), 0, "Z")
    assert sections.set_section_pattern(make_song(), 0, "B").sections[0].pattern == "B"


def test_a_song_holds_so_many_sections() -> None:
    song = make_song()
    for _ in range(sections.MAX_SECTIONS - 2):
        song = sections.add_section(song, 0, "A")
    with pytest.raises(EditError, match="256"):
        sections.add_section(song, 0, "A")


def test_a_section_goes() -> None:
    assert order(sections.remove_section(make_song(), 0)) == ["hook"]


@pytest.mark.parametrize("index", [-1, 2])
def test_a_section_that_is_not_there_is_refused(index: int) -> None:
    for edit in (sections.remove_section, sections.section_at):
        with pytest.raises(EditError, match="no such section"):
            edit(make_song(), index)


@pytest.mark.parametrize(
    ("by", "after"), [(1, ["hook", "verse"]), (-1, ["verse", "hook"]), (9, ["hook", "verse"])]
)
def test_a_section_moves_as_far_as_the_edge(by: int, after: list[str]) -> None:
    assert order(sections.move_section(make_song(), 0, by)) == after


@pytest.mark.parametrize(("wanted", "kept"), [(3, 3), (0, 1), (5000, 999)])
def test_repeats_stay_in_their_range(wanted: int, kept: int) -> None:
    assert sections.set_repeat(make_song(), 1, wanted).sections[1].repeat == kept


def test_names_are_told_apart() -> None:
    song = make_song()
    assert order(sections.rename_section(song, 0, " intro ")) == ["intro", "hook"]
    assert sections.rename_section(song, 0, "verse") == song
    for wrong in ("hook", "", "  ", "a\nb"):
        with pytest.raises(EditError):
            sections.rename_section(song, 0, wrong)


def test_a_track_is_left_out_and_taken_back() -> None:
    song = sections.toggle_section_mute(sections.toggle_section_mute(make_song(), 0, "kick"), 0, "bass")
    assert song.sections[0].mute == ("bass", "kick")
    song = sections.toggle_section_mute(sections.toggle_section_mute(song, 0, "kick"), 0, "bass")
    assert song == make_song()


def test_the_last_repeat_of_a_section_becomes_a_fill_and_back() -> None:
    filled = sections.toggle_section_fill(make_song(), 1)
    assert [section.fill for section in filled.sections] == [False, True]
    assert sections.toggle_section_fill(filled, 1) == make_song()
