"""Foreseeing: the thread that prepares asks the sequencer what the mixing one will ask soon. Much of its
answer is kept, and found then.
"""

from dataclasses import replace

from beatterm.engine.courtesy import GiveWay
from beatterm.model.project import Project
from beatterm.model.time import SIXTEENTH_TICKS
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.plan import plan_of
from beatterm.sequencer.query import events_between

_FORESEEN_TICKS = 2 * SIXTEENTH_TICKS


def foresee(project: Project, live: Live, tick: int, give_way: GiveWay) -> None:
    """What comes from a tick on, as if a project played already."""
    read_ahead(project, give_way)
    events_between(project, tick, tick + _FORESEEN_TICKS, live)


def foresee_cue(project: Project, cue: Cue, give_way: GiveWay) -> None:
    """What will play from a cue on, whenever that begins."""
    foresee(project, Live((replace(cue, tick=0),)), 0, give_way)


def read_ahead(project: Project, give_way: GiveWay) -> None:
    """Plan all patterns of a project, and read those of their tracks that have changed, before they are
    asked for.
    """
    for pattern in project.song.patterns:
        for part in plan_of(project, pattern).parts:
            if not part.is_read:
                give_way()
                part.read()
