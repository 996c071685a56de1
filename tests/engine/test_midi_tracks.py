"""Tracks that hardware plays: silent here unless they are to be heard too, and nobody misses their sounds."""

from dataclasses import replace

import numpy as np
import pytest

from beatterm.engine.bake import Recipe
from beatterm.engine.edits import SetProject, SetSong
from beatterm.engine.messages import Audition
from beatterm.engine.wanted import Wanted
from beatterm.model.midi import MidiOut
from beatterm.model.pattern import Track
from beatterm.model.project import Project, missing_sounds
from beatterm.model.song import Song
from tests.material import PLAY_A, engine_of, impulse, kit_of, rendered, row, song_of

FILES = {"kick.wav": impulse(), "rim.wav": impulse(height=0.5)}
BEAT_FRAMES = 22050
KICK, RIM = row("kick", "x... .... .... ...."), row("rim", ".... x... .... ....")
SENT, BOTH = MidiOut(channel=2), MidiOut(channel=2, audio=True)


def sent(song: Song, **tracks: MidiOut | None) -> Song:
    """The song with these tracks sent to hardware."""
    setups = tuple(replace(each, midi=tracks.get(each.name, each.midi)) for each in song.tracks)
    return replace(song, tracks=setups)


def project(*tracks: Track, **midi: MidiOut | None) -> Project:
    return Project(sent(song_of(*(tracks or (KICK, RIM))), **midi), kit_of("kick", "rim"))


def hits(of: Project) -> list[int]:
    """In which beats of a bar something is heard."""
    bar = rendered(engine_of(of, FILES, PLAY_A), 4 * BEAT_FRAMES)
    beats = bar.reshape(4, BEAT_FRAMES, 2)
    return [int(beat) for beat in np.flatnonzero(np.abs(beats).max(axis=(1, 2)) > 0.1)]


@pytest.mark.parametrize(
    ("midi", "heard"), [(None, [0, 1]), (SENT, [0]), (BOTH, [0, 1])], ids=["heard", "sent", "both"]
)
def test_a_track_is_heard_unless_only_hardware_plays_it(midi: MidiOut | None, heard: list[int]) -> None:
    assert hits(project(rim=midi)) == heard


def test_what_is_only_sent_changes_no_bit_of_what_is_heard() -> None:
    alone = rendered(engine_of(project(KICK), FILES, PLAY_A), 4 * BEAT_FRAMES)
    beside = rendered(engine_of(project(rim=SENT), FILES, PLAY_A), 4 * BEAT_FRAMES)
    assert np.array_equal(alone, beside)


def test_a_pad_of_a_track_that_is_only_sent_is_silent() -> None:
    for midi, loud in ((SENT, False), (BOTH, True)):
        engine = engine_of(project(rim=midi), FILES, Audition("rim", None, 100))
        assert (np.abs(rendered(engine, 512)).max() > 0.1) == loud


def test_nobody_misses_the_sound_of_a_track_that_is_only_sent() -> None:
    lacking = row("moog", "x...")
    assert missing_sounds(project(KICK, lacking)) == ("moog",)
    assert missing_sounds(project(KICK, lacking, moog=BOTH)) == ("moog",)
    assert missing_sounds(project(KICK, lacking, moog=SENT)) == ()
    engine_of(project(KICK, lacking, moog=SENT), FILES)


def test_its_pitches_are_not_baked() -> None:
    tuned = Track("bass", tuple(replace(step, notes=(40,)) if step else None for step in KICK.steps))

    def pitches(midi: MidiOut | None) -> set[int]:
        of = Project(sent(song_of(tuned), bass=midi), kit_of("bass", root=36))
        recipes: dict[Recipe, None] = Wanted().recipes_for(of, [("bass", 41)])
        return {recipe.semitones for recipe in recipes}

    assert pitches(None) == pitches(BOTH) == {0, 4, 5}
    assert pitches(SENT) == {0}


def test_it_is_heard_again_from_the_next_hit_on() -> None:
    of = project(rim=SENT)
    engine = engine_of(of, FILES, PLAY_A)
    assert not rendered(engine, 4 * BEAT_FRAMES)[BEAT_FRAMES:].any()
    back = SetSong(sent(of.song, rim=BOTH))
    assert engine.prepare(back) == ()
    engine.post(back)
    assert np.abs(rendered(engine, 4 * BEAT_FRAMES)[BEAT_FRAMES:]).max() > 0.1
    engine.prepare(SetProject(of))
    engine.post(SetProject(of))
    assert not rendered(engine, 4 * BEAT_FRAMES)[BEAT_FRAMES:].any()
