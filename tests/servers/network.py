"""A network of one's own: what is multicast in it reaches nobody else.

    python -m tests.servers.network MODULE ARGUMENT…

runs a module in the network it is started in, which must have nothing but its loopback, and switches that on.
"""

import os
import runpy
import socket
import struct
import subprocess
import sys

import pytest

from tests.servers.process import need

_READ_FLAGS, _WRITE_FLAGS, _UP = 0x8913, 0x8914, 0x1
"""SIOCGIFFLAGS, SIOCSIFFLAGS and IFF_UP of Linux."""
_LOOPBACK = "lo"


def need_network() -> None:
    """Skip the test where networks cannot be made; fail instead where BEATTERM_REQUIRE_SERVERS is set."""
    need("unshare", "nsenter", packages="util-linux")
    reason = why_no_network()
    if reason and os.environ.get("BEATTERM_REQUIRE_SERVERS"):
        pytest.fail(reason, pytrace=False)
    if reason:
        pytest.skip(reason)


def why_no_network() -> str:
    """Why no network can be made here; "" where it can."""
    try:
        done = subprocess.run([*alone(), "true"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "unshare is missing: apt-get install util-linux"
    if done.returncode == 0:
        return ""
    return f"networks of one's own are not permitted here: {done.stderr.strip()}"


def alone() -> list[str]:
    """What stands before a command that is to have a network of its own."""
    return ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]


def beside(pid: int) -> list[str]:
    """What stands before a command that is to have the network of a process."""
    own_user = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]
    return ["nsenter", f"--target={pid}", "--net", *own_user]


def switch_on() -> None:
    """Bring the loopback up. SystemExit where there is another interface: this is no network of one's own."""
    others = [name for _, name in socket.if_nameindex() if name != _LOOPBACK]
    if others:
        sys.exit(f"this network reaches others, by {', '.join(others)}")
    from fcntl import ioctl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sH14x", _LOOPBACK.encode(), 0)
        name, flags = struct.unpack("16sH14x", ioctl(any_socket, _READ_FLAGS, request))
        ioctl(any_socket, _WRITE_FLAGS, struct.pack("16sH14x", name, flags | _UP))


if __name__ == "__main__":
    switch_on()
    module, *sys.argv[1:] = sys.argv[1:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
