"""From key presses to Actions, by the table and a player's own key map."""

from collections.abc import Iterable, Mapping

from textual.events import Key

from beatterm.ui.actions import Action
from beatterm.ui.desk.desk import Pane
from beatterm.ui.desk.hands import Layer

_SHOWN = {
    "comma": ",",
    "space": "space",
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "backspace": "bksp",
}


def stroke_of(event: Key) -> str:
    """A key press as the table writes it: the character it types, or the key's name."""
    typed = event.character
    return typed if typed and typed.isprintable() and typed != " " else event.key


class Keyboard:
    """All keys of all panes. `own` replaces the keys of the Actions it names."""

    def __init__(self, actions: Iterable[Action], own: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._places: dict[tuple[Layer | Pane | None, str], Action] = {}
        for action in actions:
            for keys in (own or {}).get(action.id, action.keys):
                self._places[action.layer or action.pane, keys] = action

    def find(self, pane: Pane, keys: str, layer: Layer = Layer.EDIT) -> Action | None:
        """What the keys do in a layer, or else in a pane."""
        if pane is not Pane.TUNER and (layer, keys) in self._places:
            return self._places[layer, keys]
        found = (self._places.get((pane, keys)), self._places.get((None, keys)))
        return next((action for action in found if action and action.holds_in(pane)), None)

    def after(self, pane: Pane, prefix: str) -> tuple[tuple[str, Action], ...]:
        """What may follow a key that begins several: the next key and what it does."""
        start = f"{prefix} "
        return tuple(
            (keys.removeprefix(start), action)
            for (_, keys), action in self._places.items()
            if action.holds_in(pane) and keys.startswith(start)
        )


def shown(keys: str) -> str:
    """Keys as they are written in hints and help."""
    return " ".join(_SHOWN.get(key, key.replace("ctrl+", "^")) for key in keys.split(" "))
