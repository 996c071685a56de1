"""What the desk asks of the screen in front of it: to say something, and to ask the player."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

Check = Callable[[str], str | None]
"""What is wrong with an answer, or None."""


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a form: its label, the answer so far, what it takes, and the check of an answer."""

    label: str
    answer: str
    takes: str
    check: Check


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list: what is handed back, what is shown, and a remark beside it."""

    value: str
    label: str
    remark: str = ""


class Front(Protocol):
    """The screen, as the desk sees it."""

    def tell(self, text: str) -> None:
        """Say what was done."""

    def warn(self, text: str) -> None:
        """Say what could not be done, for long enough to be read."""

    def choose(self, title: str, choices: Sequence[Choice], current: str = "") -> Awaitable[str | None]:
        """Let the player pick one; None if they did not."""

    def ask(self, title: str, questions: Sequence[Question]) -> Awaitable[tuple[str, ...] | None]:
        """Let the player fill in a form; None if they did not."""

    def decide(self, question: str, answers: Sequence[Choice]) -> Awaitable[str | None]:
        """Let the player pick an answer, each by the key of its value; None if they did not."""

    def show_help(self) -> None:
        """Show all keys."""

    def show_export(self) -> None:
        """Show the Export dialog."""

    def use_theme(self, name: str) -> None:
        """Change the colours."""

    def theme_name(self) -> str:
        """The colours that are shown."""

    def leave(self) -> None:
        """End the program."""
