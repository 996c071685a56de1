"""Options and settings that say through which device the engine plays."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli.opened import whole

if TYPE_CHECKING:
    from beatterm.engine.messages import OpenDevice
    from beatterm.library.settings import Settings

NULL = "null"


def add_device(parser: ArgumentParser) -> None:
    """The options of the audio device."""
    from beatterm.engine.rates import RATES

    device = parser.add_mutually_exclusive_group()
    device.add_argument("--device", metavar="NAME", help="audio output, by name, part of it, or number")
    device.add_argument("--silent", action="store_true", help="keep time without a sound card")
    parser.add_argument("--rate", type=int, choices=RATES, help="frames a second")
    parser.add_argument("--block", metavar="FRAMES", type=block, help="block size, 32 to 4096")


def block(text: str) -> int:
    """A block size in frames, as argparse asks for."""
    from beatterm.library.settings import MAX_BLOCK, MIN_BLOCK

    return whole(text, MIN_BLOCK, MAX_BLOCK, "256")


def device_of(options: Namespace, settings: "Settings") -> "OpenDevice":
    """The device of the options, then of the settings, then the system's."""
    from beatterm.engine.messages import OpenDevice

    name = NULL if options.silent else options.device or settings.device
    return OpenDevice(name, options.rate or settings.rate, options.block or settings.block)


def engine_log() -> Path:
    """Where the engine's process writes what libraries print."""
    from beatterm.library.paths import log_path

    return log_path()
