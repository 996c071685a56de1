"""What passes between the screen's process and the one that exports, each message one pickle.

Down goes a Commission, and then nothing: the end of the pipe is the word to stop. Up go Progress, Begun for
each file that is being written, and at last Done or Failed.
"""

from dataclasses import dataclass

from beatterm.export.job import Job, Made, Progress
from beatterm.export.many.matrix import Axes
from beatterm.model.project import Project


@dataclass(frozen=True, slots=True)
class Many:
    """What varies, from one export to the next. Kits are those seen from the folder `beside`, the song's ("":
    it has none).
    """

    axes: Axes
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Commission:
    """A project as it is now, and what is to be made of it. `maker` is the `module:function` that makes it:
    given project, job, Disk and Report, it returns what was Made. With `many` that is done for every
    combination.
    """

    project: Project
    job: Job
    maker: str
    many: Many | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A file that is being written, under the name that it has until it is whole."""

    path: str


@dataclass(frozen=True, slots=True)
class Missed:
    """One of many that could not be made: what sets it apart, why, and whether such a file is there already
    that the job may not replace.
    """

    label: str
    why: str
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """All is made; of many, `kept` were there already, and some may have failed."""

    made: tuple[Made, ...]
    kept: int = 0
    missed: tuple[Missed, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing was made; the text says why and what to do. `is_there`: because there is such a file already,
    and the job may not replace it.
    """

    text: str
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """It was cancelled, and left nothing half made; of many, so many files were `there` by then."""

    there: int = 0


Outcome = Done | Failed | Stopped
Up = Progress | Begun | Outcome
