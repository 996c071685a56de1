"""Fingerprints of frames: the same for the same frames, and the first second that differs is named."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from beatterm.engine.frames import Frames
from beatterm.export.fingerprint import (
    Fingerprint,
    check,
    described,
    difference,
    fingerprint_of,
    made_with,
    read_text,
    text_of,
)
from beatterm.export.job import Form, Job, Part, Refused
from beatterm.library.atomic import new_file
from beatterm.model.project import Project
from tests.material import kit_of, noise, row, song_of

RATE = 1000
FRAMES = noise(3500)


def taken(frames: Frames = FRAMES, size: int = 512, of: str = "pattern A") -> Fingerprint:
    return fingerprint_of((frames[at : at + size] for at in range(0, len(frames), size)), RATE, of)


@pytest.mark.parametrize("size", [1, 7, 999, 1000, 1001, 4000])
def test_it_does_not_depend_on_the_blocks(size: int) -> None:
    assert taken(size=size) == taken()
    assert len(taken().seconds) == 4


def test_its_hash_is_that_of_the_frames_as_float32() -> None:
    import hashlib

    assert taken().sha256 == hashlib.sha256(FRAMES.tobytes()).hexdigest()


def test_one_bit_is_found_and_its_second_named() -> None:
    other = FRAMES.copy()
    other.view(np.uint32)[2100, 1] ^= 1
    assert difference(taken(), taken()) is None
    assert difference(taken(), taken(other)) == "the frames differ, from 0:02 on."


def test_another_length_is_told() -> None:
    told = difference(taken(), taken(FRAMES[:2000]))
    assert told == "the frames differ, from 0:02 on. There were 3500 frames, now there are 2000."


def test_a_text_reads_back() -> None:
    assert read_text(text_of(taken()), "x.sha") == taken()
    assert read_text(text_of(taken()).replace("\n", "\r\n"), "x.sha") == taken()
    assert read_text(text_of(taken(FRAMES[:0])), "x.sha") == taken(FRAMES[:0])


def test_the_first_check_writes_and_the_next_ones_compare(tmp_path: Path) -> None:
    path = tmp_path / "song.sha"
    written = check(path, taken(), new_file)
    assert written.same
    assert written.text.startswith(f"{path} is written: 3500 frames")
    before = path.read_bytes()
    assert check(path, taken(), new_file).text == f"{path}: the same 3500 frames."
    other = check(path, taken(FRAMES * np.float32(0.5)), new_file)
    assert (other.same, other.text) == (False, f"{path}: the frames differ, from 0:00 on.")
    assert path.read_bytes() == before


def test_a_fingerprint_is_taken_anew_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "song.sha"
    check(path, taken(), new_file)
    changed = taken(FRAMES * np.float32(0.5))
    assert check(path, changed, new_file, anew=True).text.startswith(f"{path} is written")
    assert check(path, changed, new_file).same


def test_other_versions_are_named_where_the_frames_differ(tmp_path: Path) -> None:
    path = tmp_path / "song.sha"
    path.write_text(text_of(replace(taken(), made_with="numpy 1")))
    assert check(path, taken(), new_file).same
    told = check(path, taken(FRAMES[1:]), new_file).text
    assert f"made with numpy 1; this is {made_with()}" in told
    assert "one machine" in told


@pytest.mark.parametrize(
    "text",
    ["", "x", "beatterm = 1\n", text_of(taken())[:300], text_of(taken()).replace("rate: 1000", "rate: a")],
)
def test_what_is_no_fingerprint_is_refused_and_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "song.sha"
    path.write_text(text)
    with pytest.raises(Refused, match=r"song\.sha is no fingerprint"):
        check(path, taken(), new_file)
    assert path.read_text() == text


def test_a_song_is_never_taken_for_a_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"--check s\.sha"):
        check(tmp_path / "s.beat", taken(), new_file)


def test_what_was_rendered_is_compared_too() -> None:
    project = Project(song_of(row("kick", "x..."), tempo=92.5, seed=3), kit_of("kick"))
    job = Job(Part(pattern="A", repeats=2), Form(loop=True))
    assert described(project, job) == "pattern A, 2 times, loop, tail wrap, 92.5 bpm, kit test, seed 3"
    assert described(project, Job()) == "the song, tail keep, 92.5 bpm, kit test, seed 3"
    told = difference(taken(of="pattern A"), taken(of="pattern B"))
    assert told == "it was taken of pattern A; this is pattern B."
