"""A widget of finished lines: each is drawn once and kept until what it shows changes."""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from beatterm.ui.layout import Rect
from beatterm.ui.looks.look import Look
from beatterm.ui.looks.palette import Ground, Ink


class Drawn(Widget):
    """Draws with the Line API. The same Strip objects are handed out again, which Textual's own caches need
    to be of use; borders, padding and opacity are not for this widget.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "Drawn { position: absolute; display: none; }"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self._kept: dict[int, Strip] = {}

    def put(self, rect: Rect | None) -> None:
        """Stand there; None: nowhere."""
        self.display = rect is not None
        if rect is not None:
            self.styles.offset = (rect.x, rect.y)
            self.styles.width, self.styles.height = rect.width, rect.height

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self.look = look
        self.redraw()

    def redraw(self) -> None:
        """Draw every line anew."""
        self._kept.clear()
        self.refresh()

    def redraw_line(self, y: int) -> None:
        """Draw one line anew."""
        self._kept.pop(y, None)
        self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self) -> None:
        """Lines of another width are other lines."""
        self._kept.clear()

    def draw(self, y: int, width: int) -> Strip:
        """A line, exactly so many cells wide."""
        return Strip.blank(width, self.look.style(Ink.TEXT, Ground.PLAIN))

    def render_lines(self, crop: Region) -> list[Strip]:
        return [self._cropped(self.kept(y), crop) for y in range(crop.y, crop.bottom)]

    def kept(self, y: int) -> Strip:
        """A line, drawn now if it is not ready."""
        strip = self._kept.get(y)
        if strip is None:
            strip = self._kept[y] = self.draw(y, self.size.width)
        return strip

    @staticmethod
    def _cropped(strip: Strip, crop: Region) -> Strip:
        if crop.x == 0 and crop.width == strip.cell_length:
            return strip
        return strip.crop(crop.x, crop.right)
