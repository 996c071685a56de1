"""Pattern → the branch of its table, with its tracks and steps inside. The mirror of `pattern_read`."""

from collections.abc import Iterable
from functools import lru_cache

from beatterm.formats.grid_cells import spoken_steps
from beatterm.formats.grid_text import format_grid
from beatterm.formats.model_rules import field_text
from beatterm.formats.outline import Branch, Leaf
from beatterm.formats.pattern_read import default_length
from beatterm.formats.step_keys import step_settings
from beatterm.formats.toml_write import multi_line, text_of
from beatterm.model.field_param import FieldParam
from beatterm.model.pattern import Pattern, Track
from beatterm.model.song import Song
from beatterm.model.step import ALWAYS, Step
from beatterm.model.time import STEP_NAMES
from beatterm.model.track_params import TRACK_PARAMS


def pattern_branch(pattern: Pattern, song: Song) -> Branch:
    """The table of a pattern."""
    meter = song.meter_of(pattern)
    leaves = {
        "step": Leaf(text_of(STEP_NAMES[pattern.step_ticks])),
        "length": Leaf(text_of(pattern.length), pattern.length != default_length(pattern, song.meter)),
        **({} if pattern.meter is None else {"meter": Leaf(text_of(str(meter)))}),
        "fill": Leaf(text_of(pattern.fill), pattern.fill),
        "chance": Leaf(text_of(pattern.chance), pattern.chance != ALWAYS),
        "grid": Leaf(multi_line(format_grid(pattern, meter)), bool(pattern.tracks)),
    }
    tracks = Branch(branches={track.name: _track_branch(track) for track in pattern.tracks})
    return Branch(leaves, {"track": tracks}, is_kept=True)


def percent(swing: float) -> str:
    """A swing, which rarely needs a point."""
    return text_of(int(swing) if swing == int(swing) else float(swing))


def field_leaves(fields: Iterable[FieldParam], holder: object) -> dict[str, Leaf]:
    """The settings that stand for fields, those at their defaults not shown."""
    return {
        each.param.name: Leaf(field_text(each, holder), each.value_in(holder) != each.param.default)
        for each in fields
    }


def _track_branch(track: Track) -> Branch:
    leaves = {"length": Leaf(text_of(track.length), track.length != len(track.steps))}
    if track.step_ticks is not None:
        leaves["step"] = Leaf(text_of(STEP_NAMES[track.step_ticks]))
    if track.swing is not None:
        leaves["swing"] = Leaf(percent(track.swing))
    if track.groove is not None:
        leaves["groove"] = Leaf(text_of(track.groove))
    if track.groove_amount is not None:
        leaves["groove_amount"] = Leaf(text_of(track.groove_amount))
    leaves |= field_leaves(TRACK_PARAMS, track)
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
    leaves = {name: Leaf(text, is_own) for name, text, is_own in step_settings(step, spoken)}
    return Branch(leaves, is_inline=True)
