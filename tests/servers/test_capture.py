"""Finding what was sent in what was heard."""

from pathlib import Path

import numpy as np

from tests.servers.capture import Capture, Frames, position_of, read_frames, sounding, write_frames


def frames(*rows: tuple[float, float]) -> Frames:
    return np.array(rows, dtype=np.float32)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    sent = frames((0.1, -0.2), (1.0, 0.0))
    write_frames(tmp_path / "tape", sent)
    np.testing.assert_array_equal(read_frames(tmp_path / "tape"), sent)


def test_half_a_frame_at_the_end_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "tape").write_bytes(frames((0.1, 0.2), (0.3, 0.4)).tobytes()[:-4])
    np.testing.assert_array_equal(read_frames(tmp_path / "tape"), frames((0.1, 0.2)))


def test_silence_is_closed_up() -> None:
    heard = frames((0, 0), (0.5, 0), (0, 0), (0, 0.25), (0, 0))
    np.testing.assert_array_equal(sounding(heard), frames((0.5, 0), (0, 0.25)))


def test_material_is_found_after_a_false_start() -> None:
    sent = frames((0.1, 0.1), (0.2, 0.2))
    heard = frames((0, 0), (0.1, 0.1), (0.3, 0.3), (0.1, 0.1), (0.2, 0.2), (0, 0))
    assert position_of(sent, heard) == 3


def test_material_that_differs_in_one_bit_is_not_found() -> None:
    sent = frames((0.1, 0.1), (0.2, 0.2))
    heard = sent.copy()
    heard[1, 1] = np.nextafter(heard[1, 1], np.float32(1))
    assert position_of(sent, heard) is None


def test_material_longer_than_the_capture_is_not_found() -> None:
    assert position_of(frames((0.1, 0.1), (0.2, 0.2)), frames((0.1, 0.1))) is None


def test_a_capture_not_begun_is_empty(tmp_path: Path) -> None:
    assert Capture(tmp_path / "tape").length_frames() == 0
