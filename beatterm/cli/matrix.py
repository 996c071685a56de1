"""Many files of one song at once, for `beatterm render`: several processes, a bar over all, and going on
where an earlier run was ended.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli.ending import Ended
from beatterm.cli.failure import DONE, FAILED, exit_code_of, say
from beatterm.cli.opened import kit_of, whole
from beatterm.cli.progress import shown_progress

if TYPE_CHECKING:
    from beatterm.export.job import Made, Progress, Report
    from beatterm.export.many.matrix import Axes, Combination
    from beatterm.export.many.tasks import Task
    from beatterm.export.many.workers import Begun, Failed, Succeeded
    from beatterm.library.songs import SongFile
    from beatterm.model.song import Song

ALL = "all"
"""The word for every pattern or section of a song, unless one is called that."""

_MOST_JOBS = 64


def add_to(parser: ArgumentParser) -> None:
    """Declare the options that only matter to many files."""
    parser.add_argument("--jobs", metavar="N", type=_jobs, help="so many files at once; one for each core")


def _jobs(text: str) -> int:
    """How many files are made at once, as argparse asks for."""
    return whole(text, 1, _MOST_JOBS, "2")


def axes_of(options: Namespace, song: "Song") -> "Axes":
    """What varies. `tempo`, `kit`, `seed`, `pattern` (`ranges.py`) and `section` (`wanted.sections_of`) are
    tuples, or None where they were not typed.
    """
    from beatterm.export.many.matrix import Axes

    return Axes(
        patterns=_all(options.pattern, [pattern.name for pattern in song.patterns]),
        sections=options.section or (None,),
        kits=options.kit or (None,),
        tempos=options.tempo or (None,),
        seeds=options.seed or (None,),
    )


def run(file: "SongFile", variants: "tuple[Combination, ...]", folder: Path, jobs: int | None = None) -> int:
    """Make a file for every variant of a song; what is there already and still holds is kept. The exit code.

    One that fails does not keep the others from being made: 1 if there is such a one.
    """
    from beatterm.export.many.workers import cores
    from beatterm.export.targets import folder_made

    state = _State(folder, variants)
    tasks = list(_tasks(file, state))
    try:
        with folder_made(state.folder):
            _make(tasks, state, jobs or cores())
    except (KeyboardInterrupt, Ended):
        say(f"{state.there} of {state.total} are there. The same command goes on from here.")
        raise
    return _told(state)


def make(task: "Task", report: "Report") -> "tuple[Made, ...]":
    """Make a task's files; this runs in a process of its own."""
    from beatterm.export.carry_out import carry_out
    from beatterm.export.disk import Disk
    from beatterm.export.many.tasks import made
    from beatterm.library.atomic import new_file
    from beatterm.library.sounds import read_sound

    return made(task, carry_out, Disk(read_sound, new_file), report)


@dataclass(slots=True)
class _State:
    """How far all of it is."""

    folder: Path
    combinations: "tuple[Combination, ...]"
    kept: int = 0
    made: int = 0
    failed: "dict[int, BaseException]" = field(default_factory=dict)
    shares: dict[int, float] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.combinations)

    @property
    def there(self) -> int:
        return self.kept + self.made

    @property
    def share(self) -> float:
        return (self.there + len(self.failed) + sum(self.shares.values())) / max(1, self.total)


def _tasks(file: "SongFile", state: _State) -> "Iterator[Task]":
    """What has to be done; what is there is counted, what cannot be done is noted."""
    from beatterm.export.many.tasks import Impossible, Kept, Task, looked_up

    for each in looked_up(state.combinations, state.folder, partial(kit_of, file)):
        match each:
            case Kept():
                state.kept += 1
            case Impossible(number, error):
                state.failed[number] = error
            case Task():
                yield each


def _make(tasks: "list[Task]", state: _State, processes: int) -> None:
    from beatterm.export.many.workers import carried_out

    steps = carried_out(tasks, make, min(processes, len(tasks)))
    with shown_progress() as report, closing(steps):
        for step in steps:
            number = tasks[step.task].number
            _take(state, number, step)
            report(_progress(state, number))


def _take(state: _State, number: int, step: "Begun | Succeeded[tuple[Made, ...]] | Failed") -> None:
    from beatterm.export.many.workers import Begun, Failed
    from beatterm.export.told import made_text

    if isinstance(step, Begun):
        state.shares[number] = step.progress.share
        return
    state.shares.pop(number, None)
    if isinstance(step, Failed):
        state.failed[number] = step.error
        return
    state.made += 1
    state.notes |= dict.fromkeys(note for each in step.result for note in each.notes)
    if not sys.stderr.isatty():
        for each in step.result:
            done = f"{state.there + len(state.failed)}/{state.total}"
            print(f"{done} {made_text(each)}", file=sys.stderr, flush=True)


def _progress(state: _State, number: int) -> "Progress":
    from beatterm.export.job import Progress

    done = state.there + len(state.failed)
    return Progress(state.share, f"{done} of {state.total}  {state.combinations[number].label}")


def _told(state: _State) -> int:
    """Say how it went; the exit code."""
    for note in state.notes:
        say(note)
    for number, error in sorted(state.failed.items()):
        say(f"{state.combinations[number].label} could not be made:")
        exit_code_of(error)
    counts = (state.made, "made"), (state.kept, "there already"), (len(state.failed), "failed")
    print(f"of {state.total}: {', '.join(f'{count} {word}' for count, word in counts if count)}")
    return FAILED if state.failed else DONE


def _all(typed: tuple[str, ...] | None, known: list[str]) -> tuple[str | None, ...]:
    if typed == (ALL,) and ALL not in known:
        return tuple(dict.fromkeys(known))
    return typed or (None,)
