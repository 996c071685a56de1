"""Writes a file as a whole or not at all: songs and settings go to the disk through here."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from beatterm.library.errors import WriteError

BACKUP_MARK = "~"
_ADVICE = {
    "ENOSPC": "the disk is full. Free some space, then save again",
    "EDQUOT": "your share of the disk is full. Free some space, then save again",
    "EFBIG": "the file is larger than this system allows. Save it elsewhere",
    "EACCES": "you may not write there. Save under another name, or change the folder's permissions",
    "EPERM": "you may not write there. Save under another name, or change the folder's permissions",
    "EROFS": "that disk is read-only. Save in another folder",
    "EISDIR": "that is a folder. Save under another name",
    "ENOENT": "its folder is not there. Make the folder, or choose another",
    "ENOTDIR": "part of that path is a file, not a folder. Save under another name",
    "ENAMETOOLONG": "that name is too long. Save under a shorter one",
    "ELOOP": "its links lead in a circle. Save under another name",
}


def write_whole(path: Path, data: bytes, backup: bool = False) -> None:
    """Put `data` at `path`; with `backup`, what stood there is kept as `path~`.

    The new bytes are on the disk before they take the old file's place, so a crash, a full disk or a lost
    permission leaves the old file whole. A symbolic link stays, its target is written. WriteError says what
    to do.
    """
    try:
        target = _target_of(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        old = target.read_bytes() if backup and target.exists() else None
        if old is not None and old != data:
            _replace(target.with_name(target.name + BACKUP_MARK), old, like=target)
        _replace(target, data, like=target)
    except OSError as fault:
        raise WriteError(f"{path} could not be written: {advice(fault)}.") from fault


def advice(fault: OSError) -> str:
    """What an error of the system means, and what to do."""
    import errno

    name = errno.errorcode.get(fault.errno or 0, "")
    return _ADVICE.get(name, fault.strerror or str(fault))


def _target_of(path: Path) -> Path:
    """The file that is to be replaced, behind any links."""
    target = Path(os.path.realpath(path))
    if target.parent.exists() and not target.parent.is_dir():
        raise NotADirectoryError(20, "is a file")
    if target.is_dir():
        raise IsADirectoryError(21, "is a folder")
    if target.is_symlink():
        raise OSError(40, "links in a circle")
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise OSError("that is a device or a pipe, not a file. Save under another name")
    return target


@contextmanager
def new_file(path: Path, overwrite: bool = False) -> Iterator[BinaryIO]:
    """A file to write in pieces. It appears at `path` whole when the block ends, and not at all if it fails.

    What was written can be read again meanwhile. A file that is there is left alone unless `overwrite`.
    WriteError says what to do.
    """
    try:
        target = _target_of(path)
        if target.exists() and not overwrite:
            raise FileExistsError(17, "there is such a file already. Choose another name, or add --force")
        with _beside(target, like=target) as file:
            yield file
    except OSError as fault:
        raise WriteError(f"{path} could not be written: {advice(fault)}.") from fault


def _replace(target: Path, data: bytes, like: Path) -> None:
    """Put `data` in the target's place, with the permissions of a file that is there."""
    with _beside(target, like) as file:
        file.write(data)


@contextmanager
def _beside(target: Path, like: Path) -> Iterator[BinaryIO]:
    """A file beside the target that is moved into its place when all is written."""
    name = target.with_name(f".{target.name[:64]}.{secrets.token_hex(4)}.tmp")
    try:
        with name.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _adopt(name, like)
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(target.parent)


def _adopt(path: Path, like: Path) -> None:
    """Give a file the permissions and, where allowed, the owner of another, if there is one."""
    with suppress(FileNotFoundError):
        old = like.stat()
        with suppress(PermissionError, AttributeError):
            os.chown(path, old.st_uid, old.st_gid)
        path.chmod(old.st_mode & 0o777)


def _sync_folder(folder: Path) -> None:
    """Have the folder's new entry on the disk too, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
