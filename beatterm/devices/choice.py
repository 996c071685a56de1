"""Audio outputs as values, the choice among them by name, and the words for what can go wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from beatterm.devices.output import DeviceError

NO_PORTAUDIO = (
    "PortAudio is missing, so no sound card can be reached. Install it: "
    "apt-get install libportaudio2 (Debian, Ubuntu), dnf install portaudio (Fedora), "
    "pacman -S portaudio (Arch), then start beatterm anew."
)
NO_SOUNDDEVICE = "The Python package sounddevice is missing. Install it: pip install sounddevice"
NO_OUTPUT = (
    "There is no sound card. Plug one in or start a sound server (PipeWire, PulseAudio, JACK); "
    "`beatterm doctor` says what is missing."
)


@dataclass(frozen=True, slots=True)
class OutputDevice:
    """An audio output as the system lists it. `index` is its place in the list, `rate` what it runs at by
    itself.
    """

    index: int
    name: str
    host_api: str
    rate: int
    is_default: bool = False
    is_api_default: bool = False

    @property
    def label(self) -> str:
        """Its name where two systems list one of the same name."""
        return f"{self.name} [{self.host_api}]"


def find_output(devices: Iterable[OutputDevice], wanted: str) -> OutputDevice:
    """The output that is meant by its index, its name, or a part of its label that no other has.

    Raises DeviceError, saying which there are.
    """
    devices = tuple(devices)
    if not devices:
        raise DeviceError(NO_OUTPUT)
    for found in _readings(devices, wanted):
        if len(found) == 1 or (found and len({device.name for device in found}) == 1):
            return next((device for device in found if device.is_api_default), found[0])
        if found:
            raise DeviceError(f"“{wanted}” may be {_either(found)}. Say which, by more of its name.")
    raise DeviceError(f"There is no audio output “{wanted}”. {_instead(devices, wanted)}")


def default_outputs(devices: Iterable[OutputDevice]) -> tuple[OutputDevice, ...]:
    """What to try when nobody named one: the system's default, then the default of every other host API."""
    devices = tuple(devices)
    first = [device for device in devices if device.is_default]
    then = [device for device in devices if device.is_api_default and not device.is_default]
    found = tuple(first + then) or devices[:1]
    if not found:
        raise DeviceError(NO_OUTPUT)
    return found


def wrong_rate_text(name: str, rate: int, rates: Iterable[int]) -> str:
    """What to say when an output does not run at the rate that was asked for."""
    known = ", ".join(map(str, rates))
    instead = f"It takes {known} Hz: choose one of them." if known else "Leave the rate out to get its own."
    return f"“{name}” does not run at {rate} Hz. {instead}"


def _readings(devices: tuple[OutputDevice, ...], wanted: str) -> Iterable[list[OutputDevice]]:
    """What the name may mean, the closest reading first."""
    low = wanted.casefold()
    yield [device for device in devices if wanted in (device.name, device.label)]
    yield [device for device in devices if low in (device.name.casefold(), device.label.casefold())]
    yield [device for device in devices if wanted == str(device.index)]
    yield [device for device in devices if low in device.label.casefold()]


def _either(found: list[OutputDevice]) -> str:
    return " or ".join(f"“{device.label}”" for device in found)


def _instead(devices: tuple[OutputDevice, ...], wanted: str) -> str:
    names = {device.name.casefold(): device.name for device in devices}
    near = get_close_matches(wanted.casefold(), names, n=1)
    if near:
        return f"Did you mean “{names[near[0]]}”?"
    return "There are: " + ", ".join(f"“{device.label}”" for device in devices) + "."
