"""The table of Actions: no key twice, none out of reach, and help, palette and README know them all."""

import re
from collections import Counter

import pytest

from beatterm.ui.actions import ACTIONS, GROUPS, Action
from beatterm.ui.desk.desk import Pane
from beatterm.ui.desk.hands import Layer
from beatterm.ui.key_help import help_columns, help_rows, hints, key_table
from beatterm.ui.keyboard import Keyboard, shown
from beatterm.ui.looks.glyphs import ASCII, UNICODE
from tests.ui.rig import running

WEAK = re.compile(r"(ctrl|shift|alt)\+(?!tab$)|^f\d+$")
"""Keys that not every terminal sends."""


def test_every_action_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(action.id for action in ACTIONS).items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z0-9-]+", action.id) for action in ACTIONS)
    assert all(action.label and action.group in GROUPS for action in ACTIONS)


OWN_DIGITS = {Pane.LANE, Pane.TUNER}
"""Panes in which digits and escape are theirs, whatever they do elsewhere."""


@pytest.mark.parametrize("pane", list(Pane))
def test_no_key_means_two_things(pane: Pane) -> None:
    own = [keys for action in ACTIONS if action.pane is pane for keys in action.keys]
    plain = [action for action in ACTIONS if action.pane is None and action.holds_in(pane)]
    everywhere = [keys for action in plain for keys in action.keys]
    assert [keys for keys, count in Counter(own).items() if count > 1] == []
    assert [keys for keys, count in Counter(everywhere).items() if count > 1] == []
    taken = set("0123456789") | {"escape"} if pane in OWN_DIGITS else set()
    assert set(own) & set(everywhere) <= taken


@pytest.mark.parametrize("layer", list(Layer))
def test_no_key_of_a_layer_means_two_things(layer: Layer) -> None:
    own = [keys for action in ACTIONS if action.layer is layer for keys in action.keys]
    assert [keys for keys, count in Counter(own).items() if count > 1] == []


@pytest.mark.parametrize("pane", list(Pane))
def test_no_key_hides_behind_a_shorter_one(pane: Pane) -> None:
    here = {keys for action in ACTIONS if action.pane in (pane, None) for keys in action.keys}
    begun = {keys.split(" ")[0] for keys in here if " " in keys}
    assert begun & here == set()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_key_that_all_terminals_send(action: Action) -> None:
    safe = [keys for keys in action.keys if not any(WEAK.match(key) for key in keys.split(" "))]
    others = {other.id for other in ACTIONS}
    assert safe or action.same_as in others


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_help_and_readme_know_every_action(action: Action) -> None:
    keys, does = action.family or (" ".join(map(shown, action.keys)), action.label)
    assert (keys, does) in help_rows(ACTIONS, action.group)
    on_screen = ["".join(span.text for span in line) for line in help_columns(60)]
    assert any(keys[:8] in line and does[:20] in line for line in on_screen)
    assert f"`{keys}` | {does}" in key_table()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_a_line_of_help_fits_its_column(action: Action) -> None:
    keys, does = action.family or (" ".join(map(shown, action.keys)), action.label)
    assert len(keys) <= 12
    assert len(does.replace("…", "...")) <= 25


async def test_the_palette_offers_every_action() -> None:
    async with running() as rig:
        await rig.press(":")
        options = rig.app.screen.query_one("OptionList")
        offered = {options.get_option_at_index(at).id for at in range(options.option_count)}  # type: ignore[attr-defined]
        assert offered == {action.id for action in ACTIONS}


def test_keys_fall_back_to_those_that_hold_everywhere() -> None:
    keyboard = Keyboard(ACTIONS)
    for pane, name in ((Pane.GRID, "louder"), (Pane.INSPECTOR, "turn-up"), (Pane.SECTIONS, "section-more")):
        found = keyboard.find(pane, "+")
        assert found is not None
        assert found.id == name
        play = keyboard.find(pane, "space")
        assert play is not None
        assert play.id == "play"
    assert keyboard.find(Pane.GRID, "|") is None


def test_a_players_own_keys_replace_those_of_the_table() -> None:
    keyboard = Keyboard(ACTIONS, {"play": ("|",), "fork": ("g f",)})
    found = keyboard.find(Pane.GRID, "|")
    assert found is not None
    assert found.id == "play"
    assert keyboard.find(Pane.GRID, "space") is None
    assert "f" in [key for key, _ in keyboard.after(Pane.GRID, "g")]


@pytest.mark.parametrize("pane", list(Pane))
def test_hints_begin_with_what_the_pane_does(pane: Pane) -> None:
    first = hints(pane, UNICODE)[0]
    own = {action.hint for action in ACTIONS if action.pane is pane}
    assert first[1] in own
    assert ("?", "keys") in hints(pane, ASCII)


def test_the_key_table_is_markdown() -> None:
    lines = key_table().splitlines()
    assert lines[:2] == ["| key | does |", "| --- | --- |"]
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines)
