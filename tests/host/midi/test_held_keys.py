"""The whole way of a key over a real JACK server: from a keyboard through the engine's process to a synth."""

import os
import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import jack

from beatterm.engine.edits import SetProject
from beatterm.engine.midi.messages import MidiState
from beatterm.host.wire import REAL_ENGINE
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import InPort, MidiSetup, OutPort
from beatterm.model.project import Project
from beatterm.model.song import Song, TrackSetup
from tests.host.engines import Studio, studio
from tests.host.midi.test_drive import is_connected, rate, set_up, synth

__all__ = ["rate"]

SONG = Song(tempo=400.0, tracks=(TrackSetup("bass", "bass", midi=MidiOut(channel=3)),))
SETUP = MidiSetup(outs=(OutPort("synth", "*synth*"),), ins=(InPort("keys", "*Piano*", track="bass"),))
BEAT_SECONDS = 60 / 400


@contextmanager
def piano() -> Iterator[deque[bytes]]:
    """A keyboard of another program: what is put into the queue is played."""
    played: deque[bytes] = deque()
    client = jack.Client("Piano", no_start_server=True)
    port = client.midi_outports.register("out")

    @client.set_process_callback  # type: ignore[untyped-decorator]
    def play(frames: int) -> None:
        port.clear_buffer()
        while played:
            port.write_midi_event(0, played.popleft())

    with client:
        yield played


def until_there(here: Studio) -> None:
    here.until(lambda: is_connected(here, "keys"))


def test_a_key_sounds_as_long_as_it_is_held_and_no_longer_than_its_keyboard_is_there(rate: int) -> None:
    with synth(rate) as heard, studio(REAL_ENGINE) as here:
        here.client.send(SetProject(Project(SONG)))
        with piano() as keys:
            set_up(here, SETUP)
            keys.append(b"\x90\x3c\x50")
            here.until(lambda: heard.sounding == {(3, 60)})
            time.sleep(4 * BEAT_SECONDS)
            assert heard.sounding == {(3, 60)}
            keys += [b"\xb0\x40\x7f", b"\x90\x40\x50", b"\x80\x40\x00", b"\x80\x3c\x00"]
            here.until(lambda: heard.sounding == {(3, 60), (3, 64)})
            keys.append(b"\xb0\x40\x00")
            here.until(lambda: not heard.sounding)
            keys.append(b"\x90\x43\x50")
            here.until(lambda: heard.sounding == {(3, 67)})
        here.until(lambda: not heard.sounding)
        here.until(lambda: not is_connected(here, "keys"))
        with piano() as keys:
            until_there(here)
            keys.append(b"\x90\x30\x50")
            here.until(lambda: heard.sounding == {(3, 48)})
            pid = here.client.pid
            assert pid is not None
            told = len(here.reports)
            os.kill(pid, signal.SIGKILL)
            here.until(lambda: not heard.sounding)
            here.until(lambda: is_back(here, told))
    assert heard.faults == []
    assert [note for _, _, note, _ in heard.notes] == [60, 64, 67, 48]


def is_back(here: Studio, told: int) -> bool:
    """Whether the next engine, of which nothing had been told by then, has taken the keyboard's port."""
    states = [report for report in here.reports[told:] if isinstance(report, MidiState)]
    return any(port.connected_to for state in states for port in state.ins)
