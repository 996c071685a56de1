"""The spool: frames come back as they went in, as often as asked, and nothing of them stays on the disk."""

import errno
import tracemalloc
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.export.spool import BLOCK_FRAMES, NoRoom, Spool
from tests.export import sounds


@given(st.lists(st.integers(0, 3000), max_size=12))
def test_frames_come_back_in_order_twice(sizes: list[int]) -> None:
    blocks = [sounds.white(size, 1.0, seed) for seed, size in enumerate(sizes)]
    whole = np.concatenate(blocks) if blocks else np.zeros((0, 2), np.float32)
    with Spool() as spool:
        for block in blocks:
            spool.add(block)
        assert spool.frames == len(whole)
        for _ in range(2):
            read = list(spool)
            assert all(len(block) <= BLOCK_FRAMES for block in read)
            assert np.array_equal(np.concatenate(read) if read else whole, whole)


def test_stems_side_by_side_come_back_side_by_side() -> None:
    stems = np.stack([sounds.white(20_000, 1.0, seed) for seed in range(3)])
    with Spool() as spool:
        for block in np.array_split(stems, 5, axis=1):
            spool.add(block)
        assert np.array_equal(np.concatenate(list(spool), axis=1), stems)


def test_more_can_be_added_after_reading() -> None:
    with Spool() as spool:
        spool.add(np.ones((10, 2), np.float32))
        assert [len(block) for block in spool] == [10]
        spool.add(np.zeros((5, 2), np.float32))
        assert np.concatenate(list(spool)).sum() == 20.0


def test_nothing_is_left_in_the_folder(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Spool(tmp_path) as spool:
        spool.add(sounds.white(1000, 1.0))
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_long_spool_takes_the_memory_of_a_block() -> None:
    block = np.zeros((BLOCK_FRAMES, 2), np.float32)
    with Spool() as spool:
        tracemalloc.start()
        for _ in range(200):
            spool.add(block)
        assert sum(len(read) for read in spool) == 200 * BLOCK_FRAMES
        peak_bytes = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak_bytes < 10 * block.nbytes


class FullDisk:
    """A file that takes so many bytes, in small pieces, and no more."""

    def __init__(self, file: Any, room: int) -> None:
        self._file = file
        self._room = room

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: memoryview) -> int:
        if not self._room:
            raise OSError(errno.ENOSPC, "No space left on device")
        written: int = self._file.write(data[: min(self._room, 1000)])
        self._room -= written
        return written


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nearly_full(**options: Any) -> FullDisk:
        return FullDisk(TemporaryFile(**options), 2_000_000)

    monkeypatch.setattr("beatterm.export.spool.TemporaryFile", nearly_full)
    with Spool(tmp_path) as spool:
        spool.add(np.zeros((200_000, 2), np.float32))
        with pytest.raises(NoRoom, match="the disk is full after 2 MB") as told:
            spool.add(np.zeros((200_000, 2), np.float32))
        assert told.value.filename == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoRoom, match="no temporary file can be made there") as told:
        Spool(tmp_path / "nowhere")
    assert told.value.filename == str(tmp_path / "nowhere")
