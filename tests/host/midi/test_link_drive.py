"""Two beatterms in one Link session start together, agree, and follow each other's tempo."""

import json
import subprocess
import sys

from tests.servers.network import alone, need_network
from tests.servers.process import ROOT

ENOUGH_MS = 1.0


def test_two_beatterms_agree_over_link_and_follow_each_others_tempo() -> None:
    need_network()
    words = ["-m", "tests.servers.network", "tests.host.midi.linked"]
    command = [*alone(), sys.executable, *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    seen = json.loads(done.stdout)
    print(f"\n{seen}")
    assert abs(seen["before"]["median"]) < ENOUGH_MS
    assert abs(seen["after"]["median"]) < ENOUGH_MS
