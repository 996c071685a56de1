"""Song → the outline of its document → canonical text. The mirror of `beat_read`."""

from collections.abc import Iterable
from dataclasses import dataclass

from beatterm.formats.beat_read import VERSION
from beatterm.formats.midi_write import midi_branch
from beatterm.formats.mixer_read import MASTER_PARAMS
from beatterm.formats.model_rules import GROOVE_AMOUNT
from beatterm.formats.outline import Branch, Leaf, leaf_lines, table_text
from beatterm.formats.pattern_write import pattern_branch, percent
from beatterm.formats.toml_write import text_of
from beatterm.model.groove import Groove
from beatterm.model.mixer import Mixer
from beatterm.model.param import Param, ParamTable, Values, value_of
from beatterm.model.pattern import NO_GROOVE
from beatterm.model.song import STRAIGHT, Section, Song, TrackSetup
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
        "track": Branch(branches={each.name: _setup_branch(each, params) for each in song.tracks}),
        "grooves": Branch(branches={each.name: _groove_branch(each) for each in song.grooves}),
        "pattern": Branch(branches={each.name: pattern_branch(each, song) for each in song.patterns}),
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
    amount = song.groove_amount
    return {
        "beatterm": Leaf(text_of(VERSION)),
        "title": Leaf(text_of(song.title), song.title != ""),
        "author": Leaf(text_of(song.author), song.author != ""),
        "tempo": Leaf(text_of(float(song.tempo))),
        "meter": Leaf(text_of(str(song.meter))),
        **({} if song.key is None else {"key": Leaf(text_of(str(song.key)))}),
        "swing": Leaf(percent(song.swing), song.swing != STRAIGHT),
        "groove": Leaf(text_of(song.groove or NO_GROOVE), song.groove != ""),
        "groove_amount": Leaf(text_of(amount), amount != GROOVE_AMOUNT.default),
        "kit": Leaf(text_of(song.kit), song.kit != ""),
        "seed": Leaf(text_of(song.seed), song.seed != 0),
        "tracks": Leaf(text_of(names), names != in_grids),
    }


def _setup_branch(setup: TrackSetup, params: ParamTable) -> Branch:
    leaves = {
        "sound": Leaf(text_of(setup.sound), setup.sound != setup.name),
        "in_key": Leaf(text_of(setup.in_key), setup.in_key),
    }
    tables = {} if setup.midi is None else {"midi": midi_branch(setup.midi)}
    return Branch(leaves | _values_branch(setup.values, params.sound).leaves, tables)


def _groove_branch(groove: Groove) -> Branch:
    leaves = {
        "step": Leaf(text_of(STEP_NAMES[groove.step_ticks])),
        "time": Leaf(text_of(tuple(map(float, groove.time))), groove.time != ()),
        "velocity": Leaf(text_of(groove.velocity), groove.velocity != ()),
    }
    return Branch(leaves, is_kept=True)


def _section_branch(section: Section) -> Branch:
    leaves = {
        "name": Leaf(text_of(section.name)),
        "pattern": Leaf(text_of(section.pattern)),
        "repeat": Leaf(text_of(section.repeat), section.repeat != 1),
        "mute": Leaf(text_of(section.mute), section.mute != ()),
        "fill": Leaf(text_of(section.fill), section.fill),
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
