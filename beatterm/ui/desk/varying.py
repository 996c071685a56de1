"""What varies from file to file, as it is typed into the Export dialog."""

from collections.abc import Callable
from typing import TypeVar

from beatterm.export.job import Refused
from beatterm.formats import ranges
from beatterm.formats.errors import unknown
from beatterm.model.param import Param
from beatterm.ui.desk.order_fields import KITS, SEEDS, TEMPOS

ALL = "all"
"""The word for every kit, unless one is called that."""

Each = TypeVar("Each")


def tempos_of(text: str) -> tuple[float | None, ...]:
    """The tempos of a text; of none, the song's. Refused where it says no tempos."""
    return _read(TEMPOS, ranges.tempos, text)


def seeds_of(text: str) -> tuple[int | None, ...]:
    """The seeds of a text; of none, the song's. Refused where it says no seeds."""
    return _read(SEEDS, ranges.seeds, text)


def kits_of(text: str, known: tuple[str, ...]) -> tuple[str | None, ...]:
    """The kits of a text; of none, the song's. Refused where one is not known."""
    names = _read(KITS, ranges.names, text)
    if names == (ALL,) and known and ALL not in known:
        return known
    for name in names:
        if name is not None and name not in known:
            raise Refused(f"{KITS.name}: {unknown('kit', name, known)}")
    return names


def _read(param: Param, read: Callable[[str], tuple[Each, ...]], text: str) -> tuple[Each | None, ...]:
    if not text.strip():
        return (None,)
    try:
        return read(text)
    except ranges.RangeError as error:
        raise Refused(f"{param.name}: {error}.") from None
