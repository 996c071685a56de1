"""The clock's own test: it counts what it sends, hears it again over a real JACK server, and says why not."""

import subprocess
import sys

import pytest

from beatterm.cli.main import main
from beatterm.host.midi.trial import CLOCK_SECONDS, TEMPO, try_clock
from tests.host.midi.studio import Rack
from tests.host.midi.synth import Synth
from tests.servers.jack import JackServer
from tests.servers.process import ROOT

SECONDS = 0.5
CLOCKS = 24  # half a second at 120


@pytest.fixture
def jack(jack_server: JackServer, monkeypatch: pytest.MonkeyPatch) -> JackServer:
    for name, value in jack_server.env.items():
        monkeypatch.setenv(name, value)
    return jack_server


def test_all_clocks_are_sent_and_heard_again(jack: JackServer) -> None:
    trial = try_clock(SECONDS)
    assert (len(trial.late), len(trial.intervals) + 1) == (CLOCKS, CLOCKS)
    assert (trial.output, trial.problem) == ("beatterm clock test:clock test", "")
    assert min(trial.late) >= 0
    period = jack.period_frames / jack.rate
    assert sum(trial.intervals) == pytest.approx(
        (CLOCKS - 1) * CLOCK_SECONDS, abs=2 * period + max(trial.late)
    )


def test_the_command_prints_both(jack: JackServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "--test", "--seconds", str(SECONDS)]) == 0
    printed = capsys.readouterr().out
    assert f"{CLOCKS} clocks at {TEMPO:g} through “beatterm clock test:clock test”" in printed
    sent, received = printed.split("\nreceived ")
    for part, count in ((sent, CLOCKS), (received, CLOCKS - 1)):
        rows = [line.split() for line in part.splitlines() if line.strip().startswith(("<", "≥"))]
        assert sum(int(row[3]) for row in rows) == count
        assert all(set(row[4]) == {"#"} for row in rows)


def test_without_midi_the_dispatch_is_measured_and_the_reason_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "there-is-none")
    monkeypatch.setattr("beatterm.devices.midi_signs.ALSA_SEQUENCER", "/no/such/sequencer")
    trial = try_clock(0.1)
    if trial.output:
        pytest.skip("this machine has a MIDI system that cannot be hidden")
    assert len(trial.late) == 5 and not trial.intervals
    assert trial.problem


def test_a_port_that_is_not_there_is_an_error(jack: JackServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "--test", "--seconds", "0.1", "--port", "gramophone*"]) == 1
    assert "No MIDI output is called “gramophone*”" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--test", "--seconds", "0"], ["--test", "--seconds", "nan"]])
def test_a_clock_that_cannot_be_measured_so_is_wrong_usage(arguments: list[str]) -> None:
    assert main(["clock", *arguments]) == 2


@pytest.mark.parametrize(
    ("verb", "line"),
    [
        ("devices", "  MIDI out  beatterm Volca:Volca\n"),
        ("doctor", "  ok      midi: 1 output (beatterm Volca:Volca), 0 inputs\n"),
    ],
)
def test_ports_are_listed_as_they_can_be_named(jack: JackServer, verb: str, line: str) -> None:
    rack = Rack()
    rack.instrument("Volca", Synth())
    said = subprocess.run(
        [sys.executable, "-m", "beatterm", verb], cwd=ROOT, capture_output=True, check=False
    )
    rack.close()
    assert line in said.stdout.decode()
