"""A question with a few answers, each with a key."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from beatterm.ui.desk.front import Choice
from beatterm.ui.screens.dialog import Dialog


class DecideScreen(Dialog):
    """An answer's key picks it; so do arrows and enter. A key from before it was seen is no answer."""

    TAKES_EARLY = False

    def __init__(self, question: str, answers: Sequence[Choice]) -> None:
        super().__init__()
        self._question, self._answers = question, answers

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label(self._question, classes="title", markup=False)
            yield OptionList(
                *(Option(f"{each.value}  {each.label}", id=each.value) for each in self._answers)
            )

    def on_key(self, event: events.Key) -> None:
        if event.character in [answer.value for answer in self._answers]:
            event.stop()
            self.dismiss(event.character)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
