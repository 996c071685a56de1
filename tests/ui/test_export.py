"""The Export dialog: what is asked for, what is explained before anything begins, and how it looks."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from beatterm.export.job import AFTER_EFFECTS, CUT, KEEP, LOUDNESS, PEAK, WRAP, Form, Job, Level, Made, Part
from beatterm.export.many.matrix import Axes
from beatterm.host.export_wire import Done, Many, Missed
from beatterm.host.exporting import MAKERS
from beatterm.library.settings import Settings
from beatterm.model.song import Section
from beatterm.ui.desk.order_fields import FORMATS
from tests.session.exports import FakeExporter
from tests.session.fakes import make_song
from tests.ui.exports import LOUD, asked, inside, screen, turned
from tests.ui.rig import Rig, running

pytestmark = pytest.mark.usefixtures("here")


async def test_enter_makes_a_loop_of_the_pattern_on_the_screen(here: Path) -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("n E")
        assert screen(rig) == "ExportScreen"
        assert "Night_bus-B-92bpm-2bar.wav: 230,087 frames, 5.22 s" in inside(rig)
        assert "2 bars: B repeats after 1 pass" in inside(rig)
        await rig.press("enter")
        form = Form(loop=True, tail=WRAP)
        assert asked(exporter) == Job(Part("B"), form, str(here), Job().name)
        assert "Exporting pattern B" in rig.text()


async def test_every_field_reaches_the_job(here: Path) -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E")
        for field, keys in (
            ("of", "right right"),
            ("loop", "left"),
            ("tail", "right"),
            ("repeats", "3"),
            ("bits", "1"),
            ("rate", "9"),
            ("level", "l"),
            ("loudness", "- 9 . 5"),
            ("ceiling", "left"),
            ("name", " ".join("-x")),
        ):
            await turned(rig, field, keys)
        await rig.press("enter")
        form = Form(".wav", 96000, "16", False, CUT, Level(LOUDNESS, -9.5, -1.5))
        assert asked(exporter) == Job(Part(repeats=3), form, str(here), Job().name + "-x")


async def test_stems_are_named_by_track_and_keep_their_levels(here: Path) -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E")
        await turned(rig, "level", "right")
        await turned(rig, "stems", "right")
        assert "make level as mixed" in inside(rig)
        await turned(rig, "level", "left")
        assert "-kick.wav" in inside(rig)
        await rig.press("enter")
        assert (asked(exporter).name, asked(exporter).stems) == (f"{Job().name}-{{track}}", AFTER_EFFECTS)


async def test_a_midi_file_and_packs(here: Path) -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("n E", "right")
        assert "Night_bus-B-92bpm-2bar.mid" in inside(rig)
        await rig.press("enter")
        assert exporter.last.commission.maker == MAKERS["midi"]
        assert asked(exporter).form.suffix == ".mid"
        exporter.last.outcome = Done((Made(str(here / "a.mid"), 0, 0),))
        await rig.see()
        assert "Exported a.mid." in rig.text()
        await rig.press("space", "right")
        await turned(rig, "for", "right")
        await turned(rig, "as", "right")
        assert "Night_bus-92bpm-pack, " not in inside(rig)
        assert "the song as WAV and MP3" in inside(rig)
        await rig.press("enter")
        assert exporter.last.commission.maker == MAKERS["store"]
        assert (asked(exporter).form.suffix, asked(exporter).part) == ("", Part())


async def test_a_pack_at_a_level_in_another_tempo_and_kits(here: Path) -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E", "p")
        assert "same gain" not in inside(rig)
        for field, keys in (("level", "l"), ("loudness", "- 9 . 5"), ("marks", "h"), ("variants", "m")):
            await turned(rig, field, keys)
        assert "loops and stems get the same gain" in inside(rig)
        await turned(rig, "tempos", "9 9")
        await turned(rig, "kits", " ".join("all"))
        assert "2 files, the first Night_bus-99bpm-pack-deep.zip" in inside(rig)
        await rig.press("enter")
        form, job = asked(exporter).form, asked(exporter)
        assert (form.level, form.slices) == (Level(LOUDNESS, -9.5), True)
        assert job.name == "{title}-{tempo}bpm-{key}-pack-{kit}"
        assert exporter.last.commission.maker == MAKERS["pack"]
        axes = Axes(kits=("deep", "dusty"), tempos=(99.0,))
        assert exporter.last.commission.many == Many(axes, str(here))
        assert "Exporting 2 packs" in rig.text()


async def test_the_tail_of_what_is_no_loop_rings_out() -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E")
        await turned(rig, "loop", "left enter")
        assert (asked(exporter).form.loop, asked(exporter).form.tail) == (False, KEEP)


async def test_a_section_and_a_selection_can_be_exported() -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("tab tab down E")
        assert "section hook" in rig.text()
        await rig.press("escape", "escape v l l j E", "down right right right")
        assert "selection 2 tracks, steps 1-3" in rig.text()
        await rig.press("enter")
        assert asked(exporter).part == Part("A", steps=(1, 3), tracks=("kick", "snare"))


async def test_of_two_sections_of_one_name_the_one_under_the_cursor_is_exported() -> None:
    exporter, song = FakeExporter(), make_song()
    song = replace(song, sections=(Section("verse", "A", 1), Section("verse", "A", 3)))
    async with running(song=song, export=exporter) as rig:
        await rig.press("tab tab down E")
        assert "section verse-2" in rig.text()
        await rig.press("enter")
        assert asked(exporter).part == Part(section="verse-2")


async def test_a_level_is_turned_and_typed() -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E")
        await turned(rig, "level", "right")
        await turned(rig, "peak", "right left left")
        assert "-1.5 dBTP" in rig.text()
        await rig.press("- 3 9")
        assert "A number from -24 to 0 dBTP." in rig.text()
        await rig.press("backspace enter")
        assert asked(exporter).form.level == Level(PEAK, -3.0, -1.0)


async def test_what_cannot_go_together_is_explained_before_anything_begins() -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E")
        await turned(rig, "format", "m")
        assert "leave a gap where the loop turns over" in inside(rig)
        assert "bits" not in [param.name for param in rig.desk.order.fields]
        await turned(rig, "rate", "9")
        assert "MP3 has no rate of 96000" in rig.text()
        await rig.press("enter")
        assert exporter.begun == []
        await turned(rig, "name", "{ }")
        await turned(rig, "rate", "4")
        assert "have no field {}" in rig.text()


async def test_a_folder_that_is_not_there_is_made(here: Path) -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E")
        await turned(rig, "folder", " ".join("/new"))
        assert "will be made" in rig.text()
        await rig.press("enter")
        assert asked(exporter).folder == str(here / "new")
        assert (here / "new").is_dir()


async def test_texts_are_edited_where_the_caret_is() -> None:
    async with running(export=FakeExporter()) as rig:
        await rig.press("E")
        await turned(rig, "name", "home delete x right backspace end left Y")
        assert rig.desk.order.job().name == "xitle}-{pattern}-{tempo}bpm-{bars}bar-{keyY}"


async def test_a_file_that_is_there_is_only_replaced_when_that_is_wished(here: Path) -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        (here / "Night_bus-B-92bpm-2bar.wav").write_bytes(b"old")
        await rig.press("n E", "enter")
        assert screen(rig) == "DecideScreen"
        await rig.press("n")
        assert exporter.begun == []
        await rig.press("enter", "y")
        assert asked(exporter).overwrite


async def test_the_mouse_picks_and_turns() -> None:
    exporter = FakeExporter()
    async with running(export=exporter) as rig:
        await rig.press("E")
        row = next(at for at, line in enumerate(rig.lines()) if " rate " in line)
        await rig.pilot.click(offset=(20, row))
        assert rig.desk.order.here.name == "rate"
        await rig.pilot.click(offset=(rig.lines()[row].index("›"), row))
        assert asked_rate(rig) == 48000
        row = next(at for at, line in enumerate(rig.lines()) if "export   esc" in line)
        await rig.pilot.click(offset=(rig.lines()[row].index("export"), row))
        await rig.settle()
        assert len(exporter.begun) == 1


def asked_rate(rig: Rig) -> int:
    return rig.desk.order.job().form.rate


@pytest.mark.parametrize(
    ("size", "charset"), [((60, 18), "ascii"), ((80, 24), "unicode"), ((200, 50), "ascii")]
)
async def test_every_line_fits(size: tuple[int, int], charset: str) -> None:
    exporter = FakeExporter()
    made = tuple(Made(f"/loops/{'long-name-' * 9}{at}.wav", 100, 44100, LOUD) for at in range(20))
    async with running(size, charset=charset, export=exporter) as rig:
        await rig.press("E")
        await turned(rig, "level", "l")
        await turned(rig, "variants", "m")
        await turned(rig, "tempos", "9 0 , 9 1")
        for outcome in (None, Done(made, 3, (Missed("long " * 40, "why " * 60),))):
            lines = rig.lines()
            assert {cell_len(line) for line in lines} == {size[0]}
            assert len(lines) == size[1]
            if charset == "ascii":
                assert "".join(lines).isascii()
            await rig.press("enter")
            exporter.last.outcome = outcome
            await rig.see()


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_the_bottom_line_stays_free_and_the_keys_stand_in_the_dialog(size: tuple[int, int]) -> None:
    async with running(size) as rig:
        bottom = rig.lines()[-1]
        await rig.press("E", "")
        await turned(rig, "variants", "right")
        for _ in rig.desk.order.fields:
            await rig.press("down")
            assert rig.lines()[-1] == bottom
            assert "⏎ export esc close arrows choose and turn" in inside(rig)


async def test_what_was_asked_for_last_is_there_again(here: Path) -> None:
    async with running(export=FakeExporter()) as rig:
        await rig.press("E")
        await turned(rig, "rate", "9")
        await rig.press("escape", "n E", "")
        assert asked_rate(rig) == 96000
        assert "pattern B" in rig.text()
        assert rig.desk.order.job().folder == str(here)


async def test_habits_are_remembered_when_they_are_used() -> None:
    kept: list[dict[str, object]] = []
    async with running(export=FakeExporter(), keep=kept.append) as rig:
        await rig.press("E", "enter")
        assert kept == []
    async with running(export=FakeExporter(), keep=kept.append) as rig:
        await rig.press("E")
        await turned(rig, "rate", "9")
        await rig.press("enter")
        assert kept == [{"export_rate": "96 kHz"}]
    settings = Settings(export_rate="96 kHz", export_bits="what", export_folder="~/loops")
    async with running(export=FakeExporter(), keep=kept.append, settings=settings) as rig:
        await rig.press("E")
        job = rig.desk.order.job()
        assert (job.form.rate, job.form.bits, job.folder) == (96000, "24", "~/loops")


def test_each_format_stands_once_in_the_dialog() -> None:
    assert list(FORMATS) == ["WAV", "FLAC", "AIFF", "OGG", "MP3"]
    assert FORMATS["AIFF"] == ".aiff"
