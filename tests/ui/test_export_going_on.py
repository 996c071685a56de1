"""An export that goes on beside the song: how far it is, how it is ended, and what is told of it."""

from pathlib import Path

import pytest

from beatterm.export.job import Made, Progress
from beatterm.host.export_wire import Done, Failed, Stopped
from tests.session.exports import FakeExporter
from tests.ui.exports import LOUD, inside, screen
from tests.ui.rig import running

pytestmark = pytest.mark.usefixtures("here")


async def test_it_goes_on_behind_the_song_and_tells_when_it_is_done(here: Path) -> None:
    exporter = FakeExporter()
    async with running((120, 40), export=exporter) as rig:
        await rig.press("E", "enter")
        exporter.last.progress = Progress(0.42, "second pass")
        await rig.see()
        assert " 42%" in rig.text()
        assert "second pass" in rig.text()
        await rig.press("enter")
        assert screen(rig) == "MainScreen"
        assert "export 42%" in rig.text()
        await rig.press("enter")
        assert rig.session.is_dirty
        path = str(here / "a.wav")
        exporter.last.outcome = Done((Made(path, 341333, 44100, LOUD, 2.5, ("It repeats after 4 bars.",)),))
        await rig.see()
        assert "Exported a.wav: 341,333 frames, -9.8 LUFS." in rig.text()
        assert "export 42%" not in rig.text()
        await rig.press("E")
        for words in (
            "Exported pattern A",
            "341,333 frames, 7.74 s at 44.1 kHz",
            "true peak -1.0 dBTP",
            "+2.5 dB added",
            "It repeats after 4 bars.",
        ):
            assert words in inside(rig)
        await rig.press("space")
        assert "Export " in rig.text()
        await rig.press("escape")
        assert screen(rig) == "MainScreen"


async def test_many_files_are_listed_and_scrolled_through() -> None:
    exporter = FakeExporter()
    made = tuple(
        Made(f"/loops/{at}.wav", 88200, 44100, LOUD, notes=("For all.", *["For one."] * (at == 1)))
        for at in range(40)
    )
    async with running(export=exporter) as rig:
        await rig.press("E", "enter")
        exporter.last.outcome = Done(made)
        await rig.see()
        for words in ("2.00 s at 44.1 kHz", " 0.wav", "-9.8 LUFS -1.0 dBTP"):
            assert words in inside(rig)
        assert (inside(rig).count("For all."), inside(rig).count("For one.")) == (1, 1)
        assert "39.wav" not in inside(rig)
        await rig.press(*["pagedown"] * 9)
        assert "39.wav" in inside(rig)
        await rig.press(*["pageup"] * 9)
        assert " 0.wav" in inside(rig)


async def test_packs_that_were_raised_by_different_gains_are_listed(here: Path) -> None:
    """A pack has no frames of its own, and yet a level: its song's."""
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E", "p enter")
        packs = [Made(str(here / f"{gain}.zip"), 0, 0, LOUD, float(gain)) for gain in (1, 2)]
        exporter.last.outcome = Done(tuple(packs))
        await rig.see()
        assert "1.zip -9.8 LUFS -1.0 dBTP 2.zip -9.8 LUFS -1.0 dBTP" in inside(rig)


async def test_files_that_turn_out_to_be_there_are_asked_about_too() -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E", "enter")
        exporter.last.outcome = Failed("There is such a file already.", is_there=True)
        await rig.see()
        await rig.press("y")
        assert [each.commission.job.overwrite for each in exporter.begun] == [False, True]


async def test_escape_cancels_once_that_is_confirmed() -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E", "enter", "escape")
        await rig.press("g")
        assert not rig.desk.exports.state.is_stopping
        await rig.press("escape", "c")
        assert exporter.last.outcome == Stopped()
        await rig.see()
        assert rig.desk.exports.state.is_stopped
        await rig.press("escape")
        assert "nothing half made is left" in rig.text()


async def test_a_fault_is_told_and_stands_in_the_dialog() -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E", "enter")
        exporter.last.outcome = Failed("The disk is full. Free some space.")
        await rig.see()
        assert "The disk is full." in inside(rig)
        await rig.press("down")
        assert "The disk is full." not in inside(rig)


async def test_leaving_asks_while_an_export_goes_on() -> None:
    async with running(export=FakeExporter()) as rig:
        await rig.press("E", "enter", "enter", "q")
        assert "An export is not done yet." in rig.text()
        await rig.press("n")
        assert screen(rig) == "MainScreen"
        assert rig.app.return_code is None
