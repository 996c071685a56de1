"""`beatterm doctor`: what works here, and what to install for the rest."""

import os
import platform
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm import __version__
from beatterm.cli.failure import DONE, FAILED

if TYPE_CHECKING:
    from beatterm.devices.midi_names import SystemPort

HELP = "say what works here and what to install"

_LIBRARIES = ("textual", "numpy", "pedalboard", "soxr", "sounddevice", "mido", "python-rtmidi")
_APT = "sudo apt-get install -y"


def add_to(parser: ArgumentParser) -> None:
    """It has no options."""


def run(options: Namespace) -> int:
    """Print a line a part; exit 1 if something that beatterm needs is missing."""
    print(f"beatterm {__version__}, Python {platform.python_version()} on {platform.system()}")
    print("  " + ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES))
    findings = [_finding(name, check) for name, check in _CHECKS.items()]
    return DONE if all(findings) else FAILED


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _finding(name: str, check: Callable[[], str]) -> bool:
    try:
        print(f"  ok      {name}: {check()}")
    except _Lacks as lack:
        print(f"  {'MISSING' if lack.is_needed else 'without'} {name}: {lack}")
        return not lack.is_needed
    return True


class _Lacks(Exception):
    """What is missing, and the command that brings it."""

    def __init__(self, text: str, is_needed: bool = False) -> None:
        super().__init__(text)
        self.is_needed = is_needed


def _engine() -> str:
    try:
        import pedalboard  # noqa: F401
        import soxr  # noqa: F401
    except ImportError as error:
        raise _Lacks(f"{error}. Install: {_APT} libatomic1", is_needed=True) from None
    return "effects and resampling load"


def _sound() -> str:
    from beatterm.devices import audio
    from beatterm.devices.output import DeviceError
    from beatterm.devices.quiet import quiet

    try:
        with quiet():
            outputs = audio.output_devices()
    except DeviceError as error:
        raise _Lacks(str(error)) from None
    if not outputs:
        raise _Lacks("no output. Plug in a sound card or start PipeWire, PulseAudio or JACK")
    return ", ".join(output.label for output in outputs[:6])


def _midi() -> str:
    from beatterm.devices.midi_ports import look_once
    from beatterm.devices.quiet import quiet

    with quiet():
        found = look_once()
    if found.problem:
        raise _Lacks(found.problem)
    return f"{_ports(found.outs, 'output')}, {_ports(found.ins, 'input')}"


def _ports(ports: "tuple[SystemPort, ...]", kind: str) -> str:
    names = ", ".join(port.label for port in ports[:4])
    return f"{len(ports)} {kind}{'' if len(ports) == 1 else 's'}{f' ({names})' if names else ''}"


def _kits() -> str:
    from beatterm.library.kits import list_kits

    names = list_kits()
    if not names:
        raise _Lacks("none found; reinstall beatterm", is_needed=True)
    return ", ".join(names)


def _folders() -> str:
    from beatterm.library.paths import data_folder, settings_path, state_folder

    closed = [str(each) for each in (data_folder(), state_folder()) if not _can_be_written(each)]
    if closed:
        where = " and ".join(dict.fromkeys(closed))
        raise _Lacks(f"{where} cannot be written, so the last song is not remembered")
    return f"{data_folder()}, settings in {settings_path()}"


def _can_be_written(folder: Path) -> bool:
    """Whether a folder can be written, or made."""
    there = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
    return there.is_dir() and os.access(there, os.W_OK)


def _settings() -> str:
    from beatterm.formats.errors import FormatError
    from beatterm.library.errors import LibraryError
    from beatterm.library.settings import read_settings

    try:
        settings = read_settings()
    except (FormatError, LibraryError) as error:
        raise _Lacks(str(error)) from None
    own = (("device", settings.device), ("rate", settings.rate), ("block", settings.block))
    return ", ".join(f"{name} {value}" for name, value in own if value is not None) or "the defaults"


def _terminal() -> str:
    import shutil

    if not sys.stdout.isatty():
        raise _Lacks("stdout is no terminal; the screen needs one")
    size = shutil.get_terminal_size()
    if size.columns < 60 or size.lines < 18:
        raise _Lacks(f"{size.columns}x{size.lines} is too small for the screen, which needs 60x18")
    return f"{size.columns}x{size.lines}"


_CHECKS = {
    "engine": _engine,
    "sound": _sound,
    "midi": _midi,
    "kits": _kits,
    "folders": _folders,
    "settings": _settings,
    "terminal": _terminal,
}
