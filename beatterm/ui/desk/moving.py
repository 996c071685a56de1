"""Moving the cursor, selecting, and changing the pane that the keys act on."""

from collections.abc import Callable
from dataclasses import replace

from beatterm.ui.desk import tuner
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.hands import Layer
from beatterm.ui.desk.place import sheet_width
from beatterm.ui.layout import raster_of


def by(tracks: int, steps: int) -> Callable[[Desk], None]:
    """Move the cursor by so many tracks and steps."""
    return lambda desk: desk.go(desk.place.moved(desk.song, tracks, steps))


def extend(tracks: int, steps: int) -> Callable[[Desk], None]:
    """Move the cursor and take the steps on the way into the selection."""

    def run(desk: Desk) -> None:
        desk.go(desk.place.selecting(desk.place.whole_rows).moved(desk.song, tracks, steps))

    return run


def home(desk: Desk) -> None:
    """To the row's first step."""
    desk.go(replace(desk.place, step=0))


def end(desk: Desk) -> None:
    """To the last step that the row plays."""
    row = desk.pattern.track(desk.track)
    length = row.length if row else desk.pattern.length
    desk.go(replace(desk.place, step=length - 1))


def page(by_pages: int) -> Callable[[Desk], None]:
    """Move the cursor to later or earlier steps, a page further; the view goes along."""

    def run(desk: Desk) -> None:
        page_steps, _, _ = raster_of(desk.pattern, desk.song.meter_of(desk.pattern))
        desk.go(desk.place.moved(desk.song, 0, by_pages * page_steps))

    return run


def select(desk: Desk) -> None:
    """Start or end a selection of steps."""
    desk.toggle_selection(False)


def select_rows(desk: Desk) -> None:
    """Start or end a selection of whole rows."""
    desk.toggle_selection(True)


def select_all(desk: Desk) -> None:
    """Select the whole pattern."""
    last = sheet_width(desk.song, desk.pattern) - 1
    corner = replace(desk.place, anchor=(0, 0), whole_rows=False)
    desk.go(replace(corner, track=max(0, len(desk.song.tracks) - 1), step=last))


def back(desk: Desk) -> None:
    """Leave what is tried out; else learn nothing; else make the keys commands again; else drop the
    selection; without one, go back to the grid.
    """
    if desk.tuner is not None:
        tuner.leave(desk)
        return
    if desk.midi.learning:
        desk.midi.learn("")
        desk.front.tell("Learns nothing.")
        return
    if desk.hands.layer is not Layer.EDIT:
        desk.hands.layer = Layer.EDIT
        return
    if desk.place.anchor is not None:
        desk.go(desk.place.unselected())
    desk.pane = Pane.GRID


def pane(by_panes: int) -> Callable[[Desk], None]:
    """The keys act on the next pane."""

    def run(desk: Desk) -> None:
        order = [each for each in Pane if each is not Pane.LANE or desk.shows_lane]
        order.remove(Pane.TUNER)
        order.remove(Pane.SETUP)
        if desk.pane is Pane.SETUP:
            desk.pane = Pane.GRID
        elif desk.pane in order:
            desk.pane = order[(order.index(desk.pane) + by_panes) % len(order)]

    return run


def follow(desk: Desk) -> None:
    """Let the view go along with what plays, or stand still."""
    desk.follows = not desk.follows
    desk.front.tell("The view follows the playhead." if desk.follows else "The view stands still.")
