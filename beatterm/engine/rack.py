"""Running effects: each works only while there is something to hear, from exact frames on, so that a silent
effect costs nothing and the frames do not depend on how they are cut into blocks.
"""

from beatterm.engine.effects.base import Planes, Processor
from beatterm.model.param import Values


class Unit:
    """One running effect that sleeps when its input and its tail are over."""

    def __init__(self, processor: Processor) -> None:
        self._processor = processor
        self._settings: tuple[Values, float] | None = None
        self.wakes_until = 0

    def set(self, values: Values, tempo: float) -> None:
        """Take new settings; while it sleeps they apply from the first frame on, otherwise they glide."""
        if (values, tempo) != self._settings:
            self._settings = (values, tempo)
            self._processor.set(values, tempo)
            if not self.wakes_until:
                self._processor.settle()

    @property
    def is_awake(self) -> bool:
        """Whether it must process the coming frames."""
        return self.wakes_until > 0

    def wake(self, until: int) -> None:
        """Work until at least this frame."""
        self.wakes_until = max(self.wakes_until, until)

    def sleep_at(self, frame: int) -> None:
        """Sleep if its time is over."""
        if self.is_awake and frame >= self.wakes_until:
            self.silence()

    def silence(self) -> None:
        """Forget everything and sleep."""
        self.wakes_until = 0
        self._processor.reset()

    def process(self, planes: Planes) -> Planes:
        """The next block."""
        return self._processor.process(planes)
