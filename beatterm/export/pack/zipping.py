"""A folder as a zip file whose bytes depend on nothing but what is in it."""

from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from beatterm.export.job import Progress, Report

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of all files: the first that a zip can tell."""

_UNIX = 3
_READABLE = 0o100644 << 16
_PACKED_ALREADY = {".mp3", ".ogg", ".flac"}
_CHUNK_BYTES = 1 << 20


def zip_folder(folder: Path, top: str, file: BinaryIO, report: Report = lambda progress: None) -> None:
    """Write a folder into a seekable file as a zip, in which all stands in the folder `top`."""
    paths = sorted(each for each in folder.rglob("*") if each.is_file())
    total, done = max(1, sum(path.stat().st_size for path in paths)), 0
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for path in paths:
            with path.open("rb") as source, archive.open(_entry(folder, path, top), "w") as target:
                while chunk := source.read(_CHUNK_BYTES):
                    target.write(chunk)
                    done += len(chunk)
                    report(Progress(done / total, "zip"))


def _entry(folder: Path, path: Path, top: str) -> ZipInfo:
    entry = ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}", _EPOCH)
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    entry.compress_type = ZIP_STORED if path.suffix in _PACKED_ALREADY else ZIP_DEFLATED
    entry.file_size = path.stat().st_size
    return entry
