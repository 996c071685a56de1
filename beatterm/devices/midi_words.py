"""What to tell a musician where MIDI cannot be had: what is wrong, and what to do."""

import os
import sys

from beatterm.devices.midi_signs import ALSA_SEQUENCER

NO_RTMIDI = (
    "The Python package python-rtmidi is missing, so there is no MIDI. Install it: "
    "pip install 'beatterm[midi]'. Where there is no wheel for this Python, it is built: first "
    "apt-get install g++ pkg-config libasound2-dev libjack-jackd2-dev"
)
NO_ALSA_LIBRARY = "ALSA's library is missing, so there is no MIDI. Install it: apt-get install libasound2"
NO_SEQUENCER = (
    "There is no MIDI here: ALSA's sequencer is not loaded and no JACK server runs. "
    "Load the one (sudo modprobe snd-seq) or start the other; beatterm finds it by itself."
)
CLOSED_SEQUENCER = (
    f"You may not use {ALSA_SEQUENCER}, so there is no MIDI. Join the group that may "
    "(sudo usermod -aG audio $USER), then log out and in."
)
WITHOUT_SYSTEM = "There is no MIDI system to connect it to."
NO_SYSTEM = "There is no MIDI system here. `beatterm doctor` says what is missing."
NO_VIRTUAL = (
    "This system has no virtual ports. Install a loop-back driver such as loopMIDI, "
    "and choose its port instead."
)


def missing_library_text(error: ImportError) -> str:
    """Why python-rtmidi does not load."""
    return NO_ALSA_LIBRARY if "libasound" in str(error) else NO_RTMIDI


def nothing_text() -> str:
    """Why there is no MIDI although the library is there."""
    if not sys.platform.startswith("linux"):
        return NO_SYSTEM
    is_closed = ALSA_SEQUENCER.exists() and not os.access(ALSA_SEQUENCER, os.R_OK | os.W_OK)
    return CLOSED_SEQUENCER if is_closed else NO_SEQUENCER


def not_there_text(pattern: str, kind: str) -> str:
    """`kind` is "output" or "input"."""
    if pattern == "*":
        return f"There is no MIDI {kind}: plug one in or switch it on."
    return f"No MIDI {kind} is called “{pattern}”: plug it in, switch it on, or choose another."


def gone_text(label: str) -> str:
    """A port that was connected is no longer there."""
    return f"“{label}” has gone. It is taken again as soon as it is back."


def closed_text(label: str, error: Exception) -> str:
    """A port that is there cannot be opened."""
    return f"“{label}” cannot be opened ({error}). If another program has it to itself, close that."
