"""What is owed to ports whose MIDI process has died."""

from beatterm.engine.midi.due import NOTE_OFF, Due
from beatterm.host.midi.remains import Remains

ON, OFF = b"\x92\x3c\x64", b"\x82\x3c\x40"
START, STOP = b"\xfa", b"\xfc"


def sent(port: str, *messages: bytes) -> tuple[Due, ...]:
    return tuple(Due(1.0, NOTE_OFF, port, data) for data in messages)


def test_every_key_struck_is_ended_though_its_end_was_handed_over_too() -> None:
    remains = Remains()
    remains.note(sent("synth", ON, OFF))
    assert remains.pass_on() == (("synth", OFF),)


def test_who_has_been_stopped_is_not_stopped_again() -> None:
    remains = Remains()
    remains.note(sent("synth", START, STOP) + sent("drums", START))
    assert remains.pass_on() == (("drums", STOP),)


def test_what_a_process_did_not_live_to_end_is_owed_by_the_next_one() -> None:
    remains = Remains()
    remains.note(sent("synth", START, ON) + sent("drums", ON))
    remains.pass_on()
    remains.settle("drums")
    remains.note(sent("synth", ON))
    assert remains.pass_on() == (("synth", OFF), ("synth", STOP))
    remains.settle("synth")
    assert remains.pass_on() == ()
