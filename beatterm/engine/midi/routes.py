"""Routes: where the notes of each track that is heard are sent, and as what."""

from dataclasses import dataclass

from beatterm.model.drum_map import gm_note
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import MidiSetup, OutPort
from beatterm.model.mixer import audible
from beatterm.model.param import Values, overlaid
from beatterm.model.project import Project
from beatterm.model.song import TrackSetup

_MIDDLE_C = 60


@dataclass(frozen=True, slots=True)
class Route:
    """What a track sends: `note` is what a hit without one of its own plays, `values` are those of its sound
    and strip that are not at their defaults.
    """

    track: str
    out: MidiOut
    note: int
    values: Values


Routes = dict[str, dict[str, Route]]
"""By port and by track."""


def routes_of(project: Project, setup: MidiSetup) -> Routes:
    """The routes of all tracks that send and are heard: what the mixer mutes is silent here too."""
    routes: Routes = {}
    mixer = project.song.mixer
    for track in project.song.tracks:
        port = setup.out(track.midi.port) if track.midi else None
        if track.midi is None or port is None or not audible(mixer, track.name):
            continue
        values = overlaid(track.values, mixer.strip(track.name).values)
        route = Route(track.name, track.midi, note_sent(project, track, track.midi, port), values)
        routes.setdefault(port.name, {})[track.name] = route
    return routes


def note_sent(project: Project, track: TrackSetup, out: MidiOut, port: OutPort | None = None) -> int:
    """What a hit without a note is sent as: the track's note, else the port's own for such a drum, else the
    General MIDI drum by the track's or its sound's name, else the pitch at which its sound was recorded.
    """
    sound = project.kit.sound(track.sound)
    names = (track.name, track.sound)
    own = [port.drum(name) for name in names] if port else []
    named = (out.note, *own, *map(gm_note, names), sound.root if sound else None)
    return next((note for note in named if note is not None), _MIDDLE_C)
