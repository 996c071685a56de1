"""Song → the outline of its document → canonical text. The mirror of `beat_read`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from beatterm.formats.beat_read import VERSION
from beatterm.formats.grid_cells import spoken_steps
from beatterm.formats.grid_text import format_grid
from beatterm.formats.mixer_read import MASTER_PARAMS
from beatterm.formats.outline import Branch, Leaf, leaf_lines, table_text
from beatterm.formats.pattern_read import default_length
from beatterm.formats.step_keys import STEP_KEYS
from beatterm.formats.toml_write import multi_line, text_of
from beatterm.model.mixer import Mixer
from beatterm.model.param import Param, ParamTable, Values, value_of
from beatterm.model.pattern import Pattern, Track
from beatterm.model.song import STRAIGHT, Section, Song
from beatterm.model.step import Step
from beatterm.model.time import STEP_NAMES


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
    """The lines of a track's table of steps; shown are those whose cell does not say everything."""
    spoken_too = zip(track.steps, spoken_steps(track.steps), strict=True)
    return {
        str(index + 1): _step_branch(step, spoken)
        for index, (step, spoken) in enumerate(spoken_too)
        if step is not None and spoken is not None
    }


@lru_cache(maxsize=4096)
def _step_branch(step: Step, spoken: Step) -> Branch:
    """One line of that table. Kept, since a long song has a million steps and few different ones."""
    leaves = {
        each.key: Leaf(text_of(each.value_in(step)), each.value_in(step) != each.value_in(spoken))
        for each in STEP_KEYS
    }
    return Branch(leaves, is_inline=True)


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
