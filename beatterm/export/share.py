"""A share of the work: lets one part of it tell how far it is, without knowing of the others."""

from collections.abc import Iterable, Iterator

from beatterm.export.job import Progress, Report
from beatterm.export.source import Sheaf


class Share:
    """Reports a part's progress, 0 to 1, as that of the whole: from `start` on, `width` in all. It never goes
    back.
    """

    def __init__(self, report: Report, start: float = 0.0, width: float = 1.0, caption: str = "") -> None:
        self._report, self._start, self._width, self._caption = report, start, width, caption
        self._done = 0.0

    def __call__(self, done: float) -> None:
        """So much of this part is done."""
        self._done = max(self._done, min(1.0, done))
        self._report(Progress(self._start + self._width * self._done, self._caption))

    def part(self, number: int, of: int, caption: str = "") -> "Share":
        """One of so many equal parts of this one, counted from 0."""
        width = self._width / of
        return Share(self._report, self._start + number * width, width, caption or self._caption)


def within(report: Report, start: float, width: float) -> Report:
    """A Report for a part of the work, which is told as that of the whole."""
    return lambda told: report(Progress(start + width * told.share, told.caption))


class Told:
    """Blocks of so many frames in all that tell a Share how far they are, each time they are gone through."""

    def __init__(self, blocks: Iterable[Sheaf], frames: int, share: Share) -> None:
        self._blocks, self._frames, self._share = blocks, max(1, frames), share

    def __iter__(self) -> Iterator[Sheaf]:
        done = 0
        for block in self._blocks:
            yield block
            done += block.shape[-2]
            self._share(done / self._frames)


class Played:
    """What an engine plays for a file of so many frames, told as one share: first what comes before it, whose
    length only turns out on the way, then the file.
    """

    def __init__(self, frames: int, share: Share) -> None:
        self._frames, self._share = max(1, frames), share
        self._before = 0

    def before(self, frames: int) -> None:
        """So many frames have been played that come before the file."""
        self._before = frames
        self._share(frames / (max(frames, self._frames) + self._frames))

    def through(self, blocks: Iterable[Sheaf]) -> Iterator[Sheaf]:
        """The file's own blocks."""
        done = self._before
        for block in blocks:
            yield block
            done += block.shape[-2]
            self._share(done / (self._before + self._frames))
