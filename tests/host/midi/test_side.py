"""Keys held on an input of beatterm's own are let go when a program has gone."""

from typing import cast

import pytest

from beatterm.devices.midi_names import SystemPort, named
from beatterm.devices.midi_ports import Found, MidiPorts
from beatterm.host.midi.inbox import Inbox
from beatterm.host.midi.listener import Listener
from beatterm.host.midi.side import InSide
from beatterm.model.midi_setup import InPort

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
    """A system with one input of beatterm's own."""

    def __init__(self) -> None:
        self.keyboard = Keyboard()

    def make_in(self, api: str, name: str) -> Keyboard:
        return self.keyboard


def ports(*names: str) -> tuple[SystemPort, ...]:
    return named(("ALSA", name) for name in names)


@pytest.mark.parametrize(
    ("ports_now", "is_let_go"),
    [(("piano", "organ"), False), (("piano", "organ", "harp"), False), (("organ",), True), ((), True)],
)
def test_keys_are_let_go_when_one_has_gone(ports_now: tuple[str, ...], is_let_go: bool) -> None:
    system, inbox = System(), Inbox()
    listener = Listener(inbox)
    side = InSide(cast(MidiPorts, system), listener)
    side.want((InPort("keys", virtual=True),))
    found = Found(ins=ports("piano", "organ"), servers=(("ALSA", "here"),))
    side.connect(found)
    side.drop_lost(found)
    system.keyboard.played = [(1.0, HIT)]
    listener.turn()
    side.drop_lost(Found(ins=ports(*ports_now), servers=found.servers))
    arrivals = inbox.take()
    assert arrivals is not None
    assert [came.data for came in arrivals.messages] == [HIT, LET_GO][: 1 + is_let_go]
