"""The end of Setup as lines: what is wrong with ports, and what the system has."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.studio import unsent
from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ink
from beatterm.ui.views.spans import Span, Spans, fit

LEAD = 5
"""Cells before all that stands in Setup: signs and lights."""


def troubles(desk: Desk, glyphs: Glyphs, width: int) -> Iterator[Spans]:
    """What is wrong, and what the system has: it tells whether a cable is in."""
    state = desk.midi.state
    ports = (*state.outs, *state.ins)
    wrong = [f"{each.name}: {each.problem}" for each in ports if each.problem]
    wrong += unsent(desk.midi.setup, desk.song.tracks)
    if state.problem or wrong:
        yield ()
    for each in [state.problem] if state.problem else dict.fromkeys(wrong):
        for text in wrap(each, width - LEAD - 1):
            yield (Span(f"{'':{LEAD}}{text}", Ink.WARN),)
    named = (("the system's outputs", state.system_outs), ("the system's inputs", state.system_ins))
    for label, names in named:
        if names:
            yield ()
            yield (Span(f"{'':{LEAD}}{label}", Ink.FAINT),)
            yield from _names(names, glyphs, width)


def _names(names: Iterable[str], glyphs: Glyphs, width: int) -> Iterator[Spans]:
    for name in dict.fromkeys(names):
        yield Span(" " * LEAD), Span(fit(name, width - LEAD - 1, glyphs.ellipsis), Ink.SOFT)
