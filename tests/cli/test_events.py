"""`beatterm events`, as typed: other seeds, fills, and why."""

from pathlib import Path

import pytest

from beatterm.cli.main import main

BEAT = """\
beatterm = 1
title = "Test"
tempo = 120.0
kit = "deep"

[pattern.A]
grid = \"\"\"
kick | x... x... x... x... |
hat  | x.x. x.x. x.x. x.x. |
\"\"\"
[pattern.A.track.kick.steps]
5 = { condition = "fill" }
13 = { condition = "1:2", ratchet = 2, nudge = 0.9, hold = 16 }
[pattern.A.track.hat.steps]
3 = { chance = 50 }
7 = { chance = 50 }
11 = { chance = 50 }
15 = { chance = 50 }
"""


@pytest.fixture(autouse=True)
def elsewhere(here: Path) -> None:
    """An empty working folder and home, with one song."""
    (here / "test.beat").write_text(BEAT)


def lines(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    assert main(["events", "test.beat", *options]) == 0
    return capsys.readouterr().out.splitlines()


def test_why_adds_only_comments(capsys: pytest.CaptureFixture[str]) -> None:
    plain = lines(capsys, "--bars", "9")
    explained = lines(capsys, "--bars", "9", "--why")
    bare = [line.partition("  # ")[0] for line in explained if not line.startswith("#")]
    assert bare == plain
    assert len(explained) > len(plain)


def test_why_tells_what_sounded_and_what_did_not(capsys: pytest.CaptureFixture[str]) -> None:
    explained = lines(capsys, "--pattern", "A", "--bars", "2", "--why")
    assert "0 kick c2 100 840  # step 1 in pass 1" in explained
    assert "# 3360 kick step 5 in pass 1 is silent: condition fill: no fill is played" in explained
    assert any("step 3 in pass 1" in line and "chance 50 %: the roll was" in line for line in explained)
    assert any(line.startswith("#") and "condition 1:2: this is pass 2" in line for line in explained)


def test_why_keeps_the_order_where_a_ratchet_runs_on(capsys: pytest.CaptureFixture[str]) -> None:
    words = [line.lstrip("# ").split() for line in lines(capsys, "--bars", "9", "--why")]
    ticks = [int(each[0]) for each in words]
    assert ticks == sorted(ticks)


def test_a_fill_is_played_on_demand(capsys: pytest.CaptureFixture[str]) -> None:
    assert "3360 kick c2 100 840" not in lines(capsys)
    assert "3360 kick c2 100 840" in lines(capsys, "--fill")


def test_another_seed_gives_other_events_and_the_same_seed_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plain = lines(capsys, "--bars", "8")
    assert lines(capsys, "--bars", "8", "--seed", "0") == plain
    other = lines(capsys, "--bars", "8", "--seed", "1")
    assert other != plain
    assert other == lines(capsys, "--bars", "8", "--seed", "1")
