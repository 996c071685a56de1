"""The front of the desk: its questions as dialogs, its words in the bottom line and as toasts."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.app import App

from beatterm.ui.actions import Run
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Choice, Question
from beatterm.ui.looks.look import Look
from beatterm.ui.screens.choose import ChooseScreen
from beatterm.ui.screens.decide import DecideScreen
from beatterm.ui.screens.export import ExportScreen
from beatterm.ui.screens.form import FormScreen
from beatterm.ui.screens.help import HelpScreen
from beatterm.ui.screens.news import News

_LEAST_SECONDS, _SECONDS_A_CHARACTER = 4.0, 0.08


class AppFront:
    """Answers the desk with the app's screens. Questions wait, so they are asked by a worker.

    `look` and `desk` give what there is when they are asked; `perform` does something on the desk.
    """

    def __init__(
        self,
        app: App[None],
        news: News,
        look: Callable[[], Look],
        desk: Callable[[], Desk],
        perform: Callable[[Run], None],
    ) -> None:
        self._app, self._news = app, news
        self._look, self._desk, self._perform = look, desk, perform

    def tell(self, text: str) -> None:
        """Say what was done."""
        self._news.tell(text)

    def warn(self, text: str) -> None:
        """Say what could not be done."""
        seconds = max(_LEAST_SECONDS, len(text) * _SECONDS_A_CHARACTER)
        self._app.notify(text, severity="error", timeout=seconds, markup=False)
        self._news.tell(text)

    async def choose(self, title: str, choices: Sequence[Choice], current: str = "") -> str | None:
        """A list to pick from."""
        dots = self._look().glyphs.ellipsis
        drawn = [replace(each, label=each.label.replace("…", dots)) for each in choices]
        answer = await self._app.push_screen_wait(ChooseScreen(title, drawn, current))
        return answer if isinstance(answer, str) else None

    async def ask(self, title: str, questions: Sequence[Question]) -> tuple[str, ...] | None:
        """A form."""
        answer = await self._app.push_screen_wait(FormScreen(title, questions))
        return answer if isinstance(answer, tuple) else None

    async def decide(self, question: str, answers: Sequence[Choice]) -> str | None:
        """A question with a few answers."""
        answer = await self._app.push_screen_wait(DecideScreen(question, answers))
        return answer if isinstance(answer, str) else None

    def show_help(self) -> None:
        """All keys."""
        self._app.push_screen(HelpScreen(self._look(), self._desk().pane))

    def show_export(self) -> None:
        """The Export dialog."""
        self._app.push_screen(ExportScreen(self._look(), self._desk(), self._perform))

    def use_theme(self, name: str) -> None:
        """Change the colours."""
        self._app.theme = name

    def theme_name(self) -> str:
        """The colours that are shown."""
        return self._app.theme

    def leave(self) -> None:
        """End the program."""
        self._app.exit()
