"""What the conductor tells a MIDI process that takes the place of one that has died."""

import time
from collections.abc import Callable

import pytest

from beatterm.engine.clock import Clock
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.messages import TestNote as Note
from beatterm.host.midi import conductor as conducting
from beatterm.host.midi.conductor import Conductor
from beatterm.host.midi.wire import Configure, Down, Inherit, Port, Ports, Send, Up
from beatterm.model.midi_setup import MidiSetup, OutPort
from beatterm.sequencer.live import Cue, Live
from tests.host.midi.studio import until

CONTINUE, STOP = b"\xfb", b"\xfc"
SETUP = MidiSetup(outs=(OutPort("synth", clock=True),))
THERE = Ports(outs=(Port("synth", "Volca", times=1),))


def ignore(_: object) -> None:
    pass


class Process:
    """A MIDI process that sends nothing: `told` is what it was handed."""

    made: list["Process"]

    def __init__(self, on_word: Callable[["Process", Up | None], None]) -> None:
        self.told: list[Down] = []
        self._on_word = on_word
        self.made.append(self)

    def send(self, word: Down) -> None:
        self.told.append(word)

    def say(self, word: Up | None) -> None:
        self._on_word(self, word)

    def end(self) -> None:
        pass

    def sent(self) -> list[bytes]:
        return [due.data for word in list(self.told) if isinstance(word, Send) for due in word.messages]


def test_the_next_process_ends_what_is_left_and_leads_on_though_the_ports_look_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Process, "made", [], raising=False)
    monkeypatch.setattr(conducting, "MidiProcess", Process)
    live = Live((Cue(pattern="A"),))
    began = time.monotonic() - 10.0
    heard = Heard(live=live, clock=Clock(44100, 120.0), is_running=True, run=1, seconds=began)
    conductor = Conductor(lambda: heard, ignore, ignore, ignore, Cue)
    conductor.configure(SETUP)
    until(lambda: bool(Process.made), lambda: Process.made)
    first = Process.made[0]
    first.say(THERE)
    conductor.take(Note("synth", 3, 60))
    until(lambda: CONTINUE in first.sent() and b"\x92\x3c\x64" in first.sent(), first.sent)
    first.say(None)
    until(lambda: len(Process.made) == 2 and len(Process.made[1].told) > 2, lambda: Process.made)
    second = Process.made[1]
    assert second.told[0] == Inherit((("synth", b"\x82\x3c\x40"), ("synth", STOP)))
    assert second.told[1] == Configure(SETUP)
    until(lambda: second.sent().count(CONTINUE) == 1, second.sent)
    second.say(THERE)
    until(lambda: second.sent().count(CONTINUE) == 2, second.sent)
    conductor.close()
