"""The frame that all dialogs share: a box in the middle of the screen, closed by escape."""

from textual.binding import Binding
from textual.screen import ModalScreen

Answer = str | tuple[str, ...]


class Dialog(ModalScreen[Answer | None]):
    """Escape closes it without an answer. `TAKES_EARLY`: keys that were pressed while it was opened are meant
    for it.
    """

    TAKES_EARLY = True

    BINDINGS = [Binding("escape", "close", show=False)]

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
