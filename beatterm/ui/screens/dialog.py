"""The frame that all dialogs share: a box in the middle of the screen, closed by escape."""

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import ModalScreen

Answer = str | tuple[str, ...]


class Dialog(ModalScreen[Answer | None]):
    """Escape closes it without an answer, and it closes but once. `TAKES_EARLY`: keys that were pressed while
    it was opened are meant for it.
    """

    TAKES_EARLY = True

    BINDINGS = [Binding("escape", "close", show=False)]

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer. Of a key that is held, a second one may come before the first has closed it;
        Textual would take away what lies below.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()
