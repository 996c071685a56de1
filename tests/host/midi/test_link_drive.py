"""Two beatterms in one Link session: started together or by themselves, they agree and share their tempo."""

import json
import subprocess
import sys
from typing import Any

from tests.servers.network import alone, need_network
from tests.servers.process import ROOT

ENOUGH_MS = 1.0


def seen_by(program: str) -> Any:
    """What a program has seen in a network of its own."""
    need_network()
    command = [*alone(), sys.executable, "-m", "tests.servers.network", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    print(f"\n{seen}")
    return seen


def test_two_beatterms_agree_over_link_and_follow_each_others_tempo() -> None:
    seen = seen_by("tests.host.midi.linked")
    assert abs(seen["before"]["median"]) < ENOUGH_MS
    assert abs(seen["after"]["median"]) < ENOUGH_MS


def test_who_starts_alone_is_in_phase_and_a_count_in_ends_with_the_bar() -> None:
    seen = seen_by("tests.host.midi.linked_apart")
    alone_seen, together = seen["by_themselves"], seen["together"]
    assert (alone_seen["started along"], alone_seen["stopped along"]) == (False, False)
    assert alone_seen["counting"]
    for when in ("in phase", "counting in", "counted in"):
        assert abs(alone_seen[when]["median"]) < ENOUGH_MS
    assert not together["started with the count-in"]
    assert together["bars apart"] == 0
    assert abs(together["in phase"]["median"]) < ENOUGH_MS
