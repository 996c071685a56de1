"""Keys that are held: a sound with a release ends when its key goes up, a drum rings out."""

import numpy as np
import pytest

from beatterm.engine.edits import SetTracks
from beatterm.engine.engine import Engine, latency_frames
from beatterm.engine.frames import Frames
from beatterm.engine.messages import Audition, Command, LetGo, Panic, Play, Stop
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.project import Project
from beatterm.sequencer.live import Cue
from tests.material import engine_of, noise, notes, row, song_of

RATE = 44100
LONG = noise(3 * RATE)
RELEASE = round(0.010 * RATE)
KIT = Kit(
    "k",
    sounds=(
        Sound("hit", (Layer(127, ("long.wav",)),)),
        Sound("bass", (Layer(127, ("long.wav",)),), root=36, release_ms=10.0),
    ),
)
SONG = song_of(row("hit", "...."), notes("bass", ". . . ."))


def engine() -> Engine:
    return engine_of(Project(SONG, KIT), {"long.wav": LONG})


def told(to: Engine, *commands: Command) -> None:
    for command in commands:
        to.prepare(command)
        to.post(command)


def heard_frames(frames: Frames) -> int:
    """Up to which frame anything is heard."""
    found = np.flatnonzero(np.abs(frames).max(axis=1) > 0)
    return int(found[-1]) + 1 - latency_frames if len(found) else 0


@pytest.mark.parametrize("held", [441, 22050, 88200])
def test_a_sound_with_a_release_sounds_as_long_as_its_key_is_held(held: int) -> None:
    played = engine()
    told(played, Audition("bass", 36, 100, hold=7))
    before = played.render(held)
    told(played, LetGo(7))
    whole = np.concatenate([before, played.render(RATE)])
    assert heard_frames(whole) == pytest.approx(held + RELEASE, abs=2)


def test_it_ends_without_a_click() -> None:
    played = engine()
    told(played, Audition("bass", 36, 100, hold=7))
    before = played.render(4410)
    told(played, LetGo(7))
    end = played.render(RELEASE + latency_frames)[latency_frames:]
    loud = float(np.abs(before).max())
    assert np.abs(end[-20:]).max() < 0.02 * loud


def test_a_drum_rings_out_and_a_note_without_a_key_lasts_a_beat() -> None:
    for hit, frames in ((Audition("hit", None, 100, hold=1), 3 * RATE), (Audition("bass", 36), RATE // 2)):
        played = engine()
        told(played, hit)
        before = played.render(1000)
        told(played, LetGo(1))
        whole = np.concatenate([before, played.render(4 * RATE)])
        assert heard_frames(whole) == pytest.approx(frames, abs=RELEASE + 2)


def test_letting_a_key_go_ends_its_own_note_alone() -> None:
    played = engine()
    told(played, Audition("bass", 36, 100, hold=1), Audition("bass", 48, 100, hold=2))
    played.render(512)
    told(played, LetGo(1), LetGo(1), LetGo(99))
    played.render(RELEASE + 512)
    assert played.snapshot().voices == 1
    assert played.render(RATE // 2).any()
    told(played, LetGo(2))
    played.render(RELEASE + 2048)
    assert played.is_silent


@pytest.mark.parametrize("end", [Stop(), Panic()])
def test_stop_and_panic_end_what_is_held(end: Command) -> None:
    played = engine()
    told(played, Play(Cue(pattern="A")), Audition("bass", 36, 100, hold=1))
    played.render(4410)
    told(played, end)
    played.render(RELEASE + 2048)
    assert played.is_silent
    told(played, LetGo(1))
    assert not played.render(1000).any()


def test_a_key_ends_its_note_when_tracks_and_song_have_changed_meanwhile() -> None:
    played = engine()
    told(played, Audition("bass", 36, 100, hold=1))
    played.render(1000)
    told(played, SetTracks("A", (row("hit", "x..."),)))
    played.render(1000)
    told(played, LetGo(1))
    played.render(RELEASE + 2048)
    assert played.is_silent
