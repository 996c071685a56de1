"""Makes the shipped kits: ``python -m tools.make_kits [--check] [KIT…]``, from the top of the repository.

``--check`` makes them in a temporary folder and compares them with the committed ones instead.
"""

import argparse
import tempfile
from pathlib import Path

from tools.make_kits.check import differences
from tools.make_kits.recipes import KITS
from tools.make_kits.write import write_kit

KITS_FOLDER = Path(__file__).parents[2] / "kits"


def main() -> int:
    """Returns the exit code: 1 when ``--check`` finds a difference."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.make_kits", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "kits", nargs="*", metavar="KIT", help=f"one of {', '.join(KITS)}; all when none is named"
    )
    parser.add_argument("--check", action="store_true", help="compare with the committed kits, write nothing")
    options = parser.parse_args()
    unknown = [name for name in options.kits if name not in KITS]
    if unknown:
        parser.error(f"no recipe for {unknown[0]!r}; there is {', '.join(KITS)}")
    names = options.kits or list(KITS)
    return _check(names) if options.check else _make(names)


def _make(names: list[str]) -> int:
    for name in names:
        folder = write_kit(KITS[name], KITS_FOLDER)
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(f"{folder}: {len(KITS[name].sounds)} sounds, {size / 1e6:.2f} MB")
    return 0


def _check(names: list[str]) -> int:
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            found += differences(write_kit(KITS[name], Path(folder)), KITS_FOLDER / name)
    print("\n".join(found) or "the committed kits are what the recipes give")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
