"""A document as branches and leaves, and these as TOML text: `beat_write` builds, `beat_update` compares."""

from dataclasses import dataclass, field

from beatterm.formats.errors import Path
from beatterm.formats.toml_write import dotted


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value as text. Unless `is_shown`, it says what holds anyway, and canonical text leaves it out."""

    text: str
    is_shown: bool = True


@dataclass(slots=True)
class Branch:
    """A table: leaves, then tables inside it. One `is_inline` is written `{ … }` behind its name;
    one `is_kept` has its header written even when nothing stands below it."""

    leaves: dict[str, Leaf] = field(default_factory=dict)
    branches: dict[str, "Branch"] = field(default_factory=dict)
    is_inline: bool = False
    is_kept: bool = False

    @property
    def is_container(self) -> bool:
        """Whether it only holds tables of their own."""
        return not self.leaves and not any(inner.is_inline for inner in self.branches.values())

    def is_shown(self) -> bool:
        """Whether canonical text has anything of it."""
        return self.is_kept or any(leaf.is_shown for leaf in self.leaves.values())


def table_text(path: Path, branch: Branch, is_list: bool = False) -> str:
    """A table with its header and the tables inside it; nothing if all of it holds anyway."""
    name = dotted(tuple(str(part) for part in path))
    header = f"[[{name}]]\n" if is_list else f"[{name}]\n"
    own = header + "".join(leaf_lines(branch)) if branch.is_shown() or inline_lines(branch) else ""
    tables = ((key, inner) for key, inner in branch.branches.items() if not inner.is_inline)
    return own + "".join(table_text((*path, key), inner) for key, inner in tables)


def leaf_lines(branch: Branch) -> list[str]:
    """A line for each shown leaf and for each inline table."""
    lines = [f"{key} = {leaf.text}\n" for key, leaf in branch.leaves.items() if leaf.is_shown]
    return lines + inline_lines(branch)


def inline_text(branch: Branch) -> str:
    """A table within a line."""
    leaves = [f"{key} = {leaf.text}" for key, leaf in branch.leaves.items() if leaf.is_shown]
    leaves += [
        f"{key} = {inline_text(inner)}" for key, inner in branch.branches.items() if has_content(inner)
    ]
    return "{ " + ", ".join(leaves) + " }" if leaves else "{}"


def has_content(branch: Branch) -> bool:
    """Whether anything of a branch or of those inside it is written."""
    return branch.is_shown() or any(map(has_content, branch.branches.values()))


def inline_lines(branch: Branch) -> list[str]:
    """A line for each inline table that says anything, their names padded to one width."""
    inline = {key: inner for key, inner in branch.branches.items() if inner.is_inline and inner.is_shown()}
    width = max(map(len, inline), default=0)
    return [f"{key:<{width}} = {inline_text(inner)}\n" for key, inner in inline.items()]
