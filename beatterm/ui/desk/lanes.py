"""The lane under the grid: one value of the row's hits, drawn and edited step by step."""

from collections.abc import Callable

from beatterm.model.edits.allowed import moved
from beatterm.model.edits.regions import Region
from beatterm.model.edits.values import clear_value, turn_value
from beatterm.model.param import Param, Value
from beatterm.ui.desk.carrying import Detail, details, hits, refuse_rest, values_of
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.front import Choice
from beatterm.ui.desk.moving import by as move
from beatterm.ui.desk.turning import at_share, turned
from beatterm.ui.desk.wishing import ask_turn

COARSE = 10
"""Presses that one press of a coarse key counts for."""
TENTHS = 10
_FEW = 4
"""So many words can be drawn with the mouse; more of them are picked from a list."""
_COUNTED = ("hits", "steps")


def current(desk: Desk) -> Detail:
    """The value that the lane shows."""
    every = details(desk.session.params)
    return next((each for each in every if each.key == desk.lane), every[0])


def toggle(desk: Desk) -> None:
    """Open the lane and go there; from there, close it."""
    closes = desk.pane is Pane.LANE
    desk.shows_lane = not closes
    desk.pane = Pane.GRID if closes else Pane.LANE


def next_lane(by: int) -> Callable[[Desk], None]:
    """Show the next value, around the last one."""

    def run(desk: Desk) -> None:
        every = details(desk.session.params)
        show(desk, every[(every.index(current(desk)) + by) % len(every)].key)

    return run


def show(desk: Desk, key: str) -> None:
    """Open the lane of a value and go there."""
    desk.session.seal()
    desk.lane, desk.shows_lane, desk.pane = key, True, Pane.LANE


async def choose(desk: Desk) -> None:
    """Let the player pick what the lane shows; what is in use is said."""
    every = details(desk.session.params)
    steps = [step for pattern in desk.song.patterns for row in pattern.tracks for step in row.steps if step]
    choices = [
        Choice(each.key, each.label, _remark(each, sum(map(each.is_carried, steps)))) for each in every
    ]
    key = await desk.front.choose("Lane of", choices, current(desk).key)
    if key is not None:
        show(desk, key)


def _remark(what: Detail, count: int) -> str:
    use = f"in {count} hit{'s' * (count != 1)}" if count else ""
    return f"{what.group} {use}".strip()


def change_row(by: int) -> Callable[[Desk], None]:
    """To the row below or above."""
    return move(by, 0)


def turn(by: int) -> Callable[[Desk], None]:
    """Turn the value of all selected hits; values that differ keep their distance."""

    def run(desk: Desk) -> None:
        what = current(desk)
        same = len(set(values_of(desk.song, what, hits(desk)))) == 1
        by_presses = turned if same else moved
        _change(desk, what, lambda value: by_presses(what.param, value, by))

    return run


def _change(desk: Desk, what: Detail, turned_to: Callable[[Value], Value], merge: bool = True) -> None:
    refuse_rest(desk)
    where = desk.region
    desk.edit(what.label, lambda song: turn_value(song, where, what, turned_to), merge)


def digit(number: int) -> Callable[[Desk], None]:
    """Put the value of all selected hits where a digit says (0 as 10)."""

    def run(desk: Desk) -> None:
        what = current(desk)
        wanted = by_digit(what.param, number or TENTHS)
        _change(desk, what, lambda _: wanted)

    return run


def by_digit(param: Param, number: int) -> Value:
    """Words and counts by their number, everything else in tenths of the range."""
    if param.choices:
        return param.choices[min(number, len(param.choices)) - 1]
    if param.whole and param.unit in _COUNTED:
        return float(min(number, int(param.high)))
    return at_share(param, number / TENTHS)


def reset(desk: Desk) -> None:
    """Take the value off all selected hits."""
    refuse_rest(desk)
    what, where = current(desk), desk.region
    desk.edit(f"reset {what.label}", lambda song: clear_value(song, where, what))


async def type_in(desk: Desk) -> None:
    """Ask for the value of all selected hits."""
    refuse_rest(desk)
    what, struck = current(desk), hits(desk)
    count = f"{len(struck)} hit{'s' * (len(struck) != 1)}"
    wish = await ask_turn(desk, count, what.param, values_of(desk.song, what, struck)[0])
    if wish is not None:
        _change(desk, what, wish, merge=False)


def draw(desk: Desk, share: float) -> None:
    """Put the hit under the cursor at a share of the range, as the mouse draws it; a stroke undoes as one."""
    what = current(desk)
    if not what.param.choices or len(what.param.choices) <= _FEW:
        _change_one(desk, what, lambda _: at_share(what.param, share))


def wheel(desk: Desk, by: int) -> None:
    """Turn the hit under the cursor, and no other, whatever is selected."""
    what = current(desk)
    _change_one(desk, what, lambda value: turned(what.param, value, by))


def _change_one(desk: Desk, what: Detail, turned_to: Callable[[Value], Value]) -> None:
    where = Region(desk.place.pattern, (desk.track,), desk.place.step, desk.place.step)
    desk.edit(what.label, lambda song: turn_value(song, where, what, turned_to), merge=True)
