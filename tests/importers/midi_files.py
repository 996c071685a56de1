"""MIDI files made for tests, byte by byte, without the library that reads them."""

import struct

Note = tuple[int, int, int]
"""Tick from the track's start, channel (1-16), velocity."""


def variable(number: int) -> bytes:
    """A number as MIDI files write times: seven bits a byte."""
    out = [number & 0x7F]
    while number := number >> 7:
        out.append(number & 0x7F | 0x80)
    return bytes(reversed(out))


def track(notes: list[Note]) -> bytes:
    """A track chunk that strikes notes, each with a note-off a tick later where there is room."""
    body, now = b"", 0
    for tick, channel, velocity in sorted(notes):
        body += variable(tick - now) + bytes((0x90 | channel - 1, 42, velocity))
        now = tick
    body += b"\x00\xff\x2f\x00"
    return b"MTrk" + struct.pack(">L", len(body)) + body


def midi_file(*tracks: list[Note], ppqn: int = 480, kind: int = 1) -> bytes:
    """A whole file; `ppqn` is its division, whatever its sign."""
    header = b"MThd" + struct.pack(">LHHh", 6, kind, len(tracks), ppqn)
    return header + b"".join(map(track, tracks))
