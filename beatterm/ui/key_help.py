"""Help, hints and the README's key table, all read off the table of Actions."""

from collections.abc import Iterable

from beatterm.ui.actions import ACTIONS, GROUPS, Action
from beatterm.ui.desk.desk import Pane
from beatterm.ui.desk.hands import Layer
from beatterm.ui.keyboard import shown
from beatterm.ui.looks.glyphs import UNICODE, Glyphs
from beatterm.ui.looks.palette import Ink
from beatterm.ui.views.spans import Span, Spans, fit, width_of

Row = tuple[str, str]
"""Keys, and what they do."""

_KEYS, _COLUMN, _SHORT = 12, 40, 4
SIGNS = "Signs in the grid"
_PANE_GROUPS = {
    Pane.GRID: "Steps",
    Pane.LANE: "Lane (z)",
    Pane.INSPECTOR: "Inspector (tab)",
    Pane.SECTIONS: "Sections (tab)",
    Pane.TUNER: "Trying out",
    Pane.SETUP: "Setup (5)",
}


def help_rows(actions: Iterable[Action], group: str) -> list[Row]:
    """One row a key of a group; a family of keys has one together."""
    rows: list[Row] = []
    for action in actions:
        if action.group == group:
            row = action.family or (" ".join(shown(keys) for keys in action.keys), action.label)
            if row not in rows:
                rows.append(row)
    return rows


def help_columns(width: int, pane: Pane = Pane.GRID, glyphs: Glyphs = UNICODE) -> list[Spans]:
    """All groups, in as many columns as fit, the pane's own group first; and what the grid's signs say."""
    first = _PANE_GROUPS[pane]
    others = [group for group in GROUPS if group != first]
    blocks = [_block(group, help_rows(ACTIONS, group)) for group in (first, *others)]
    blocks.insert(1, _block(SIGNS, glyphs.legend()))
    count = max(1, width // _COLUMN)
    room = width // count
    lines = sum(len(block) + 1 for block in blocks)
    columns: list[list[Spans]] = [[]]
    for block in blocks:
        if columns[-1] and len(columns) < count and len(columns[-1]) + len(block) / 2 > lines / count:
            columns.append([])
        columns[-1] += [*block, ()]
    return [_beside(columns, at, room) for at in range(max(map(len, columns)))]


def _block(group: str, rows: Iterable[Row]) -> list[Spans]:
    return [
        (Span(f" {group}", Ink.KEY),),
        *((Span(f" {fit(keys, _KEYS)} ", Ink.TEXT), Span(does, Ink.SOFT)) for keys, does in rows),
    ]


def _beside(columns: list[list[Spans]], at: int, room: int) -> Spans:
    line: list[Span] = []
    for index, column in enumerate(columns):
        line.append(Span(" " * (index * room - width_of(line))))
        line += column[at] if at < len(column) else ()
    return tuple(line)


def hints(pane: Pane, glyphs: Glyphs, layer: Layer = Layer.EDIT) -> tuple[Row, ...]:
    """Key and word of the Actions that matter in a pane, its own ones first; in a layer, those of the layer,
    and no letters: they play.
    """
    marked = [action for action in ACTIONS if action.hint and action.holds_in(pane)]
    if layer is not Layer.EDIT:
        own = [action for action in ACTIONS if action.layer is layer]
        taken = {keys for action in own for keys in action.keys}
        others = [action for action in marked if action.keys[0] not in taken and len(action.keys[0]) > 1]
        marked = [*(action for action in own if action.hint), *others]
        back = (("esc", "commands"),)
        return (*((_short(action, glyphs), action.hint) for action in marked), *back)
    marked.sort(key=lambda action: action.pane is None)
    return tuple((_short(action, glyphs), action.hint) for action in marked)


def _short(action: Action, glyphs: Glyphs) -> str:
    family = action.family[0].split(" (")[0].replace(" ", "") if action.family else ""
    if 0 < len(family) <= _SHORT:
        return family
    return glyphs.enter if action.keys[0] == "enter" else shown(action.keys[0])


def key_table() -> str:
    """All keys as a Markdown table for the README."""
    lines = ["| key | does |", "| --- | --- |"]
    for group in GROUPS:
        lines.append(f"| **{group}** | |")
        lines += [
            f"| `{keys.replace('|', chr(92) + '|')}` | {does} |" for keys, does in help_rows(ACTIONS, group)
        ]
    return "\n".join(lines) + "\n"
