"""Names of files: what a template makes of a song, and that every system takes the result."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.export.job import DEFAULT_NAME, Form, Part, Refused
from beatterm.export.names import FIELDS, LONGEST_NAME, Named, fields_in, file_name, told_apart
from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import Section, Song
from beatterm.model.time import Meter
from tests.material import kit_of, row, song_of

SONG = replace(
    song_of(row("kick", "x..."), length=16, title="Night bus", tempo=92.5, seed=7, key=Key(0, "minor")),
    author="AC/DC",
    sections=(Section("verse", "A", 4),),
)
BAR = Meter().bar_ticks


def named(song: Song = SONG, part: Part = Part(pattern="A"), ticks: int = 4 * BAR, **more: str) -> Named:  # noqa: B008
    return Named(Project(song, kit_of()), part, Form(), ticks, **more)


@pytest.mark.parametrize(
    ("template", "name"),
    [
        (DEFAULT_NAME, "Night_bus-A-92.5bpm-4bar-Cmin"),
        ("{title}_{tempo}bpm_{key}_{bars}bar", "Night_bus_92.5bpm_Cmin_4bar"),
        ("{author} {kit} {seed} {beats}", "AC-DC test 7 16"),
        ("{rate}.{bits}", "44100.24"),
        ("{{{title}}}", "{Night_bus}"),
        ("{title}-{track}-{date}", "Night_bus-kick-2026-11-21"),
        ("beat", "beat"),
        ("{section}-{pattern}", "A"),
    ],
)
def test_a_template_is_filled(template: str, name: str) -> None:
    assert file_name(template, named(track="kick", date="2026-11-21")) == name


@pytest.mark.parametrize(
    ("template", "name"),
    [
        (DEFAULT_NAME, "92bpm-4bar"),
        ("{title}-{key}", "untitled"),
        ("({key}) {tempo}", "92"),
        ("loop_{title}_x", "loop_x"),
        ("{title}{tempo}-{author}, {bars}bar", "92, 4bar"),
    ],
)
def test_what_is_empty_vanishes_with_its_separator(template: str, name: str) -> None:
    song = replace(SONG, title="", author="", key=None, tempo=92.0)
    assert file_name(template, named(song, Part())) == name


def test_without_a_date_it_is_today() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", file_name("{date}", named()))


@pytest.mark.parametrize("name", ["beat_", ".beat", "-x", "con", "a: b?", "x" * 150, "a  b", "."])
def test_a_name_without_fields_stays_as_it_was_typed(name: str) -> None:
    assert file_name(name, named()) == name


def test_a_section_is_named_after_itself_and_where_it_has_a_field_also_after_its_pattern() -> None:
    section = named(part=Part(section="verse"))
    assert file_name("{title}-{pattern}", section) == "Night_bus-verse"
    assert file_name("{section}-{pattern}", section) == "verse-A"


def test_a_window_of_a_pattern_has_another_name_than_the_pattern() -> None:
    assert file_name("{pattern}", named(part=Part(pattern="A", steps=(1, 8)))) == "A_1-8"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Key(6, "major"), "F#maj"),
        (Key(3, "dorian"), "Ebmin"),
        (Key(10, "mixolydian"), "Bbmaj"),
        (Key(2, "chromatic"), "D"),
        (Key(9, "phrygian-dominant"), "Amaj"),
        (Key(4, "blues"), "Emin"),
    ],
)
def test_keys_are_written_as_sample_packs_do(key: Key, text: str) -> None:
    assert file_name("{key}", named(replace(SONG, key=key))) == text


@pytest.mark.parametrize(
    ("tempo", "text"), [(92.0, "92"), (92.5, "92.5"), (120.125, "120.125"), (100.0, "100")]
)
def test_tempo_has_no_zeros_at_its_end(tempo: float, text: str) -> None:
    assert file_name("{tempo}", named(replace(SONG, tempo=tempo))) == text


def test_bars_are_counted_in_the_pattern_s_own_metre() -> None:
    pattern = replace(SONG.patterns[0], meter=Meter(3, 4))
    assert file_name("{bars}", named(SONG.with_pattern(pattern), ticks=6 * 3360)) == "2"
    assert file_name("{bars}", named(ticks=3 * 3360)) == "0.75"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CON", "CON_"),
        ("com1", "com1_"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("a\0b\nc", "a_b_c"),
        ('what: "now?" ', "what-_-now--"),
        ("größer – 夜", "größer_–_夜"),
        ("e\u0301", "é"),
        ("\u202eevil", "evil"),
        ("...", "untitled"),
    ],
)
def test_titles_become_names_that_every_system_takes(title: str, name: str) -> None:
    assert file_name("{title}", named(replace(SONG, title=title))).rstrip("-") == name.rstrip("-")


def test_a_long_title_gives_way_to_what_tells_files_apart() -> None:
    name = file_name(DEFAULT_NAME, named(replace(SONG, title="x" * 5000)))
    assert len(name) == LONGEST_NAME
    assert name.endswith("x-A-92.5bpm-4bar-Cmin")


@given(
    st.text(),
    st.text(),
    st.sampled_from([DEFAULT_NAME, "{title}", "{author}.{title}", "({kit}) {title}{author}"]),
)
def test_whatever_a_song_is_called_the_name_is_safe(title: str, author: str, template: str) -> None:
    name = file_name(template, named(replace(SONG, title=title, author=author)))
    assert name
    assert len(name) <= LONGEST_NAME
    assert len(name.encode()) <= 200
    assert name.isprintable()
    assert name[0] not in " .-_~"
    assert name[-1] not in " ."
    assert not set(name) & set('<>:"/\\|?*')


@given(st.text(alphabet="{}abtitle/!:-_ .", max_size=40))
def test_any_template_is_a_name_or_refused(template: str) -> None:
    try:
        name = file_name(template, named())
    except Refused as refused:
        assert str(refused).endswith(".")
    else:
        assert 0 < len(name) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{titel}", r"no field {titel}\. Did you mean {title}\? There is {title} {author} "),
        ("{Tempo}", r"Did you mean {tempo}\?"),
        ("{}", r"no field {}\. There is"),
        ("{tempo:03}", r"no field {tempo}"),
        ("{title", r"brace is missing"),
        ("title}", r"brace is missing"),
        ("a/{title}", r"holds no folder"),
    ],
)
def test_a_wrong_template_is_refused_and_the_fields_are_named(template: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        file_name(template, named())


def test_the_fields_of_a_template_are_known_beforehand() -> None:
    assert fields_in(DEFAULT_NAME) == ("title", "pattern", "tempo", "bars", "key")
    assert fields_in("".join(f"{{{field}}}" for field in FIELDS)) == FIELDS


def test_names_that_some_system_takes_for_one_are_numbered() -> None:
    assert told_apart(["kick", "Kick", "kick-2", "snare", "KICK"]) == (
        "kick",
        "Kick-2",
        "kick-2-2",
        "snare",
        "KICK-3",
    )
