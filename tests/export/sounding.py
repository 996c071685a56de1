"""What a MIDI file has to say of a project, worked out from the sequencer's events by other means."""

from collections import Counter, defaultdict

from beatterm.engine.midi.routes import note_sent
from beatterm.model.midi import MidiOut
from beatterm.model.mixer import audible
from beatterm.model.project import Project
from beatterm.model.song import arrangement
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between

Notes = Counter[tuple[int, int, int, int]]
"""Tick, note, velocity, length."""


def sounding(project: Project, cue: Cue, ticks: int, end_tick: int | None = None) -> dict[str, Notes]:
    """The notes of each track that strikes any. One key cannot be held twice: of two at one tick the harder
    is struck, as long as the longer; any other ends when the key is struck again, and all end with the take,
    or at another tick.
    """
    keys: dict[tuple[str, int], dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    nothing = Cue(ticks, first=len(arrangement(project.song)))
    for event in events_between(project, 0, ticks, Live((cue, nothing))):
        if audible(project.song.mixer, event.track):
            setup = project.song.setup(event.track)
            own = note_sent(project, setup, setup.midi or MidiOut())
            note = own if event.note is None else event.note
            keys[event.track, note][event.tick].append((event.velocity, event.length_ticks))
    found: dict[str, Notes] = defaultdict(Counter)
    for (track, note), struck in keys.items():
        ends = [*sorted(struck)[1:], ticks if end_tick is None else end_tick]
        for tick, end in zip(sorted(struck), ends, strict=True):
            velocity, length = max(each for each, _ in struck[tick]), max(each for _, each in struck[tick])
            found[track][tick, note, velocity, min(length, end - tick)] += 1
    return dict(found)
