"""Work for several processes at once: each carries out one task after another and tells how far it is.

The processes are fresh ones, deaf to what their terminal sends: who waits for them hears it, and ends them in
order.
"""

import os
import pickle
import signal
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, NoReturn, TypeVar

from beatterm.export.job import Progress, Report

Task = TypeVar("Task")
Result = TypeVar("Result")
_Waiting = list[tuple[int, Any]]
"""Tasks with their numbers, the next one last."""

_PATIENCE_SECONDS = 10.0
_TOLD_SHARE = 0.01
_TERMINAL_SIGNALS = {getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)}


@dataclass(frozen=True, slots=True)
class Begun:
    """A task is under way."""

    task: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class Succeeded(Generic[Result]):
    """A task is done."""

    task: int
    result: Result


@dataclass(frozen=True, slots=True)
class Failed:
    """A task has failed; `error` has the other process's trace in its notes."""

    task: int
    error: BaseException


class Vanished(Exception):
    """A process ended in the middle of its task."""


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def carried_out(
    tasks: Sequence[Task], work: Callable[[Task, Report], Result], processes: int
) -> Generator[Begun | Succeeded[Result] | Failed, None, None]:
    """What becomes of each task, as it happens. `work`, tasks and results go through pickle.

    Whatever ends this iterator, its processes are told to end and have cleared away before it returns: close
    it when it is left early.
    """
    waiting = list(enumerate(tasks))[::-1]
    crew: list[_Worker] = []
    try:
        _begin(crew, work, waiting, processes)
        while crew:
            for pipe in wait([worker.pipe for worker in crew]):
                worker = next(each for each in crew if each.pipe is pipe)
                told = worker.told()
                yield told
                if not isinstance(told, Begun):
                    _go_on(crew, worker, work, waiting)
    finally:
        _end(crew)


class _Worker:
    """A process and the task it is at. It has to be begun deaf to the terminal, and stays so."""

    def __init__(self, work: Callable[..., object], number: int, task: object) -> None:
        context = get_context("spawn")
        self.pipe, far = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_serve, args=(far, work), daemon=True)
        self._process.start()
        far.close()
        self._give(number, task)

    def _give(self, number: int, task: object) -> None:
        self._number = number
        with suppress(OSError):  # it has ended: that is noticed where it is waited for
            self.pipe.send(task)

    def told(self) -> "Begun | Succeeded[Any] | Failed":
        """What it has to say; it is waited for."""
        try:
            kind, what = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join(_PATIENCE_SECONDS)
            return Failed(self._number, Vanished(_vanished_text(self._process.exitcode)))
        return kind(self._number, what)  # type: ignore[no-any-return]

    def next_one(self, work: Callable[..., object], number: int, task: object) -> "_Worker":
        """Somebody for the next task: itself, or another where it has ended."""
        if self._process.exitcode is not None:
            self.dismiss()
            return _Worker(work, number, task)
        self._give(number, task)
        return self

    def ask_to_end(self) -> None:
        """Have it clear away what it is at."""
        self._process.terminate()

    def dismiss(self) -> None:
        """Wait until it has ended."""
        self.pipe.close()
        self._process.join(_PATIENCE_SECONDS)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()


def _begin(crew: list[_Worker], work: Callable[..., object], waiting: _Waiting, processes: int) -> None:
    """Begin as many processes as there may be, or are tasks for. What multiprocessing starts beside its first
    one ends deafness, so that comes before.
    """
    with _deaf_to_the_terminal():
        if hasattr(signal, "pthread_sigmask"):
            resource_tracker.ensure_running()
    while waiting and len(crew) < processes:
        with _deaf_to_the_terminal():
            crew.append(_Worker(work, *waiting.pop()))


def _go_on(crew: list[_Worker], worker: _Worker, work: Callable[..., object], waiting: _Waiting) -> None:
    """Give the next task to one that is done with its own."""
    with _deaf_to_the_terminal():
        crew.remove(worker)
        if waiting:
            crew.append(worker.next_one(work, *waiting.pop()))
        else:
            worker.dismiss()


def _end(crew: list[_Worker]) -> None:
    """Whoever presses Ctrl-C once more waits as well: what is half made is cleared away meanwhile."""
    with _deaf_to_the_terminal():
        for worker in crew:
            worker.ask_to_end()
        for worker in crew:
            worker.dismiss()


def _vanished_text(exit_code: int | None) -> str:
    how = f"by signal {-exit_code}" if exit_code is not None and exit_code < 0 else f"with code {exit_code}"
    return f"Its process ended {how}. If memory is short, take fewer at once: --jobs 1"


@contextmanager
def _deaf_to_the_terminal() -> Iterator[None]:
    """What is started meanwhile never hears Ctrl-C or the terminal's end; for this process they only wait."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _TERMINAL_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Ended(BaseException):
    """This process is to end."""


def _end_here(number: int, frame: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    raise _Ended


def _serve(pipe: Connection, work: Callable[[Any, Report], object]) -> None:
    """The life of a process: a task, what came of it, and the next, until nobody listens any more."""
    with suppress(_Ended, EOFError, OSError):
        for number in _TERMINAL_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, _end_here)
        while True:
            pipe.send(_outcome(pipe.recv(), pipe, work))


def _outcome(task: Any, pipe: Connection, work: Callable[[Any, Report], object]) -> tuple[type, object]:
    try:
        return Succeeded, work(task, _Teller(pipe))
    except Exception as error:
        error.add_note(traceback.format_exc())
        return Failed, _sendable(error)


class _Teller:
    """Tells how far a task is, now and then."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._told = -1.0

    def __call__(self, progress: Progress) -> None:
        if progress.share - self._told >= _TOLD_SHARE:
            self._told = progress.share
            self._pipe.send((Begun, progress))


def _sendable(error: Exception) -> Exception:
    """The error, or one that says the same where it does not survive the way."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
