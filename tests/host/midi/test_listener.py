"""Inputs are asked in turn; one that fails or goes leaves the others alone."""

from beatterm.host.midi.inbox import Inbox
from beatterm.host.midi.listener import Listener
from beatterm.host.midi.wire import Arrivals, Came


class Keyboard:
    """An input that has been played."""

    def __init__(self, *messages: tuple[float, bytes]) -> None:
        self._messages = list(messages)
        self.asked = 0

    def play(self, seconds: float, data: bytes) -> None:
        self._messages.append((seconds, data))

    def come(self) -> list[tuple[float, bytes]]:
        self.asked += 1
        messages, self._messages = self._messages, []
        return messages


def test_what_has_come_goes_into_the_inbox_under_the_input_s_name() -> None:
    inbox = Inbox()
    listener = Listener(inbox)
    listener.add("keys", Keyboard((1.0, b"\x90\x40\x40"), (2.0, b"\x80\x40\x40")))
    listener.add("pads", Keyboard((1.5, b"\x99\x24\x7f")))
    listener.turn()
    listener.turn()
    arrivals = inbox.take()
    assert arrivals == Arrivals(
        (
            Came(1.0, "keys", b"\x90\x40\x40"),
            Came(2.0, "keys", b"\x80\x40\x40"),
            Came(1.5, "pads", b"\x99\x24\x7f"),
        )
    )


def test_an_input_that_is_removed_is_asked_no_more_and_lets_its_notes_go() -> None:
    inbox, keyboard = Inbox(), Keyboard((1.0, b"\x90\x40\x40"))
    listener = Listener(inbox)
    listener.add("keys", keyboard)
    listener.turn()
    listener.remove("keys")
    listener.turn()
    assert keyboard.asked == 1
    arrivals = inbox.take()
    assert arrivals is not None
    assert [came.data for came in arrivals.messages] == [b"\x90\x40\x40", b"\x80\x40\x40"]


def test_keys_of_a_keyboard_that_senses_are_let_go_when_its_cable_is_out() -> None:
    now, inbox = [1.0], Inbox()
    listener = Listener(inbox, clock=lambda: now[0])
    played = {1.0: b"\xfe", 1.2: b"\x90\x40\x40", 1.5: b"\xfe"}
    keyboards = {name: Keyboard() for name in ("sensing", "plain")}
    for name, keyboard in keyboards.items():
        listener.add(name, keyboard)
    heard: list[tuple[str, bytes]] = []
    for tenth in range(10, 40):
        now[0] = tenth / 10
        data = played.get(now[0])
        if data is not None:
            keyboards["sensing"].play(now[0], data)
        if data is not None and data != b"\xfe":
            keyboards["plain"].play(now[0], data)
        listener.turn()
        arrivals = inbox.take()
        heard += [(came.port, came.data) for came in arrivals.messages] if arrivals else []
        if now[0] <= 1.9:
            assert len(heard) == 2 * (now[0] >= 1.2)
    assert heard == [("sensing", b"\x90\x40\x40"), ("plain", b"\x90\x40\x40"), ("sensing", b"\x80\x40\x40")]
