"""No text crashes the readers: out of it comes a song, a kit or a studio, or a FormatError with its place."""

import tomllib
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import format_song, parse_song, update_text
from beatterm.formats.errors import FormatError, Path
from beatterm.formats.kit_text import format_kit, parse_kit
from beatterm.formats.midi_setup_text import format_setup, parse_setup
from beatterm.formats.scan import scan
from tests.formats.layouts import loose, sprinkled
from tests.formats.test_midi_setup_text import setups
from tests.model.kit_strategies import kits
from tests.model.strategies import songs

TOKENS = (
    *(
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "=",
        ".",
        ",",
        "#",
        '"',
        "'",
        '"""',
        "'''",
        "\n",
        "\r\n",
        "\\",
        "|",
        "-",
        " ",
    ),
    *(
        "beatterm = 1\n",
        "[pattern.A]\n",
        "[[section]]\n",
        'pattern = "A"\n',
        'grid = """\n',
        "kick | x.X-\n",
        "c2 .",
    ),
    *(
        "nan",
        "1e999",
        "9" * 30,
        "0x" + "f" * 40,
        "true",
        "1979-05-27",
        "\0",
        "\x7f",
        "\u2028",
        "\ud800",
        "é",
        "🥁",
    ),
    *(
        "track.kick.steps.1.velocity = 9\n",
        "track.kick.midi.controls.pan = 9\n",
        "[[out]]\n",
        "[[learn]]\n",
        "source = [1]\n",
        "steps = 3\n",
        "tempo = ",
        "mixer.kick = ",
        "length = 0\n",
        "\\u0000",
    ),
)
TEXTS = st.text() | st.lists(st.sampled_from(TOKENS) | st.text(max_size=3), max_size=60).map("".join)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """A text cut off, with lines moved, values swapped or characters changed."""
    for _ in range(draw(st.integers(1, 3))):
        at, to = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        kind = draw(st.sampled_from(("cut", "swap", "put", "drop", "value")))
        lines = text.splitlines(keepends=True)
        if kind == "cut":
            text = text[:at]
        elif kind == "swap" and len(lines) > 1:
            one, two = draw(st.tuples(*[st.integers(0, len(lines) - 1)] * 2))
            lines[one], lines[two] = lines[two], lines[one]
            text = "".join(lines)
        elif kind == "put":
            text = text[:at] + draw(st.sampled_from(TOKENS)) + text[at:]
        elif kind == "drop":
            text = text[:at] + text[min(to, at + 3) :]
        elif "=" in text[at:]:
            equals = text.index("=", at) + 1
            text = f"{text[:equals]} {draw(st.sampled_from(TOKENS))}\n{text[equals:].partition(chr(10))[2]}"
    return text


def read(text: str) -> None:
    """Read as a song, a kit and a studio; a place that is named lies in the text."""
    readers = (
        lambda: parse_song(text, PARAMS),
        lambda: parse_kit(text, "kit"),
        lambda: parse_setup(text, PARAMS),
    )
    for reader in readers:
        try:
            reader()
        except FormatError as fault:
            lines = text.removeprefix("\ufeff").split("\n")
            assert 1 <= fault.line <= len(lines)
            assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
            assert "\n" not in str(fault)


@given(TEXTS)
@example("[" * 100_000)
@example("a = " + "[" * 100_000)
@example("a = " + "{a=" * 100_000)
@example("a." * 100_000 + "b = 1")
@example("[" + "a." * 100_000 + "b]")
@example("beatterm = 1\n" + "[[section]]\n" * 5_000)
@example("beatterm = 0x" + "f" * 10_000)
@example('beatterm = 1\ntitle = "' + "\\u0041" * 10_000)
def test_any_text_is_read_or_refused(text: str) -> None:
    read(text)


@given(st.data())
def test_any_damage_to_a_song_is_read_or_refused(data: st.DataObject) -> None:
    song = data.draw(songs())
    read(data.draw(damaged(data.draw(st.just(format_song(song, PARAMS)) | loose(song)))))


@given(st.data())
def test_any_damage_to_a_kit_is_read_or_refused(data: st.DataObject) -> None:
    read(data.draw(damaged(format_kit(data.draw(kits())))))


@given(st.data())
def test_any_damage_to_a_studio_is_read_or_refused(data: st.DataObject) -> None:
    read(data.draw(damaged(format_setup(data.draw(setups())))))


@given(st.data())
def test_a_damaged_text_that_still_is_a_song_can_be_saved_to(data: st.DataObject) -> None:
    text = data.draw(damaged(format_song(data.draw(songs()), PARAMS)))
    new = data.draw(songs())
    try:
        old = parse_song(text, PARAMS)
    except FormatError:
        return
    assert update_text(text, old, PARAMS) == text
    assert parse_song(update_text(text, new, PARAMS), PARAMS) == new


@given(st.data())
def test_the_scan_finds_every_value_where_it_stands(data: st.DataObject) -> None:
    text = data.draw(sprinkled(data.draw(loose(data.draw(songs())))))
    places = scan(text)
    assert places.stop is None
    leaves = dict(_leaves(tomllib.loads(text), ()))
    for path, value in leaves.items():
        raw = text[slice(*places.nodes[path].value)]
        assert tomllib.loads(f"v = {raw}")["v"] == value
        assert text[slice(*places.nodes[path].key)].endswith((str(path[-1]), raw))


def _leaves(value: Any, path: Path) -> list[tuple[Path, Any]]:
    if isinstance(value, dict):
        return [leaf for key, each in value.items() for leaf in _leaves(each, (*path, key))]
    if isinstance(value, list) and value:
        return [leaf for index, each in enumerate(value) for leaf in _leaves(each, (*path, index))]
    return [(path, value)]
