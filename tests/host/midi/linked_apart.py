"""Two beatterms in one Link session that each start by themselves, then count in; as a program of its own, in
a network where nobody else is. Prints what was seen as JSON.

    python -m tests.servers.network tests.host.midi.linked_apart
"""

import json
import time
from dataclasses import replace

from beatterm.engine.edits import SetProject
from beatterm.engine.messages import Play, Stop
from beatterm.engine.midi.messages import SetMidi
from beatterm.host.wire import REAL_ENGINE
from beatterm.model.midi_setup import MidiSetup
from beatterm.model.project import Project
from beatterm.model.time import PPQN
from tests.host.engines import Studio, studio
from tests.host.midi.linked import LOOP, SETUP, SONG, apart, peers

TEMPO = 240.0
SECONDS = 0.3


def join(here: Studio, start_stop: bool) -> None:
    """Be in the session; who was there is there anew."""
    here.until(lambda: peers(here) == 0)
    here.client.send(SetMidi(replace(SETUP, link=replace(SETUP.link, start_stop=start_stop))))


def until_met(*both: Studio) -> None:
    for here in both:
        here.until(lambda here=here: peers(here) == 1)  # type: ignore[misc]


def leave(*both: Studio) -> None:
    for here in both:
        here.client.send(Stop())
        here.client.send(SetMidi(MidiSetup()))


def runs(here: Studio) -> bool:
    return here.client.snapshot().running


def until_beat(here: Studio, beat: float) -> None:
    here.until(lambda: runs(here) and here.client.snapshot().tick > beat * PPQN)


def by_themselves(one: Studio, other: Studio) -> dict[str, object]:
    """Without start and stop in common."""
    one.client.send(Play(LOOP))
    until_beat(one, 3.3)
    seen: dict[str, object] = {"started along": runs(other)}
    other.client.send(Play(LOOP))
    until_beat(other, 2)
    seen["in phase"] = apart(one, other, SECONDS)
    one.client.send(Stop())
    one.until(lambda: not runs(one))
    time.sleep(SECONDS)
    seen["stopped along"] = not runs(other)
    one.client.send(Play(LOOP, count_in_bars=1))
    until_beat(one, -2)
    seen["counting"] = one.client.snapshot().tick < 0
    seen["counting in"] = apart(one, other, SECONDS)
    until_beat(one, 1)
    seen["counted in"] = apart(one, other, SECONDS)
    return seen


def together(one: Studio, other: Studio) -> dict[str, object]:
    """One counts in, and the session starts with its first beat."""
    one.client.send(Play(LOOP, count_in_bars=1))
    until_beat(one, -2)
    seen: dict[str, object] = {"started with the count-in": runs(other)}
    until_beat(other, 2)
    apart_ticks = one.client.snapshot().tick - other.client.snapshot().tick
    seen["bars apart"] = round(apart_ticks / (4 * PPQN))
    seen["in phase"] = apart(one, other, SECONDS)
    return seen


def main() -> None:
    """Once without start and stop in common, once with."""
    seen = {}
    with studio(REAL_ENGINE) as one, studio(REAL_ENGINE) as other:
        for here in (one, other):
            here.client.send(SetProject(Project(replace(SONG, tempo=TEMPO))))
        for start_stop, play in ((False, by_themselves), (True, together)):
            join(one, start_stop)
            join(other, start_stop)
            until_met(one, other)
            seen[play.__name__] = play(one, other)
            leave(one, other)
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
