"""Keys that come while a dialog is on its way: fast fingers type on before it stands there. They are kept for
it, between the main screen, which gets them, and the dialog, which they are meant for.
"""

from textual import events
from textual.screen import Screen

from beatterm.ui.screens.dialog import Dialog


class EarlyKeys:
    """What is kept for the next dialog in front of `main`, and how many questions are being asked."""

    def __init__(self, main: Screen[None]) -> None:
        self._main = main
        self._questions = 0
        self._kept: list[events.Key] = []

    @property
    def is_asked(self) -> bool:
        """Whether a question is being asked, its dialog in sight or not."""
        return self._questions > 0

    def ask(self) -> None:
        """A question begins: until its dialog is there, keys are kept for that."""
        self._questions += 1

    def answered(self) -> None:
        """A question has ended, answered or not."""
        self._questions -= 1
        self.hand_on()

    def keep(self, event: events.Key) -> bool:
        """Keep a key that came to the main screen, if it is meant for a dialog; whether it is."""
        if not self.is_asked and self._main.app.screen is self._main:
            return False
        self._kept.append(events.Key(event.key, event.character))
        self.hand_on()
        return True

    def hand_on(self) -> None:
        """Give what is kept to the dialog, or back to the main screen if there is to be none after all."""
        if self._kept and self._main.app.is_running:
            front = self._main.app.screen
            if front is not self._main or not self.is_asked:
                front.call_after_refresh(self._send)

    def _send(self) -> None:
        kept, self._kept = self._kept, []
        app = self._main.app
        if isinstance(app.screen, Dialog) and not app.screen.TAKES_EARLY:
            return
        for event in kept:
            app.post_message(event)
