"""Audio outputs through PortAudio: the only file that knows sounddevice, which is loaded when first needed.

PortAudio prints to fd 2 and may hang in a dead server: the engine's process redirects the one and times the
other; a program that only looks uses `quiet`.
"""

import ctypes
import os
import sys
from contextlib import suppress
from typing import Any

from beatterm.devices.choice import (
    NO_PORTAUDIO,
    NO_SOUNDDEVICE,
    OutputDevice,
    default_outputs,
    find_output,
    wrong_rate_text,
)
from beatterm.devices.output import DeviceError, LibraryMissing, Render
from beatterm.engine.messages import OpenDevice

_INVALID_RATE, _UNAVAILABLE = -9997, -9985
_USUAL_RATES = (22050, 32000, 44100, 48000, 88200, 96000, 192000)
_JACK = "JACK Audio Connection Kit"
_CLIENT_NAME = b"beatterm"

_ASKED: dict[str, tuple[int, float | str]] = {
    "ALSA": (128, 0.020),
    _JACK: (0, "low"),
    "Core Audio": (0, "low"),
    "Windows WASAPI": (0, "low"),
}
"""Block (0: as the host likes it) and latency to ask for, by host API. ALSA also stands for PulseAudio and
PipeWire, where less than 15 ms breaks up now and then.
"""
_ASKED_ELSEWHERE: tuple[int, float | str] = (0, "high")
_BLOCKS_AHEAD = 3
"""Latency in blocks when the musician chose the block."""


def output_devices() -> tuple[OutputDevice, ...]:
    """Every output with two channels or more. Raises DeviceError where PortAudio is missing."""
    portaudio = _portaudio()
    apis = portaudio.query_hostapis()
    default = portaudio.default.device[1]
    return tuple(
        OutputDevice(
            index=index,
            name=device["name"],
            host_api=apis[device["hostapi"]]["name"],
            rate=int(device["default_samplerate"]),
            is_default=index == default,
            is_api_default=index == apis[device["hostapi"]]["default_output_device"],
        )
        for index, device in enumerate(portaudio.query_devices())
        if device["max_output_channels"] >= 2
    )


def look_again() -> None:
    """Let PortAudio see what has come and gone since it was loaded. No stream may be open."""
    portaudio = _portaudio()
    with suppress(portaudio.PortAudioError):
        portaudio._terminate()
    portaudio._initialize()


def let_go() -> None:
    """Leave the sound servers in order: a JACK server may stop for everybody if a client just vanishes."""
    portaudio = sys.modules.get("sounddevice")
    if portaudio is not None:
        with suppress(portaudio.PortAudioError):
            portaudio._terminate()


def open_output(wanted: OpenDevice, render: Render) -> "AudioOutput":
    """Open the output that is wanted, ready to start. Raises DeviceError."""
    devices = output_devices()
    if wanted.name is not None:
        return AudioOutput(find_output(devices, wanted.name), wanted, render)
    errors = []
    for device in default_outputs(devices):
        try:
            return AudioOutput(device, wanted, render)
        except DeviceError as error:
            errors.append(error)
    raise errors[0]


class AudioOutput:
    """A PortAudio stream. Raises DeviceError if it cannot be opened as wanted."""

    is_null = False

    def __init__(self, device: OutputDevice, wanted: OpenDevice, render: Render) -> None:
        self.name = device.name
        self.rate = wanted.rate or device.rate
        self.xruns = 0
        self._render = render
        self._block_frames, latency = _asked(device, self.rate, wanted.block_frames)
        portaudio = _portaudio()
        try:
            self._stream = portaudio.OutputStream(
                samplerate=self.rate,
                blocksize=self._block_frames,
                device=device.index,
                channels=2,
                dtype="float32",
                latency=latency,
                callback=self._callback,
            )
        except portaudio.PortAudioError as error:
            raise DeviceError(_open_error_text(device, self.rate, error)) from error

    @property
    def block_frames(self) -> int:
        """Frames that the host asks for at a time; 0 before it has asked, if it is free to choose."""
        return self._block_frames

    @property
    def latency_seconds(self) -> float:
        """What PortAudio says; where that cannot be (its JACK tells rubbish), a block."""
        told = float(self._stream.latency)
        return told if 0.0 < told < 2.0 else self._block_frames / self.rate

    @property
    def active(self) -> bool:
        """Whether the stream runs."""
        return bool(self._stream.active)

    def start(self) -> None:
        """Begin to ask for blocks. Raises DeviceError."""
        portaudio = _portaudio()
        try:
            self._stream.start()
        except portaudio.PortAudioError as error:
            raise DeviceError(f"“{self.name}” does not start: {_reason(error)}") from error

    def stop(self) -> None:
        """Let what is under way be heard, then end. Hangs for ever if the JACK server has died."""
        self._stream.stop()

    def close(self) -> None:
        """Close the stream. Hangs as `stop` does."""
        self._stream.close()

    def _callback(self, out: Any, frames: int, _time: object, status: Any) -> None:
        if status and status.output_underflow:
            self.xruns += 1
        self._block_frames = frames
        self._render(out)


def _portaudio() -> Any:
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    try:
        _name_jack_client()
        import sounddevice
    except ImportError as error:
        raise LibraryMissing(NO_SOUNDDEVICE) from error
    except OSError as error:
        raise LibraryMissing(NO_PORTAUDIO) from error
    except Exception as error:
        raise DeviceError(
            f"PortAudio does not start: {_reason(error)}. `beatterm doctor` may know why."
        ) from error
    return sounddevice


def _name_jack_client() -> None:
    """Stand in JACK's patchbay as beatterm, not as PortAudio. Counts only before PortAudio is initialised."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libportaudio.so.2").PaJack_SetClientName(_CLIENT_NAME)


def _asked(device: OutputDevice, rate: int, block_frames: int | None) -> tuple[int, float | str]:
    block, latency = _ASKED.get(device.host_api, _ASKED_ELSEWHERE)
    if block_frames is None:
        return block, latency
    if device.host_api == _JACK:
        return block_frames, latency
    return block_frames, _BLOCKS_AHEAD * block_frames / rate


def _open_error_text(device: OutputDevice, rate: int, error: Exception) -> str:
    code = error.args[1] if len(error.args) > 1 else None
    if code == _INVALID_RATE:
        return wrong_rate_text(device.name, rate, _rates_of(device))
    if code == _UNAVAILABLE:
        return (
            f"“{device.name}” is taken by another program, or has gone. "
            "Close the other program, or choose another output."
        )
    return f"“{device.name}” cannot be opened: {_reason(error)}. `beatterm devices` lists the others."


def _rates_of(device: OutputDevice) -> list[int]:
    portaudio = _portaudio()
    rates = []
    for rate in sorted({*_USUAL_RATES, device.rate}):
        with suppress(portaudio.PortAudioError, ValueError):
            portaudio.check_output_settings(device.index, channels=2, dtype="float32", samplerate=rate)
            rates.append(rate)
    return rates


def _reason(error: Exception) -> str:
    return str(error.args[0]) if error.args else str(error)
