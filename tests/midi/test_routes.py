"""What note a drum is sent as: the track's, the instrument's own, General MIDI's."""

from dataclasses import replace

from beatterm.engine.midi.routes import routes_of
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import MidiSetup, OutPort
from beatterm.model.project import Project
from beatterm.model.song import Song, TrackSetup

ODD = OutPort("odd", drums=(("kick", 44), ("snare", 45), ("hat-open", 50)))
TRACKS = ("kick", "bd", "snare", "clap", "hat", "oh")


def notes(*outs: OutPort, note: int | None = None) -> dict[str, int]:
    tracks = tuple(TrackSetup(name, name, midi=MidiOut(note=note)) for name in TRACKS)
    routes = routes_of(Project(Song(tracks=tracks)), MidiSetup(outs=outs))
    return {name: route.note for name, route in routes[outs[0].name].items()}


def test_a_port_without_notes_of_its_own_is_general_midi() -> None:
    assert notes(replace(ODD, drums=())) == dict(zip(TRACKS, (36, 36, 38, 39, 42, 46), strict=True))


def test_an_instruments_own_notes_are_found_by_name_or_by_the_drum_that_is_meant() -> None:
    assert notes(ODD) == dict(zip(TRACKS, (44, 44, 45, 39, 42, 50), strict=True))


def test_the_tracks_own_note_goes_first() -> None:
    assert set(notes(ODD, note=60).values()) == {60}
