"""The documentation of the song file: every example in it is right, and it names every setting there is."""

import re
from pathlib import Path

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import canonical, parse_song
from beatterm.formats.kit_text import parse_kit
from beatterm.formats.step_keys import step_rules
from beatterm.library.paths import shipped_folder
from beatterm.model.condition import PLAIN_CONDITIONS
from beatterm.model.groove import SHIPPED_GROOVES
from beatterm.model.pattern import DIRECTIONS
from beatterm.model.scale import SCALES
from beatterm.model.time import STEP_TICKS
from beatterm.model.track_params import TRACK_PARAMS

PAGE = (Path(__file__).parents[2] / "docs" / "song-file.md").read_text()
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
PATTERN_A = '[pattern.A]\ngrid = """\nkick | x\nbass | x\n"""\n'


@pytest.mark.parametrize("block", BLOCKS)
def test_every_example_is_read(block: str) -> None:
    if block.startswith("beatterm_kit"):
        assert parse_kit(block, "deep").sounds
        return
    text = block if block.startswith("beatterm") else "beatterm = 1\n" + block
    song = parse_song(text if "[pattern." in text else text + PATTERN_A, PARAMS)
    assert song.patterns


def test_the_whole_song_keeps_its_comments_in_canonical_form() -> None:
    assert "# the floor" in canonical(BLOCKS[0], PARAMS)


def test_every_setting_is_named() -> None:
    names = [*step_rules(PARAMS).rules, *(field.param.name for field in TRACK_PARAMS)]
    names += [param.name for params in PARAMS.effects.values() for param in params]
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_every_word_is_named() -> None:
    words = [*SCALES, *DIRECTIONS, *(word for word in PLAIN_CONDITIONS if ":" not in word)]
    words += [*list(SHIPPED_GROOVES)[:1], *list(SHIPPED_GROOVES)[-1:]]
    assert [word for word in words if f"`{word}`" not in PAGE] == []


def test_every_kind_of_step_is_named() -> None:
    plain = [name for name in STEP_TICKS if name[-1].isdigit()]
    assert [name for name in plain if f"`{name}`" not in PAGE] == []
    assert {name[-1] for name in STEP_TICKS if not name[-1].isdigit()} == {".", "t", "q"}


def test_every_song_that_shows_a_feature_is_named() -> None:
    folder = shipped_folder() / "patterns" / "features"
    assert [path.stem for path in folder.glob("*.beat") if f"`{path.stem}`" not in PAGE] == []
