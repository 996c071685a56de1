"""What passes between the screen's process and the one that exports, each message one pickle.

Down goes a Commission, and then nothing: the end of the pipe is the word to stop. Up go Progress, Begun for
each file that is being written, and at last Done or Failed.
"""

from dataclasses import dataclass

from beatterm.export.job import Job, Made, Progress
from beatterm.model.project import Project


@dataclass(frozen=True, slots=True)
class Commission:
    """A project as it is now, and what is to be made of it. `maker` is the `module:function` that makes it:
    given project, job, Disk and Report, it returns what was Made.
    """

    project: Project
    job: Job
    maker: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A file that is being written, under the name that it has until it is whole."""

    path: str


@dataclass(frozen=True, slots=True)
class Done:
    """All is made."""

    made: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing was made; the text says why and what to do. `is_there`: because there is such a file already,
    and the job may not replace it.
    """

    text: str
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """It was cancelled, and left nothing behind."""


Outcome = Done | Failed | Stopped
Up = Progress | Begun | Outcome
