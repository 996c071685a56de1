"""Courtesy: long work is done in small pieces, and between them another thread may be let before."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

GiveWay = Callable[[], None]
"""Called between two pieces of work: returns when it is a good moment for the next."""


def never() -> None:
    """Give way to nobody: work that nobody waits beside."""


def politely(items: Iterable[Item], give_way: GiveWay) -> Iterator[Item]:
    """The items, giving way before each."""
    for item in items:
        give_way()
        yield item
