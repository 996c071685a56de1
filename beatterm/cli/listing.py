"""`beatterm kits` and `beatterm devices`: what there is."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from beatterm.cli.failure import DONE, exit_code_of, say


@dataclass(frozen=True, slots=True)
class Listing:
    """A verb that only prints a list."""

    HELP: str
    run: Callable[[Namespace], int]

    def add_to(self, parser: ArgumentParser) -> None:
        """It has no options."""


def _kits(options: Namespace) -> int:
    from beatterm.library.kits import list_kits

    return max((_kit(name) for name in list_kits()), default=DONE)


def _kit(name: str) -> int:
    """A kit's line; what is wrong with one does not hide the others."""
    from beatterm.library.kits import find_kit

    try:
        kit = find_kit(name)
    except Exception as error:
        return exit_code_of(error)
    print(f"{name:16} {len(kit.sounds):3} sounds  {kit.license:12} {kit.about or kit.title}")
    return DONE


def _devices(options: Namespace) -> int:
    from beatterm.devices import audio
    from beatterm.devices.output import DeviceError
    from beatterm.devices.quiet import quiet

    try:
        with quiet():
            outputs = audio.output_devices()
    except DeviceError as error:
        say(str(error))
        outputs = ()
    for output in outputs:
        mark = "*" if output.is_default else " "
        print(f"{mark} {output.index:3}  {output.label}  {output.rate} Hz")
    print("      null  keeps time without a sound card")
    _midi_ports()
    return DONE


def _midi_ports() -> None:
    """The ports as patterns in the MIDI setup mean them."""
    from beatterm.devices.midi_ports import look_once
    from beatterm.devices.quiet import quiet

    with quiet():
        found = look_once()
    if found.problem:
        say(found.problem)
    for kind, ports in (("MIDI out", found.outs), ("MIDI in", found.ins)):
        for port in ports:
            print(f"{kind:>10}  {port.label}")


KITS = Listing("list the kits there are", _kits)
DEVICES = Listing("list the audio outputs and MIDI ports", _devices)
