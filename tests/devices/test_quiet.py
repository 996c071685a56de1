"""What C libraries print stays off the terminal: tried in a pseudo-terminal, on a noisy program."""

import os
import pty
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from beatterm.devices.quiet import LOG_BYTES, open_log
from tests.servers.process import ROOT

PRELUDE = """
import ctypes, os, sys
from pathlib import Path
from beatterm.devices.quiet import quiet, shield_terminal
libc = ctypes.CDLL(None)
def noise(name):
    libc.printf(f"C STDOUT {name}\\n".encode())
    os.write(1, f"FD 1 {name}\\n".encode())
    os.write(2, f"FD 2 {name}\\n".encode())
"""


def on_a_terminal(program: str) -> str:
    """What a program leaves on its terminal."""
    master, slave = pty.openpty()
    source = PRELUDE + textwrap.dedent(program)
    process = subprocess.Popen(
        [sys.executable, "-c", source], stdin=slave, stdout=slave, stderr=slave, cwd=ROOT
    )
    os.close(slave)
    seen = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not part:
            break
        seen += part
    os.close(master)
    assert process.wait() == 0, seen
    return seen.decode().replace("\r\n", "\n")


def test_a_probe_is_quiet_and_prints_again_afterwards() -> None:
    seen = on_a_terminal("""
        print("before", flush=True)
        with quiet():
            noise("inside")
        print("after")
        noise("after")
        libc.fflush(None)
    """)
    assert seen.startswith("before\n")
    assert "inside" not in seen
    assert {"after", "FD 1 after", "FD 2 after", "C STDOUT after"} <= set(seen.splitlines())


def test_quiet_lets_errors_through_and_puts_the_terminal_back() -> None:
    seen = on_a_terminal("""
        try:
            with quiet():
                noise("inside")
                raise ValueError
        except ValueError:
            os.write(2, b"caught\\n")
    """)
    assert seen == "caught\n"


def test_a_shielded_terminal_belongs_to_the_screen(tmp_path: Path) -> None:
    log = tmp_path / "folder" / "log"
    seen = on_a_terminal(f"""
        with shield_terminal(Path({str(log)!r})):
            sys.__stderr__.write("drawn\\n")
            print("printed")
            assert sys.__stdout__.isatty() and os.get_terminal_size(sys.__stdout__.fileno())
            noise("inside")
            os.system("echo child")
        print("after", file=sys.stderr)
        noise("after")
        libc.fflush(None)
    """)
    assert seen.splitlines()[:3] == ["drawn", "printed", "after"]
    assert "inside" not in seen
    assert "FD 2 after" in seen
    assert {"C STDOUT inside", "FD 1 inside", "FD 2 inside", "child"} <= set(log.read_text().splitlines())


def test_a_log_that_has_grown_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"x" * (LOG_BYTES + 1))
    number = open_log(path)
    os.write(number, b"new\n")
    os.close(number)
    assert path.read_bytes() == b"new\n"


@pytest.mark.skipif(os.name != "posix", reason="/dev/full is a Unix file")
def test_where_no_log_can_be_written_all_goes_on() -> None:
    for path in (None, Path("/dev/full/no/folder")):
        number = open_log(path)
        os.write(number, b"lost\n")
        os.close(number)
