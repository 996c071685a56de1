"""Directions: which step of a track comes when. One function and one row a direction."""

from collections.abc import Callable

from beatterm.model.pattern import FORWARD, PING_PONG, RANDOM, REVERSE
from beatterm.sequencer.chance import roll

Order = Callable[[int, int, int], int]
"""The index of the step that is played `count` steps after the start, of so many, by a key for rolls."""


def _forward(count: int, length: int, key: int) -> int:
    return count % length


def _reverse(count: int, length: int, key: int) -> int:
    return length - 1 - count % length


def _ping_pong(count: int, length: int, key: int) -> int:
    """A pass forward and the next one backward, so that bars stay bars."""
    place = count % (2 * length)
    return place if place < length else 2 * length - 1 - place


def _random(count: int, length: int, key: int) -> int:
    return roll(key, count) % length


ORDERS: dict[str, Order] = {
    FORWARD: _forward,
    REVERSE: _reverse,
    PING_PONG: _ping_pong,
    RANDOM: _random,
}
