"""Keys that make rhythms: each shows and plays its result in the tuner before it is taken."""

from beatterm.ui.actions.action import Action
from beatterm.ui.actions.groups import GENERATE
from beatterm.ui.desk import freezing, rolling, spreading
from beatterm.ui.desk.desk import Pane

_GRID = Pane.GRID

ACTIONS: tuple[Action, ...] = (
    Action("euclid", ("f e",), "Euclid: evenly spread", GENERATE, spreading.euclid, _GRID),
    Action("fill-every", ("f n",), "Every n-th step, offset", GENERATE, spreading.fill, _GRID),
    Action("rotate-by", ("f o",), "Rotate, and see it", GENERATE, spreading.rotate, _GRID),
    Action("random", ("f r",), "Random hits", GENERATE, rolling.random, _GRID),
    Action("mutate", ("f m",), "Mutate: change a little", GENERATE, rolling.mutate, _GRID),
    Action("variations", ("f v",), "Four variations of this", GENERATE, rolling.variations, _GRID),
    Action("freeze-row", ("f z",), "Freeze the row's chances", GENERATE, freezing.row, _GRID),
    Action("freeze-pattern", ("f Z",), "Freeze the pattern", GENERATE, freezing.pattern, _GRID),
)
