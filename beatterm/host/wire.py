"""What passes through the two pipes between the screen's process and the engine's, each message one pickle.

Down goes a Launch, then Orders; up go Reports and, for the client alone, Renew.
"""

import pickle
from dataclasses import dataclass
from typing import IO, Any

from beatterm.engine.messages import Command, OpenDevice
from beatterm.host.standing import Resume

REAL_ENGINE = "beatterm.host.hosted:real_engine"


@dataclass(frozen=True, slots=True)
class Launch:
    """What the engine's process is told first. `engine` is the maker's `module:function`."""

    telemetry_path: str
    device: OpenDevice
    engine: str = REAL_ENGINE


@dataclass(frozen=True, slots=True)
class Order:
    """A Command with its number in this process: telemetry says which was the last to be taken."""

    number: int
    command: Command | Resume


@dataclass(frozen=True, slots=True)
class Renew:
    """The wanted device may be had, but not by this process: its audio library hangs in a dead server."""


def packed(message: object) -> bytes:
    """A message as bytes."""
    return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)


def next_message(pipe: IO[bytes]) -> Any:
    """The next message; EOFError or OSError when the other end is gone."""
    try:
        return pickle.load(pipe)
    except pickle.UnpicklingError as error:  # the other end died in the middle of a message
        raise EOFError(str(error)) from error
