"""A list to pick from, narrowed by what is typed."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from beatterm.ui.desk.front import Choice
from beatterm.ui.screens.dialog import Dialog
from beatterm.ui.views.spans import fit

_LABEL_MOST, _GAP = 44, 2


class ChooseScreen(Dialog):
    """Typing narrows the list, arrows move in it, enter picks."""

    def __init__(self, title: str, choices: Sequence[Choice], current: str = "") -> None:
        super().__init__()
        self._title, self._choices, self._current = title, choices, current
        longest = max((cell_len(choice.label) for choice in choices), default=0)
        self._label = min(_LABEL_MOST, longest + _GAP)

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label(self._title, classes="title")
            yield Input(placeholder="type to narrow the list")
            yield OptionList(*map(self._option, self._choices))

    def _option(self, choice: Choice) -> Option:
        """Labels in a column as wide as the longest of them, remarks beside it."""
        text = Text(fit(choice.label, self._label) if choice.remark else choice.label)
        return Option(text.append(choice.remark, "dim") if choice.remark else text, id=choice.value)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        values = [choice.value for choice in self._choices]
        if values:
            at = values.index(self._current) if self._current in values else 0
            self.query_one(OptionList).highlighted = at

    def on_input_changed(self, event: Input.Changed) -> None:
        words = event.value.lower().split()
        found = [each for each in self._choices if all(word in _searched(each) for word in words)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(map(self._option, found))
        options.highlighted = 0 if found else None

    def on_key(self, event: events.Key) -> None:
        options = self.query_one(OptionList)
        moves: dict[str, Callable[[], None]] = {
            "up": options.action_cursor_up,
            "down": options.action_cursor_down,
            "pageup": options.action_page_up,
            "pagedown": options.action_page_down,
        }
        move = moves.get(event.key)
        if move:
            event.stop()
            event.prevent_default()
            move()

    def on_input_submitted(self) -> None:
        highlighted = self.query_one(OptionList).highlighted_option
        if highlighted is not None:
            self.dismiss(highlighted.id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)


def _searched(choice: Choice) -> str:
    return f"{choice.label} {choice.remark}".lower()
