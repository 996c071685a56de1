"""Saves from the screen: the text says the new song, and all that did not change stays as it was written."""

from dataclasses import replace
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import format_song, parse_song, update_text
from beatterm.formats.beat_update import updated_text
from beatterm.formats.document import read_document
from beatterm.model.mixer import GAIN, Strip
from beatterm.model.param import with_value
from beatterm.model.pattern import Pattern, Track
from beatterm.model.song import Section, Song, TrackSetup
from beatterm.model.step import Step
from tests.formats.layouts import loose, marks, sprinkled
from tests.model.edited import edited
from tests.model.strategies import songs

HOUSE = '''\
# A house beat to start from.
beatterm = 1
tempo = 124.0  # not faster!
meter = "4/4"

[pattern.A]
step = "1/16"
grid = """
# the floor
kick  | x... x... x... x... |   # four of them
hat|..x. ..x. ..x. ..x.

bass  | c2 - . .  . . eb2 .  g1 . . .  . . . . |
"""
[pattern.A.track.hat.steps]
3  = { velocity = 87 }  # softer

# The way in.
[[section]]
name = "intro"
pattern = "A"   # alone

# The long part.
[[section]]
name = "verse"
pattern = "A"
repeat = 4

[mixer]
kick.gain_db = -2   # headroom
hat = { pan = 0.2 }
'''


def updated(text: str, song: Song) -> str:
    """The text by edits alone, without the canonical form to fall back on."""
    document = read_document(text, "song")
    return updated_text(document, parse_song(text, PARAMS), song, PARAMS)


def changed_lines(before: str, after: str) -> list[tuple[str | None, str | None]]:
    pairs = zip_longest(before.splitlines(), after.splitlines())
    return [(old, new) for old, new in pairs if old != new]


@given(st.data())
def test_a_save_without_a_change_leaves_any_text_as_it_is(data: st.DataObject) -> None:
    text = data.draw(sprinkled(data.draw(loose(data.draw(songs())))))
    song = parse_song(text, PARAMS)
    assert update_text(text, song, PARAMS) == text
    assert updated(text, song) == text


@given(st.data())
def test_a_commented_text_says_the_new_song_after_a_save(data: st.DataObject) -> None:
    song = data.draw(songs())
    text = data.draw(sprinkled(format_song(song, PARAMS)))
    new = data.draw(edited(song) | songs())
    assert parse_song(updated(text, new), PARAMS) == new


@given(st.data())
def test_a_text_in_any_of_tomls_forms_says_the_new_song_after_a_save(data: st.DataObject) -> None:
    text = data.draw(sprinkled(data.draw(loose(data.draw(songs())))))
    new = data.draw(edited(parse_song(text, PARAMS)))
    assert parse_song(updated(text, new), PARAMS) == new


@given(st.data())
def test_comments_survive_where_nothing_is_taken_away(data: st.DataObject) -> None:
    song = data.draw(songs())
    text = data.draw(sprinkled(format_song(song, PARAMS)))
    new = replace(song, tempo=data.draw(st.integers(20, 400)) * 1.0, swing=50.0, title="")
    for pattern in song.patterns:
        rows = tuple(row.with_step(0, Step(90, (36,)) if row.steps[0] else None) for row in pattern.tracks)
        new = new.with_pattern(replace(pattern, tracks=rows))
    new = (
        new.with_pattern(Pattern("added", tracks=(Track("new", (Step(),)),)))
        if len(song.patterns) < 5
        else new
    )
    new = replace(
        new, tracks=(*song.tracks, TrackSetup("new", "kick")), sections=(*new.sections, Section("", "added"))
    )
    assert marks(updated(text, new)) == marks(text)


def test_one_setting_changes_one_line() -> None:
    song = replace(parse_song(HOUSE, PARAMS), tempo=126.5)
    assert changed_lines(HOUSE, updated(HOUSE, song)) == [
        ("tempo = 124.0  # not faster!", "tempo = 126.5  # not faster!")
    ]


def test_one_step_changes_one_lane_and_keeps_its_comment() -> None:
    song = parse_song(HOUSE, PARAMS)
    kick = song.patterns[0].tracks[0].with_step(2, Step(127))
    new = song.with_pattern(song.patterns[0].with_track(kick))
    assert changed_lines(HOUSE, updated(HOUSE, new)) == [
        ("kick  | x... x... x... x... |   # four of them", "kick  | x.X. x... x... x... |   # four of them")
    ]


def test_a_velocity_that_no_character_says_adds_one_line_to_the_table_of_steps() -> None:
    song = parse_song(HOUSE, PARAMS)
    hat = song.patterns[0].tracks[1].with_step(6, Step(88))
    new = song.with_pattern(song.patterns[0].with_track(hat))
    assert updated(HOUSE, new) == HOUSE.replace(
        "hat|..x. ..x. ..x. ..x.", "hat| ..7. ..7. ..x. ..x. |"
    ).replace("# softer\n", "# softer\n7 = { velocity = 88 }\n")


def test_a_new_track_stands_below_the_others() -> None:
    song = parse_song(HOUSE, PARAMS)
    new = song.with_pattern(song.patterns[0].with_track(Track("clap", (None, Step()) * 8)))
    new = replace(new, tracks=(*song.tracks, TrackSetup("clap", "clap")))
    line = "bass  | c2 - . .  . . eb2 .  g1 . . .  . . . . |\n"
    assert updated(HOUSE, new) == HOUSE.replace(line, line + "clap  | .x.x .x.x .x.x .x.x |\n")


def test_a_track_that_goes_takes_its_tables_along_and_leaves_the_notes_above_it() -> None:
    song = parse_song(HOUSE, PARAMS)
    rest = replace(song.patterns[0], tracks=song.patterns[0].tracks[2:])
    kept = replace(song.mixer, strips=())
    new = replace(song, patterns=(rest,), tracks=song.tracks[2:], mixer=kept)
    text = updated(HOUSE, new)
    assert parse_song(text, PARAMS) == new
    assert "# the floor\n\nbass" in text
    assert "hat" not in text
    assert "kick" not in text


def test_a_section_moves_with_the_comment_above_it() -> None:
    song = parse_song(HOUSE, PARAMS)
    text = updated(HOUSE, replace(song, sections=song.sections[::-1]))
    assert text.index("# The long part.\n[[section]]") < text.index(
        '# The way in.\n[[section]]\nname = "intro"'
    )
    assert 'pattern = "A"   # alone' in text


def test_a_section_that_goes_takes_its_comment_along() -> None:
    song = parse_song(HOUSE, PARAMS)
    text = updated(HOUSE, replace(song, sections=song.sections[1:]))
    assert "way in" not in text
    assert "# The long part.\n[[section]]" in text


def test_dotted_and_inline_tables_are_edited_in_their_own_form() -> None:
    song = parse_song(HOUSE, PARAMS)
    mixer = song.mixer.with_strip(Strip("kick", mute=True, values=with_value((), GAIN, -3.0)))
    mixer = mixer.with_strip(replace(song.mixer.strip("hat"), solo=True))
    assert changed_lines(HOUSE, updated(HOUSE, replace(song, mixer=mixer))) == [
        ("kick.gain_db = -2   # headroom", "kick.mute = true"),
        ("hat = { pan = 0.2 }", "kick.gain_db = -3.0   # headroom"),
        (None, "hat = { solo = true, pan = 0.2 }"),
    ]


def test_a_setting_back_at_its_default_keeps_its_line() -> None:
    text = "beatterm = 1\nswing = 58  # MPC percent\n"
    assert update_text(text, Song(), PARAMS) == "beatterm = 1\nswing = 50  # MPC percent\n"


def test_a_table_that_says_nothing_any_more_goes_but_those_inside_it_stay() -> None:
    grid = '[pattern.A]\ngrid = """\nkick | x |\n"""\n'
    steps = "[pattern.A.track.kick.steps]\n1 = { velocity = 90 }  # soft\n"
    text = f"beatterm = 1\n{grid}[pattern.A.track.kick]\nswing = 62\n{steps}"
    song = parse_song(text, PARAMS)
    kick = replace(song.patterns[0].tracks[0], swing=None)
    new = song.with_pattern(song.patterns[0].with_track(kick))
    assert updated(text, new) == f"beatterm = 1\n{grid}{steps}"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_line_ends_and_a_byte_order_mark_stay(mark: str) -> None:
    text = mark + HOUSE.replace("\n", "\r\n")
    song = parse_song(text, PARAMS)
    assert update_text(text, replace(song, tempo=99.0), PARAMS) == text.replace("124.0", "99.0")


def test_a_file_without_a_last_line_end_keeps_none() -> None:
    assert update_text("beatterm = 1\ntempo = 90", Song(tempo=91.0), PARAMS) == "beatterm = 1\ntempo = 91.0"
    assert update_text("beatterm = 1", Song(seed=4), PARAMS) == "beatterm = 1\nseed = 4"


def test_a_grid_with_escapes_is_written_anew_but_keeps_its_comments() -> None:
    text = 'beatterm = 1\n[pattern.A]\ngrid = "kick | x... |  # \\"one\\"\\nhat | .x |\\n"\n'
    song = parse_song(text, PARAMS)
    kick = song.patterns[0].tracks[0].with_step(1, Step())
    after = update_text(text, song.with_pattern(song.patterns[0].with_track(kick)), PARAMS)
    assert 'grid = """\nkick | xx.. |  # "one"\nhat | .x |\n"""' in after
