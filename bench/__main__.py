"""`python -m bench [NAME…]`: runs the named benchmarks, or all of them, and prints their tables."""

import argparse
import platform
import sys
from importlib import import_module

from bench import BENCHMARKS
from bench.effort import FULL, QUICK, TINY, Effort
from bench.stillness import Stillness, stillness


def main(arguments: list[str] | None = None) -> int:
    """Run; exit code 0. SystemExit with code 2 for a name that is not known."""
    parser = _parser()
    options = parser.parse_args(arguments)
    names = options.names or list(BENCHMARKS)
    if unknown := set(names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there is: {', '.join(BENCHMARKS)}")
    if options.list:
        for name in names:
            print(f"{name:10} {import_module(BENCHMARKS[name]).ABOUT}")
        return 0
    effort = TINY if options.tiny else QUICK if options.quick else FULL
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    for name in names:
        run(name, effort)
    return 0


def run(name: str, effort: Effort) -> None:
    """Run one benchmark and print its tables as they come, with how quiet the machine was around them."""
    benchmark = import_module(BENCHMARKS[name])
    print(f"\n=== {name}: {benchmark.ABOUT}")
    before = stillness()
    print(f"A loop of fixed work before: {before}")
    for table in benchmark.run(effort):
        print(f"\n{table}", flush=True)
    after = stillness()
    print(f"\nThe loop after: {after}{_warning(before, after)}", flush=True)


def _warning(before: Stillness, after: Stillness) -> str:
    """Says so where the machine was not quiet."""
    best = min(before.best, after.best)
    if max(before.median, after.median) < 1.15 * best:
        return ""
    return "\nThe machine was busy with other things: the figures are higher than they would be alone."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m bench", description="Benchmarks of beatterm.")
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"of {', '.join(BENCHMARKS)}; all if none")
    parser.add_argument("--list", action="store_true", help="say what there is")
    parser.add_argument("--quick", action="store_true", help="a seventh of the work, for a first look")
    parser.add_argument("--tiny", action="store_true", help="hardly any work: only shows that it runs")
    return parser


if __name__ == "__main__":
    sys.exit(main())
