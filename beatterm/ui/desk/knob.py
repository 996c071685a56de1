"""A knob: one value under the inspector's cursor, how it is turned, and what holds without it."""

from collections.abc import Callable
from dataclasses import dataclass

from beatterm.model.param import Param, Value
from beatterm.model.song import Song
from beatterm.ui.desk.turning import label_of, share, shown

Turn = Callable[[Value], Value]
Put = Callable[[Song, Value], Song]
_SHORT = {
    "humanise_time": "human time",
    "humanise_velocity": "human vel",
    "groove_amount": "groove amt",
}


@dataclass(frozen=True, slots=True)
class Knob:
    """One value of the song, or that of all selected hits. `change` turns it (each by itself, where they
    differ); `reset` brings back what holds without it.

    `kind` and the Param's name are its `key`, the same wherever the cursor goes; `group` is its heading.
    `is_default` says that nothing is set here.
    """

    kind: str
    group: str
    param: Param
    value: Value
    change: Callable[[Song, Turn], Song]
    reset: Callable[[Song], Song]
    text: str
    is_default: bool
    is_mixed: bool = False

    @property
    def key(self) -> str:
        """What stays the same when the cursor moves to another step or track."""
        return f"{self.kind}.{self.param.name}"

    @property
    def label(self) -> str:
        """Its name."""
        return _SHORT.get(self.param.name) or label_of(self.param)

    @property
    def share(self) -> float:
        """How far it is turned up, 0 to 1."""
        return share(self.param, self.value)


def simple_knob(kind: str, group: str, param: Param, value: Value, put: Put) -> Knob:
    """A knob of one value that is at its default unless it is set."""

    def reset(song: Song) -> Song:
        return put(song, param.default)

    return Knob(
        kind, group, param, value, _change(value, put), reset, shown(param, value), value == param.default
    )


def borrowed_knob(
    kind: str,
    group: str,
    param: Param,
    own: Value | None,
    lent: Value,
    put: Callable[[Song, Value | None], Song],
) -> Knob:
    """A knob of a value that is lent by the song until it is set, and again after a reset."""
    value = lent if own is None else own
    text = shown(param, value) if own is not None else f"{shown(param, value)} song"

    def reset(song: Song) -> Song:
        return put(song, None)

    return Knob(kind, group, param, value, _change(value, put), reset, text, own is None)


def _change(value: Value, put: Put) -> Callable[[Song, Turn], Song]:
    return lambda song, turn: put(song, turn(value))
