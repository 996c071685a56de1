"""`beatterm clock`: how steady the MIDI clock is here, as figures and a small histogram."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from beatterm.cli.failure import DONE, UsageError, WorkFailed, say

if TYPE_CHECKING:
    from beatterm.host.midi.trial import Trial

HELP = "measure how steady the MIDI clock is here"

_EDGES_MS = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_BAR = 40


def add_to(parser: ArgumentParser) -> None:
    """Its options."""
    parser.add_argument("--test", action="store_true", help="send a clock at 120 and measure it")
    parser.add_argument("--seconds", type=float, default=10.0, metavar="N", help="for so long (10)")
    parser.add_argument("--port", default="", metavar="NAME", help="through this output (* and ? allowed)")
    parser.add_argument("--hear", default="", metavar="NAME", help="on which input the clock comes back")


def run(options: Namespace) -> int:
    """Measure and print; exit 1 where the port that was asked for is not there."""
    from beatterm.devices.quiet import quiet
    from beatterm.host.midi.trial import TrialFailed, try_clock

    if not options.test:
        raise UsageError("Say what to do with the clock: beatterm clock --test")
    if not 0.1 <= options.seconds <= 3600:
        raise UsageError("--seconds is from 0.1 to 3600, such as 10")
    try:
        with quiet():
            trial = try_clock(options.seconds, options.port, options.hear)
    except TrialFailed as error:
        raise WorkFailed(str(error)) from None
    if options.port and not trial.output:
        raise WorkFailed(trial.problem)
    if trial.problem:
        say(trial.problem)
    _print(trial)
    return DONE


def _print(trial: "Trial") -> None:
    from statistics import pstdev

    from beatterm.host.midi.trial import CLOCK_SECONDS, TEMPO

    where = f"through “{trial.output}”" if trial.output else "to nowhere: only the dispatch is measured"
    print(f"{len(trial.late)} clocks at {TEMPO:g} {where}")
    late_ms = [1000 * each for each in trial.late]
    print(f"\nlateness  p50 {_at(late_ms, 50)}  p99 {_at(late_ms, 99)}  max {_at(late_ms, 100)} ms")
    _print_histogram(late_ms)
    if trial.intervals:
        off_ms = [1000 * (each - CLOCK_SECONDS) for each in trial.intervals]
        sizes = [abs(each) for each in off_ms]
        print(f"\nreceived  std {pstdev(off_ms):.3f}  p99 {_at(sizes, 99)}  max {_at(sizes, 100)} ms")
        print(f"  off {1000 * CLOCK_SECONDS:.3f} ms, from clock to clock; {len(sizes) + 1} came back")
        _print_histogram(sizes)


def _print_histogram(values_ms: Sequence[float]) -> None:
    lower = 0.0
    for upper in (*_EDGES_MS, float("inf")):
        count = sum(lower <= max(0.0, each) < upper for each in values_ms)
        name = f"< {upper:g} ms" if upper != float("inf") else f"≥ {lower:g} ms"
        if count:
            print(f"  {name:>9} {count:6} {'#' * ceil(_BAR * count / len(values_ms))}")
        lower = upper


def _at(values: Sequence[float], percent: float) -> str:
    ranked = sorted(values)
    return f"{ranked[max(0, ceil(len(ranked) * percent / 100) - 1)]:.3f}"
