"""What a take has written so far: hits with the steps they became, so that later ones join them, and that one
can be taken back or made to last.
"""

from dataclasses import dataclass, replace

from beatterm.model.step import Step
from beatterm.session.hits import Landed
from beatterm.session.replacing import Spot


@dataclass(frozen=True, slots=True)
class Written:
    """A hit that is in the song, with what stood there before and what does since."""

    hit: Landed
    before: Step | None
    after: Step | None


def spot_of(hit: Landed) -> Spot:
    """Where a hit is written."""
    return hit.pattern, hit.played.track, hit.index


class TakeLog:
    """The hits of a take, in the order in which they were written."""

    def __init__(self) -> None:
        self._written: list[Written] = []

    def add(self, written: Written) -> None:
        """A hit has been written."""
        self._written.append(written)

    def take_back(self, stamp: float) -> list[Written]:
        """The hits of a key press, which are none of the take any more."""
        gone = [each for each in self._written if each.hit.played.stamp == stamp]
        self._written = [each for each in self._written if each not in gone]
        return gone

    def is_again(self, hit: Landed, before: Step | None) -> bool:
        """Whether a hit joins one of this take: of the same turn, or with notes of its own."""
        earlier = self._at(hit)
        if not earlier:
            return False
        has_own_notes = before is not None and not set(hit.played.notes) <= set(before.notes)
        return _is_same_turn(hit, earlier[-1].hit) or has_own_notes

    def chord_of(self, key: int) -> list[Written]:
        """The hit of a key, with those of its step and turn that were written with it; the latest last."""
        found = next((each.hit for each in self._written if each.hit.played.key == key), None)
        return [each for each in self._at(found) if _is_same_turn(each.hit, found)] if found else []

    def renew(self, written: Written, after: Step | None) -> None:
        """The take itself has changed the step again."""
        self._written[self._written.index(written)] = replace(written, after=after)

    def _at(self, hit: Landed) -> list[Written]:
        return [each for each in self._written if spot_of(each.hit) == spot_of(hit)]


def _is_same_turn(one: Landed, other: Landed) -> bool:
    return abs(one.played.tick - other.played.tick) < one.step_ticks
