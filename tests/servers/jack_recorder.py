"""Run as a program: a JACK client with two inputs that writes float32 pairs until its stdin ends.

    python -m tests.servers.jack_recorder CLIENT_NAME OUT.f32

It is a process of its own, so that no test's work can make the audio late. Says READY when it hears.
"""

import sys
from collections import deque
from pathlib import Path
from threading import Event, Thread

import jack
import numpy as np

from tests.servers.capture import Frames

WRITE_EVERY_SECONDS = 0.05


def main(client_name: str, path: str) -> None:
    client = jack.Client(client_name, no_start_server=True)
    for name in ("in_1", "in_2"):
        client.inports.register(name)
    heard: deque[Frames] = deque()

    def hear(_frames: int) -> None:
        heard.append(np.stack([port.get_array() for port in client.inports], axis=1))

    client.set_process_callback(hear)

    ended = Event()
    Thread(target=wait_for_the_end, args=(ended,), daemon=True).start()
    with client:
        print("READY", flush=True)
        write_until(ended, heard, Path(path))


def wait_for_the_end(ended: Event) -> None:
    sys.stdin.read()
    ended.set()


def write_until(ended: Event, heard: "deque[Frames]", path: Path) -> None:
    with path.open("wb") as tape:
        over = False
        while not over:
            over = ended.wait(WRITE_EVERY_SECONDS)
            while heard:
                tape.write(heard.popleft().tobytes())
            tape.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
