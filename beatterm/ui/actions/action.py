"""One line of the table of what can be done: a name, its keys, and what it does on the desk."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from beatterm.ui.desk.desk import Desk, Pane

Run = Callable[[Desk], Awaitable[None] | None]
"""What an Action does; one that asks the player something is awaited."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    `pane` is where its keys hold (None: everywhere). `hint` is its word in the bottom line. Actions of one
    `family` (keys as shown, what they do) share a line in the help. `same_as` names an action that reaches
    the same with keys which every terminal sends.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    group: str
    run: Run
    pane: Pane | None = None
    hint: str = ""
    family: tuple[str, str] | None = None
    same_as: str = ""
