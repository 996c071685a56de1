"""What a WAV file tells beside its sound, as RIFF chunks: pure functions from Facts to bytes.

Little-endian; a chunk of odd length is padded. Texts are UTF-8, except in `bext`, which is ASCII.
"""

import struct
from collections.abc import Iterable
from math import isfinite

from beatterm.export.facts import Facts, Mark
from beatterm.export.formats.pcm import FLOAT
from beatterm.export.formats.wording import SOFTWARE, key_text, line, plain
from beatterm.export.job import BITS

ONE_SHOT, ROOT_KNOWN, STRETCHES = 0x01, 0x02, 0x04
"""Flags of `acid`."""

_ACID_C = 0x30
_MIDDLE_C = 60
_OCTAVE = 12
_NOT_MEASURED = 0x7FFF
"""EBU 3285: a loudness that is not given."""


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of RIFF: name, length, body, and a byte more where the length is odd."""
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def told_in_chunks(facts: Facts, rate: int, bits: str) -> bytes:
    """All chunks that stand between `fmt ` and `data`."""
    makers = (
        broadcast_chunk(facts, rate, bits),
        info_chunk(facts),
        acid_chunk(facts),
        sampler_chunk(facts, rate),
        cue_chunk(facts.marks),
        names_chunk(facts.marks),
    )
    return b"".join(makers)


def acid_chunk(facts: Facts) -> bytes:
    """`acid`: tempo, metre, root, and for a loop its beats, by which samplers and sequencers stretch it.

    There is no official layout; this is libsndfile's. Beats are whole quarter notes there: a loop that has
    none, such as a bar of 7/8, is marked as one that is not stretched, as is what rings on behind its loop.
    """
    flags = STRETCHES if facts.is_stretched else ONE_SHOT
    root = _MIDDLE_C
    if facts.root is not None:
        flags, root = flags | ROOT_KNOWN, _ACID_C + facts.root % _OCTAVE
    meter = facts.meter
    fields = (flags, root, 0x8000, 0.0, round(facts.beats), meter.unit, meter.beats, facts.tempo)
    return chunk(b"acid", struct.pack("<IHHfIHHf", *fields))


def sampler_chunk(facts: Facts, rate: int) -> bytes:
    """`smpl`: the whole loop, over and over, at its root; nothing for what is no loop."""
    if facts.loop_frames <= 0:
        return b""
    unity = _MIDDLE_C if facts.root is None else facts.root
    head = struct.pack("<9I", 0, 0, round(1e9 / rate), unity, 0, 0, 0, 1, 0)
    loop = struct.pack("<6I", 0, 0, 0, facts.loop_frames - 1, 0, 0)
    return chunk(b"smpl", head + loop)


def cue_chunk(marks: tuple[Mark, ...]) -> bytes:
    """`cue `: the places of the marks, numbered from 1."""
    if not marks:
        return b""
    points = (
        struct.pack("<II4sIII", number, mark.frame, b"data", 0, 0, mark.frame)
        for number, mark in enumerate(marks, 1)
    )
    return chunk(b"cue ", struct.pack("<I", len(marks)) + b"".join(points))


def names_chunk(marks: tuple[Mark, ...]) -> bytes:
    """`LIST` of `adtl`: the names of the marks, and how long those are that last."""
    labels = (
        chunk(b"labl", struct.pack("<I", number) + _terminated(mark.name))
        for number, mark in enumerate(marks, 1)
    )
    regions = (
        chunk(b"ltxt", struct.pack("<II4s4H", number, mark.frames, b"rgn ", 0, 0, 0, 0))
        for number, mark in enumerate(marks, 1)
        if mark.frames
    )
    return _list(b"adtl", (*labels, *regions))


def info_chunk(facts: Facts) -> bytes:
    """`LIST` of `INFO`: title, artist, album, comment, key, software."""
    texts = {
        b"INAM": facts.title,
        b"IART": facts.author,
        b"IPRD": facts.album,
        b"ICMT": facts.comment,
        b"IKEY": key_text(facts.key),
        b"ISFT": SOFTWARE,
    }
    return _list(b"INFO", (chunk(name, _terminated(text)) for name, text in texts.items() if line(text)))


def broadcast_chunk(facts: Facts, rate: int, bits: str) -> bytes:
    """`bext`, EBU Tech 3285: who made it, where it begins in its song, how loud it is (version 2). Its day
    and hour stay empty.
    """
    version = 1 if facts.loudness is None else 2
    texts = plain(facts.title, 256), plain(facts.author or "beatterm", 32)
    head = struct.pack("<256s32s50xQH64x", *texts, max(0, facts.starts_at_frame), version)
    return chunk(b"bext", head + _loudness_fields(facts) + bytes(180) + _coding_history(rate, bits))


def _loudness_fields(facts: Facts) -> bytes:
    """Integrated, range, true peak, momentary, short-term: hundredths, or nothing."""
    heard = facts.loudness
    if heard is None:
        return bytes(10)
    values = (
        heard.integrated_lufs,
        heard.range_lu,
        heard.true_peak_db,
        heard.momentary_lufs,
        heard.short_term_lufs,
    )
    return struct.pack("<5h", *map(_hundredths, values))


def _hundredths(value: float) -> int:
    return max(-0x8000, min(_NOT_MEASURED - 1, round(100 * value))) if isfinite(value) else _NOT_MEASURED


def _coding_history(rate: int, bits: str) -> bytes:
    """One line in the form of EBU R 98."""
    how = "float" if bits == FLOAT else "TPDF dither"
    return f"A=PCM,F={rate},W={BITS[bits]},M=stereo,T={SOFTWARE}; {how}\r\n".encode("ascii")


def _terminated(text: str) -> bytes:
    return line(text).encode() + b"\0"


def _list(kind: bytes, chunks: Iterable[bytes]) -> bytes:
    body = b"".join(chunks)
    return chunk(b"LIST", kind + body) if body else b""
