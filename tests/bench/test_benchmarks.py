"""Every benchmark runs and prints its tables; its figures are nobody's business here."""

import pkgutil
import re
from importlib import import_module

import pytest

import bench
from bench import BENCHMARKS
from bench.__main__ import main


@pytest.mark.parametrize("name", BENCHMARKS)
def test_it_runs_and_prints_tables(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--tiny"]) == 0
    printed = capsys.readouterr().out
    assert f"=== {name}:" in printed
    assert re.search(r"\n-{10,}\n\S", printed), "no table with a row"
    assert not re.search(r"\bnan\b", printed)


def test_the_list_names_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(BENCHMARKS)


def test_whatever_can_run_stands_in_the_table() -> None:
    modules = [f"bench.{module.name}" for module in pkgutil.iter_modules(bench.__path__)]
    others = [name for name in modules if name != "bench.__main__"]
    assert {name for name in others if hasattr(import_module(name), "ABOUT")} == set(BENCHMARKS.values())
