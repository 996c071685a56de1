"""Makes a folder as a whole or not at all, as `atomic` does with a file."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from beatterm.library.atomic import advice
from beatterm.library.errors import WriteError

Holds = Callable[[Path], str | None]
"""Why a folder must not be replaced; None if it may be."""


@contextmanager
def new_folder(path: Path, overwrite: bool = False, why_keep: Holds = lambda folder: None) -> Iterator[Path]:
    """A folder to fill, which appears at `path` whole when the block ends, and not at all if it fails.

    What is there is left alone unless `overwrite`, and also then if it is no folder or there is a reason to
    keep it. WriteError says what to do.
    """
    target = Path(os.path.realpath(path))
    with _told(path):
        _check(target, overwrite, why_keep)
        with scratch_folder(target) as folder:
            yield folder
            _check(target, overwrite, why_keep)
            _put(folder, target)


@contextmanager
def scratch_folder(beside: Path) -> Iterator[Path]:
    """A folder beside a path, on the same disk, which is gone with all in it when the block ends.

    What could not be written in it is told as if it were in the path's place.
    """
    folder = beside.with_name(f".{beside.name[:64]}.{secrets.token_hex(4)}.tmp")
    folder.mkdir()
    try:
        yield folder
    except WriteError as fault:
        raise WriteError(str(fault).replace(str(folder), str(beside))) from fault
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise WriteError(f"{path} could not be written: {advice(fault)}.") from fault


def _check(target: Path, overwrite: bool, why_keep: Holds) -> None:
    """Refuse a target that is there and has to stay."""
    if not target.parent.is_dir():
        raise FileNotFoundError(2, "no folder")
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise FileExistsError(17, "that is a file. Choose another name")
    if not overwrite:
        raise FileExistsError(17, "there is such a folder already. Choose another name, or add --force")
    reason = why_keep(target)
    if reason is not None:
        raise FileExistsError(17, f"{reason}. Choose another name, or move that folder away")


def _put(folder: Path, target: Path) -> None:
    """Move a folder into its place; one that is there goes only when the new one stands."""
    if not os.path.lexists(target):
        os.rename(folder, target)
        return
    old = target.with_name(f".{target.name[:64]}.{secrets.token_hex(4)}.old")
    os.rename(target, old)
    try:
        os.rename(folder, target)
    except BaseException:
        with suppress(OSError):
            os.rename(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)
