"""Run as a program: tells by its exit code whether an output can be had by now, 0 for yes.

    python -m beatterm.devices.look [NAME]

PortAudio sees only what was there when it was initialised, and may hang in a dead server: hence a short life
of its own, which the system ends if it hangs.
"""

import os
import signal
import sys

from beatterm.devices import audio
from beatterm.devices.choice import default_outputs, find_output
from beatterm.devices.output import DeviceError

_LIFE_SECONDS = 8
_NICE = 10


def main(names: list[str]) -> int:
    """0 if the named output (without a name: any default) is there."""
    if hasattr(signal, "alarm"):
        signal.alarm(_LIFE_SECONDS)
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, _NICE)
    try:
        devices = audio.output_devices()
        found = find_output(devices, names[0]) if names else default_outputs(devices)
    except DeviceError:
        return 1
    return 0 if found else 1


if __name__ == "__main__":
    code = main(sys.argv[1:])
    audio.let_go()
    os._exit(code)  # sounddevice would let go once more
