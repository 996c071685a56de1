"""WAV files: samples that Python's own reader takes, and chunks where they belong."""

import io
import wave

import numpy as np
import pytest

from beatterm.engine.rates import RATES
from beatterm.export.facts import Facts, Mark
from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import BITS, Refused
from tests.export.writing import chunks_of, samples_of, written
from tests.material import noise

FACTS = Facts("Title", "Author", loop_frames=1001, beats=4.0, marks=(Mark(0, "bar 1"),))


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("bits", ["16", "24"])
def test_pythons_wave_reads_what_was_written(bits: str, rate: int) -> None:
    frames = noise(1001, level=0.2)
    with wave.open(io.BytesIO(written(frames, rate=rate, bits=bits, facts=FACTS))) as read:
        assert (read.getnframes(), read.getframerate(), read.getnchannels()) == (1001, rate, 2)
        assert read.getsampwidth() * 8 == BITS[bits]
        found = samples_of(read.readframes(1001), bits)
    assert np.abs(found / 2 ** (BITS[bits] - 1) - frames).max() < 1.5 / 2 ** (BITS[bits] - 1) + 2**-24


def test_floats_are_kept_to_the_bit() -> None:
    frames = noise(777)
    chunks = dict(chunks_of(written(frames, bits="32f", facts=FACTS)))
    assert chunks[b"data"] == frames.tobytes()
    assert chunks[b"fact"] == (777).to_bytes(4, "little")
    assert chunks[b"fmt "].hex(" ", 2) == "0300 0200 80bb 0000 00dc 0500 0800 2000 0000"


def test_whole_numbers_have_the_plain_form() -> None:
    chunks = dict(chunks_of(written(noise(3), rate=44100, bits="24")))
    assert chunks[b"fmt "].hex(" ", 2) == "0100 0200 44ac 0000 9809 0400 0600 1800"
    assert b"fact" not in chunks


@pytest.mark.parametrize("frames", [0, 1, 2, 3, 1000, 1001])
def test_an_odd_number_of_bytes_is_padded(frames: int) -> None:
    data = written(noise(1001)[:frames], bits="24", facts=FACTS)
    assert len(dict(chunks_of(data))[b"data"]) == 6 * frames


@pytest.mark.parametrize("bits", BITS)
def test_all_that_is_told_stands_before_the_sound(bits: str) -> None:
    names = [name for name, body in chunks_of(written(noise(50), bits=bits, facts=FACTS))]
    told = [b"bext", b"LIST", b"acid", b"smpl", b"cue ", b"LIST"]
    assert names == [b"fmt ", *told, *([b"fact"] * (bits == "32f")), b"data"]


def test_full_scale_does_not_wrap_around() -> None:
    loud = np.tile(np.array([[1.0, -1.0], [7.0, -7.0]], np.float32), (100, 1))
    found = samples_of(dict(chunks_of(written(loud, bits="16")))[b"data"], "16")
    assert found[:, 0].min() > 32700
    assert found[:, 1].max() < -32700


def test_what_is_too_long_is_refused_in_the_middle_of_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("beatterm.export.formats.writers._MOST_BYTES", 5999)
    assert written(noise(999), bits="24")
    with pytest.raises(Refused, match="at most 4 GB"):
        written(noise(1000), bits="24")


def test_four_gigabytes_are_the_most() -> None:
    WRITERS[".wav"].check(44100, "32f", 2**29 - 2**17)
    with pytest.raises(Refused, match="at most 4 GB"):
        WRITERS[".wav"].check(44100, "32f", 2**29 - 2**17 + 1)
    WRITERS[".flac"].check(44100, "24", 2**33)
