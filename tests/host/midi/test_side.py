"""Who was connected to an input of beatterm's own and has gone lets its keys go, as far as that is known."""

from typing import cast

import pytest

from beatterm.devices.midi_names import SystemPort, named
from beatterm.devices.midi_ports import Found, MidiPorts
from beatterm.host.midi.inbox import Inbox
from beatterm.host.midi.listener import Listener
from beatterm.host.midi.side import InSide
from beatterm.model.midi_setup import InPort

Wires = frozenset[str] | None
HIT, LET_GO = b"\x90\x40\x40", b"\x80\x40\x40"


class Keyboard:
    """An open input of beatterm's own."""

    name = "keys"

    def __init__(self) -> None:
        self.played: list[tuple[float, bytes]] = []

    def come(self) -> list[tuple[float, bytes]]:
        played, self.played = self.played, []
        return played


class System:
    """A system that says who is connected, or does not."""

    def __init__(self) -> None:
        self.wires: Wires = None
        self.keyboard = Keyboard()

    def make_in(self, api: str, name: str) -> Keyboard:
        return self.keyboard

    def wired(self, connection: object) -> Wires:
        return self.wires


def ports(*names: str) -> tuple[SystemPort, ...]:
    return named(("ALSA", name) for name in names)


@pytest.mark.parametrize(
    ("before", "now", "ports_now", "is_let_go"),
    [
        (None, None, ("piano", "organ"), False),
        (None, None, ("organ",), True),
        (frozenset({"piano"}), frozenset({"piano"}), ("piano",), False),
        (frozenset({"piano", "organ"}), frozenset({"organ"}), ("organ",), True),
        (frozenset({"piano", "organ"}), frozenset({"organ"}), ("piano", "organ"), True),
        (frozenset(), frozenset({"organ"}), ("organ",), True),
        (frozenset(), frozenset({"organ"}), ("piano", "organ"), False),
        (frozenset({"piano"}), frozenset(), ("piano", "organ"), True),
    ],
)
def test_keys_are_let_go_by_who_has_gone_and_by_nobody_else(
    before: Wires, now: Wires, ports_now: tuple[str, ...], is_let_go: bool
) -> None:
    system, inbox = System(), Inbox()
    listener = Listener(inbox)
    side = InSide(cast(MidiPorts, system), listener)
    side.want((InPort("keys", virtual=True),))
    found = Found(ins=ports("piano", "organ"), servers=(("ALSA", "here"),))
    system.wires = before
    side.connect(found)
    side.drop_lost(found)
    system.keyboard.played = [(1.0, HIT)]
    listener.turn()
    system.wires = now
    side.drop_lost(Found(ins=ports(*ports_now), servers=found.servers))
    arrivals = inbox.take()
    assert arrivals is not None
    assert [came.data for came in arrivals.messages] == [HIT, LET_GO][: 1 + is_let_go]
