"""Makes a pack appear at its place, a folder or a zip, whole or not at all."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from beatterm.export.disk import Disk
from beatterm.export.job import Made, Report
from beatterm.export.many.crews import Crew, one_by_one
from beatterm.export.pack.pack import fill, why_keep
from beatterm.export.pack.parcel import Parcel
from beatterm.export.pack.zipping import zip_folder
from beatterm.export.share import within

ZIP = ".zip"
_FILLED = 0.75

NewFolder = Callable[[Path, bool, Callable[[Path], str | None]], AbstractContextManager[Path]]
"""A folder that appears whole at a path when its block ends; True: in place of one that is there, unless
there is a reason to keep that.
"""
ScratchFolder = Callable[[Path], AbstractContextManager[Path]]
"""A folder beside a path that is gone when its block ends."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What packing needs of the disk; `new_folder` and `scratch_folder` are `library.whole_folder`'s."""

    disk: Disk
    new_folder: NewFolder
    scratch_folder: ScratchFolder


def make_pack(
    target: Path,
    parcel: Parcel,
    ground: Ground,
    overwrite: bool = False,
    report: Report = lambda progress: None,
    crew: Crew = one_by_one,
) -> Made:
    """Make a pack at a path, a zip if its name ends so; what `fill` tells of it, with its errors.

    A zip is begun first: whether it can be is known before anything is rendered.
    """
    if target.suffix.lower() != ZIP:
        with ground.new_folder(target, overwrite, why_keep) as folder:
            made = fill(folder, parcel, ground.disk, report, crew)
        return replace(made, path=str(target))
    with ground.disk.new_file(target, overwrite) as file, ground.scratch_folder(target) as folder:
        made = fill(folder, parcel, ground.disk, within(report, 0.0, _FILLED), crew)
        zip_folder(folder, target.stem, file, within(report, _FILLED, 1.0 - _FILLED))
    return replace(made, path=str(target))
