"""Colours by role: inks (what is drawn) on grounds (what it is drawn on), made from any Textual theme so
that every pair can be read. Without colour, roles become bold, underline and reverse.
"""

from enum import Enum, auto

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from beatterm.ui.looks.contrast import READABLE, readable


class Ink(Enum):
    """What is drawn."""

    TEXT = auto()
    STRONG = auto()
    SOFT = auto()
    FAINT = auto()
    REST = auto()
    GHOST = auto()
    HIT = auto()
    ACCENT = auto()
    SIGN = auto()
    KEY = auto()
    GO = auto()
    WARN = auto()
    ERROR = auto()


class Ground(Enum):
    """What it is drawn on."""

    PLAIN = auto()
    BEAT = auto()
    BAR = auto()
    PLAYHEAD = auto()
    SELECTED = auto()
    CURSOR = auto()
    BADGE = auto()


_LEAST = {Ink.TEXT: 7.0, Ink.STRONG: 7.0, Ink.SOFT: 4.5, Ink.HIT: 5.0, Ink.ACCENT: 5.0, Ink.GHOST: 4.0}
_ON_BRIGHT = 4.5
_BOLD = {Ink.STRONG, Ink.ACCENT, Ink.KEY, Ink.ERROR}


class Palette:
    """The Styles of one theme."""

    def __init__(self, theme: Theme) -> None:
        self.is_plain = theme.ansi
        self._inks, self._grounds = ({}, {}) if theme.ansi else _roles(theme)
        self._styles: dict[tuple[Ink, Ground], Style] = {}

    def style(self, ink: Ink, ground: Ground = Ground.PLAIN) -> Style:
        """The Style of an ink on a ground."""
        known = self._styles.get((ink, ground))
        if known is None:
            known = self._styles[ink, ground] = self._made(ink, ground)
        return known

    def _made(self, ink: Ink, ground: Ground) -> Style:
        if self.is_plain:
            return _plain_style(ink, ground)
        shown, under = self.colors(ink, ground)
        return Style(color=shown.rich_color, bgcolor=under.rich_color, bold=ink in _BOLD or None)

    def colors(self, ink: Ink, ground: Ground) -> tuple[Color, Color]:
        """Ink and ground as they are drawn; only of a palette with colours."""
        under = self._grounds[ground]
        least = _ON_BRIGHT if ground in (Ground.CURSOR, Ground.BADGE) else _LEAST.get(ink, READABLE)
        return readable(self._inks[ink], under, least), under


def _roles(theme: Theme) -> tuple[dict[Ink, Color], dict[Ground, Color]]:
    made = theme.to_color_system().generate()
    named = {name: Color.parse(made[name]) for name in _USED}
    text, base = named["foreground"], named["background"]
    inks = {
        Ink.TEXT: text,
        Ink.STRONG: text,
        Ink.SOFT: text.blend(base, 0.35),
        Ink.FAINT: text.blend(base, 0.55),
        Ink.REST: text.blend(base, 0.68),
        Ink.GHOST: named["secondary"].blend(base, 0.25),
        Ink.HIT: named["secondary"],
        Ink.ACCENT: named["accent"],
        Ink.SIGN: named["warning"],
        Ink.KEY: named["accent"],
        Ink.GO: named["success"],
        Ink.WARN: named["warning"],
        Ink.ERROR: named["error"],
    }
    grounds = {
        Ground.PLAIN: base,
        Ground.BEAT: base.blend(text, 0.035),
        Ground.BAR: base.blend(text, 0.07),
        Ground.PLAYHEAD: base.blend(named["success"], 0.22),
        Ground.SELECTED: base.blend(named["primary"], 0.3),
        Ground.CURSOR: named["primary"],
        Ground.BADGE: named["primary"],
    }
    return inks, grounds


_USED = ("foreground", "background", "primary", "secondary", "accent", "success", "warning", "error")


def _plain_style(ink: Ink, ground: Ground) -> Style:
    """Shapes carry the meaning; bold, underline and reverse stand for the rest."""
    return Style(
        bold=ink in _BOLD or ground is Ground.PLAYHEAD or None,
        dim=(ink in (Ink.FAINT, Ink.REST) and ground is Ground.PLAIN) or None,
        underline=ground in (Ground.SELECTED, Ground.PLAYHEAD) or None,
        reverse=ground in (Ground.CURSOR, Ground.BADGE) or None,
    )
