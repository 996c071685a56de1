"""Several processes at work: all tasks come back, one that fails or dies disturbs no other, none is left."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

from beatterm.export.job import Progress, Report
from beatterm.export.many.workers import Begun, Failed, Succeeded, Vanished, carried_out
from beatterm.library.atomic import new_file
from tests.cli.terminal import until
from tests.servers.process import ROOT


def work(task: str, report: Report) -> str:
    """What the words ask for."""
    report(Progress(0.5, task))
    if task == "fail":
        raise ValueError("so it was wanted")
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{task} done"


def deaf_to(number: signal.Signals, report: Report) -> bool:
    """Whether a signal has been kept back from this process since it started."""
    return number in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def write_for_ever(task: Path, report: Report) -> None:
    """Write a file that never ends."""
    with new_file(task) as file:
        for count in range(10**9):
            file.write(bytes(1000))
            report(Progress(count / 20))


def test_all_tasks_come_back_and_a_failed_or_dead_one_disturbs_no_other() -> None:
    tasks = ["a", "die", "fail", "b", "c"]
    steps = list(carried_out(tasks, work, 2))
    results = {each.task: each.result for each in steps if isinstance(each, Succeeded)}
    errors = {each.task: each.error for each in steps if isinstance(each, Failed)}
    assert results == {0: "a done", 3: "b done", 4: "c done"}
    assert isinstance(errors[1], Vanished)
    assert "signal 9" in str(errors[1])
    assert isinstance(errors[2], ValueError)
    assert "so it was wanted" in "".join(errors[2].__notes__)
    assert {each.task for each in steps if isinstance(each, Begun)} == {0, 1, 2, 3, 4}
    assert not active_children()


def test_leaving_early_ends_the_processes_and_they_clear_away(tmp_path: Path) -> None:
    tasks = [tmp_path / name for name in ("a", "b", "c")]
    with closing(carried_out(tasks, write_for_ever, 2)) as steps:
        seen = {step.task for _, step in zip(range(2), steps, strict=False) if isinstance(step, Begun)}
        assert seen
        assert list(tmp_path.iterdir())
    assert not active_children()
    assert not list(tmp_path.iterdir())


def test_processes_are_deaf_from_their_start_and_a_closed_terminal_ends_all_quietly() -> None:
    """What multiprocessing starts beside the first lets signals through again, and hears them itself."""
    script = """
import os, signal
from tests.export.test_workers import deaf_to
from beatterm.export.many.workers import carried_out
if __name__ == "__main__":
    for how_often in range(2):
        print([step.result for step in carried_out([signal.SIGINT], deaf_to, 1)])
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        os.killpg(0, signal.SIGHUP)
"""
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, start_new_session=True
    )
    assert (done.stdout, done.stderr) == ("[True]\n[True]\n", "")


def test_what_the_terminal_sends_does_not_reach_them(tmp_path: Path) -> None:
    with closing(carried_out([tmp_path / "a"], write_for_ever, 1)) as steps:
        next(steps)
        (child,) = active_children()
        assert child.pid is not None
        for number in (signal.SIGINT, signal.SIGHUP):
            os.kill(child.pid, number)
        assert isinstance(next(steps), Begun)
        assert child.is_alive()
    until(lambda: not active_children())


def test_without_tasks_there_is_nothing_to_do() -> None:
    assert list(carried_out([], work, 2)) == []
