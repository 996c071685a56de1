"""The table of formats: what each holds, the same bytes for the same sound, and a disk that is full."""

import errno
import io
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from beatterm.engine.frames import Frames
from beatterm.export.facts import Facts, Mark
from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import Refused
from beatterm.model.time import PPQN
from tests.export.writing import chunks_of, samples_of, written
from tests.material import noise

FACTS = Facts("Title", "Author", tempo=97.0, loop_frames=9000, beats=4.0, marks=(Mark(0, "bar 1"),))
SOUND = noise(9000)

every_format = pytest.mark.parametrize("suffix", WRITERS)


@every_format
def test_the_same_sound_is_the_same_file(suffix: str) -> None:
    """OGG's encoder rolls a number for each stream; that is undone."""
    assert written(SOUND, suffix, facts=FACTS) == written(SOUND, suffix, facts=FACTS)


@every_format
def test_a_song_may_have_more_marks_than_a_format_can_count(suffix: str) -> None:
    """ID3 counts chapters in one byte; a minute of slices has more."""
    marks = tuple(Mark(30 * number, f"hit {number}") for number in range(300))
    assert b"hit 254" in written(SOUND, suffix, facts=replace(FACTS, marks=marks))


@pytest.mark.parametrize("suffix", [suffix for suffix in WRITERS if WRITERS[suffix].is_lossless])
def test_blocks_do_not_matter_where_the_sound_is_kept(suffix: str) -> None:
    assert written(SOUND, suffix, facts=FACTS, cut=2) == written(SOUND, suffix, facts=FACTS)


def test_each_stem_has_dither_of_its_own() -> None:
    """Otherwise the noise of sixteen of them would add up to 24 dB instead of 12."""
    files = [
        written(SOUND, bits="16", facts=replace(FACTS, title=title)) for title in ("Title kick", "Title hat")
    ]
    one, other = (samples_of(dict(chunks_of(data))[b"data"], "16") - SOUND * 32768 for data in files)
    assert abs(np.corrcoef(one[:, 0], other[:, 0])[0, 1]) < 0.05


@every_format
def test_what_a_format_cannot_hold_is_refused_with_what_to_use(suffix: str) -> None:
    with pytest.raises(Refused, match=r"has no rate of 22050\. Use 44100, 48000.*such as WAV"):
        WRITERS[suffix].check(22050, "24")
    WRITERS[suffix].check(48000, "24", 100_000_000)


def test_rates_and_bits_that_only_some_have() -> None:
    with pytest.raises(Refused, match=r"MP3 has no rate of 96000\. Use 44100, 48000, or another format"):
        WRITERS[".mp3"].check(96000, "16")
    with pytest.raises(Refused, match=r"FLAC has no 32f\. Use 16 or 24 bits, or WAV"):
        WRITERS[".flac"].check(44100, "32f")
    WRITERS[".ogg"].check(192000, "32f")


class SmallDisk(io.BytesIO):
    """Holds so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data) -> int:  # type: ignore[no-untyped-def]
        if self.tell() + len(data) > self._room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@every_format
@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_a_full_disk_is_an_error_of_the_disk(suffix: str, share: float) -> None:
    """With tags as with sound: 0.999 is where those are moved in."""
    room = int(len(written(SOUND, suffix, facts=FACTS)) * share)
    with pytest.raises(OSError, match="No space left") as caught:
        WRITERS[suffix].write(SmallDisk(room), [SOUND], 48000, "24", FACTS)
    assert caught.value.errno == errno.ENOSPC


@every_format
def test_what_ends_the_rendering_comes_through(suffix: str) -> None:
    def blocks() -> Iterator[Frames]:
        yield SOUND
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        WRITERS[suffix].write(io.BytesIO(), blocks(), 48000, "24", FACTS)


def test_aiff_files_may_have_either_of_their_suffixes() -> None:
    assert written(SOUND, ".aif", facts=FACTS) == written(SOUND, ".aiff", facts=FACTS)


def test_a_loop_without_whole_beats_is_told_where_beats_are_written() -> None:
    bar_of_seven = 7 * PPQN // 2
    for suffix in (".wav", ".flac", ".aiff"):
        [told] = WRITERS[suffix].loop_notes(bar_of_seven)
        assert told.startswith("3.5 quarter notes are no whole number")
        assert "A loop 2 times as long" in told
        assert WRITERS[suffix].loop_notes(2 * bar_of_seven) == ()
    assert WRITERS[".ogg"].loop_notes(bar_of_seven) == ()
    assert WRITERS[".mp3"].loop_notes(bar_of_seven) == (WRITERS[".mp3"].note,)
