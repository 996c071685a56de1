"""Song → its document as branches and leaves, and these as canonical text. The mirror of `beat_read`.

`beat_update` compares two such documents to find what a save has to rewrite.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from beatterm.formats.beat_read import VERSION
from beatterm.formats.errors import Path
from beatterm.formats.grid_cells import spoken_steps
from beatterm.formats.grid_text import format_grid
from beatterm.formats.mixer_read import MASTER_PARAMS
from beatterm.formats.pattern_read import default_length
from beatterm.formats.step_keys import unspoken
from beatterm.formats.toml_write import dotted, multi_line, text_of
from beatterm.model.mixer import Mixer
from beatterm.model.param import Param, ParamTable, Values, value_of
from beatterm.model.pattern import Pattern, Track
from beatterm.model.song import STRAIGHT, Section, Song
from beatterm.model.time import STEP_NAMES


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

    def is_shown(self) -> bool:
        """Whether canonical text has anything of it."""
        return self.is_kept or any(leaf.is_shown for leaf in self.leaves.values())


@dataclass(frozen=True, slots=True)
class Outline:
    """A song's document: what stands at its top and in its tables, and the list of its sections."""

    top: Branch
    sections: tuple[Branch, ...]


def outline(song: Song, params: ParamTable) -> Outline:
    """The document of a song."""
    top = Branch(_song_leaves(song))
    top.branches = {
        "track": Branch(branches={each.name: _sound_branch(each.name, each.sound) for each in song.tracks}),
        "pattern": Branch(branches={each.name: _pattern_branch(each, song) for each in song.patterns}),
        "section": Branch(),
        "mixer": Branch(
            branches={each.name: _strip_branch(song.mixer, each.name, params) for each in song.tracks}
        ),
        "master": _values_branch(song.mixer.master, MASTER_PARAMS),
        "effect": Branch(
            branches={
                name: _values_branch(song.mixer.effect(name), known) for name, known in params.effects.items()
            }
        ),
    }
    return Outline(top, tuple(map(_section_branch, song.sections)))


def canonical_text(document: Outline) -> str:
    """A document in its one canonical form."""
    parts = ["".join(leaf_lines(document.top))]
    for name, branch in document.top.branches.items():
        if name == "section":
            parts += [table_text(("section",), each, is_list=True) for each in document.sections]
        elif name == "master":
            parts.append(table_text((name,), branch))
        else:
            parts += [table_text((name, inner), each) for inner, each in branch.branches.items()]
    return "\n".join(filter(None, parts))


def table_text(path: Path, branch: Branch, is_list: bool = False) -> str:
    """A table with its header and the tables inside it; nothing if all of it holds anyway."""
    name = dotted(tuple(str(part) for part in path))
    header = f"[[{name}]]\n" if is_list else f"[{name}]\n"
    own = header + "".join(leaf_lines(branch)) if branch.is_shown() or _inline_lines(branch) else ""
    tables = ((key, inner) for key, inner in branch.branches.items() if not inner.is_inline)
    return own + "".join(table_text((*path, key), inner) for key, inner in tables)


def leaf_lines(branch: Branch) -> list[str]:
    """A line for each shown leaf and for each inline table."""
    lines = [f"{key} = {leaf.text}\n" for key, leaf in branch.leaves.items() if leaf.is_shown]
    return lines + _inline_lines(branch)


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


def _inline_lines(branch: Branch) -> list[str]:
    inline = {key: inner for key, inner in branch.branches.items() if inner.is_inline and inner.is_shown()}
    width = max(map(len, inline), default=0)
    return [f"{key:<{width}} = {inline_text(inner)}\n" for key, inner in inline.items()]


def _song_leaves(song: Song) -> dict[str, Leaf]:
    names = [setup.name for setup in song.tracks]
    in_grids = list(dict.fromkeys(track.name for pattern in song.patterns for track in pattern.tracks))
    return {
        "beatterm": Leaf(text_of(VERSION)),
        "title": Leaf(text_of(song.title), song.title != ""),
        "author": Leaf(text_of(song.author), song.author != ""),
        "tempo": Leaf(text_of(float(song.tempo))),
        "meter": Leaf(text_of(str(song.meter))),
        "swing": Leaf(_percent(song.swing), song.swing != STRAIGHT),
        "kit": Leaf(text_of(song.kit), song.kit != ""),
        "seed": Leaf(text_of(song.seed), song.seed != 0),
        "tracks": Leaf(text_of(names), names != in_grids),
    }


def _percent(swing: float) -> str:
    return text_of(int(swing) if swing == int(swing) else float(swing))


def _sound_branch(track: str, sound: str) -> Branch:
    return Branch({"sound": Leaf(text_of(sound), sound != track)})


def _pattern_branch(pattern: Pattern, song: Song) -> Branch:
    leaves = {
        "step": Leaf(text_of(STEP_NAMES[pattern.step_ticks])),
        "length": Leaf(text_of(pattern.length), pattern.length != default_length(pattern, song.meter)),
        "grid": Leaf(multi_line(format_grid(pattern, song.meter)), bool(pattern.tracks)),
    }
    tracks = Branch(branches={track.name: _track_branch(track) for track in pattern.tracks})
    return Branch(leaves, {"track": tracks}, is_kept=True)


def _track_branch(track: Track) -> Branch:
    leaves = {"length": Leaf(text_of(track.length), track.length != len(track.steps))}
    if track.step_ticks is not None:
        leaves["step"] = Leaf(text_of(STEP_NAMES[track.step_ticks]))
    if track.swing is not None:
        leaves["swing"] = Leaf(_percent(track.swing))
    return Branch(leaves, {"steps": Branch(branches=_step_branches(track))})


def _step_branches(track: Track) -> dict[str, Branch]:
    """The lines of a track's table of steps: only of those whose cell does not say everything."""
    branches = {}
    for index, (step, spoken) in enumerate(zip(track.steps, spoken_steps(track.steps), strict=True)):
        values = unspoken(step, spoken) if step and spoken else {}
        if values:
            leaves = {key: Leaf(text_of(value)) for key, value in values.items()}
            branches[str(index + 1)] = Branch(leaves, is_inline=True)
    return branches


def _section_branch(section: Section) -> Branch:
    leaves = {
        "name": Leaf(text_of(section.name)),
        "pattern": Leaf(text_of(section.pattern)),
        "repeat": Leaf(text_of(section.repeat), section.repeat != 1),
        "mute": Leaf(text_of(section.mute), section.mute != ()),
    }
    return Branch(leaves, is_kept=True)


def _strip_branch(mixer: Mixer, name: str, params: ParamTable) -> Branch:
    strip = mixer.strip(name)
    branch = _values_branch(strip.values, params.strip)
    flags = {key: Leaf(text_of(is_on), is_on) for key, is_on in (("mute", strip.mute), ("solo", strip.solo))}
    return Branch(flags | branch.leaves)


def _values_branch(values: Values, params: Iterable[Param]) -> Branch:
    leaves = {}
    for param in params:
        value = value_of(values, param)
        leaves[param.name] = Leaf(text_of(value if param.choices else float(value)), value != param.default)
    return Branch(leaves)
