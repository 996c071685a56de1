"""One line of the screen while it is drawn: text in Styles, neighbours of one Style joined."""

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


class Line:
    """Text from left to right. Joined neighbours keep what is sent to the terminal short."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, Style]] = []
        self.width = 0

    def add(self, text: str, style: Style) -> "Line":
        """Text that follows."""
        if not text:
            return self
        self.width += cell_len(text)
        if self._parts and self._parts[-1][1] is style:
            text = self._parts.pop()[0] + text
        self._parts.append((text, style))
        return self

    def to(self, column: int, style: Style) -> "Line":
        """Blanks up to a column."""
        return self.add(" " * (column - self.width), style)

    def strip(self, width: int, style: Style) -> Strip:
        """The finished line, exactly so many cells wide."""
        self.to(width, style)
        made = Strip([Segment(text, drawn) for text, drawn in self._parts], self.width)
        return made if self.width == width else made.crop(0, width)
