"""Packs: what lies in them for whom, the sheet about it, and zips that depend on nothing but that."""

import io
import re
import wave
import zipfile
from dataclasses import replace
from pathlib import Path

import mido
import numpy as np
import pytest

from beatterm.engine.effects import PARAMS
from beatterm.engine.frames import Frames
from beatterm.export.disk import Disk
from beatterm.export.job import (
    CUT,
    LOUDNESS,
    PEAK,
    Cancelled,
    Form,
    Job,
    Level,
    Loudness,
    Made,
    Part,
    Progress,
    Refused,
)
from beatterm.export.names import FIELDS, fields_in
from beatterm.export.pack.contents import (
    COLLABORATOR,
    CONTENTS,
    STORE,
    Contents,
    may_be_passed_on,
    renderings,
)
from beatterm.export.pack.levels import levels_text
from beatterm.export.pack.pack import fill, why_keep
from beatterm.export.pack.parcel import Material, Parcel, pack_name
from beatterm.export.pack.sheet import LAST_LINE, SHEET, Entry, clock, files_of, made_entry, sheet_text
from beatterm.export.pack.zipping import zip_folder
from beatterm.formats.beat_text import format_song, parse_song
from beatterm.library.atomic import new_file
from beatterm.model.mixer import Mixer
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import Section, Song
from tests.export.writing import chunks_of
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


def filled(folder: Path, material: Material, whom: str = "", form: Form = FORM) -> set[str]:
    folder.mkdir()
    fill(folder, Parcel(material, CONTENTS[whom], form), DISK)
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def jobs_of(contents: Contents, form: Form) -> list[Job]:
    return [each.job for each in renderings(SONG, contents, form, Path("p"))]


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
    jobs = jobs_of(CONTENTS[COLLABORATOR], replace(FORM, rate=96000))
    assert all(set(fields_in(job.name)) <= set(FIELDS) for job in jobs)
    assert {job.folder for job in jobs} == {"p", "p/loops", "p/stems/song", "p/stems/A", "p/stems/a-2"}
    mp3 = jobs_of(CONTENTS[STORE], replace(FORM, rate=176400))[1].form
    assert (mp3.suffix, mp3.rate) == (".mp3", 44100)


def test_the_song_is_no_loop_and_loops_are_whatever_else_is_asked_for() -> None:
    form = Form(loop=True, tail=CUT, slices=True)
    assert [job.form.loop for job in jobs_of(CONTENTS[""], form)] == [False, False, True, True]
    assert [job.form.slices for job in jobs_of(CONTENTS[""], form)] == [False, False, True, True]
    assert {job.form.tail for job in jobs_of(CONTENTS[""], form)} == {None}


def test_a_format_that_has_no_such_bits_is_refused_and_a_mix_gets_the_most_it_can() -> None:
    floats = replace(FORM, bits="32f")
    mixes = jobs_of(Contents(mixes=(".wav", ".flac", ".mp3"), loops=False, stems_of=()), floats)
    assert [job.form.bits for job in mixes] == ["32f", "24", "32f"]
    with pytest.raises(Refused, match="FLAC has no 32f"):
        jobs_of(CONTENTS[""], replace(floats, suffix=".flac"))


def test_an_empty_song_has_nothing_to_pack(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing to pack"):
        fill(tmp_path, Parcel(Material(Project(Song(), KIT), ""), CONTENTS[""], FORM), DISK)
    assert not list(tmp_path.iterdir())


def test_progress_goes_up_and_who_is_told_can_end_it(tmp_path: Path, material: Material) -> None:
    told: list[float] = []

    def listen(progress: Progress) -> None:
        told.append(progress.share)
        if progress.share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        fill(tmp_path / "kit", Parcel(material, CONTENTS[STORE], FORM), DISK, listen)
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


def test_a_recording_with_spaces_in_its_name_is_found_in_the_sheet() -> None:
    names = ("kits/own/my  kick.wav", "loops/a.wav")
    text = sheet_text(Project(SONG), [Entry(names[0]), Entry(names[1], "0:01.000, 2 beats")], [], None)
    assert files_of(text) == names


def test_a_sheet_somebody_wrote_in_is_read_without_a_fault() -> None:
    entries = [Entry("a.wav", "x"), Entry("info.txt")]
    text = sheet_text(Project(SONG), entries, [], None)
    assert files_of(text.replace(f"\n\n{LAST_LINE}", f"\n{LAST_LINE}")) == ("a.wav", "info.txt")
    assert files_of(f"Files\n{LAST_LINE}\n") == ()


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


def test_only_the_whole_song_without_stems_is_the_mix() -> None:
    wholes = [each for each in renderings(SONG, CONTENTS[""], FORM, Path("p")) if each.job.part == Part()]
    assert [(each.is_mix, bool(each.job.stems)) for each in wholes] == [(True, False), (False, True)]


QUIET = Form(bits="32f", level=Level(PEAK, -18.0))
PLAIN = replace(QUIET, level=Level())


def frames_in(path: Path) -> Frames:
    """The frames of a WAV file of 32 bit float."""
    return np.frombuffer(dict(chunks_of(path.read_bytes()))[b"data"], np.float32).reshape(-1, 2)


def test_stems_and_loops_get_the_gain_of_the_mix_so_that_all_adds_up(
    tmp_path: Path, material: Material
) -> None:
    filled(tmp_path / "plain", material, form=PLAIN)
    filled(tmp_path / "quiet", material, form=QUIET)
    name = "Night_bus-240bpm-Cmin.wav"
    mixes = [frames_in(tmp_path / pack / name) for pack in ("plain", "quiet")]
    factor = np.abs(mixes[1]).max() / np.abs(mixes[0]).max()
    assert 0.05 < factor < 0.5
    for each in (tmp_path / "plain").rglob("*.wav"):
        other = tmp_path / "quiet" / each.relative_to(tmp_path / "plain")
        assert frames_in(other) == pytest.approx(frames_in(each) * factor, rel=1e-4, abs=1e-7)
    stems = tmp_path / "quiet/stems/song"
    parts = [frames_in(path) for path in stems.iterdir() if "master" not in path.name]
    assert np.add.reduce(parts) == pytest.approx(mixes[1], rel=1e-4, abs=1e-5)


def test_a_store_hears_each_loop_alone_so_each_comes_to_the_level(tmp_path: Path, material: Material) -> None:
    filled(tmp_path / "p", material, STORE, QUIET)
    text = (tmp_path / "p" / SHEET).read_text()
    assert text.count("true peak -18.0 dBTP") == 5, text
    assert "levels:    the song and each loop to a true peak of -18 dBTP\n" in text


def test_a_pack_tells_the_level_of_its_song(tmp_path: Path, material: Material) -> None:
    made = fill(tmp_path, Parcel(material, Contents(stems_of=(), midi=False), QUIET), DISK)
    assert made.loudness
    assert made.loudness.true_peak_db == pytest.approx(-18.0, abs=0.01)
    assert made.gain_db < -1.0
    assert len(made.notes) == 2


def test_the_sheet_says_who_was_brought_to_what() -> None:
    loud = Level(LOUDNESS, -14.0, -1.5)
    goal = "to -14 LUFS, no true peak above -1.5 dBTP"
    assert levels_text(Level(), CONTENTS[""], 0.0) == ""
    assert levels_text(loud, CONTENTS[STORE], 2.0) == f"the song and each loop {goal}"
    told = levels_text(loud, CONTENTS[""], 2.04)
    assert told == f"the song {goal}; loops and stems with the song's +2.0 dB"
    both = replace(CONTENTS[STORE], stems_of=("song",))
    assert levels_text(loud, both, -2.0).endswith("each loop " + goal + "; stems with the song's -2.0 dB")


def test_what_is_clipped_is_told_with_its_name(tmp_path: Path, material: Material) -> None:
    loud = Form(bits="16", level=Level(PEAK, 0.0))
    soft = replace(SONG, mixer=Mixer(master=(("gain_db", -12.0),)))
    filled(tmp_path / "p", replace(material, project=Project(soft, KIT)), form=loud)
    text = (tmp_path / "p" / SHEET).read_text()
    assert re.search(r"\n- stems/song/\S+kick\S+, stems/song/\S+: Peaks go above full scale", text), text


def test_a_level_that_cannot_be_is_refused_before_any_work(tmp_path: Path, material: Material) -> None:
    with pytest.raises(Refused, match="A loudness of 3 cannot be reached"):
        fill(tmp_path / "p", Parcel(material, CONTENTS[""], replace(FORM, level=Level(LOUDNESS, 3.0))), DISK)
    assert not (tmp_path / "p").exists()
