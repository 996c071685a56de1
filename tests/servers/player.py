"""Run as a program: plays float32 pairs through PortAudio, then silence that pushes the last out.

python -m tests.servers.player DEVICE RATE IN.f32
"""

import sys
from pathlib import Path
from threading import Event

import numpy as np
import sounddevice

from tests.servers.capture import Frames, read_frames

SILENCE_SECONDS = 0.5  # stopping a stream loses about its latency
LATENCY_SECONDS = 0.1


def main(device: str, rate: str, path: str) -> None:
    silence = np.zeros((int(SILENCE_SECONDS * int(rate)), 2), np.float32)
    play(device, int(rate), np.concatenate([read_frames(Path(path)), silence]))


def play(device: str, rate: int, frames: Frames) -> None:
    position = 0
    done = Event()

    def fill(out: Frames, count: int, _time: object, _status: object) -> None:
        nonlocal position
        block = frames[position : position + count]
        out[: len(block)] = block
        out[len(block) :] = 0
        position += count
        if position >= len(frames):
            done.set()

    with sounddevice.OutputStream(rate, 256, device, 2, "float32", LATENCY_SECONDS, callback=fill):
        done.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
