"""The time of every frame: a delay-locked loop over the moments at which an output asks for its blocks.

Those moments jitter with the machine; the frames do not. After F. Adriaensen, "Using a DLL to filter time"
(2005): a second-order loop follows them with little bandwidth, and so knows when each block begins far better
than any single moment tells. Its bandwidth begins wide and narrows as it learns.
"""

from math import pi, sqrt

_BANDWIDTH_HZ = 0.06
_FIRST_CALLS = 24
"""Before so many calls nothing is thought to be out of place."""
_LOST_CALLS = 12
"""So many calls in a row out of place: time itself has moved, and the loop begins anew."""
_LEAST_LIMIT_SECONDS = 0.004
_LIMIT = 4.0
"""Out of place is what errs by so many times the usual."""
_MEMORY = 1.0 / 64
"""How much a call adds to what is usual."""


class FrameClock:
    """Maps frames to the monotonic clock. `rate` is what the output says; its real one is found.

    Two seconds after it began it is right to 0.2 ms with blocks of 256 frames, asked for at moments that
    stray by 2 ms; steadier or more frequent moments make it better.
    """

    def __init__(self, rate: int) -> None:
        self.restart(rate)

    def restart(self, rate: int) -> None:
        """Forget all: another output asks from now on."""
        self._nominal = self._frame_seconds = 1.0 / rate
        self._calls = 0
        self._lost = 0
        self._usual = 0.0
        self._end = 0.0

    def asked(self, frames: int, seconds: float) -> None:
        """At this moment the output asked for so many frames."""
        error = seconds - self._end
        if not self._calls or self._is_lost(error):
            self._anchor(seconds)
        elif abs(error) <= self._limit:
            self._correct(error, frames)
        self._calls += 1
        self._end += frames * self._frame_seconds

    @property
    def frame_seconds(self) -> float:
        """How long a frame lasts, as far as is known."""
        return self._frame_seconds

    def seconds_after(self, frames: float) -> float:
        """When the frame stands that is so many after the last that was asked for."""
        return self._end + frames * self._frame_seconds

    def _anchor(self, seconds: float) -> None:
        """Begin anew at a moment, with the rate that was found, if one was."""
        self._end = seconds
        self._calls = self._lost = 0
        self._usual = 0.0

    @property
    def _limit(self) -> float:
        if self._calls < _FIRST_CALLS:
            return float("inf")
        return max(_LEAST_LIMIT_SECONDS, _LIMIT * self._usual)

    def _is_lost(self, error: float) -> bool:
        """Whether too many calls in a row were out of place."""
        self._lost = self._lost + 1 if abs(error) > self._limit else 0
        return self._lost >= _LOST_CALLS

    def _correct(self, error: float, frames: int) -> None:
        """Move by a share of the error, and the rate by a smaller one. Once settled the shares are those of
        Adriaensen's loop; before, the mean of all calls so far.
        """
        omega = 2.0 * pi * _BANDWIDTH_HZ * frames * self._nominal
        share = max(sqrt(2.0) * omega, 1.0 / (self._calls + 1))
        settled = min(1.0, sqrt(2.0) * omega * self._calls)
        self._end += share * error
        self._frame_seconds += settled * omega * omega * error / max(1, frames)
        self._usual += max(_MEMORY, 1.0 / (self._calls + 1)) * (abs(error) - self._usual)
