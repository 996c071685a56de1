"""The bottom line: what stands under the cursor in words (for screen readers too), or what just happened;
and the keys that matter here.
"""

from textual.strip import Strip

from beatterm.ui.looks.look import Look
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.spans import fit
from beatterm.ui.widgets.drawn import Drawn
from beatterm.ui.widgets.line import Line

Hint = tuple[str, str]
"""A key and its word."""


class HintBar(Drawn):
    """One line: said on the left, hints on the right as far as they fit."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._view: tuple[str, bool, tuple[Hint, ...]] = ("", False, ())

    def show(self, said: str, is_news: bool, hints: tuple[Hint, ...]) -> None:
        """Say something; news stands out from the mere place of the cursor."""
        if (said, is_news, hints) != self._view:
            self._view = (said, is_news, hints)
            self.redraw()

    def draw(self, y: int, width: int) -> Strip:
        said, is_news, hints = self._view
        look, line = self.look, Line()
        bar = look.style(Ink.SOFT, Ground.BAR)
        line.add(
            " " + fit(said, min(width - 2, len(said)), look.glyphs.ellipsis),
            look.style(Ink.KEY if is_news else Ink.TEXT, Ground.BAR),
        )
        fitting, used = [], line.width + 2
        for key, word in hints:
            if used + len(key) + len(word) + 3 > width:
                break
            fitting.append((key, word))
            used += len(key) + len(word) + 3
        line.to(width - sum(len(key) + len(word) + 3 for key, word in fitting), bar)
        for key, word in fitting:
            line.add(f"{key} ", look.style(Ink.KEY, Ground.BAR)).add(f"{word}  ", bar)
        return line.strip(width, bar)
