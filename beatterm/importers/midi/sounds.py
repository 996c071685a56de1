"""Which sound of a kit a row of a MIDI file plays, by its name or its note."""

from statistics import median_low

from beatterm.engine.midi.routes import note_sent
from beatterm.importers.midi.voices import Row
from beatterm.model.drum_map import drum_track
from beatterm.model.kit import Kit, Sound
from beatterm.model.midi import MidiOut
from beatterm.model.project import Project
from beatterm.model.song import TrackSetup


def setup_of(row: Row, name: str, kit: Kit) -> TrackSetup:
    """What a track that plays a row is; where the kit has nothing for it, its sound is to come."""
    sound = kit.sound(row.name) or (_drum(row.drum, kit) if row.drum is not None else _pitched(row, kit))
    return TrackSetup(name, sound.name if sound else row.name)


def _drum(note: int, kit: Kit) -> Sound | None:
    """The sound of that very drum note, else of a drum near to it."""
    own = next((sound for sound in kit.sounds if sound.note == note), None)
    return own or kit.sound(drum_track(note, (sound.name for sound in kit.sounds)) or "")


def _pitched(row: Row, kit: Kit) -> Sound | None:
    """The sound with a pitch that the row's name names, else the one recorded nearest to its notes."""
    words = row.name.lower()
    rooted = [sound for sound in kit.sounds if sound.root is not None and sound.note is None]
    named = next((sound for sound in rooted if sound.name.lower() in words), None)
    middle = median_low(note for hit in row.hits for note in hit.notes)
    return named or min(rooted, key=lambda sound: abs((sound.root or 0) - middle), default=None)


def says_note(row: Row, setup: TrackSetup, kit: Kit) -> bool:
    """Whether the hits of a drum must say their note, since their track would be sent as another."""
    return row.drum is not None and note_sent(Project(kit=kit), setup, MidiOut()) != row.drum
