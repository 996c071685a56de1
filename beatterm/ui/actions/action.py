"""One line of the table of what can be done: a name, its keys, and what it does on the desk."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.hands import Layer

Run = Callable[[Desk], Awaitable[None] | None]
"""What an Action does; one that asks the player something is awaited."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    `pane` is where its keys hold (None: everywhere). `hint` is its word in the bottom line. Actions of one
    `family` (keys as shown, what they do) share a line in the help. `same_as` names an action that reaches
    the same with keys which every terminal sends. While something is tried out, the tuner's keys hold and
    those `in_tuner`, no others. With a `layer`, its keys hold in that one alone and go before the pane's.
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
    in_tuner: bool = False
    layer: Layer | None = None

    def holds_in(self, pane: Pane) -> bool:
        """Whether its keys hold while the keys act on a pane."""
        everywhere = self.pane is None and (self.in_tuner or pane is not Pane.TUNER)
        return self.layer is None and (self.pane is pane or everywhere)
