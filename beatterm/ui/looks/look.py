"""A look: the palette of a theme and a charset, handed down to everything that draws."""

from dataclasses import dataclass
from functools import lru_cache

from rich.style import Style

from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ground, Ink, Palette
from beatterm.ui.looks.themes import THEMES


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What to draw with."""

    palette: Palette
    glyphs: Glyphs

    def style(self, ink: Ink, ground: Ground = Ground.PLAIN) -> Style:
        """The Style of an ink on a ground."""
        return self.palette.style(ink, ground)


@lru_cache(maxsize=16)
def look_of(theme: str, glyphs: Glyphs) -> Look:
    """The look of a theme and a charset."""
    return Look(Palette(THEMES[theme]), glyphs)
