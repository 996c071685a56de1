"""The tables `[[section]]` of a song → the Sections that arrange its patterns."""

from collections.abc import Iterable
from typing import Any

from beatterm.formats.errors import Fault, Path, unknown
from beatterm.formats.fields import Rule, as_list, flag, read_names, read_table, text, whole
from beatterm.model.pattern import Pattern
from beatterm.model.song import Section

MAX_SECTIONS, MAX_REPEAT = 999, 999
_RULES: dict[str, Rule | None] = {
    "name": text("a section's name", 'name = "verse"'),
    "pattern": None,
    "repeat": whole("repeat", "repeat = 4", 1, MAX_REPEAT),
    "mute": None,
    "fill": flag("fill", "fill = true"),
}


def read_sections(raw: Any, patterns: Iterable[Pattern], tracks: list[str]) -> tuple[Section, ...]:
    """The arrangement of the patterns; a Fault where a section breaks a rule."""
    known = [pattern.name for pattern in patterns]
    tables = as_list(raw, ("section",), "[[section]]")
    if len(tables) > MAX_SECTIONS:
        raise Fault(("section", MAX_SECTIONS), f"a song has at most {MAX_SECTIONS} sections", "[[section]]")
    return tuple(
        _read_section(table, ("section", index), known, tracks) for index, table in enumerate(tables)
    )


def _read_section(raw: Any, path: Path, patterns: list[str], tracks: list[str]) -> Section:
    values = read_table(raw, _RULES, path, 'pattern = "A"')
    if "pattern" not in values:
        raise Fault(path, "a section names the pattern that it plays", 'pattern = "A"')
    pattern = _known(values["pattern"], "pattern", patterns, (*path, "pattern"), 'pattern = "A"')
    mute = read_names(values.get("mute", []), 'mute = ["bass"]', (*path, "mute"))
    for index, name in enumerate(mute):
        _known(name, "track", tracks, (*path, "mute", index), 'mute = ["bass"]')
    return Section(
        values.get("name", ""), pattern, values.get("repeat", 1), tuple(mute), values.get("fill", False)
    )


def _known(raw: Any, what: str, names: list[str], path: Path, example: str) -> str:
    """The name of something that the song has."""
    if not isinstance(raw, str):
        raise Fault(path, f"the name of a {what} is a text in quotes", example)
    if raw not in names:
        raise Fault(path, unknown(what, raw, names), example)
    return raw
