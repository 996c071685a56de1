"""What rendering needs of the disk, handed in by who puts the parts together: sounds read, files written."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from beatterm.engine.frames import ReadSound

NewFile = Callable[[Path, bool], AbstractContextManager[BinaryIO]]
"""A file that appears whole at a path when its block ends, and not at all if it fails; True: in place of one
that is there.
"""


@dataclass(frozen=True, slots=True)
class Disk:
    """`Disk(library.sounds.read_sound, library.atomic.new_file)`, or what a test puts in their place."""

    read_sound: ReadSound
    new_file: NewFile
