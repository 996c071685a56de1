"""The lane as values: one setting of every hit of a row in sight, as a share of its range and in words."""

from dataclasses import dataclass
from enum import Enum, auto

from beatterm.model.carried import Carried
from beatterm.model.param import Param, Value
from beatterm.model.pattern import Steps
from beatterm.model.step import Step
from beatterm.model.step_params import VELOCITY
from beatterm.ui.desk.carrying import details, hits, values_of
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.lanes import current
from beatterm.ui.desk.place import Corners, corners, steps_of
from beatterm.ui.desk.turning import share, shown, span


class Form(Enum):
    """How values are drawn: from the bottom, from the middle, or as words."""

    BARS = auto()
    CENTRED = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class LaneCell:
    """A hit's value: `share` of the range (0 to 1), or its `word`. `is_own` if the hit itself carries it."""

    share: float
    word: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the values that the lane can show."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class LaneSheet:
    """`cells` from the first step in sight on, None for a rest; `length` and `columns` count steps from the
    pattern's start. `head` is said beside them, a line each.
    """

    form: Form
    tabs: tuple[Tab, ...]
    chosen: int
    head: tuple[str, ...]
    cells: tuple[LaneCell | None, ...]
    first: int
    length: int
    cursor: int
    selected: tuple[int, int] | None
    has_focus: bool


def lane_of(desk: Desk, first: int, count: int) -> LaneSheet:
    """The lane of the cursor's row, of `count` steps from `first` on."""
    every, what = details(desk.session.params), current(desk)
    has_track = bool(desk.song.tracks) and desk.song.pattern(desk.place.pattern) is not None
    steps = steps_of(desk.song, desk.place.pattern, desk.track) if has_track else ()
    box = corners(desk.place, desk.song) if desk.place.anchor is not None else None
    return LaneSheet(
        form=_form(what.param),
        tabs=tuple(Tab(each.key, each.label) for each in every),
        chosen=every.index(what),
        head=_head(desk, what) if has_track else (),
        cells=_cells(desk, what, steps[first : first + count]),
        first=first,
        length=_length(desk) if has_track else 0,
        cursor=desk.place.step,
        selected=_columns(box),
        has_focus=desk.pane is Pane.LANE,
    )


def _form(param: Param) -> Form:
    if param.choices:
        return Form.WORDS
    return Form.CENTRED if param.low == -param.high else Form.BARS


def _columns(box: Corners | None) -> tuple[int, int] | None:
    return (box.first, box.last) if box else None


def _length(desk: Desk) -> int:
    row = desk.pattern.track(desk.track)
    return row.length if row else desk.pattern.length


def _cells(desk: Desk, what: Carried, steps: Steps) -> tuple[LaneCell | None, ...]:
    if not any(steps):
        return (None,) * len(steps)
    base = what.base_in(desk.song, desk.track)
    return tuple(_cell(what, step, base) if step else None for step in steps)


def _cell(what: Carried, step: Step, base: Value) -> LaneCell:
    own = what.value_in(step)
    value = base if own is None else own
    is_own = what.is_carried(step) or what.param is VELOCITY.param
    return LaneCell(share(what.param, value), _word(what.param, value), is_own)


def _word(param: Param, value: Value) -> str:
    return str(value) if param.choices and value != param.choices[0] else ""


def _head(desk: Desk, what: Carried) -> tuple[str, ...]:
    """Which hit, its value with unit, and the range."""
    struck = hits(desk)
    values = values_of(desk.song, what, struck)
    where = f"{desk.track} {desk.place.step + 1}"
    if desk.place.anchor is not None:
        where = f"{len(struck)} hit{'s' * (len(struck) != 1)}"
    value = "rest" if not values else "mixed" if len(set(values)) > 1 else shown(what.param, values[0])
    return where, value, f"{span(what.param)} {what.param.unit}".rstrip()
