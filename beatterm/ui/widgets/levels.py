"""The right edge of the grid: a level meter for every track in sight."""

from textual.strip import Strip

from beatterm.ui.looks.look import Look
from beatterm.ui.looks.palette import Ink
from beatterm.ui.views.levels import level_text, share, zones
from beatterm.ui.widgets.drawn import Drawn
from beatterm.ui.widgets.line import Line

_RULER = 1
_NUMBER = 4


class Levels(Drawn):
    """A bar on a decibel scale and its number, one line a track; only bars that moved are drawn."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._seen: tuple[tuple[str, str], ...] = ()
        self._peaks: tuple[float, ...] = ()

    def show(self, peaks: tuple[float, ...]) -> None:
        """Show the linear peaks of the tracks in sight."""
        width, glyphs = self._bar_width, self.look.glyphs
        seen = tuple((glyphs.bar(share(peak), width), level_text(peak)) for peak in peaks)
        old, self._seen, self._peaks = self._seen, seen, peaks
        for at in range(max(len(old), len(seen))):
            if at >= len(old) or at >= len(seen) or old[at] != seen[at]:
                self.redraw_line(at + _RULER)

    @property
    def _bar_width(self) -> int:
        return max(1, self.size.width - _NUMBER - 2)

    def draw(self, y: int, width: int) -> Strip:
        look, line = self.look, Line()
        if y < _RULER:
            return line.add(" level", look.style(Ink.FAINT)).strip(width, look.style(Ink.FAINT))
        peak = self._peaks[y - _RULER] if y - _RULER < len(self._peaks) else 0.0
        line.add(" ", look.style(Ink.TEXT))
        for text, ink in zones(peak, self._bar_width, look.glyphs):
            line.add(text, look.style(ink))
        line.add(f"{level_text(peak):>{_NUMBER}}", look.style(Ink.FAINT))
        return line.strip(width, look.style(Ink.TEXT))
