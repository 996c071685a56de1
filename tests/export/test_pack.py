"""Packs: what lies in them for whom, the sheet about it, and zips that depend on nothing but that."""

import io
import re
import wave
import zipfile
from dataclasses import replace
from pathlib import Path

import mido
import pytest

from beatterm.engine.effects import PARAMS
from beatterm.export.disk import Disk
from beatterm.export.job import Cancelled, Form, Loudness, Made, Part, Progress, Refused
from beatterm.export.names import FIELDS, fields_in
from beatterm.export.pack.contents import COLLABORATOR, CONTENTS, STORE, jobs_of, may_be_passed_on
from beatterm.export.pack.pack import Material, fill, pack_name, why_keep
from beatterm.export.pack.sheet import LAST_LINE, SHEET, Entry, clock, files_of, made_entry, sheet_text
from beatterm.export.pack.zipping import zip_folder
from beatterm.formats.beat_text import format_song, parse_song
from beatterm.library.atomic import new_file
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import Section, Song
from tests.material import kit_of, noise, row, song_of

SONG = replace(
    song_of(row("kick", "x..."), row("hat", "..x."), title="Night bus", tempo=240.0, kit="test", key=Key(0)),
    author="me",
    sections=(Section("all", "A", 2),),
)
SONG = replace(
    SONG, patterns=(*SONG.patterns, Pattern("a", 4, tracks=(row("kick", "xx"),)), Pattern("empty"))
)
KIT = replace(kit_of("kick", "hat"), title="Dusty", author="somebody", license="CC-BY-4.0")
DISK = Disk(lambda kit, file: (noise(300), 44100), new_file)
FORM = Form(bits="16")


@pytest.fixture
def material(tmp_path: Path) -> Material:
    """A song with a kit that has a licence and two recordings."""
    (tmp_path / "kit").mkdir()
    for name in ("LICENSE", "kit.toml", "kick.wav", "hat.wav"):
        (tmp_path / "kit" / name).write_text(name)
    lies = {name: tmp_path / "kit" / name for name in ("kit.toml", "kick.wav", "hat.wav")}
    return Material(
        Project(SONG, KIT), format_song(SONG, PARAMS), (tmp_path / "kit/LICENSE",), tuple(lies.items())
    )


def filled(folder: Path, material: Material, whom: str = "") -> set[str]:
    folder.mkdir()
    fill(folder, material, CONTENTS[whom], FORM, DISK)
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


LOOPS = {"loops/Night_bus-A-240bpm-0.25bar-Cmin.wav", "loops/Night_bus-a-2-240bpm-0.25bar-Cmin.wav"}
MIDI = {f"midi/Night_bus{name}-240bpm.mid" for name in ("", "-A", "-a-2")}
PAPERS = {"info.txt", "kits/test/LICENSE"}
SAMPLES = {"kits/test/kit.toml", "kits/test/kick.wav", "kits/test/hat.wav"}


def stems(*whats: str) -> set[str]:
    tracks = {"a-2": ("kick", "master")}
    return {
        f"stems/{what}/Night_bus-{what}-{track}-240bpm-Cmin.wav"
        for what in whats
        for track in tracks.get(what, ("kick", "hat", "master"))
    }


def test_a_store_gets_loops_and_the_song_in_two_formats(tmp_path: Path, material: Material) -> None:
    mixes = {"Night_bus-240bpm-Cmin.wav", "Night_bus-240bpm-Cmin.mp3"}
    assert filled(tmp_path / "p", material, STORE) == LOOPS | mixes | PAPERS


def test_a_collaborator_gets_all_to_go_on_with(tmp_path: Path, material: Material) -> None:
    there = filled(tmp_path / "p", material, COLLABORATOR)
    rest = {"Night_bus-240bpm-Cmin.wav", "Night_bus.beat"}
    assert there == LOOPS | stems("song", "A", "a-2") | MIDI | PAPERS | SAMPLES | rest
    assert parse_song((tmp_path / "p/Night_bus.beat").read_text(), PARAMS, "x") == SONG
    assert (tmp_path / "p/kits/test/kick.wav").read_text() == "kick.wav"


def test_without_a_word_all_but_the_recordings(tmp_path: Path, material: Material) -> None:
    there = filled(tmp_path / "p", material)
    rest = {"Night_bus-240bpm-Cmin.wav", "Night_bus.beat"}
    assert there == LOOPS | stems("song") | MIDI | PAPERS | rest


def test_loops_are_loop_length_and_midi_can_be_read(tmp_path: Path, material: Material) -> None:
    filled(tmp_path / "p", material)
    for name in LOOPS:
        with wave.open(str(tmp_path / "p" / name)) as file:
            assert file.getnframes() == round(44100 * 60 / 240)
    for name in MIDI:
        assert mido.MidiFile(tmp_path / "p" / name).length > 0


def test_the_sheet_tells_all_and_lists_every_file(tmp_path: Path, material: Material) -> None:
    there = filled(tmp_path / "p", material)
    text = (tmp_path / "p" / SHEET).read_text()
    assert set(files_of(text) or ()) == there
    for said in (
        r"^Night bus\nby me\n",
        r"\ntempo: +240 bpm\n",
        r"\nkey: +c minor \(Cmin\)\n",
        r"\nmetre: +4/4\n",
        r"\nlength: +0:00\.500, 0\.5 bars\n",
        r"\nloudness: +(-\d+\.\d LUFS, true peak|silent)",
        r"\nkit: +Dusty, by somebody, CC-BY-4\.0\n",
        r"\nloops/Night_bus-A-\S+ +0:00\.250, 11025 frames, 44100 Hz, 1 beat, ",
    ):
        assert re.search(said, text), said
    assert text.endswith(f"\n{LAST_LINE}\n")


def test_recordings_stay_where_their_licence_does_not_let_them_go(tmp_path: Path, material: Material) -> None:
    kit = replace(KIT, license="CC-BY-NC-4.0")
    closed = replace(material, project=Project(SONG, kit))
    assert not filled(tmp_path / "p", closed, COLLABORATOR) & SAMPLES
    assert (
        "its licence is CC-BY-NC-4.0. If you may pass them on: --samples"
        in (tmp_path / "p" / SHEET).read_text()
    )


@pytest.mark.parametrize(
    ("license", "free"),
    [
        *((name, True) for name in ("CC0-1.0", "cc by 4.0", "CC-BY-SA-4.0", "GPL-3.0-or-later", "MIT")),
        *((name, False) for name in ("", "CC-BY-ND-4.0", "CC-BY-NC-SA-4.0", "All rights reserved")),
        ("royalty-free", False),
    ],
)
def test_which_licences_let_recordings_go(license: str, free: bool) -> None:
    assert may_be_passed_on(license) is free


def test_what_is_rendered_goes_below_the_folder_under_names_of_known_fields() -> None:
    jobs = [job for _, job in jobs_of(SONG, CONTENTS[COLLABORATOR], replace(FORM, rate=96000), Path("p"))]
    assert all(set(fields_in(job.name)) <= set(FIELDS) for job in jobs)
    assert {job.folder for job in jobs} == {"p", "p/loops", "p/stems/song", "p/stems/A", "p/stems/a-2"}
    mp3 = [job.form for _, job in jobs_of(SONG, CONTENTS[STORE], replace(FORM, rate=176400), Path("p"))][1]
    assert (mp3.suffix, mp3.rate) == (".mp3", 44100)


def test_an_empty_song_has_nothing_to_pack(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing to pack"):
        fill(tmp_path, Material(Project(Song(), KIT), ""), CONTENTS[""], FORM, DISK)
    assert not list(tmp_path.iterdir())


def test_progress_goes_up_and_who_is_told_can_end_it(tmp_path: Path, material: Material) -> None:
    told: list[float] = []

    def listen(progress: Progress) -> None:
        told.append(progress.share)
        if progress.share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        fill(tmp_path / "kit", material, CONTENTS[STORE], FORM, DISK, listen)
    assert told == sorted(told)
    assert told[0] < 0.3
    assert not (tmp_path / "kit" / SHEET).exists()


def test_only_a_pack_of_ours_with_nothing_else_in_it_may_be_replaced(
    tmp_path: Path, material: Material
) -> None:
    assert why_keep(tmp_path) == "that folder is no pack of beatterm's"
    pack = tmp_path / "p"
    filled(pack, material, STORE)
    assert why_keep(pack) is None
    (pack / "loops/my-vocals.wav").write_text("mine")
    assert why_keep(pack) == "loops/my-vocals.wav in that folder is not the pack's"
    (tmp_path / "empty").mkdir()
    assert why_keep(tmp_path / "empty") is None


@pytest.mark.parametrize("title", ["Files", "", "a\nb", "Made with beatterm 1."])
def test_a_sheet_is_read_back_whatever_the_song_is_called(title: str) -> None:
    entries = [Entry("a.wav", "x"), Entry("info.txt")]
    text = sheet_text(Project(replace(SONG, title=title)), entries, ["Files", ""], None)
    assert files_of(text) == ("a.wav", "info.txt")
    assert files_of("Files\n\nsomething else\n") is None


def test_lengths_and_loudness_in_a_line() -> None:
    assert clock(62.5) == "1:02.500"
    assert clock(59.9996) == "1:00.000"
    made = Made("x", 88200, 44100, Loudness(-14.04, 3.0, -10.0, -12.0, -1.0, -1.2))
    about = "0:02.000, 88200 frames, 44100 Hz, 4 beats, -14.0 LUFS, true peak -1.0 dBTP"
    assert made_entry("a.wav", made, 4.0) == Entry("a.wav", about)


def test_names_of_packs_say_for_whom_they_are(material: Material) -> None:
    names = [pack_name(material.project, whom) for whom in CONTENTS]
    assert names == [
        "Night_bus-240bpm-Cmin-pack",
        "Night_bus-240bpm-Cmin-store",
        "Night_bus-240bpm-Cmin-session",
    ]


def test_a_zip_depends_only_on_what_is_in_it(tmp_path: Path) -> None:
    zips = []
    for name in ("one", "two"):
        (tmp_path / name / "sub").mkdir(parents=True)
        for file in ("b.txt", "sub/ü.mp3", "a.wav")[:: 1 if name == "one" else -1]:
            (tmp_path / name / file).write_text(file * 100)
        zipped = io.BytesIO()
        zip_folder(tmp_path / name, "Night", zipped)
        zips.append(zipped.getvalue())
    assert zips[0] == zips[1]
    with zipfile.ZipFile(io.BytesIO(zips[0])) as read:
        assert read.testzip() is None
        assert read.namelist() == ["Night/a.wav", "Night/b.txt", "Night/sub/ü.mp3"]
        assert {each.date_time for each in read.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert read.read("Night/b.txt") == b"b.txt" * 100


def test_part_is_the_whole_song_only_for_the_mix() -> None:
    wholes = [job for _, job in jobs_of(SONG, CONTENTS[""], FORM, Path("p")) if job.part == Part()]
    assert [bool(job.stems) for job in wholes] == [False, True]
