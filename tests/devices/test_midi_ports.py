"""ALSA and JACK side by side, as rtmidi shows them; a stand-in lets any machine have both."""

import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from beatterm.devices import midi_ports
from beatterm.devices.midi_names import SystemPort
from beatterm.devices.midi_ports import MidiPorts, look_once
from beatterm.devices.midi_signs import ALSA, JACK
from beatterm.devices.output import DeviceError

ALSA_NUMBER, JACK_NUMBER, DUMMY_NUMBER = 2, 3, 5


class FakeError(OSError):
    """As rtmidi's own, which is an OSError."""


class System:
    """One system's ports, which its clients see and add to."""

    def __init__(self) -> None:
        self.sinks: list[str] = []
        self.sources: list[str] = []
        self.tries = 0
        self.is_dead = False


class FakeRtMidi:
    """What beatterm uses of rtmidi."""

    API_UNSPECIFIED, API_LINUX_ALSA, API_UNIX_JACK, API_RTMIDI_DUMMY = (
        0,
        ALSA_NUMBER,
        JACK_NUMBER,
        DUMMY_NUMBER,
    )

    def __init__(self) -> None:
        self.systems = {ALSA_NUMBER: System(), JACK_NUMBER: System()}
        self.clients: list[Any] = []
        rtmidi = self

        class Client:
            def __init__(self, api: int, name: str, **_: object) -> None:
                self.system = rtmidi.systems[api]
                self.system.tries += 1
                if self.system.is_dead:
                    raise FakeError("no server")
                self.name, self.api, self.own = name, api, ""
                rtmidi.clients.append(self)

            def open_port(self, number: int, name: str) -> "Client":
                return self.open_virtual_port(name)

            def open_virtual_port(self, name: str) -> "Client":
                numbers = f" {128 + len(rtmidi.clients)}:0" if self.api == ALSA_NUMBER else ""
                self.own = f"{self.name}:{name}{numbers}"
                self.added_to().append(self.own)
                return self

            def close_port(self) -> None:
                self.added_to().remove(self.own)

            def added_to(self) -> list[str]:
                raise NotImplementedError

            def delete(self) -> None:
                rtmidi.clients.remove(self)

            def ignore_types(self, **_: bool) -> None:
                pass

        class MidiOut(Client):
            def get_ports(self) -> list[str]:
                return list(self.system.sinks)

            def added_to(self) -> list[str]:
                return self.system.sources

        class MidiIn(Client):
            def get_ports(self) -> list[str]:
                return list(self.system.sources)

            def added_to(self) -> list[str]:
                return self.system.sinks

        self.MidiOut, self.MidiIn = MidiOut, MidiIn

    def get_compiled_api(self) -> list[int]:
        return [JACK_NUMBER, ALSA_NUMBER, DUMMY_NUMBER]


@pytest.fixture
def rtmidi(monkeypatch: pytest.MonkeyPatch) -> FakeRtMidi:
    fake = FakeRtMidi()
    monkeypatch.setitem(sys.modules, "rtmidi", fake)
    return fake


@pytest.fixture
def signs(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """What is to be seen of each system: both run."""
    seen: dict[str, object] = {ALSA: "sequencer", JACK: "server 1"}
    monkeypatch.setattr(midi_ports, "sign_of", seen.get)
    yield seen


def labels(ports: tuple[SystemPort, ...]) -> list[str]:
    return [port.label for port in ports]


def test_ports_of_both_systems_are_listed_and_told_apart(
    rtmidi: FakeRtMidi, signs: dict[str, object]
) -> None:
    rtmidi.systems[ALSA_NUMBER].sinks += ["UM-ONE:UM-ONE MIDI 1 20:0", "Volca:in 24:0"]
    rtmidi.systems[JACK_NUMBER].sinks += ["Volca:in"]
    rtmidi.systems[JACK_NUMBER].sources += ["Keys:out"]
    found = look_once()
    assert labels(found.outs) == ["UM-ONE:UM-ONE MIDI 1", "Volca:in [ALSA]", "Volca:in [JACK]"]
    assert (labels(found.ins), found.problem) == (["Keys:out"], "")
    assert rtmidi.clients == [], "a look leaves nothing behind"


def test_one_system_is_enough(rtmidi: FakeRtMidi, signs: dict[str, object]) -> None:
    signs[ALSA] = None
    rtmidi.systems[JACK_NUMBER].sinks.append("Volca:in")
    found = MidiPorts().look()
    assert (labels(found.outs), found.problem) == (["Volca:in"], "")
    assert rtmidi.systems[ALSA_NUMBER].tries == 0, "trying ALSA in vain prints"


def test_ports_of_ones_own_are_never_listed_but_those_of_another_beatterm_are(
    rtmidi: FakeRtMidi, signs: dict[str, object]
) -> None:
    alsa, jack = rtmidi.systems[ALSA_NUMBER], rtmidi.systems[JACK_NUMBER]
    alsa.sinks.append("Volca:in 24:0")
    alsa.sources.append("beatterm:lead 130:0")
    ports = MidiPorts()
    (volca,) = ports.look().outs
    drums, sync, keys = (
        ports.open_out(volca, "drums"),
        ports.make_out(JACK, "sync"),
        ports.make_in(ALSA, "keys"),
    )
    assert [drums.name, sync.name, keys.name] == ["beatterm:drums", "beatterm sync:sync", "beatterm:keys"]
    assert len(alsa.sources) == 2 and len(jack.sources) == 1 and len(alsa.sinks) == 2
    found = ports.look()
    assert (labels(found.outs), labels(found.ins)) == (["Volca:in"], ["beatterm:lead"])


def test_a_server_that_runs_anew_is_taken_up_anew(rtmidi: FakeRtMidi, signs: dict[str, object]) -> None:
    ports = MidiPorts()
    before = dict(ports.look().servers)
    signs[JACK] = None
    assert dict(ports.look().servers) == {ALSA: before[ALSA]}
    signs[JACK] = "server 2"
    assert dict(ports.look().servers) == {ALSA: before[ALSA], JACK: "server 2"}


def test_a_system_that_does_not_answer_is_tried_a_few_times_and_again_when_it_begins_anew(
    rtmidi: FakeRtMidi, signs: dict[str, object]
) -> None:
    signs[ALSA] = None
    jack = rtmidi.systems[JACK_NUMBER]
    jack.is_dead = True
    ports = MidiPorts()
    problems = {ports.look().problem for _ in range(50)}
    assert len(problems) == 1 and "" not in problems
    assert jack.tries < 6
    signs[JACK], jack.is_dead = "server 2", False
    assert ports.look().problem == ""


def test_a_port_that_has_just_gone_cannot_be_opened(rtmidi: FakeRtMidi, signs: dict[str, object]) -> None:
    rtmidi.systems[ALSA_NUMBER].sinks.append("Volca:in 24:0")
    ports = MidiPorts()
    (volca,) = ports.look().outs
    rtmidi.systems[ALSA_NUMBER].sinks.clear()
    with pytest.raises(DeviceError, match="“Volca:in” cannot be opened"):
        ports.open_out(volca, "drums")


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        (ImportError("No module named 'rtmidi'"), "pip install 'beatterm\\[midi\\]'"),
        (ImportError("libasound.so.2: cannot open shared object file"), "apt-get install libasound2"),
    ],
)
def test_a_missing_library_is_told_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, fault: ImportError, advice: str
) -> None:
    def failing() -> SimpleNamespace:
        raise fault

    monkeypatch.setattr(midi_ports, "_rtmidi", failing)
    found = look_once()
    assert found.outs == found.ins == ()
    with pytest.raises(AssertionError, match=advice):
        raise AssertionError(found.problem)
