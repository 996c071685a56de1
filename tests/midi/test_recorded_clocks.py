"""Clocks of real programs, recorded through beatterm's own input on real JACK servers (`record_clock.py`),
are followed by an engine. Where each pulse truly was is told by the clock's steady tempo, or else by the
frame at which it stood; both against all arrivals together, so what every message takes is no error.
"""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.midi.masters import BEGAN_SECONDS, CLOCK, START, Master, Message
from tests.midi.studio import Studio, errors, worst

FOLDER = Path(__file__).with_name("recorded")
TWO_BARS = 32
_GAPS_IN_SIGHT = 9


def recorded(name: str, is_steady: bool) -> tuple[list[Message], Master]:
    """The messages of a recording, from a start on, and the clock that sent them."""
    rows = [line.split() for line in (FOLDER / name).read_text().splitlines() if not line.startswith("#")]
    messages = [(BEGAN_SECONDS + float(row[0]), bytes.fromhex(row[2])) for row in rows]
    if messages[0][1] != START:
        messages.insert(0, (messages[0][0] - 0.001, START))
    came = np.array([seconds for seconds, data in messages if data == CLOCK])
    frames = [row[1] for row in rows if row[2] == CLOCK.hex()]
    stood = np.arange(len(came)) if frames[0] == "-" else np.array(frames, int)
    numbers = numbered(stood)
    master = Master(lambda at: 120.0, 0.0)
    where = numbers if is_steady else stood - stood[0]
    slope, start = np.polyfit(where, came, 1)
    true = start + slope * where
    master.moments = np.interp(np.arange(numbers[-1] + 1), numbers, true).tolist()
    return messages, master


def numbered(frames: NDArray[np.int64]) -> NDArray[np.float64]:
    """Which pulse stood at each frame: some were lost on the way."""
    gaps, near = np.diff(frames), _GAPS_IN_SIGHT
    usual = [np.median(gaps[max(0, at - near) : at + near]) for at in range(len(gaps))]
    return np.concatenate(([0.0], np.cumsum(np.rint(gaps / np.array(usual)))))


def hits_under(name: str, is_steady: bool) -> list[float]:
    """How late the hits are; each must be struck once."""
    messages, master = recorded(name, is_steady)
    end = master.moments[-1]
    studio = Studio(128, 0.01, rate=44100 * 1.00005)
    studio.run(messages, end)
    late = errors(studio, master)
    due = sum(master.seconds_of(index / 4) < end - 0.2 for index in range(len(late) + 9))
    assert due <= len(late) <= due + 3
    print(f"{name}: {late[0] * 1e3:.1f} ms late at first, then up to {worst(late[TWO_BARS:-2]) * 1e3:.2f}")
    return late[TWO_BARS:-2]


@pytest.mark.parametrize("name", ["jack-midi-clock-127.txt", "jack-midi-clock-174.txt", "beatterm-113.5.txt"])
def test_a_recorded_clock_is_followed_to_a_millisecond(name: str) -> None:
    """The one at 174 came in blocks of 21 ms, in which a pulse may be first or last."""
    assert worst(hits_under(name, is_steady=True)) < 0.001


def test_a_recorded_clock_that_wanders_is_followed_and_its_count_kept() -> None:
    """Each of its pulses is up to 2.7 ms off the one before, and one was lost on the way."""
    assert worst(hits_under("jack-midi-clock-92-wandering.txt", is_steady=False)) < 0.012


def test_a_recorded_ramp_in_coarse_blocks_keeps_its_count() -> None:
    """A pulse comes up to 21 ms late, for seconds where pulses are as far apart as blocks: none can know."""
    assert worst(hits_under("jack-midi-clock-80-to-160.txt", is_steady=False)) < 0.016
