"""What JACK's own library tells, and that asking does no harm where it or the server is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from beatterm.devices import midi_wires
from beatterm.devices.midi_wires import Wires
from tests.servers.jack import JackServer
from tests.servers.process import ROOT, answers, running, wait_until

ASK = """
import sys
from beatterm.devices.midi_wires import Wires
wires = Wires()
for _ in sys.stdin:
    print(wires.period_seconds(), wires.of("system:playback_1") is not None, wires.of("no:port"), flush=True)
"""


def test_without_the_library_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(midi_wires, "_LIBRARY", "libnothing-of-that-name.so.0")
    wires = Wires()
    assert wires.of("system:playback_1") is None
    assert wires.period_seconds() is None
    wires.close()


def test_asking_outlives_the_server(jack_server: JackServer, tmp_path: Path) -> None:
    server = JackServer(tmp_path, name=f"beatterm-mortal-{os.getpid()}")
    log, env = tmp_path / "log", {**os.environ, **server.env}
    with running(server.command(), server.env, log) as process:
        wait_until(lambda: answers(["jack_lsp"], server.env), "jackd does not come up", process, log)
        command = [sys.executable, "-c", ASK]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=ROOT, env=env, stdin=pipe, stdout=pipe, text=True) as asking:
            assert asking.stdin is not None and asking.stdout is not None
            print(file=asking.stdin, flush=True)
            assert asking.stdout.readline() == f"{server.period_frames / server.rate} True None\n"
            process.terminate()
            process.wait()
            print(file=asking.stdin, flush=True)
            assert asking.stdout.readline().endswith(" None\n")
            asking.stdin.close()
            assert asking.wait() == 0
    missing = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=env, input="\n", stdout=pipe, text=True, check=False
    )
    assert (missing.returncode, missing.stdout) == (0, "None False None\n")
