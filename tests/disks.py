"""Disks that are small, or read-only, for a test of what happens when they are."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A disk in memory at a folder, for as long as the block runs; skips where it may not be mounted."""
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small disk takes a privileged user")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
