"""Cheap and silent signs of the MIDI systems: which could be there, before a library tries and complains.

Trying in vain costs milliseconds in which no clock leaves, and prints.
"""

import os
import socket
from collections.abc import Hashable
from contextlib import suppress
from pathlib import Path

ALSA, JACK, OTHER = "ALSA", "JACK", "MIDI"
"""Systems of MIDI ports; OTHER is the only one that a Mac or Windows has."""
ALSA_SEQUENCER = Path("/dev/snd/seq")
_JACK_FOLDERS = (Path("/dev/shm"), Path("/tmp"))

Sign = Hashable
"""Stays equal as long as the same system runs; None: there is none."""


def sign_of(api: str) -> Sign:
    """What can be seen of a system from outside."""
    return {ALSA: _alsa, JACK: _jack}.get(api, _always)()


def _alsa() -> Sign:
    return _identity(ALSA_SEQUENCER) if os.access(ALSA_SEQUENCER, os.R_OK | os.W_OK) else None


def _jack() -> Sign:
    """A JACK server that answers; otherwise PipeWire, which may stand in for one."""
    server, user = os.environ.get("JACK_DEFAULT_SERVER", "default"), getattr(os, "getuid", int)()
    for folder in _JACK_FOLDERS:
        path = folder / f"jack_{server}_{user}_0"
        if _answers(path):
            return _identity(path)
    return _identity(Path(os.environ.get("XDG_RUNTIME_DIR", f"/run/user/{user}")) / "pipewire-0")


def _always() -> Sign:
    return True


def _answers(path: Path) -> bool:
    """Whether a program listens there; a server that was killed leaves its socket behind. JACK's own library
    asks the same way.
    """
    if not path.exists():
        return False
    with suppress(OSError, AttributeError), socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(0.1)
        asking.connect(str(path))
        return True
    return False


def _identity(path: Path) -> Sign:
    try:
        found = path.stat()
    except OSError:
        return None
    return str(path), found.st_ino, found.st_ctime_ns
