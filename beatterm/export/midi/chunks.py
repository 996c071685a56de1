"""The form of Standard MIDI Files (RP-001): timed messages → the bytes of a track → the bytes of a file."""

import struct
from collections.abc import Iterable, Sequence
from math import log2
from typing import NamedTuple

from beatterm.model.time import PPQN, Meter

LONGEST_TICKS = (1 << 28) - 1
"""A time in a file has 28 bits."""
COPYRIGHT, TRACK_NAME, MARKER, DEVICE_NAME = 0x02, 0x03, 0x06, 0x09
_PORT, _END_OF_TRACK, _TEMPO, _METER, _KEY = 0x21, 0x2F, 0x51, 0x58, 0x59
_SIDE_BY_SIDE = 1
_CLOCKS_A_WHOLE = 96
_THIRTY_SECONDS_A_QUARTER = 8
_MICROSECONDS_A_MINUTE = 60_000_000


class Message(NamedTuple):
    """What happens at a tick; of one tick, the lowest `order` comes first."""

    tick: int
    order: int
    data: bytes


def file_bytes(tracks: Sequence[bytes]) -> bytes:
    """A file of type 1 with beatterm's own ticks, from whole tracks."""
    return b"MThd" + struct.pack(">LHHH", 6, _SIDE_BY_SIDE, len(tracks), PPQN) + b"".join(tracks)


def track_bytes(messages: Iterable[Message], end_tick: int) -> bytes:
    """A track that lasts until a tick; messages may come in any order, those of one tick and order stay."""
    body, now = bytearray(), 0
    for tick, _, data in sorted(messages, key=lambda each: each[:2]):
        body += _number(tick - now) + data
        now = tick
    body += _number(end_tick - now) + _meta(_END_OF_TRACK, b"")
    return b"MTrk" + struct.pack(">L", len(body)) + bytes(body)


def text(kind: int, said: str) -> bytes:
    """A name or another text, in UTF-8."""
    return _meta(kind, said.encode())


def tempo(quarters_a_minute: float) -> bytes:
    """A tempo, to a microsecond a quarter note."""
    return _meta(_TEMPO, round(_MICROSECONDS_A_MINUTE / quarters_a_minute).to_bytes(3, "big"))


def meter(of: Meter) -> bytes:
    """A time signature, with a click on each beat."""
    clocks = _CLOCKS_A_WHOLE // of.unit
    return _meta(_METER, bytes((of.beats, round(log2(of.unit)), clocks, _THIRTY_SECONDS_A_QUARTER)))


def key(sharps: int, is_minor: bool) -> bytes:
    """A key signature: sharps, or flats if negative."""
    return _meta(_KEY, struct.pack(">bB", sharps, is_minor))


def port(number: int) -> bytes:
    """Which port, from 0, a track is for."""
    return _meta(_PORT, bytes((number,)))


def _meta(kind: int, data: bytes) -> bytes:
    return bytes((0xFF, kind)) + _number(len(data)) + data


def _number(number: int) -> bytes:
    """A number as times are written: seven bits a byte, the highest first."""
    out = [number & 0x7F]
    while number := number >> 7:
        out.append(number & 0x7F | 0x80)
    return bytes(reversed(out))
