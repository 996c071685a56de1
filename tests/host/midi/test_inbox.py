"""What comes in is handed on in order, and a flood costs messages instead of memory."""

from beatterm.host.midi.inbox import BATCH_MESSAGES, MOST_BYTES, Inbox
from beatterm.host.midi.wire import Arrivals, Came


def test_messages_come_out_as_they_came_in() -> None:
    inbox = Inbox()
    assert inbox.take() is None
    inbox.hear("keys", 1.0, b"\x90\x40\x40")
    inbox.hear("pads", 2.0, b"\x80\x40\x40")
    assert inbox.filled.is_set()
    assert inbox.take() == Arrivals((Came(1.0, "keys", b"\x90\x40\x40"), Came(2.0, "pads", b"\x80\x40\x40")))
    assert inbox.take() is None
    assert not inbox.filled.is_set()


def test_a_flood_is_lost_and_counted() -> None:
    inbox = Inbox(most_messages=700)
    for number in range(1000):
        inbox.hear("keys", float(number), b"\xf8")
    batches = [inbox.take(), inbox.take(), inbox.take()]
    assert batches[2] is None
    first, second = batches[:2]
    assert first is not None and second is not None
    assert (len(first.messages), len(second.messages)) == (BATCH_MESSAGES, 700 - BATCH_MESSAGES)
    assert first.lost + second.lost == 300
    inbox.hear("keys", 0.0, b"\xf8")
    again = inbox.take()
    assert again is not None and again.lost == 0


def test_an_endless_message_is_lost() -> None:
    inbox = Inbox()
    inbox.hear("keys", 0.0, b"\xf0" + bytes(MOST_BYTES))
    inbox.hear("keys", 0.0, b"")
    assert inbox.take() == Arrivals((), 1)


def test_what_is_held_on_an_input_that_goes_is_let_go() -> None:
    inbox = Inbox()
    for data in (b"\x90\x40\x40", b"\x90\x41\x40", b"\x80\x40\x00", b"\x00\x01\x02"):
        inbox.hear("keys", 1.0, data)
    inbox.take()
    inbox.let_go("keys", 9.0)
    assert inbox.take() == Arrivals((Came(9.0, "keys", b"\x80\x41\x40"),))
    inbox.let_go("keys", 9.0)
    assert inbox.take() is None


def test_the_pedal_of_an_input_that_goes_is_let_go_too() -> None:
    inbox = Inbox()
    for data in (b"\xb2\x40\x7f", b"\x92\x40\x40", b"\xb3\x40\x7f", b"\xb3\x40\x00"):
        inbox.hear("keys", 1.0, data)
    inbox.take()
    inbox.let_go("keys", 9.0)
    ends = (Came(9.0, "keys", b"\x82\x40\x40"), Came(9.0, "keys", b"\xb2\x40\x00"))
    assert inbox.take() == Arrivals(ends)


def test_what_was_lost_is_told_when_all_before_it_has_been() -> None:
    inbox = Inbox(most_messages=2 * BATCH_MESSAGES)
    for _ in range(2 * BATCH_MESSAGES + 5):
        inbox.hear("keys", 1.0, b"\x80\x40\x00")
    told = [inbox.take(), inbox.take()]
    assert [each.lost for each in told if each is not None] == [0, 5]
