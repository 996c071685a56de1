"""Run as a program: renders once, to WAV and nothing else, and tells what it cost as JSON.

    python -m bench.render_once SONG SECONDS [OUT BITS]

Without OUT 24 bits that are thrown away. SONG is `rig`, or what `beatterm render` takes; so many SECONDS of
it, over and over, or 0 for all of it once.
"""

import json
import os
import resource
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time

from beatterm.engine.frames import ReadSound
from beatterm.model.project import Project
from beatterm.model.time import PPQN

_RATE = 44100
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of audio, seconds of the processor from reading the song to the last byte, and peak memory."""

    audio_seconds: float
    processor_seconds: float
    peak_bytes: int


def main(name: str, seconds: float, out: str = os.devnull, bits: str = "24") -> None:
    from beatterm.export.formats.wav import write_wav
    from beatterm.export.memory import rarely_collecting
    from beatterm.export.render import render
    from beatterm.export.take import Take, take_of

    started = process_time()
    project, read_sound = _project(name)
    take = take_of(project.song)
    if seconds:
        take = Take(take.cue, round(seconds * project.song.tempo / 60) * PPQN)
    with open(out, "wb") as file, rarely_collecting():
        frames = write_wav(file, render(project, take, _RATE, read_sound), _RATE, bits)
    print(json.dumps(asdict(Cost(frames / _RATE, process_time() - started, _peak_bytes()))))


def _project(name: str) -> tuple[Project, ReadSound]:
    from bench import rig

    if name == "rig":
        return rig.rig(), rig.read_sound
    from beatterm.engine.effects import PARAMS
    from beatterm.library.kits import find_kit
    from beatterm.library.songs import find_song, read_song
    from beatterm.library.sounds import read_sound

    file = read_song(find_song(name), PARAMS)
    return Project(file.song, find_kit(file.song.kit, file.path.parent)), read_sound


def _peak_bytes() -> int:
    """The most memory ever in use. getrusage would count what the parent had before this program began."""
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), *sys.argv[3:])
