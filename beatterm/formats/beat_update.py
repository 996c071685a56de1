"""A song's text changed so that it says another song, touching only what says something else now.

The outlines of both songs are compared leaf by leaf; each difference becomes one of `text_edits`.
"""

from collections.abc import Iterable

from beatterm.formats.beat_write import Outline, outline
from beatterm.formats.document import Document
from beatterm.formats.errors import Path
from beatterm.formats.grid_update import update_raw_grid
from beatterm.formats.outline import Branch, inline_lines, inline_text, table_text
from beatterm.formats.section_match import match_sections
from beatterm.formats.text_edits import TextEdits
from beatterm.model.param import ParamTable
from beatterm.model.pattern import Pattern
from beatterm.model.song import Song

_NEW = "section+"
"""First part of the path of a section that the text does not have yet."""
_FAMILIES = [{"grooves"}, {"pattern"}, {"section", _NEW}]
"""Tables whose order in the text says something."""


def updated_text(document: Document, old: Song, new: Song, params: ParamTable) -> str:
    """The document's text, which says `old`, changed so that it says `new`. It must end with a line's end."""
    update = _Update(document, old, new)
    return update.compared(outline(old, params), outline(new, params))


class _Update:
    def __init__(self, document: Document, old: Song, new: Song) -> None:
        self._edits = TextEdits(document)
        self._grids = document.data.get("pattern", {})
        self._old, self._new = old, new
        self._order: list[Path] = []
        self._branches: dict[Path, Branch] = {}

    def compared(self, old: Outline, new: Outline) -> str:
        """The text with every edit that leads from one outline to the other."""
        matches = enumerate(match_sections(old.sections, new.sections))
        paths: list[Path] = [(_NEW, at) if match is None else ("section", match) for at, match in matches]
        self._note_order(new, paths)
        self._compare(old.top, new.top, ())
        self._compare_sections(old.sections, new.sections, paths)
        return self._edits.finished(self._order, _FAMILIES)

    def _note_order(self, new: Outline, sections: list[Path]) -> None:
        """Every table's path as canonical text has them in order."""
        for name, branch in new.top.branches.items():
            self._order += sections if name == "section" else _paths((name,), branch)

    def _compare_sections(self, old: tuple[Branch, ...], new: tuple[Branch, ...], paths: list[Path]) -> None:
        if self._edits.has(("section",)) and ("section",) in self._edits.places.nodes:
            if old != new:
                self._edits.replace(("section",), f"[{', '.join(map(inline_text, new))}]")
            return
        for path, branch in zip(paths, new, strict=True):
            if path[0] == _NEW:
                self._edits.add_table(path, table_text(("section",), branch, is_list=True))
            else:
                self._compare(old[int(path[1])], branch, path)
        for index in range(len(old)):
            if ("section", index) not in paths:
                self._edits.drop(("section", index))

    def _compare(self, old: Branch, new: Branch, path: Path) -> None:
        """Edit the table at a path so that it says `new`."""
        self._branches[path] = new
        for key, leaf in new.leaves.items():
            before = old.leaves.get(key)
            if before is None or before.text != leaf.text or (leaf.is_shown and not before.is_shown):
                self._put(path, key, new)
        for key in new.branches:
            self._compare_inner(old.branches.get(key, Branch()), new, path, key)
        for key in [*(old.leaves.keys() - new.leaves), *(old.branches.keys() - new.branches)]:
            self._drop((*path, key))

    def _compare_inner(self, old: Branch, owner: Branch, path: Path, key: str) -> None:
        inner, full = owner.branches[key], (*path, key)
        if inner.is_inline and self._has_tables_for(old.leaves, full):
            self._write_anew(old, owner, path, key)
        elif inner.is_container or self._edits.has(full):
            self._compare(old, inner, full)
        elif inner.is_inline and inner.is_shown():
            self._add_line(path, key, owner)
        elif not inner.is_inline and (text := table_text(full, inner)) and not self._rewrite_holder(full):
            self._edits.add_table(full, text)

    def _has_tables_for(self, keys: Iterable[str], path: Path) -> bool:
        """Whether one of these values is spelt as a table, as `pan.cc = 10` for `pan = { cc = 10 }`."""
        nodes, has = self._edits.places.nodes, self._edits.has
        return has(path) and any((*path, key) not in nodes and has((*path, key)) for key in keys)

    def _write_anew(self, old: Branch, owner: Branch, path: Path, key: str) -> None:
        if inline_text(old) != inline_text(owner.branches[key]):
            self._drop((*path, key))
            self._add_line(path, key, owner)

    def _put(self, path: Path, key: str, owner: Branch) -> None:
        """Let a setting say its new value; one that holds anyway is only written where it stood already."""
        full = (*path, key)
        if full in self._edits.places.nodes:
            self._edits.replace(full, self._grid_text(path) if key == "grid" else owner.leaves[key].text)
        elif owner.leaves[key].is_shown:
            self._add_line(path, key, owner)

    def _grid_text(self, path: Path) -> str:
        name = str(path[1])
        old, new = self._old.pattern(name) or Pattern(name), self._new.pattern(name) or Pattern(name)
        raw, said = self._edits.raw((*path, "grid")), self._grids[name]["grid"]
        return update_raw_grid(raw, said, old, new, self._new.meter_of(new))

    def _add_line(self, path: Path, key: str, owner: Branch) -> None:
        if not self._rewrite_holder((*path, key)):
            self._edits.add_line(path, key, _line_of(owner, key), [*owner.leaves, *owner.branches])

    def _drop(self, path: Path) -> None:
        if self._edits.has(path) and not self._rewrite_holder(path):
            self._edits.drop(path)

    def _rewrite_holder(self, path: Path) -> bool:
        """Whether a path lies in a table within a line; that is then written anew as a whole."""
        holder = self._edits.holder(path)
        if holder is not None:
            self._edits.replace(holder, inline_text(self._branches[holder]))
        return holder is not None


def _paths(path: Path, branch: Branch) -> list[Path]:
    tables = ((key, inner) for key, inner in branch.branches.items() if not inner.is_inline)
    return [path, *(each for key, inner in tables for each in _paths((*path, key), inner))]


def _line_of(owner: Branch, key: str) -> str:
    """A setting's own line."""
    if key in owner.leaves:
        return f"{key} = {owner.leaves[key].text}\n"
    shown = [name for name, inner in owner.branches.items() if inner.is_inline and inner.is_shown()]
    return inline_lines(owner)[shown.index(key)]
