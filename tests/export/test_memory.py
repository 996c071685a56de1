"""A long song takes the memory of a short one: rendered, kept aside, measured, raised and written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import PATIENCE_SECONDS
from tests.servers.process import ROOT

SONG = 'beatterm = 1\nkit = "deep"\ntempo = 120.0\n[pattern.A]\ngrid = """\nkick | x... |\n"""\n'
PEAK = """
import sys
from beatterm.cli.main import main
assert main(sys.argv[1:]) == 0
(line,) = (line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(line.split()[1], file=sys.stderr)
"""
"""The most memory that a command has ever had, in KiB; getrusage would count what its parent had."""

MARGIN_KIB = 16 * 1024
"""As much differs from run to run; five minutes of stereo floats are 100 MiB."""


def peak_kib(folder: Path, bars: int, *words: str) -> int:
    command = [sys.executable, "-c", PEAK, "render", "s.beat", "--bars", str(bars), "--force", *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "BEATTERM_HOME": str(folder / "home")}
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=True
    )
    return int(done.stderr.split()[-1])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells it there")
@pytest.mark.parametrize("words", [("-o", "out.wav", "--lufs", "-14"), ("--stems", "stems")])
def test_five_minutes_take_the_memory_of_half_a_minute(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "s.beat").write_text(SONG)
    assert peak_kib(tmp_path, 150, *words) < peak_kib(tmp_path, 15, *words) + MARGIN_KIB
