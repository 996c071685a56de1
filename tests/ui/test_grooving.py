"""Grooves on the screen: given to a track, taken from a pattern or a MIDI file."""

from dataclasses import replace
from pathlib import Path

import pytest
from mido import Message, MidiFile, MidiTrack

from beatterm.model.groove import Groove
from beatterm.model.pattern import NO_GROOVE, Pattern, Track
from beatterm.model.step import Step
from beatterm.model.time import SIXTEENTH_TICKS
from tests.session.fakes import make_song
from tests.ui.rig import running
from tests.ui.tuning import fill, track


async def test_a_groove_of_a_track_follows_the_song_again() -> None:
    async with running() as rig:
        await rig.press("Q t + down 5 0 enter")
        assert (track(rig, "kick").groove, track(rig, "kick").groove_amount) == (NO_GROOVE, 50)
        await rig.press("Q t - down d enter")
        assert (track(rig, "kick").groove, track(rig, "kick").groove_amount) == (None, None)


async def test_a_groove_is_taken_from_a_pattern_and_removed_again() -> None:
    late = Pattern("A", tracks=(Track("hat", (Step(), Step(nudge=0.2)) * 8),))
    async with running(song=replace(make_song(), patterns=(late,), sections=())) as rig:
        await rig.press("Q x")
        await fill(rig, "late", "1/16", "2")
        assert rig.song.grooves == (Groove("late", SIXTEENTH_TICKS, (0.0, 0.2), (100, 100)),)
        await rig.press("Q g + enter")
        assert rig.song.groove == "late"
        await rig.press("Q d")
        await rig.press("enter")
        assert (rig.song.groove_named("late"), rig.song.groove) == (None, "")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (("two words",), "1 to 24 letters"),
        (("late", "1/7"), "step takes one of"),
        (("late", "1/16", "65"), "slots takes a whole number from 1 to 64"),
    ],
)
async def test_what_a_groove_cannot_be_is_explained(answers: tuple[str, ...], said: str) -> None:
    async with running((120, 40)) as rig:
        await rig.press("Q x")
        await fill(rig, *answers)
        assert said in rig.text()
        assert rig.song == make_song()


def midi_file(path: Path) -> Path:
    """Two beats of sixteenths, every second one late by a tenth of a sixteenth."""
    file, line, passed = MidiFile(ticks_per_beat=480), MidiTrack(), 0
    for at in range(8):
        late = 12 if at % 2 else 0
        line.append(Message("note_on", note=42, velocity=100, time=120 * at + late - passed))
        line.append(Message("note_off", note=42, time=6))
        passed = 120 * at + late + 6
    file.tracks.append(line)
    file.save(path)
    return path


async def test_a_groove_is_taken_from_a_midi_file(tmp_path: Path) -> None:
    async with running() as rig:
        await rig.press("Q m")
        file = str(midi_file(tmp_path / "funk.mid"))
        await fill(rig, file, "funk", "1/16", "2", "99")
        assert "channel takes one of all, 1, 2" in rig.text()
        await fill(rig, file, "funk", "1/16", "2", "all")
        groove = rig.song.groove_named("funk")
        assert groove is not None
        assert groove.time == (0.0, 0.1)
        await rig.press("Q m")
        await fill(rig, file, "drums", "1/16", "2", "10")
        assert rig.song.groove_named("drums") is None
        assert "No notes are struck on channel 10" in rig.text()


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "There is no file"), (b"no midi", "not a whole MIDI file"), ("folder", "is a folder")],
)
async def test_a_file_that_is_no_midi_is_explained(tmp_path: Path, content: object, said: str) -> None:
    path = tmp_path / "funk.mid"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        path.mkdir()
    async with running((160, 50)) as rig:
        await rig.press("Q m")
        await fill(rig, str(path))
        assert said in " ".join(rig.text().split())
        await fill(rig, "")
        assert "such as ~/grooves/funk.mid" in rig.text()
