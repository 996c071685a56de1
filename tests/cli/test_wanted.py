"""What `render` is asked for: names of sections as musicians write them."""

from dataclasses import replace

import pytest

from beatterm.cli.failure import UsageError
from beatterm.cli.wanted import sections_of
from beatterm.model.song import Section
from tests.material import row, song_of

SECTIONS = tuple(Section(*each) for each in (("verse", "A"), ("hook, loud", "A"), ("verse", "A", 2)))
SONG = replace(song_of(row("kick", "x...")), sections=SECTIONS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("verse", ("verse",)),
        ("hook, loud", ("hook, loud",)),
        ("verse,hook, loud,verse-2", ("verse", "hook, loud", "verse-2")),
        ("hook, loud, verse, verse", ("hook, loud", "verse")),
        ("all", ("verse", "hook, loud", "verse-2")),
        ("none,verse", ("none", "verse")),
        ("", ("",)),
    ],
)
def test_commas_stand_between_sections_and_in_their_names(text: str, names: tuple[str, ...]) -> None:
    assert sections_of(text, SONG) == names


def test_all_is_a_section_if_one_is_called_that() -> None:
    assert sections_of("all", replace(SONG, sections=(Section("all", "A"), *SECTIONS))) == ("all",)


def test_a_comma_too_many_is_told() -> None:
    with pytest.raises(UsageError, match="intro,verse"):
        sections_of("verse,,hook, loud", SONG)
