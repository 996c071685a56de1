"""The lineup: which tracks and send effects are heard in a part of a song, so that each gets a stem."""

from dataclasses import dataclass

import numpy as np

from beatterm.engine.cast import cast_of
from beatterm.engine.levels import FIRST_SEND, own_levels
from beatterm.engine.tap import SENDS
from beatterm.model.mixer import audible
from beatterm.model.param import Values
from beatterm.model.project import Project
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between

_WINDOW_TICKS = 16 * PPQN


@dataclass(frozen=True, slots=True)
class Lineup:
    """Tracks and send effects by name, in the mixer's order."""

    tracks: tuple[str, ...]
    sends: tuple[str, ...]


def lineup_of(project: Project, cue: Cue, ticks: int) -> Lineup:
    """Who is heard in the first so many ticks of a cue. Left out are tracks without a hit, muted, at no
    level or without a sound, and effects that nothing is sent to.
    """
    mixer = project.song.mixer
    names = [name for name, part in cast_of(project).parts.items() if part.sound and audible(mixer, name)]
    tracks, sends = set(), set()
    for track, locks in _hits(project, cue, ticks):
        levels = own_levels(mixer.strip(track).values, locks)
        if track in names and levels[:FIRST_SEND].any():
            tracks.add(track)
            sends.update(np.flatnonzero(levels[FIRST_SEND:]).tolist())
    heard = (name for name in names if name in tracks)
    return Lineup(tuple(heard), tuple(name for place, name in enumerate(SENDS) if place in sends))


def _hits(project: Project, cue: Cue, ticks: int) -> set[tuple[str, Values]]:
    """What is struck, each kind once: by which track, with which locks."""
    live = Live((cue,))
    found: set[tuple[str, Values]] = set()
    for start in range(0, ticks, _WINDOW_TICKS):
        events = events_between(project, start, min(ticks, start + _WINDOW_TICKS), live)
        found.update((event.track, event.locks) for event in events)
    return found
