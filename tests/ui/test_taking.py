"""A MIDI file taken in on the screen: new patterns, in one step that undo takes back."""

from pathlib import Path

import pytest
from mido import Message, MidiFile, MidiTrack

from beatterm.engine.messages import Queue
from beatterm.sequencer.live import Cue
from tests.ui.rig import Rig, running
from tests.ui.tuning import fill


def loop(path: Path) -> Path:
    """A bar of kicks, the second a little late, and one cowbell."""
    file, line, now = MidiFile(ticks_per_beat=480), MidiTrack(), 0
    for tick, note in ((0, 36), (492, 36), (960, 56)):
        line.append(Message("note_on", channel=9, note=note, velocity=90, time=tick - now))
        line.append(Message("note_off", channel=9, note=note, time=60))
        now = tick + 60
    file.tracks.append(line)
    file.save(path)
    return path


async def answer(rig: Rig, *answers: str) -> None:
    """Fill in the form of `g p` and wait until what it asks for is done."""
    await rig.press("g p")
    await fill(rig, *answers)


async def done(rig: Rig) -> None:
    """Wait for the reading, which goes on beside the screen."""
    await rig.app.workers.wait_for_complete()
    await rig.settle()


async def test_a_drum_loop_becomes_a_pattern_of_the_song_and_goes_again_with_one_undo(tmp_path: Path) -> None:
    async with running((120, 40)) as rig:
        before = rig.song
        await answer(rig, str(loop(tmp_path / "funk.mid")), "10")
        await done(rig)
        assert [pattern.name for pattern in rig.song.patterns] == ["A", "B", "C"]
        assert rig.desk.place.pattern == "C"
        assert [setup.name for setup in rig.song.tracks] == [*(s.name for s in before.tracks), "cowbell"]
        (kick, _) = rig.song.patterns[-1].tracks
        struck = {at: step.nudge for at, step in enumerate(kick.steps) if step}
        assert (kick.name, kick.swing, struck) == ("kick", 50.0, {0: 0.0, 4: 0.1})
        assert "Pattern C: 3 hits on 2 tracks; new: cowbell." in rig.text()
        assert (rig.song.tempo, rig.song.sections) == (before.tempo, before.sections)
        await rig.press("u")
        assert rig.song == before


async def test_what_differs_from_the_file_is_told(tmp_path: Path) -> None:
    async with running((160, 50), toasts=True) as rig:
        await answer(rig, str(loop(tmp_path / "funk.mid")), "all")
        await done(rig)
        text = " ".join(rig.text().split())
        assert "The file is at 120 BPM; the song stays at" in text


@pytest.mark.parametrize(
    ("content", "channel", "said"),
    [(b"no midi", "all", "not a whole MIDI file"), (None, "3", "No notes are struck on channel 3")],
)
async def test_a_file_that_cannot_come_in_leaves_the_song(
    tmp_path: Path, content: bytes | None, channel: str, said: str
) -> None:
    path = loop(tmp_path / "funk.mid")
    if content:
        path.write_bytes(content)
    async with running((160, 50)) as rig:
        before = rig.song
        await answer(rig, str(path), channel)
        await done(rig)
        assert said in rig.text()
        assert rig.song == before and not rig.session.is_dirty


async def test_a_song_that_would_be_too_long_to_be_opened_again_takes_nothing_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beatterm.session.midi_file.MAX_TEXT_BYTES", 100)
    async with running((160, 50)) as rig:
        await answer(rig, str(loop(tmp_path / "funk.mid")), "all")
        await done(rig)
        assert "too long for one file" in rig.text()
        assert not rig.session.is_dirty


async def test_while_it_plays_the_new_pattern_takes_over_at_the_next_bar(tmp_path: Path) -> None:
    async with running() as rig:
        await rig.press("space")
        await answer(rig, str(loop(tmp_path / "funk.mid")), "all")
        await done(rig)
        assert rig.engine.sent[-1] == Queue(Cue(pattern="C"))


async def test_a_path_that_leads_nowhere_is_said_in_the_form(tmp_path: Path) -> None:
    async with running((160, 50)) as rig:
        await answer(rig, str(tmp_path / "none.mid"))
        assert "There is no file" in " ".join(rig.text().split())
