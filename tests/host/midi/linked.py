"""Two beatterms in one Link session, as a program of its own: in a network where nobody else is. Prints what
was seen as JSON.

    python -m tests.servers.network tests.host.midi.linked [SECONDS]
"""

import json
import statistics
import sys
import time
from dataclasses import replace

from beatterm.engine.edits import SetProject, SetSettings
from beatterm.engine.messages import Play, Stop, tick_heard_at
from beatterm.engine.midi.messages import MidiState, SetMidi
from beatterm.host.wire import REAL_ENGINE
from beatterm.model.midi_setup import LINK, LinkSetup, MidiSetup
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue
from tests.host.engines import Studio, studio

PATTERN = Pattern("A", tracks=(Track("kick", (Step(),) * 16),))
SONG = Song(tempo=120.0, tracks=(TrackSetup("kick", "kick"),), patterns=(PATTERN,))
SETUP = MidiSetup(link=LinkSetup(on=True), source=LINK)
LOOP = Cue(pattern="A")


def main(seconds: float) -> None:
    """Start, agree, change the tempo, agree, stop."""
    with studio(REAL_ENGINE) as one, studio(REAL_ENGINE) as other:
        for here, tempo in ((one, 120.0), (other, 97.0)):
            here.client.send(SetProject(Project(replace(SONG, tempo=tempo))))
            here.client.send(SetMidi(SETUP))
        for here in (one, other):
            here.until(lambda here=here: peers(here) == 1)  # type: ignore[misc]
        one.client.send(Play(LOOP))
        for here in (one, other):
            here.until(lambda here=here: here.client.snapshot().tick > 8 * PPQN)  # type: ignore[misc]
        first = apart(one, other, seconds)
        other.client.send(SetSettings(replace(SONG, tempo=141.0, patterns=())))
        one.until(lambda: abs(one.client.snapshot().tempo - 141.0) < 0.5)
        time.sleep(2.0)
        second = apart(one, other, seconds)
        other.client.send(Stop())
        one.until(lambda: not one.client.snapshot().running)
    print(json.dumps({"before": first, "after": second}))


def peers(here: Studio) -> int:
    """How many others it sees."""
    states = [report for report in here.reports if isinstance(report, MidiState)]
    return states[-1].clock.peers if states else 0


def apart(one: Studio, other: Studio, seconds: float) -> dict[str, float]:
    """How far apart in a bar two are, in milliseconds."""
    found, give_up = [], time.monotonic() + seconds
    while time.monotonic() < give_up:
        time.sleep(0.02)
        mine, theirs = one.client.snapshot(), other.client.snapshot()
        now = time.monotonic()
        bar = PATTERN.length_ticks
        ticks = (tick_heard_at(mine, now) - tick_heard_at(theirs, now) + bar / 2) % bar - bar / 2
        found.append(ticks / PPQN * 60 / mine.tempo * 1000)
    away = sorted(map(abs, found))
    return {"median": statistics.median(found), "p99": away[int(len(away) * 0.99)], "max": away[-1]}


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0)
