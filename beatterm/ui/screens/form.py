"""A form of a few lines; it closes only with answers that are right."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Label

from beatterm.ui.desk.front import Question
from beatterm.ui.screens.dialog import Dialog


class FormScreen(Dialog):
    """Tab goes from line to line, enter takes all of them; what is wrong is said below."""

    def __init__(self, title: str, questions: Sequence[Question]) -> None:
        super().__init__()
        self._title, self._questions = title, questions

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="box", can_focus=False):
            yield Label(self._title, classes="title", markup=False)
            for question in self._questions:
                yield Label(question.label, classes="label", markup=False)
                yield Input(question.answer, select_on_focus=True)
                yield Label(question.takes, classes="remark", markup=False)
            yield Label("", id="fault", markup=False)

    def on_input_submitted(self) -> None:
        fields = list(self.query(Input))
        for field, question in zip(fields, self._questions, strict=True):
            fault = question.check(field.value)
            if fault:
                self.query_one("#fault", Label).update(fault)
                field.focus()
                return
        self.dismiss(tuple(field.value for field in fields))
