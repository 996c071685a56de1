"""A flood of messages leaves nothing behind: an input remembers notes and pairs of controls, and no more."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from beatterm.engine.midi.incoming import Incoming
from beatterm.model.midi_setup import InPort
from beatterm.model.song import Song, TrackSetup

SONG = Song(tracks=tuple(TrackSetup(name, name) for name in ("kick", "snare", "hat")))
KEYS = InPort("keys", clock=True, transport=True, programs=True)


def flood() -> Iterator[bytes]:
    """Every note and control of every channel, up and down, and what a broken cable makes of them."""
    for status, number, value in product(range(0x80, 0xC0), range(128), (1, 0)):
        message = bytes((status, number, value))
        yield message
        yield message[: number % 3]
    yield from (bytes((status, *range(length))) for status in range(256) for length in range(8))


def left_behind(incoming: Incoming) -> int:
    """Bytes that a flood has left when it is over."""
    before, _ = tracemalloc.get_traced_memory()
    for message in flood():
        incoming.read(message, SONG)
    return tracemalloc.get_traced_memory()[0] - before


def test_a_second_flood_takes_no_memory() -> None:
    incomings = [Incoming(KEYS), Incoming(replace(KEYS, drums=True))]
    tracemalloc.start()
    try:
        for incoming in incomings:
            left_behind(incoming)
            assert left_behind(incoming) < 1024
    finally:
        tracemalloc.stop()
