"""Signs of life: whether a counter that ought to move still does."""

import time


class Stillness:
    """Counts looks in a row that found a counter where it was. Looks sooner than `look_seconds` after the
    last one do not count, nor does time without looks: who was held up itself must not call others hung.
    """

    def __init__(self, look_seconds: float = 0.0) -> None:
        self._look_seconds = look_seconds
        self._count = 0
        self._looks = 0
        self._looked_seconds = 0.0

    def looks(self, count: int) -> int:
        """How many looks, with this one, have found the counter here."""
        now_seconds = time.monotonic()
        if count != self._count:
            self._count, self._looks = count, 0
        elif now_seconds - self._looked_seconds >= self._look_seconds:
            self._looks += 1
            self._looked_seconds = now_seconds
        return self._looks
