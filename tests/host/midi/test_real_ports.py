"""The MIDI process on a real JACK server, with instruments of other programs around it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

import pytest

from beatterm.host.midi.wire import Release
from beatterm.model.midi_setup import InPort, OutPort
from tests.host.midi.studio import Rack, studio
from tests.host.midi.synth import Synth
from tests.servers.jack import JackServer
from tests.servers.process import ROOT, answers, need, running, wait_until

HIT, LET_GO = b"\x99\x24\x64", b"\x89\x24\x40"
CLOCK, START, STOP = b"\xf8", b"\xfa", b"\xfc"
SYSEX = b"\xf0\x7e" + bytes(range(100)) + b"\xf7"
SILENT_9 = [b"\xb9\x7b\0", b"\xb9\x78\0"]
EVERY_CHANNEL = 32


@pytest.fixture
def rack(jack_server: JackServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rack]:
    for name, value in jack_server.env.items():
        monkeypatch.setenv(name, value)
    found = Rack()
    yield found
    found.close()


def test_bytes_come_out_as_they_went_in_through_ports_found_by_name(rack: Rack) -> None:
    synth = Synth()
    rack.instrument("Volca", synth)
    messages = [CLOCK, START, CLOCK, HIT, b"\xe9\x00\x40", SYSEX, b"\xc9\x05", LET_GO, b"\xf2\x10\x00", STOP]
    with studio(OutPort("drums", "*VOLCA*"), OutPort("away", "gramophone*")) as here:
        here.until(lambda: here.is_connected("drums"))
        assert here.ports.problem == ""
        drums, away = here.ports.outs
        assert (drums.connected_to, drums.problem) == ("beatterm Volca:Volca", "")
        assert away.connected_to == "" and "“gramophone*”" in away.problem
        here.send("drums", *messages)
        rack.until(lambda: len(synth.received) >= EVERY_CHANNEL + len(messages))
        assert synth.received[EVERY_CHANNEL:] == messages
        here.until(lambda: here.counts == {"drums": len(messages)})


def test_what_is_played_comes_in_stamped_and_in_order_and_never_from_beatterm_itself(rack: Rack) -> None:
    with studio(OutPort("sync", virtual=True), InPort("keys", virtual=True), InPort("any")) as here:
        here.until(lambda: here.is_connected("keys"))
        rack.system.look()
        here.send("sync", CLOCK)
        target = next(port for port in rack.system.look().outs if "keys" in port.name)
        keyboard = rack.system.open_out(target, "keyboard")
        here.until(lambda: here.is_connected("any"))
        assert here.ports.ins[1].connected_to == keyboard.name
        assert not [name for name in here.ports.system_ins if "sync" in name]
        played = [HIT, CLOCK, SYSEX, LET_GO]
        for data in played:
            assert keyboard.send(data)
        here.until(lambda: len(here.arrivals) >= 2 * len(played))
        for name in ("keys", "any"):
            came = [came for came in here.arrivals if came.port == name]
            assert [each.data for each in came] == played
            assert sorted(each.seconds for each in came) == [each.seconds for each in came]
        keyboard.close()


def test_a_port_that_goes_in_the_middle_of_a_note_and_comes_back_is_silenced(rack: Rack) -> None:
    synth = Synth()
    instrument = rack.instrument("Volca", synth)
    with studio(OutPort("drums", "*volca*")) as here:
        here.until(lambda: here.is_connected("drums"))
        here.send("drums", HIT)
        rack.until(lambda: HIT in synth.received)
        rack.switch_off(instrument)
        here.until(lambda: not here.is_connected("drums"))
        assert "has gone" in here.ports.outs[0].problem
        here.send("drums", LET_GO, CLOCK)
        synth.received.clear()
        rack.instrument("Volca", synth)
        here.until(lambda: here.is_connected("drums"))
        assert here.ports.outs[0].problem == ""
        here.send("drums", CLOCK)
        rack.until(lambda: CLOCK in synth.received)
        assert synth.received == [LET_GO, *SILENT_9, CLOCK]


def test_what_a_program_holds_on_a_virtual_input_is_let_go_when_it_is_gone(rack: Rack) -> None:
    with studio(InPort("keys", virtual=True)) as here:
        here.until(lambda: here.is_connected("keys"))
        target = next(port for port in rack.system.look().outs if "keys" in port.name)
        piano, organ = (rack.system.open_out(target, name) for name in ("piano", "organ"))
        here.until(lambda: piano.name in here.ports.system_ins)
        assert piano.send(HIT)
        here.until(lambda: len(here.arrivals) == 1)
        piano.close()
        here.until(lambda: len(here.arrivals) == 2)
        assert [came.data for came in here.arrivals] == [HIT, LET_GO]
        assert organ.send(HIT) and organ.send(CLOCK)
        here.until(lambda: len(here.arrivals) == 4)
        assert here.arrivals[-1].data == CLOCK
        organ.close()


def test_a_port_that_is_dropped_or_led_elsewhere_ends_its_notes_first(rack: Rack) -> None:
    one, other = Synth(), Synth()
    rack.instrument("One", one)
    rack.instrument("Other", other)
    with studio(OutPort("a", "*one*"), OutPort("b", "*other*")) as here:
        here.until(lambda: here.is_connected("a") and here.is_connected("b"))
        here.send("a", START, HIT)
        here.send("b", HIT)
        here.configure(OutPort("a", "*other*"), OutPort("c", "*one*", clock=True))
        rack.until(lambda: STOP in one.received)
        assert one.received[EVERY_CHANNEL : EVERY_CHANNEL + 6] == [START, HIT, LET_GO, *SILENT_9, STOP]
        rack.until(lambda: other.voices == [] and other.received.count(b"\xb0\x7b\0") == 2)
        assert other.received[EVERY_CHANNEL : EVERY_CHANNEL + 4] == [HIT, LET_GO, *SILENT_9]


def test_release_ends_what_sounds(rack: Rack) -> None:
    synth = Synth()
    rack.instrument("Volca", synth)
    with studio(OutPort("drums", "*volca*")) as here:
        here.until(lambda: here.is_connected("drums"))
        here.send("drums", HIT, HIT)
        here.process.send(Release(0.0, panic=True))
        rack.until(lambda: len(synth.received) >= EVERY_CHANNEL + 6)
        assert synth.received[EVERY_CHANNEL:] == [HIT, HIT, LET_GO, LET_GO, *SILENT_9]


ENGINE = """
import sys, time
from tests.host.midi.studio import Studio
from beatterm.model.midi_setup import OutPort
here = Studio()
here.configure(OutPort("drums", "*volca*"))
here.until(lambda: here.is_connected("drums"))
here.send("drums", b"\\xfa", b"\\x99\\x24\\x64")
time.sleep(3600)
"""


def test_an_engine_that_is_killed_in_the_middle_of_a_note_leaves_silence_and_a_stop(rack: Rack) -> None:
    synth = Synth()
    rack.instrument("Volca", synth)
    engine = subprocess.Popen([sys.executable, "-c", ENGINE], cwd=ROOT)
    try:
        rack.until(lambda: HIT in synth.received)
        assert (synth.voices, synth.is_running) == ([(9, 0x24)], True)
    finally:
        engine.send_signal(signal.SIGKILL)
        engine.wait()
    rack.until(lambda: not synth.is_running)
    assert synth.received[EVERY_CHANNEL:] == [START, HIT, LET_GO, *SILENT_9, STOP]
    rack.until(lambda: "drums" not in str(rack.system.look()))


@contextmanager
def up(server: JackServer) -> Iterator[Popen[bytes]]:
    """The server while the `with` block lasts."""
    log = server.folder / "log"
    with running(server.command(), server.env, log) as process:
        wait_until(lambda: answers(["jack_lsp"], server.env), "jackd does not come up", process, log)
        yield process


def test_a_jack_server_that_begins_dies_and_begins_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("jackd", "jack_lsp", packages="jackd2")
    server = JackServer(tmp_path, name=f"beatterm-midi-{os.getpid()}")
    for name, value in server.env.items():
        monkeypatch.setenv(name, value)
    with ExitStack() as stack:
        here = stack.enter_context(studio(OutPort("sync", virtual=True), InPort("keys", "*none*")))
        here.until(lambda: here.ports.problem != "")
        assert "no JACK server runs" in here.ports.problem
        assert here.ports.outs[0].problem != ""
        with up(server) as process:
            here.until(lambda: here.is_connected("sync"))
            assert here.ports.problem == ""
            here.send("sync", CLOCK)
            process.kill()
            process.wait()
            here.until(lambda: here.ports.problem != "" and not here.is_connected("sync"))
        with up(server):
            here.until(lambda: here.is_connected("sync"))
            assert (here.ports.problem, here.words.count(None)) == ("", 0)
            here.process.end()
