"""What is to be delivered: which part of a song, in which form, and what came of it. Values only.

The command line, the screen's Export dialog, the matrix and the pack all describe their work with these and
hand it to `carry_out`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from beatterm.engine import rates

WRAP, KEEP, CUT = TAILS = ("wrap", "keep", "cut")
"""What becomes of the sound that rings on after the last tick: it goes to a loop's beginning, where a second
pass would have it; it makes the file longer; or it is left out."""

AS_MIXED, PEAK, LOUDNESS, GAIN = LEVELS = ("mixed", "peak", "loudness", "gain")
"""How loud a file is made: as it is mixed; its true peak at a goal; its integrated loudness at a goal; or
with so much gain, which another file was found to need."""

NO_STEMS, AFTER_EFFECTS, BEFORE_EFFECTS = STEMS = ("", "after", "before")
"""Whether tracks are rendered to files of their own, and whether through their strips' effects."""

RATES = rates.RATES
BITS = {"16": 16, "24": 24, "32f": 32}
"""Sample formats by the name they have on the command line; `32f` is float."""

DEFAULT_NAME = "{title}-{pattern}-{tempo}bpm-{bars}bar-{key}"


@dataclass(frozen=True, slots=True)
class Part:
    """What of a song: all of it, one pattern or one section.

    `steps`, first and last counted from 1, cut a window out of `pattern`; with `tracks` only these are heard.
    `bars` sets the length. `repeats` is how many times over; None: once, or for a loop until it truly
    repeats.
    """

    pattern: str | None = None
    section: str | None = None
    bars: int | None = None
    repeats: int | None = None
    steps: tuple[int, int] | None = None
    tracks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """How loud: `goal_db` in dBTP for PEAK, in LUFS for LOUDNESS, where the true peak stays below
    `ceiling_db`, in dB for GAIN.
    """

    kind: str = AS_MIXED
    goal_db: float = 0.0
    ceiling_db: float = -1.0


@dataclass(frozen=True, slots=True)
class Form:
    """How a sound file is made. `suffix` names the format, in letters of any size. `tail` None: WRAP for a
    loop, else KEEP. `rate` is one of RATES, `bits` a key of BITS. With `slices` every place where something
    is struck is marked in it, instead of its bars.
    """

    suffix: str = ".wav"
    rate: int = 44100
    bits: str = "24"
    loop: bool = False
    tail: str | None = None
    level: Level = field(default_factory=Level)
    slices: bool = False

    @property
    def format(self) -> str:
        """The format's key in WRITERS."""
        return self.suffix.lower()

    @property
    def what_rings(self) -> str:
        """WRAP, KEEP or CUT."""
        return self.tail or (WRAP if self.loop else KEEP)


@dataclass(frozen=True, slots=True)
class Job:
    """Sound files of one part: `folder` and `name`, a template without suffix (`names.py`), say where.

    With `stems` the folder gets a file for each track, send effect and the master instead of one.
    """

    part: Part = field(default_factory=Part)
    form: Form = field(default_factory=Form)
    folder: str = "."
    name: str = DEFAULT_NAME
    stems: str = NO_STEMS
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Loudness:
    """Measured by ITU-R BS.1770-4 and EBU Tech 3341/3342. Silence is -inf (range: 0)."""

    integrated_lufs: float
    range_lu: float
    momentary_lufs: float
    short_term_lufs: float
    true_peak_db: float
    sample_peak_db: float


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made. `gain_db` was added to reach a level; `notes` are for the musician: how long the
    loop is and why, what stayed silent, what a ceiling held back.
    """

    path: str
    frames: int
    rate: int
    loudness: Loudness | None = None
    gain_db: float = 0.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: `share` from 0 to 1, and what is being done, for a bar's caption."""

    share: float
    caption: str = ""


Report = Callable[[Progress], None]
"""Told how far the work is; what it raises ends the work, and nothing half made is left."""


class Refused(ValueError):
    """Such a file cannot be made; the message says why and what to do instead."""


class Cancelled(Exception):
    """Raised by a Report to end the work."""
