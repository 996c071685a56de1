"""Which tracks are played in notes, and which are drums, whatever key strikes them: asked by the screen, and
by what plays the notes of keyboards.
"""

from beatterm.model.drum_map import gm_note
from beatterm.model.kit import Kit
from beatterm.model.midi import DRUM_CHANNEL
from beatterm.model.pattern import Steps
from beatterm.model.project import Project
from beatterm.model.song import TrackSetup

MIDDLE_C = 60


def own_note(kit: Kit, setup: TrackSetup) -> int | None:
    """The note that a plain hit of a track has: that of its sound, or middle C if it is sent to hardware and
    is no drum. None for what has no pitch.
    """
    sound = kit.sound(setup.sound)
    if sound is not None and sound.root is not None:
        return sound.root
    return MIDDLE_C if _is_instrument(setup) else None


def _is_instrument(setup: TrackSetup) -> bool:
    out = setup.midi
    if out is None or out.note is not None or out.channel == DRUM_CHANNEL:
        return False
    return gm_note(setup.name) is None and gm_note(setup.sound) is None


def is_pitched(note: int | None, row: Steps) -> bool:
    """Whether a track is played in notes: its plain hits have a pitch, or notes stand in its row."""
    return note is not None or any(step is not None and step.notes for step in row)


def pitched_tracks(project: Project) -> frozenset[str]:
    """The tracks of a song that are played in notes, in any of its patterns."""
    song = project.song
    own = {setup.name for setup in song.tracks if own_note(project.kit, setup) is not None}
    rows = (track for pattern in song.patterns for track in pattern.tracks if track.name not in own)
    return frozenset(own | {track.name for track in rows if is_pitched(None, track.steps)})
