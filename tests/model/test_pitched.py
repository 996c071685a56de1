"""Drums and instruments are told apart."""

import pytest

from beatterm.model.midi import MidiOut
from beatterm.model.pitched import own_note, pitched_tracks
from beatterm.model.project import Project
from beatterm.model.song import TrackSetup
from tests.material import kit_of, notes, row, song_of

KIT = kit_of("bass", root=36)


@pytest.mark.parametrize(
    ("setup", "note"),
    [
        (TrackSetup("bass", "bass"), 36),
        (TrackSetup("bass", "bass", midi=MidiOut(channel=10)), 36),
        (TrackSetup("lead", "lead"), None),
        (TrackSetup("lead", "lead", midi=MidiOut(channel=2)), 60),
        (TrackSetup("lead", "lead", midi=MidiOut(channel=10)), None),
        (TrackSetup("lead", "lead", midi=MidiOut(channel=2, note=40)), None),
        (TrackSetup("kick", "x", midi=MidiOut(channel=2)), None),
        (TrackSetup("x", "OpenHat", midi=MidiOut(channel=2)), None),
    ],
)
def test_a_plain_hit_has_the_note_of_its_sound_or_of_the_instrument(setup: TrackSetup, note: int) -> None:
    assert own_note(KIT, setup) == note


def test_notes_make_a_row_pitched() -> None:
    song = song_of(row("kick", "x..."), notes("tom", "40 . . ."), row("bass", "...."))
    assert pitched_tracks(Project(song, KIT)) == {"tom", "bass"}
