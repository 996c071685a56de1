"""Chunks to the byte, computed by hand from their layouts, and whole whatever the facts are."""

import struct
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.export.facts import Facts, Mark
from beatterm.export.formats import aiff_chunks, chunks
from beatterm.export.formats.wording import SOFTWARE
from beatterm.export.job import BITS, Loudness
from beatterm.model.time import Meter
from tests.export.writing import chunks_of

LOOP = Facts(tempo=124.0, meter=Meter(7, 8), beats=14.0, key="eb minor", root=51, loop_frames=88200)


def hex_of(data: bytes) -> str:
    return data.hex(" ", -4)


def test_acid_of_a_loop() -> None:
    """Stretch and root; E flat; 14 beats; metre 8, 7; 124.0."""
    body = "06000000 3300 0080 00000000 0e000000 0800 0700 0000f842"
    assert chunks.acid_chunk(LOOP) == b"acid" + bytes.fromhex("18000000" + body)


def test_acid_of_what_is_no_loop() -> None:
    body = "01000000 3c00 0080 00000000 00000000 0400 0400 0000f042"
    assert chunks.acid_chunk(Facts()) == b"acid" + bytes.fromhex("18000000" + body)


@pytest.mark.parametrize("beats", [0.0, 0.5, 3.5])
def test_a_loop_without_whole_quarter_notes_is_not_to_be_stretched(beats: float) -> None:
    flags = chunks.acid_chunk(Facts(loop_frames=100, beats=beats))[8]
    assert flags & chunks.ONE_SHOT
    assert not flags & chunks.STRETCHES


def test_what_rings_on_behind_its_loop_is_not_to_be_stretched() -> None:
    """Its tempo would be taken from the length of all of it; samplers find the loop itself."""
    kept = replace(LOOP, tail_frames=1)
    assert chunks.acid_chunk(kept)[8] & chunks.ONE_SHOT
    assert aiff_chunks.apple_loop_chunk(kept) == b""
    assert chunks.sampler_chunk(kept, 48000) == chunks.sampler_chunk(LOOP, 48000)


def test_smpl_loops_to_its_last_frame() -> None:
    """Period 20833 ns at 48 kHz; E flat is 51; one loop, 0 to 88199, without end."""
    head = "00000000 00000000 61510000 33000000 00000000 00000000 00000000 01000000 00000000"
    loop = "00000000 00000000 00000000 87580100 00000000 00000000"
    assert chunks.sampler_chunk(LOOP, 48000) == b"smpl" + bytes.fromhex("3c000000" + head + loop)
    assert chunks.sampler_chunk(Facts(), 48000) == b""


def test_cue_points_and_their_names() -> None:
    marks = (Mark(0, "bar 1"), Mark(300, "drop", 1000))
    points = "0200000001000000 00000000 64617461 00000000 00000000 00000000"
    points += "02000000 2c010000 64617461 00000000 00000000 2c010000"
    assert chunks.cue_chunk(marks) == b"cue " + bytes.fromhex("34000000" + points)
    assert chunks.names_chunk(marks) == (
        b"LIST\x44\0\0\0adtl"
        b"labl\x0a\0\0\0\x01\0\0\0bar 1\0"
        b"labl\x09\0\0\0\x02\0\0\0drop\0\0"
        b"ltxt\x14\0\0\0\x02\0\0\0\xe8\x03\0\0rgn \0\0\0\0\0\0\0\0"
    )
    assert chunks.cue_chunk(()) == chunks.names_chunk(()) == b""


def test_info_is_utf8_and_leaves_out_what_is_empty() -> None:
    found = chunks.info_chunk(Facts(title="Süß", key="c minor"))
    own = b"ISFT" + struct.pack("<I", len(SOFTWARE) + 1) + SOFTWARE.encode() + b"\0"
    own += b"\0" * (len(own) % 2)
    assert found[12:] == (b"INAM\x06\0\0\0S\xc3\xbc\xc3\x9f\0IKEY\x08\0\0\0C minor\0" + own)
    assert found[:4] + found[8:12] == b"LISTINFO"
    assert struct.unpack_from("<I", found, 4)[0] == len(found) - 8


def test_bext_is_ascii_and_of_version_2_with_a_loudness() -> None:
    loud = Loudness(-14.25, 5.5, -10.0, -12.0, -1.05, -1.2)
    facts = Facts("Café — x", "Jörg", starts_at_frame=2**33 + 5, loudness=loud)
    body = chunks.broadcast_chunk(facts, 48000, "24")[8:]
    assert body[:9] == b"Cafe ? x\0"
    assert body[256:261] == b"Jorg\0"
    assert not any(body[288:338])
    assert body[338:346] == bytes.fromhex("05000000 02000000")
    assert body[346:348] == b"\x02\0"
    assert not any(body[348:412])
    assert struct.unpack_from("<5h", body, 412) == (-1425, 550, -105, -1000, -1200)
    assert not any(body[422:602])
    history = f"A=PCM,F=48000,W=24,M=stereo,T={SOFTWARE}; TPDF dither\r\n".encode()
    assert body[602:] in (history, history + b"\0")


def test_bext_without_a_loudness_is_of_version_1_and_that_of_silence_is_left_open() -> None:
    body = chunks.broadcast_chunk(Facts(), 48000, "32f")[8:]
    assert body[346] == 1
    assert not any(body[412:422])
    assert body[256:265] == b"beatterm\0"
    silent = Loudness(*([float("-inf"), 0.0] + [float("-inf")] * 4))
    body = chunks.broadcast_chunk(Facts(loudness=silent), 48000, "32f")[8:]
    assert struct.unpack_from("<5h", body, 412) == (0x7FFF, 0, 0x7FFF, 0x7FFF, 0x7FFF)


def test_an_aiff_loops_between_markers() -> None:
    facts = Facts(loop_frames=300, beats=4.0, key="c minor", root=48, marks=(Mark(7, "bar 1"),))
    assert aiff_chunks.marker_chunk(facts) == (
        b"MARK\0\0\0\x30\0\x03"
        b"\0\x01\0\0\0\0\x0aloop start\0"
        b"\0\x02\0\0\x01\x2c\x08loop end\0"
        b"\0\x03\0\0\0\x07\x05bar 1"
    )
    assert hex_of(aiff_chunks.instrument_chunk(facts)[8:]) == "3000007f 017f0000 00010001 00020000 00000000"
    apple = aiff_chunks.apple_loop_chunk(facts)
    assert (len(apple), hex_of(apple[8:26])) == (92, "00000001 00000004 00300001 00040004 0000")
    assert aiff_chunks.marker_chunk(Facts()) == aiff_chunks.apple_loop_chunk(Facts()) == b""


texts = st.text(max_size=40) | st.sampled_from(
    ["", "\0", "a\nb\0c", "é" * 300, "日本" * 400, "\ud800", "x" * 9999]
)
frames = st.integers(0, 2**32 - 1)
measures = st.floats(-400, 400) | st.just(float("-inf"))
every_facts = st.builds(
    Facts,
    title=texts,
    author=texts,
    album=texts,
    comment=texts,
    tempo=st.floats(20, 400),
    meter=st.builds(Meter, st.integers(1, 32), st.sampled_from([1, 2, 4, 8, 16, 32])),
    beats=st.floats(0, 1e6),
    key=texts | st.sampled_from(["c minor", "f# major", "bb dorian"]),
    root=st.none() | st.integers(0, 127),
    loop_frames=frames,
    marks=st.lists(st.builds(Mark, frames, texts, frames), max_size=5).map(tuple),
    starts_at_frame=st.integers(0, 2**60),
    loudness=st.none() | st.builds(Loudness, *[measures] * 6),
)


def told(data: bytes, form: bytes, order: str) -> list[tuple[bytes, bytes]]:
    whole = struct.pack(f"{order}4sI4s", form, len(data) + 4, b"WAVE") + data
    return list(chunks_of(whole, order))


def inner(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    return chunks_of(b"RIFF" + struct.pack("<I", len(body)) + body)


@given(facts=every_facts, rate=st.sampled_from([44100, 192000]), bits=st.sampled_from(sorted(BITS)))
def test_any_facts_make_whole_chunks(facts: Facts, rate: int, bits: str) -> None:
    found = told(chunks.told_in_chunks(facts, rate, bits), b"RIFF", "<")
    assert [name for name, body in found if name == b"bext"] == [b"bext"]
    lists = {body[:4]: list(inner(body)) for name, body in found if name == b"LIST"}
    assert all(body.endswith(b"\0") for name, body in lists[b"INFO"])
    assert all(b"\0" not in body[:-1] and body[:-1].decode() for name, body in lists[b"INFO"])
    assert sum(name == b"labl" for name, body in lists.get(b"adtl", [])) == len(facts.marks)


@given(facts=every_facts)
@settings(max_examples=50)
def test_any_facts_make_whole_chunks_of_aiff(facts: Facts) -> None:
    names = [name for name, body in told(aiff_chunks.told_in_chunks(facts, 44100, 1000), b"FORM", ">")]
    assert names[-1] == b"ID3 "
