"""Run as a program: records the clock of another program over JACK, for the tests to follow it again.

    python -m tests.midi.record_clock OUT.txt PORT SECONDS [TEMPO [TO_TEMPO]] -- what it is

Each line is when a message came in, in seconds, as beatterm's own input stamps it; at which frame of the
server it stood; and its bytes. With tempos this leads JACK's transport: it starts it, keeps the first for
three seconds and then goes over to the second until two seconds before the end.
"""

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import jack

from beatterm.devices.midi_names import chosen
from beatterm.devices.midi_ports import MidiPorts

_NAME = "recorder"
_START = b"\xfa"
_ASK_SECONDS = 0.001
_KEPT_SECONDS, _END_SECONDS = 3.0, 2.0
_BAR_BEATS, _TICKS_A_BEAT = 4, 1920.0


@dataclass
class Ramp:
    """The tempo over the frames of the transport, told to whoever asks JACK for it."""

    rate: int
    seconds: float
    tempos: list[float]
    frame: int = 0
    beats: float = 0.0

    def tempo_at(self, frame: int) -> float:
        """Beats a minute at a frame."""
        last = self.seconds - _END_SECONDS
        share = min(1.0, max(0.0, (frame / self.rate - _KEPT_SECONDS) / (last - _KEPT_SECONDS)))
        return self.tempos[0] + (self.tempos[-1] - self.tempos[0]) * share

    def tell(self, _state: int, _frames: int, position: object, _is_new: bool) -> None:
        """JACK asks for bar, beat and tempo of a period."""
        frame = position.frame  # type: ignore[attr-defined]
        middle = self.tempo_at((self.frame + frame) // 2)
        self.beats += (frame - self.frame) / self.rate * middle / 60
        self.frame = frame
        beat, part = divmod(self.beats, 1.0)
        told = {
            "valid": jack._lib.JackPositionBBT,
            "bar": 1 + int(beat) // _BAR_BEATS,
            "beat": 1 + int(beat) % _BAR_BEATS,
            "tick": int(part * _TICKS_A_BEAT),
            "bar_start_tick": int(beat) // _BAR_BEATS * _BAR_BEATS * _TICKS_A_BEAT,
            "beats_per_bar": _BAR_BEATS,
            "beat_type": 4.0,
            "ticks_per_beat": _TICKS_A_BEAT,
            "beats_per_minute": self.tempo_at(frame),
        }
        for name, value in told.items():
            setattr(position, name, value)


@dataclass
class Frames:
    """Notes at which frame each message of a port stands."""

    client: jack.Client
    messages: list[tuple[int, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._port = self.client.midi_inports.register("in")
        self.client.set_process_callback(self._hear)

    def _hear(self, _frames: int) -> None:
        for offset, data in self._port.incoming_midi_events():
            self.messages.append((self.client.last_frame_time + offset, bytes(data)))

    def connect(self, source: str) -> None:
        """Hear what this port sends."""
        self.client.connect(source, self._port)


def main(path: str, source: str, seconds: float, tempos: list[float], what: str) -> None:
    client = jack.Client(_NAME, no_start_server=True)
    server = f"JACK at {client.samplerate} Hz, periods of {client.blocksize} frames"
    frames = Frames(client)
    if tempos:
        client.set_timebase_callback(Ramp(client.samplerate, seconds, tempos).tell)
    system = MidiPorts()
    found = chosen(system.look().ins, source.replace(":", "*"))
    if found is None:
        raise SystemExit(f"There is no port {source}.")
    port = system.open_in(found, _NAME)  # before this client hears: rtmidi waits for JACK with Python's lock
    with client:
        frames.connect(source)
        arrivals = listened(client, port, seconds, bool(tempos))
    port.close()
    system.close()
    write(Path(path), arrivals, frames.messages, f"{what}; {server}.")


def listened(client: jack.Client, port: object, seconds: float, leads: bool) -> list[tuple[float, bytes]]:
    """What comes in meanwhile, asked for as often as beatterm does."""
    if leads:
        client.transport_locate(0)
        client.transport_start()
    arrivals: list[tuple[float, bytes]] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        arrivals += port.come()  # type: ignore[attr-defined]
        time.sleep(_ASK_SECONDS)
    if leads:
        client.transport_stop()
    return arrivals


def write(
    path: Path, arrivals: list[tuple[float, bytes]], frames: list[tuple[int, bytes]], what: str
) -> None:
    """Both accounts side by side. Of a clock that ran before it was heard the frames cannot be told."""
    heard = [data for _, data in arrivals]
    is_whole = heard[0] == _START
    if is_whole and [data for _, data in frames[: len(heard)]] != heard:
        raise SystemExit("beatterm's input and JACK do not tell the same.")
    stood = [str(frame - frames[0][0]) for frame, _ in frames] if is_whole else ["-"] * len(heard)
    lines = [f"# {what}", "# seconds frame bytes"]
    for (seconds, data), frame in zip(arrivals, stood, strict=False):
        lines.append(f"{seconds - arrivals[0][0]:.6f} {frame} {data.hex()}")
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    options, words = sys.argv[1 : sys.argv.index("--")], sys.argv[sys.argv.index("--") + 1 :]
    main(options[0], options[1], float(options[2]), [float(each) for each in options[3:]], " ".join(words))
