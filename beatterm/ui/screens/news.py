"""News: what was done or went wrong, shown in the bottom line for as long as it takes to read."""

TICKS_A_SECOND = 30
_LEAST_SECONDS = 3.0
_SECONDS_A_CHARACTER = 0.07


class News:
    """The last thing said, and how many ticks of the screen's clock it still stands."""

    def __init__(self) -> None:
        self.text = ""
        self._ticks = 0

    def tell(self, text: str) -> None:
        """Say something in place of what stands there."""
        self.text = text
        self._ticks = round(TICKS_A_SECOND * max(_LEAST_SECONDS, len(text) * _SECONDS_A_CHARACTER))

    def tick(self) -> bool:
        """Count down; whether the line has just become free."""
        self._ticks = max(0, self._ticks - 1)
        ended = bool(self.text) and self._ticks == 0
        if ended:
            self.text = ""
        return ended
