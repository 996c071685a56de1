"""What an AIFF file tells beside its sound, as chunks: pure functions from Facts to bytes, big-endian."""

import struct

from beatterm.export.facts import Facts
from beatterm.export.formats.tags import id3_tag
from beatterm.export.formats.wording import key_of, line

_MIDDLE_C = 60
_MINOR_THIRD, _MAJOR_THIRD = 3, 4
_MINOR, _MAJOR, _NEITHER, _BOTH = 1, 2, 3, 4
_LOOP_FORWARD = 1
_LOOP = 0
_BASC_SPARE = 66
_LONGEST_NAME = 255


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of IFF: name, length, body, and a byte more where the length is odd."""
    return name + struct.pack(">I", len(body)) + body + b"\0" * (len(body) % 2)


def told_in_chunks(facts: Facts, rate: int, frames: int) -> bytes:
    """All chunks but those of the sound itself."""
    texts = ((b"NAME", facts.title), (b"AUTH", facts.author), (b"ANNO", facts.comment))
    told = [chunk(name, line(text).encode()) for name, text in texts if line(text)]
    told += [marker_chunk(facts), instrument_chunk(facts), apple_loop_chunk(facts)]
    return b"".join((*told, chunk(b"ID3 ", id3_tag(facts, rate, frames))))


def marker_chunk(facts: Facts) -> bytes:
    """`MARK`: where the loop begins (1) and ends (2), then the marks; nothing where there are none."""
    loop = [(0, "loop start"), (facts.loop_frames, "loop end")] if facts.loop_frames else []
    places = [*loop, *((mark.frame, mark.name) for mark in facts.marks)][:0x7FFF]
    if not places:
        return b""
    made = (
        struct.pack(">HI", number, frame) + _counted(name) for number, (frame, name) in enumerate(places, 1)
    )
    return chunk(b"MARK", struct.pack(">H", len(places)) + b"".join(made))


def instrument_chunk(facts: Facts) -> bytes:
    """`INST`: the loop between the first two markers, at its root; nothing for what is no loop."""
    if not facts.loop_frames:
        return b""
    root = _MIDDLE_C if facts.root is None else facts.root
    head = struct.pack(">6bh", root, 0, 0, 127, 1, 127, 0)
    return chunk(b"INST", head + struct.pack(">6h", _LOOP_FORWARD, 1, 2, 0, 0, 0))


def apple_loop_chunk(facts: Facts) -> bytes:
    """`basc` of Apple Loops (layout: libsndfile): beats, root, kind of scale, metre. Only for loops of whole
    quarter notes and nothing after them: their tempo follows from beats and length.
    """
    if not facts.is_stretched:
        return b""
    root = (_MIDDLE_C if facts.root is None else facts.root) % 12 + 48
    fields = (1, int(facts.beats), root, _kind_of_scale(facts), facts.meter.beats, facts.meter.unit, _LOOP)
    return chunk(b"basc", struct.pack(">II5H", *fields) + bytes(_BASC_SPARE))


def _kind_of_scale(facts: Facts) -> int:
    """By its third; a sound without a key suits both."""
    key = key_of(facts.key)
    if key is None:
        return _BOTH
    has_minor, has_major = _MINOR_THIRD in key.degrees, _MAJOR_THIRD in key.degrees
    if has_minor and has_major:
        return _BOTH
    return _MINOR if has_minor else _MAJOR if has_major else _NEITHER


def _counted(text: str) -> bytes:
    """A text with its length before it, an even number of bytes in all."""
    raw = line(text, _LONGEST_NAME).encode()
    return bytes((len(raw),)) + raw + b"\0" * (1 - len(raw) % 2)
