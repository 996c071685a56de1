"""Songs as people write them: comments anywhere, tables in any of TOML's forms and in any order."""

import re

from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_write import outline
from beatterm.formats.outline import Branch, inline_text, table_text
from beatterm.formats.toml_write import dotted
from beatterm.model.song import Song

Path = tuple[str, ...]
_ORDERED = ("pattern", "grooves")
"""Tables whose order says something, which only headers can be brought into."""


@st.composite
def sprinkled(draw: st.DrawFn, text: str) -> str:
    """A text with blank lines and numbered comments between and behind its lines."""
    lines: list[str] = []
    for count, line in enumerate(text.removesuffix("\n").split("\n")):
        kind = draw(st.integers(0, 8))
        lines += [f"# above {count}."] if kind == 0 else [""] if kind == 1 else []
        lines.append(line + (f"  # behind {count}." if kind == 2 else ""))
    return "\n".join(lines) + "\n"


@st.composite
def loose(draw: st.DrawFn, song: Song) -> str:
    """A text that says the song's settings in some mixture of headers, dotted names and inline tables."""
    whole = outline(song, PARAMS)
    top = [
        f"{key} = {leaf.text}\n" for key, leaf in whole.top.leaves.items() if leaf.is_shown or draw(_RARELY)
    ]
    tables = []
    for family, branch in whole.top.branches.items():
        units = (
            {(family,): branch}
            if branch.leaves
            else {(family, key): each for key, each in branch.branches.items()}
        )
        for path, unit in units.items():
            lines, below = draw(_table(path, unit))
            top += lines
            tables += below
    parts = [table_text(("section",), part, is_list=True) for part in whole.sections]
    if draw(st.booleans()):
        tables += parts
    elif whole.sections:
        top.append(f"section = [{', '.join(map(inline_text, whole.sections))}]\n")
    top = draw(st.permutations(top))
    return "".join(top) + "".join(draw(st.permutations(tables)))


def marks(text: str) -> list[str]:
    """The comments of a sprinkled text."""
    return sorted(re.findall(r"# (?:above|behind) \d+\.", text))


_RARELY = st.integers(0, 5).map(lambda each: each == 0)


@st.composite
def _table(draw: st.DrawFn, path: Path, branch: Branch) -> tuple[list[str], list[str]]:
    """Lines for the top of the text, and tables with headers, that say one table."""
    form = "header" if path[0] in _ORDERED else draw(st.sampled_from(("header", "dotted", "inline")))
    leaves = {key: leaf for key, leaf in branch.leaves.items() if leaf.is_shown or draw(_RARELY)}
    midi = branch.branches.get("midi")
    if not leaves and not branch.is_kept and midi is None:
        return [], []
    said = [f"{key} = {leaf.text}" for key, leaf in leaves.items()]
    if form == "inline":
        said += [f"midi = {inline_text(midi)}"] if midi else []
        return [f"{dotted(path)} = {{ {', '.join(said)} }}\n"], []
    if form == "dotted":
        near, below = draw(_midi(path, midi)) if midi else ([], [])
        own = [f"{dotted(path)}.{line}\n" for line in said] + [f"{dotted(path)}.{line}" for line in near]
        return own, below
    near, below = draw(_midi(path, midi)) if midi else ([], [])
    own_text = f"[{dotted(path)}]\n" + "".join(f"{line}\n" for line in said) + "".join(near)
    return [], [own_text + draw(_pattern_tracks(path, branch)), *below]


@st.composite
def _midi(draw: st.DrawFn, path: Path, midi: Branch) -> tuple[list[str], list[str]]:
    """Lines for a track's table, and tables of their own, that say what it sends to hardware."""
    form = draw(st.sampled_from(("header", "dotted", "inline")))
    lines = [f"{key} = {leaf.text}\n" for key, leaf in midi.leaves.items() if leaf.is_shown or draw(_RARELY)]
    if form == "inline" or (form == "dotted" and not lines):
        return [f"midi = {inline_text(midi)}\n"], []
    near, below = draw(_controls((*path, "midi"), midi.branches.get("controls", Branch())))
    if form == "dotted":
        return [f"midi.{line}" for line in [*lines, *near]], below
    return [], [f"[{dotted((*path, 'midi'))}]\n" + "".join(lines + near), *below]


@st.composite
def _controls(draw: st.DrawFn, path: Path, controls: Branch) -> tuple[list[str], list[str]]:
    """Lines for a table of MIDI, and tables of their own, that say its controls."""
    if not controls.leaves:
        return [], []
    form = draw(st.sampled_from(("header", "dotted", "inline")))
    if form == "inline":
        return [f"controls = {inline_text(controls)}\n"], []
    loosened = [_loosened(key, leaf.text) for key, leaf in controls.leaves.items()]
    lines = [line for key, each in loosened for line in (each if draw(st.booleans()) else [key])]
    if form == "dotted":
        return [f"controls.{line}\n" for line in lines], []
    return [], [f"[{dotted((*path, 'controls'))}]\n" + "".join(f"{line}\n" for line in lines)]


def _loosened(key: str, text: str) -> tuple[str, list[str]]:
    """A control on a line, and as a table with dots."""
    within = text[2:-2].split(", ") if text[0] == "{" else [f"cc = {text}"]
    return f"{key} = {text}", [f"{key}.{line}" for line in within]


@st.composite
def _pattern_tracks(draw: st.DrawFn, path: Path, branch: Branch) -> str:
    """The tables of a pattern's tracks: those without a header first, below the pattern's."""
    near, below = "", ""
    for name, track in branch.branches.get("track", Branch()).branches.items():
        full = (*path, "track", name)
        lines = [
            f"{key} = {leaf.text}" for key, leaf in track.leaves.items() if leaf.is_shown or draw(_RARELY)
        ]
        inner = track.branches["steps"].branches
        steps = {key: inline_text(step) for key, step in inner.items() if step.is_shown() or draw(_RARELY)}
        form = draw(st.sampled_from(("header", "dotted", "inline")))
        if form == "inline" and (lines or steps):
            table = (
                [f"steps = {{ {', '.join(f'{key} = {text}' for key, text in steps.items())} }}"]
                if steps
                else []
            )
            near += f"track.{dotted((name,))} = {{ {', '.join(lines + table)} }}\n"
        elif form == "dotted":
            near += "".join(f"  track.{name}.{line}\n" for line in lines)
            near += "".join(f"  track.{name}.steps.{key} = {text}\n" for key, text in steps.items())
        else:
            below += f"[{dotted(full)}]\n" + "".join(f"{line}\n" for line in lines) if lines else ""
            below += "".join(f"[{dotted((*full, 'steps', key))}]\n{_plain(inner[key])}" for key in steps)
    return near + below


def _plain(branch: Branch) -> str:
    return "".join(f"{key} = {leaf.text}\n" for key, leaf in branch.leaves.items())
