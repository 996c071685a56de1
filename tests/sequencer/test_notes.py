"""Notes: transposed with their track, kept in the song's key."""

from dataclasses import replace

from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import TrackSetup
from beatterm.model.step import Step
from beatterm.sequencer.query import events_between
from tests.material import song_of
from tests.sequencer.listening import LOOP_A, S, lane

LAYERS = (Layer(127, ("x.wav",)),)
KIT = Kit("test", sounds=(Sound("bass", LAYERS, root=36), Sound("kick", LAYERS)))


def sounding(
    *notes: int, track: str = "bass", key: Key | None = None, **settings: object
) -> list[int | None]:
    """The notes that a step with these is heard with."""
    song = song_of(lane(track, [Step(notes=notes)], **settings))
    song = replace(song, key=key, tracks=(TrackSetup(track, track, in_key=True),))
    project = Project(song, KIT)
    return [event.note for event in events_between(project, 0, S, LOOP_A)]


def test_a_track_is_transposed() -> None:
    assert sounding(36, 43, transpose=5) == [41, 48]


def test_notes_that_leave_midi_come_back_by_octaves() -> None:
    assert sounding(120, transpose=20) == [116]
    assert sounding(3, transpose=-20) == [7]


def test_a_hit_at_its_own_pitch_counts_from_its_sounds_root() -> None:
    assert sounding() == [None]
    assert sounding(transpose=7) == [43]
    assert sounding(track="kick", transpose=7) == [None]


def test_notes_move_into_the_key_the_lower_of_two() -> None:
    assert sounding(36, 37, 40, key=Key(0, "minor")) == [36, 39]
    assert sounding(36, 40, 42, key=Key(0, "minor")) == [36, 39, 41]


def test_a_track_out_of_key_stays_as_it_is() -> None:
    song = song_of(lane("bass", [Step(notes=(37,))]))
    song = replace(song, key=Key(0, "minor"))
    assert [event.note for event in events_between(Project(song, KIT), 0, S, LOOP_A)] == [37]
