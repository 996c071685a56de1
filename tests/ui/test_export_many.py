"""Many files from the Export dialog: patterns, sections, tempos, kits and seeds."""

from pathlib import Path

import pytest

from beatterm.export.job import Job, Made
from beatterm.export.many.matrix import Axes
from beatterm.host.export_wire import Done, Many, Missed, Stopped
from tests.session.exports import FakeExporter
from tests.ui.exports import LOUD, asked, inside, turned
from tests.ui.rig import running

pytestmark = pytest.mark.usefixtures("here")


async def test_every_pattern_in_many_variants(here: Path) -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E", "down e")
        assert "2 files, the first Night_bus-A-92bpm-3bar.wav" in inside(rig)
        assert "tempos" not in [param.name for param in rig.desk.order.fields]
        await turned(rig, "variants", "m")
        await turned(rig, "tempos", " ".join("90..100:5"))
        await turned(rig, "kits", " ".join("all"))
        assert "12 files, the first Night_bus-A-90bpm-3bar-deep.wav: 352,800 frames" in inside(rig)
        await rig.press("enter")
        axes = Axes(("A", "B"), kits=("deep", "dusty"), tempos=(90.0, 95.0, 100.0))
        assert exporter.last.commission.many == Many(axes, str(here))
        assert asked(exporter).name == Job().name + "-{kit}"
        assert "Exporting every pattern, 12 files" in rig.text()


async def test_every_section_and_stems_of_many(here: Path) -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E", "down e e")
        await turned(rig, "variants", "m")
        await turned(rig, "seeds", " ".join("1,2"))
        await turned(rig, "stems", "right")
        await rig.press("enter")
        sections = tuple(dict.fromkeys(section.name for section in rig.song.sections))
        assert exporter.last.commission.many == Many(Axes(sections=sections, seeds=(1, 2)), str(here))
        assert asked(exporter).name == Job().name + "-seed{seed}-{track}"


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("tempos", "5..9", "tempos: '5..9' is not made of numbers from 20 to 400"),
        ("kits", "dusty,deap", "kits: there is no kit 'deap'; did you mean 'deep'?"),
        ("seeds", "1.5", "seeds: '1.5' has a seed that is not a whole number"),
    ],
)
async def test_impossible_variants_are_explained_before_anything_begins(
    field: str, text: str, fault: str
) -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E")
        await turned(rig, "variants", "m")
        await turned(rig, field, " ".join(text))
        assert fault in inside(rig)
        await rig.press("enter")
        assert exporter.begun == []


async def test_names_that_would_clash_are_explained() -> None:
    async with running(export=FakeExporter()) as rig:
        await rig.press("E")
        await turned(rig, "variants", "m")
        await turned(rig, "tempos", " ".join("90,91"))
        await turned(rig, "name", " ".join(["backspace"] * 60 + ["x"]))
        assert "add to the name what varies: x-{tempo}" in inside(rig)


async def test_what_became_of_many_is_told_and_what_is_there_is_asked_about() -> None:
    exporter = FakeExporter()
    made = tuple(
        Made(f"/loops/{at}.wav", 44100 * at, 44100, LOUD, notes=("Said twice.",) * (at < 3))
        for at in (1, 2, 3)
    )
    missed = (Missed("B, 90 bpm", "B is too long.", True), Missed("B, 95 bpm", "There is none.", True))
    async with running(export=exporter) as rig:
        await rig.press("E", "down e", "enter")
        exporter.last.outcome = Done(made, 4, missed)
        await rig.see()
        assert "There is another file for 2 of these already." in rig.text()
        await rig.press("n")
        for words in (
            "3 files made, 4 there already, 2 failed",
            "B, 90 bpm B is too long.",
            "2.wav 2.00 s -9.8 LUFS -1.0 dBTP",
            "2 files: Said twice.",
        ):
            assert words in inside(rig)


async def test_many_that_are_cancelled_say_what_stays() -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E", "down e", "enter")
        exporter.last.outcome = Stopped(there=3)
        await rig.see()
        assert "3 files were made before; the same again goes on from there." in inside(rig)
