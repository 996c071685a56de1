"""The palette: finding an Action by its label and doing it."""

from collections.abc import Callable, Iterable

from beatterm.ui.actions.action import Action, Run
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Choice


def find_among(actions: Callable[[], Iterable[Action]]) -> Run:
    """Let the player pick one of the Actions. They are asked for when it opens: it is one of them itself."""

    async def find_command(desk: Desk) -> None:
        found = [Choice(action.id, action.label, " or ".join(action.keys)) for action in actions()]
        picked = await desk.front.choose("Find a command", found)
        for action in actions():
            if action.id == picked and (work := action.run(desk)) is not None:
                await work

    return find_command
