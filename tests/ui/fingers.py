"""Keys pressed at moments of the clock, and what they strike."""

from beatterm.engine.messages import Audition
from tests.ui.rig import Rig, key_event

S = 840
"""Ticks of a sixteenth."""


def heard(rig: Rig) -> list[tuple[str, int | None, int]]:
    """What has been struck."""
    sent = [each for each in rig.engine.sent if isinstance(each, Audition)]
    return [(each.track, each.note, each.velocity) for each in sent]


async def press_at(rig: Rig, *presses: tuple[float, str]) -> None:
    """Press keys at moments of the clock."""
    for moment, key in presses:
        rig.time[0] = moment
        rig.send(key_event(key))
        await rig.settle()
