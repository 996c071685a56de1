"""Files are written whole or not at all: full disks, lost rights and kills leave the old file."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from beatterm.library.atomic import new_file, write_whole
from beatterm.library.errors import LibraryError, WriteError
from tests.disks import mounted

OLD, NEW = b"old\n" * 500, b"new\n" * 5000
KILLED = 9


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 KiB with the old file on it."""
    with mounted(tmp_path / "disk", "size=16k") as folder:
        (folder / "house.beat").write_bytes(OLD)
        yield folder


def left(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_previous_version_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "house.beat"
    for data in (b"one", b"two", b"three"):
        write_whole(path, data, backup=True)
    assert left(tmp_path) == {"house.beat": b"three", "house.beat~": b"two"}
    write_whole(path, b"three", backup=True)
    assert left(tmp_path)["house.beat~"] == b"two"


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "c.toml", b"x")
    assert (tmp_path / "a" / "b" / "c.toml").read_bytes() == b"x"


def test_permissions_stay_and_new_files_have_the_usual_ones(tmp_path: Path) -> None:
    old, new, usual = tmp_path / "old", tmp_path / "new", tmp_path / "usual"
    old.write_bytes(b"x")
    old.chmod(0o640)
    usual.touch()
    write_whole(old, b"y", backup=True)
    write_whole(new, b"y")
    assert old.stat().st_mode & 0o777 == 0o640
    assert Path(f"{old}~").stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode == usual.stat().st_mode


def test_a_link_stays_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "songs").mkdir()
    target, link = tmp_path / "songs" / "house.beat", tmp_path / "link.beat"
    target.write_bytes(OLD)
    link.symlink_to(Path("songs") / "house.beat")
    write_whole(link, NEW, backup=True)
    assert link.is_symlink()
    assert left(tmp_path / "songs") == {"house.beat": NEW, "house.beat~": OLD}


def test_a_device_or_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.wav", tmp_path / "null.wav"
    os.mkfifo(pipe)
    link.symlink_to("/dev/null")
    for path in (pipe, link):
        with pytest.raises(WriteError, match="a device or a pipe"), new_file(path, overwrite=True):
            pass
        with pytest.raises(WriteError, match="a device or a pipe"):
            write_whole(path, NEW, backup=True)
    assert pipe.is_fifo()
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="its folder is not there"), new_file(tmp_path / "no" / "a.wav"):
        pass


def test_a_full_disk_leaves_the_old_file_and_nothing_else(small_disk: Path) -> None:
    with pytest.raises(
        LibraryError, match=r"house\.beat could not be written: the disk is full\. Free some space"
    ):
        write_whole(small_disk / "house.beat", NEW, backup=False)
    assert left(small_disk) == {"house.beat": OLD}


def test_a_disk_too_full_for_the_backup_leaves_the_old_file(small_disk: Path) -> None:
    (small_disk / "take.wav").write_bytes(bytes(12_000))
    with pytest.raises(LibraryError, match="the disk is full"):
        write_whole(small_disk / "house.beat", b"short", backup=True)
    assert left(small_disk) == {"house.beat": OLD, "take.wav": bytes(12_000)}


def test_a_file_that_the_system_finds_too_long_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "house.beat"
    path.write_bytes(OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(LibraryError, match="larger than this system allows"):
            write_whole(path, NEW, backup=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert left(tmp_path)["house.beat"] == OLD
    assert not [name for name in left(tmp_path) if name.endswith(".tmp")]


def test_a_read_only_disk_says_so(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(LibraryError, match=r"that disk is read-only\. Save in another folder"):
        write_whole(small_disk / "house.beat", b"new", backup=True)
    assert left(small_disk) == {"house.beat": OLD}


def test_a_folder_without_permission_says_so(tmp_path: Path) -> None:
    """Root may write anywhere, so the write happens as another user."""
    folder = Path("/tmp") if os.geteuid() == 0 else tmp_path
    closed = folder / f"beatterm-closed-{os.getpid()}"
    closed.mkdir(mode=0o755)
    (closed / "house.beat").write_bytes(OLD)
    closed.chmod(0o555)
    try:
        told, status = as_another_user(closed / "house.beat")
        assert "you may not write there" in told
        assert status == 0
        assert left(closed) == {"house.beat": OLD}
    finally:
        closed.chmod(0o755)
        (closed / "house.beat").unlink()
        closed.rmdir()


def as_another_user(path: Path) -> tuple[str, int]:
    """What a process without rights is told when it saves there, and how it ended."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        told = ""
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            write_whole(path, NEW, backup=True)
        except LibraryError as error:
            told = str(error)
        os.write(writer, told.encode())
        os._exit(0)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader) as answer:
        return answer.read(), status


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("folder", "that is a folder"),
        ("file/house.beat", "part of that path"),
        ("x" * 300, "name is too long"),
    ],
)
def test_what_cannot_be_a_file_says_why(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match=reason):
        write_whole(tmp_path / name, NEW)
    assert left(tmp_path / "folder") == {}


def test_links_in_a_circle_say_so(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(LibraryError, match="links lead in a circle"):
        write_whole(tmp_path / "a", NEW)


KILL_BEFORE_THE_RENAME = """
import os, sys
from pathlib import Path
from beatterm.library import atomic

atomic.os.replace = lambda *_: os._exit(9)
atomic.write_whole(Path(sys.argv[1]), b"new" * 5000)
"""


def test_a_kill_between_write_and_rename_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "house.beat"
    path.write_bytes(OLD)
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", KILL_BEFORE_THE_RENAME, str(path)], cwd=root, check=False)
    assert done.returncode == KILLED
    assert path.read_bytes() == OLD
