"""Crews: whoever carries out the tasks, results come in their order, and the first error ends all of them."""

from multiprocessing import active_children
from pathlib import Path

import pytest

from beatterm.export.job import Progress, Report
from beatterm.export.many.crews import Crew, SideBySide, one_by_one
from tests.export.test_workers import work, write_for_ever

CREWS = pytest.mark.parametrize("crew", [one_by_one, SideBySide(2)], ids=["one by one", "side by side"])


def write_or_fail(task: Path | None, report: Report) -> None:
    """Write for ever, or fail once the others have begun."""
    if task is None:
        raise ValueError("so it was wanted")
    write_for_ever(task, report)


@CREWS
def test_results_come_in_the_order_of_the_tasks_and_all_of_each_is_told(crew: Crew) -> None:
    told: list[tuple[int, float]] = []
    tasks = ["a", "b", "c"]
    found = crew(tasks, work, lambda task, progress: told.append((task, progress.share)))
    assert found == ["a done", "b done", "c done"]
    assert {task for task, share in told if share == 1.0} == {0, 1, 2}
    assert {share for _, share in told} == {0.5, 1.0}
    assert not active_children()


@CREWS
def test_the_first_error_is_raised(crew: Crew) -> None:
    with pytest.raises(ValueError, match="so it was wanted"):
        crew(["a", "fail"], work, lambda task, progress: None)
    assert not active_children()


def test_an_error_ends_the_others_which_clear_away(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="so it was wanted"):
        SideBySide(2)([tmp_path / "a", None], write_or_fail, lambda task, progress: None)
    assert not active_children()
    assert not list(tmp_path.iterdir())


@CREWS
def test_who_is_told_can_end_it(crew: Crew, tmp_path: Path) -> None:
    def listen(task: int, progress: Progress) -> None:
        if progress.share > 0.0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crew([tmp_path / "a", tmp_path / "b"], write_for_ever, listen)
    assert not active_children()
    assert not list(tmp_path.iterdir())
