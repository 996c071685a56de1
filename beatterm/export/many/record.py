"""What a matrix has made in a folder, so that it goes on where it was ended: `.beatterm-matrix`.

A file alone does not tell whether it is of the song as it is now; the record knows by a hash of song, kit,
job and versions, a line each.
"""

import json
import os
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from beatterm.export.fingerprint import made_with
from beatterm.export.job import Job, Made
from beatterm.model.kit import Kit
from beatterm.model.project import Project

RECORD = ".beatterm-matrix"
SOUND_MAKER = "beatterm.export.carry_out:carry_out"
"""What makes most files; other makers make something else of the same Job."""

Stamp = tuple[str, int, int]
"""A file below the folder: its name, its bytes, and when it was changed, in nanoseconds."""


class Record:
    """The record of one folder, as it stands there now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, list[Stamp]] = {}
        with suppress(OSError, UnicodeDecodeError):
            for line in (folder / RECORD).read_text(encoding="utf-8").splitlines():
                self._take(line)

    def has(self, key: str) -> bool:
        """Whether all files of that key are there, and nobody has changed them since."""
        stamps = self._files.get(key, [])
        return bool(stamps) and all(_stamp(self._folder, name) == (name, *rest) for name, *rest in stamps)

    def _take(self, line: str) -> None:
        """A line; one that was cut off when the disk was full says nothing."""
        with suppress(ValueError, KeyError, TypeError):
            said = json.loads(line)
            self._files[str(said["job"])] = [
                (str(name), int(size), int(at)) for name, size, at in said["files"]
            ]


def write_down(folder: Path, key: str, made: tuple[Made, ...]) -> None:
    """Add what was made to a folder's record. For any process: a line goes to the file's end in one piece.
    Where it cannot be written, the files are there nevertheless, and will have to be made anew.
    """
    names = [os.path.relpath(path, folder) for each in made for path in _files_at(Path(each.path))]
    stamps = [stamp for name in names if (stamp := _stamp(folder, name))]
    line = json.dumps({"job": key, "files": stamps}) + "\n"
    with suppress(OSError), (folder / RECORD).open("ab", buffering=0) as record:
        record.write(line.encode())


def key_of(project: Project, job: Job, maker: str = SOUND_MAKER) -> str:
    """What tells one job from any other: the song, the kit with its recordings, what is to be made, and who
    makes it in which versions. Where kit and files lie does not matter.
    """
    kit = project.kit
    plain = replace(job, folder="", overwrite=False)
    words = (project.song, replace(kit, folder=""), _recordings(kit), plain, maker, made_with())
    return sha256(repr(words).encode(errors="backslashreplace")).hexdigest()


def _files_at(path: Path) -> list[Path]:
    """A file, or all that lie in a folder."""
    return sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]


def _recordings(kit: Kit) -> list[Stamp | None]:
    files = {file for sound in kit.sounds for layer in sound.layers for file in layer.files}
    return [_stamp(Path(kit.folder), file) for file in sorted(files)]


def _stamp(folder: Path, name: str) -> Stamp | None:
    with suppress(OSError, ValueError):
        there = (folder / name).stat()
        return name, there.st_size, there.st_mtime_ns
    return None
