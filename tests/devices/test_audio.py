"""On a stand-in for sounddevice: what is asked of PortAudio, and what its errors become."""

import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from beatterm.devices import audio
from beatterm.devices.output import DeviceError, LibraryMissing
from beatterm.engine.messages import OpenDevice

ALSA, JACK = 0, 1


class PortAudioError(Exception):
    pass


class Stream:
    def __init__(self, portaudio: "PortAudio", asked: dict[str, Any]) -> None:
        self.asked = asked
        self.latency = portaudio.latency
        self.active = False


class PortAudio:
    """As much of sounddevice as is used. `taken` and `rates` make streams fail."""

    PortAudioError = PortAudioError

    def __init__(self) -> None:
        self.default = SimpleNamespace(device=(-1, 0))
        self.rates = {0: {44100, 48000}, 1: {48000}, 3: {96000}}
        self.taken: set[int] = set()
        self.latency = 0.02
        self.opened: list[Stream] = []

    def query_hostapis(self) -> tuple[dict[str, Any], ...]:
        return (
            {"name": "ALSA", "default_output_device": 0},
            {"name": "JACK Audio Connection Kit", "default_output_device": 3},
        )

    def query_devices(self) -> list[dict[str, Any]]:
        rows = [("default", ALSA, 2, 44100), ("card", ALSA, 2, 48000), ("mic", ALSA, 0, 44100)]
        rows.append(("system", JACK, 2, 96000))
        return [
            {"name": name, "hostapi": api, "max_output_channels": channels, "default_samplerate": float(rate)}
            for name, api, channels, rate in rows
        ]

    def check_output_settings(self, device: int, channels: int, dtype: str, samplerate: int) -> None:
        if samplerate not in self.rates[device]:
            raise PortAudioError("Invalid sample rate", -9997)

    def OutputStream(self, **asked: Any) -> Stream:
        if asked["device"] in self.taken:
            raise PortAudioError("Device unavailable", -9985)
        self.check_output_settings(asked["device"], 2, "float32", asked["samplerate"])
        self.opened.append(Stream(self, asked))
        return self.opened[-1]


@pytest.fixture
def portaudio(monkeypatch: pytest.MonkeyPatch) -> PortAudio:
    stand_in = PortAudio()
    monkeypatch.setitem(sys.modules, "sounddevice", stand_in)
    return stand_in


def opened(name: str | None = None, rate: int | None = None, block: int | None = None) -> audio.AudioOutput:
    return audio.open_output(OpenDevice(name, rate, block), lambda out: out.fill(1.0))


def test_only_outputs_are_listed_with_their_system(portaudio: PortAudio) -> None:
    labels = [device.label for device in audio.output_devices()]
    assert labels == ["default [ALSA]", "card [ALSA]", "system [JACK Audio Connection Kit]"]


@pytest.mark.parametrize(
    ("name", "block", "asked_block", "asked_latency"),
    [
        ("card", None, 128, 0.020),
        ("card", 64, 64, 3 * 64 / 48000),
        ("system", None, 0, "low"),
        ("system", 64, 64, "low"),
    ],
)
def test_block_and_latency_suit_the_system(
    portaudio: PortAudio, name: str, block: int | None, asked_block: int, asked_latency: float | str
) -> None:
    opened(name, block=block)
    asked = portaudio.opened[0].asked
    assert (asked["blocksize"], asked["latency"]) == (asked_block, asked_latency)
    assert (asked["channels"], asked["dtype"]) == (2, "float32")


def test_without_a_rate_a_device_runs_at_its_own(portaudio: PortAudio) -> None:
    assert opened("system").rate == 96000
    assert opened("default", rate=48000).rate == 48000


def test_a_wrong_rate_names_the_rates_that_the_device_takes(portaudio: PortAudio) -> None:
    with pytest.raises(DeviceError, match=r"“default” does not run at 96000 Hz\. It takes 44100, 48000 Hz"):
        opened("default", rate=96000)


def test_a_device_in_use_says_so(portaudio: PortAudio) -> None:
    portaudio.taken = {1}
    with pytest.raises(DeviceError, match="“card” is taken by another program"):
        opened("card")


def test_a_default_that_is_taken_gives_way_to_the_next_system(portaudio: PortAudio) -> None:
    portaudio.taken = {0}
    assert opened().name == "system"


def test_if_no_default_opens_the_first_ones_reason_is_told(portaudio: PortAudio) -> None:
    portaudio.taken = {0, 3}
    with pytest.raises(DeviceError, match="“default” is taken"):
        opened()


def test_a_latency_that_cannot_be_is_replaced_by_a_block(portaudio: PortAudio) -> None:
    portaudio.latency = 97391.5
    output = opened("system")
    portaudio.opened[0].asked["callback"](np.zeros((256, 2), np.float32), 256, None, None)
    assert output.block_frames == 256
    assert output.latency_seconds == 256 / 96000


def test_the_callback_fills_the_block_and_counts_underflows(portaudio: PortAudio) -> None:
    output = opened("card")
    callback = portaudio.opened[0].asked["callback"]
    block = np.zeros((8, 2), np.float32)
    for status in (None, SimpleNamespace(output_underflow=True), SimpleNamespace(output_underflow=False)):
        callback(block, 8, None, status)
    assert output.xruns == 1
    assert block.min() == 1.0


def test_without_sounddevice_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(LibraryMissing, match="pip install sounddevice"):
        audio.output_devices()


def test_without_portaudio_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_library(*_: object) -> None:
        raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr("builtins.__import__", _importing_without("sounddevice", no_library))
    with pytest.raises(LibraryMissing, match="apt-get install libportaudio2"):
        audio.output_devices()


def _importing_without(name: str, fault: Any) -> Any:
    real_import = __import__

    def load(wanted: str, *rest: Any) -> Any:
        return fault() if wanted == name else real_import(wanted, *rest)

    return load
