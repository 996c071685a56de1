"""How one step is drawn: its shape says how hard it is struck, and signs what else it carries; notes are
written by name.
"""

from functools import lru_cache

from beatterm.model.note import note_name
from beatterm.model.step import Step
from beatterm.ui.looks.glyphs import GHOST_UP_TO, HIT_UP_TO, Glyphs
from beatterm.ui.looks.palette import Ink
from beatterm.ui.views.grid import Row

Part = tuple[str, Ink]
_ROOMY = 3
"""Cells from which there is room for a sign behind the shape."""


def cell(row: Row, step: int, width: int, glyphs: Glyphs, under_head: bool) -> tuple[Part, ...]:
    """The parts of a cell, together `width` cells wide."""
    struck = row.steps[step] if step < len(row.steps) else None
    sounds = row.audible and step < row.length
    if struck is not None:
        return _struck(struck, width, glyphs, sounds, under_head)
    if step in row.holds:
        return ((glyphs.hold * width, Ink.GHOST if sounds else Ink.FAINT),)
    if step >= row.length:
        return ((" " * width, Ink.FAINT),)
    return ((_centred(glyphs.rest, width), Ink.REST if row.audible else Ink.FAINT),)


def _struck(struck: Step, width: int, glyphs: Glyphs, sounds: bool, under_head: bool) -> tuple[Part, ...]:
    ink = _ink(struck.velocity) if sounds else Ink.FAINT
    if under_head and sounds:
        ink = Ink.STRONG
    shape = _shape(struck, width, glyphs)
    return tuple((text, _sign_ink(ink) if is_sign else ink) for text, is_sign in shape)


def _sign_ink(ink: Ink) -> Ink:
    """Signs stand back behind the hit, unless that is silent or sounding right now."""
    return ink if ink in (Ink.FAINT, Ink.STRONG) else Ink.SIGN


@lru_cache(maxsize=4096)
def _shape(struck: Step, width: int, glyphs: Glyphs) -> tuple[tuple[str, bool], ...]:
    """A hit's text in pieces, each with whether it is a sign of what the hit carries. In a narrow cell the
    first sign takes the place of the velocity's shape; where there is room signs follow it, or the note.
    """
    signs = glyphs.signs(struck)
    if struck.notes:
        name = _note(struck, width)
    elif signs and width < _ROOMY:
        return ((f"{signs[0]}".ljust(width), False),)
    else:
        name = " " * ((width - 1) // 2) + glyphs.velocity(struck.velocity)
    signs = signs[: width - len(name)]
    rest = width - len(name) - len(signs)
    return tuple(each for each in ((name, False), (signs, True), (" " * rest, False)) if each[0])


def _ink(velocity: int) -> Ink:
    if velocity <= GHOST_UP_TO:
        return Ink.GHOST
    return Ink.HIT if velocity <= HIT_UP_TO else Ink.ACCENT


def _centred(glyph: str, width: int) -> str:
    left = (width - 1) // 2
    return " " * left + glyph + " " * (width - left - 1)


def _note(struck: Step, width: int) -> str:
    """The lowest note's name, in capitals where accented; a chord of several has a plus behind it."""
    name = note_name(struck.notes[0])
    if struck.velocity > HIT_UP_TO:
        name = name.upper()
    if len(struck.notes) > 1 and len(name) < width:
        name += "+"
    if len(name) > width:
        name = name[:width]
    return name if width <= _ROOMY else f" {name}"
