"""What can be tried out, as a value: a few Params, and the song that they make. The tuner turns them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from beatterm.model.param import Param, Value
from beatterm.model.song import Song
from beatterm.ui.desk.place import Place
from beatterm.ui.desk.turning import shown

SEED = Param("seed", 1.0, 1.0, 9999.0, step=1.0, whole=True, about="Another number is another roll.")

Settings = Mapping[str, Value]
"""Values by the names of their Params."""
Change = Callable[[Song, Settings], Song]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to try out. `label` is the edit's name for undo; `params` says which Params there are, since
    the range of one may depend on the values of others; `change` is what is shown, and `taken` what is kept
    if that is more.
    """

    title: str
    label: str
    params: Callable[[Settings], tuple[Param, ...]]
    start: Settings
    change: Change
    taken: Change | None = None


@dataclass(frozen=True, slots=True)
class Tuner:
    """An Offer that is being tried out: its values, the Param under the tuner's cursor, digits typed so far,
    and where the cursor of the grid was.
    """

    offer: Offer
    values: Settings
    at: int
    typed: str
    place: Place

    @property
    def params(self) -> tuple[Param, ...]:
        """The Params with the ranges that they have now."""
        return self.offer.params(self.values)

    @property
    def param(self) -> Param:
        """The one under the cursor."""
        return self.params[self.at]

    @property
    def text(self) -> str:
        """The value under the cursor, in words."""
        return shown(self.param, self.values[self.param.name])


def whole(name: str, default: int, low: int, high: int, unit: str = "", about: str = "") -> Param:
    """A Param of the tuner that takes whole numbers."""
    return Param(name, float(default), float(low), float(high), unit, step=1.0, whole=True, about=about)


def number(settings: Settings, param: Param) -> int:
    """The whole number that a Param has among the settings."""
    return round(float(settings[param.name]))
