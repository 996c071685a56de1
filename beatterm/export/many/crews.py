"""Who carries out several tasks that wait for nothing but each other: this process, one after another, or
several processes side by side. The results do not tell which.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from beatterm.export.job import Progress, Report
from beatterm.export.many.workers import Begun, Failed, Succeeded, carried_out

Task = TypeVar("Task")
Result = TypeVar("Result")

Heard = Callable[[int, Progress], None]
"""Told which task is how far; what it raises ends all of them."""


class Crew(Protocol):
    """Carries out tasks; their results, in the tasks' order. The first error ends the others and is raised,
    once all is cleared away.
    """

    def __call__(
        self, tasks: Sequence[Task], work: Callable[[Task, Report], Result], heard: Heard
    ) -> list[Result]:
        """Carry them out; `heard` is told how far they are."""


def one_by_one(tasks: Sequence[Task], work: Callable[[Task, Report], Result], heard: Heard) -> list[Result]:
    """A Crew of this process alone."""
    results = []
    for number, task in enumerate(tasks):
        results.append(work(task, partial(heard, number)))
        heard(number, Progress(1.0))
    return results


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A Crew of so many processes. `work`, tasks and results go through pickle; tasks are begun in order, so
    the longest had better come first.
    """

    processes: int

    def __call__(
        self, tasks: Sequence[Task], work: Callable[[Task, Report], Result], heard: Heard
    ) -> list[Result]:
        """Carry them out."""
        results: dict[int, Result] = {}
        with closing(carried_out(tasks, work, self.processes)) as steps:
            for step in steps:
                match step:
                    case Begun(task, progress):
                        heard(task, progress)
                    case Succeeded(task, result):
                        results[task] = result
                        heard(task, Progress(1.0))
                    case Failed(_, error):
                        raise error
        return [results[number] for number in range(len(tasks))]
