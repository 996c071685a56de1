"""What a sound file tells about itself beside its sound: each format writes of it what it can carry."""

from dataclasses import dataclass, field

from beatterm.export.job import Loudness
from beatterm.model.time import Meter


@dataclass(frozen=True, slots=True)
class Mark:
    """A place with a name: a bar, a section, a slice. `frames` is 0 for a point, else how long it lasts."""

    frame: int
    name: str
    frames: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about one file. `beats` are quarter notes, `loop_frames` 0 where the file is no loop,
    `tail_frames` how much longer than its loop it is, `root` a MIDI note (None: no key), `key` its name such
    as `c minor`, `starts_at_frame` where it begins in its song. When it was made is none of them: the same
    song is the same file on any day.
    """

    title: str = ""
    author: str = ""
    album: str = ""
    comment: str = ""
    tempo: float = 120.0
    meter: Meter = field(default_factory=Meter)
    beats: float = 0.0
    key: str = ""
    root: int | None = None
    loop_frames: int = 0
    tail_frames: int = 0
    marks: tuple[Mark, ...] = ()
    starts_at_frame: int = 0
    loudness: Loudness | None = None

    @property
    def is_stretched(self) -> bool:
        """Whether it is for programs that stretch loops: they take all of it for so many quarter notes."""
        is_whole = self.beats >= 1 and self.beats == int(self.beats)
        return self.loop_frames > 0 and self.tail_frames == 0 and is_whole


NO_FACTS = Facts()
