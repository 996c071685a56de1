"""The matrix: which files are made of one song, and that no two of them have one name."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from beatterm.export.job import DEFAULT_NAME, Form, Job, Made, Part, Refused
from beatterm.export.many.matrix import Axes, combinations, template_for
from beatterm.export.many.record import RECORD, Record, key_of, write_down
from beatterm.model.project import Project
from tests.material import kit_of, row, song_of

SONG = replace(song_of(row("kick", "x...")), title="Night bus", kit="deep")
AXES = Axes(kits=("dusty", "deep"), tempos=(90.0, 92.5), seeds=(1, 2))


def test_every_combination_is_one_job() -> None:
    found = combinations(SONG, AXES, Job(Part(pattern="A")))
    assert [each.label for each in found[:3]] == [
        "dusty, 90 bpm, seed 1",
        "dusty, 90 bpm, seed 2",
        "dusty, 92.5 bpm, seed 1",
    ]
    assert {(each.song.kit, each.song.tempo, each.song.seed) for each in found} == {
        (kit, tempo, seed) for kit in AXES.kits for tempo in AXES.tempos for seed in AXES.seeds
    }
    assert {each.job.part for each in found} == {Part(pattern="A")}


def test_patterns_take_the_place_of_the_job_s_part() -> None:
    found = combinations(SONG, Axes(patterns=("A", "B"), tempos=(90.0,)), Job(Part(repeats=2)))
    assert [each.job.part for each in found] == [Part("A", repeats=2), Part("B", repeats=2)]
    assert [each.label for each in found] == ["A", "B"]
    assert {each.song.tempo for each in found} == {90.0}


def test_the_usual_name_gets_what_varies() -> None:
    assert template_for(DEFAULT_NAME, AXES) == f"{DEFAULT_NAME}-{{kit}}-seed{{seed}}"
    assert template_for("{tempo}-pack", AXES, usual="{tempo}-pack") == "{tempo}-pack-{kit}-seed{seed}"
    assert template_for(DEFAULT_NAME, Axes(patterns=("A", "B"), tempos=(90.0, 100.0))) == DEFAULT_NAME
    assert template_for(DEFAULT_NAME, Axes(sections=("a", "b"))) == DEFAULT_NAME
    assert template_for("{title}", Axes()) == "{title}"


def test_a_name_by_which_files_do_not_differ_is_refused_with_an_example() -> None:
    with pytest.raises(Refused, match=r"\{title\}-\{kit\}-\{tempo\}-seed\{seed\}$"):
        combinations(SONG, AXES, Job(name="{title}"))
    with pytest.raises(Refused, match="would be called Night_bus-A-120bpm"):
        combinations(SONG, Axes(patterns=("a", "A")), Job())
    with pytest.raises(Refused, match="no field"):
        combinations(SONG, AXES, Job(name="{titel}"))


def test_too_many_files_are_refused_before_they_are_listed() -> None:
    with pytest.raises(Refused, match="makes 1000000 files"):
        combinations(SONG, Axes(seeds=tuple(range(1000)), kits=("k",) * 1000), Job())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit/kick.wav").write_bytes(b"1")
    return Project(SONG, replace(kit_of("kick"), folder=str(tmp_path / "kit")))


def test_a_key_changes_with_all_that_changes_the_file(project: Project) -> None:
    job = Job(folder="x")
    keys = {
        key_of(project, job),
        key_of(replace(project, song=replace(SONG, tempo=121.0)), job),
        key_of(replace(project, song=replace(SONG, author="me")), job),
        key_of(project, replace(job, form=Form(bits="16"))),
        key_of(project, replace(job, part=Part(pattern="A"))),
    }
    (Path(project.kit.folder) / "kick.wav").write_bytes(b"22")
    keys.add(key_of(project, job))
    assert len(keys) == 6


def test_a_key_does_not_depend_on_where_things_lie(project: Project, tmp_path: Path) -> None:
    key = key_of(project, Job(folder="x"))
    assert key_of(project, Job(folder="y", overwrite=True)) == key
    os.rename(tmp_path / "kit", tmp_path / "moved")
    moved = replace(project, kit=replace(project.kit, folder=str(tmp_path / "moved")))
    assert key_of(moved, Job(folder="x")) == key


def test_what_was_written_down_is_there_until_a_file_is_touched(tmp_path: Path) -> None:
    made = []
    for name in ("a.wav", "b.wav"):
        (tmp_path / name).write_bytes(b"sound")
        made.append(Made(str(tmp_path / name), 1, 44100))
    write_down(tmp_path, "key", tuple(made))
    assert Record(tmp_path).has("key")
    assert not Record(tmp_path).has("other")
    os.utime(tmp_path / "a.wav", ns=(1, 1))
    assert not Record(tmp_path).has("key")
    write_down(tmp_path, "key", tuple(made))
    assert Record(tmp_path).has("key")
    (tmp_path / "b.wav").unlink()
    assert not Record(tmp_path).has("key")


def test_a_damaged_record_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"sound")
    write_down(tmp_path, "key", (Made(str(tmp_path / "a.wav"), 1, 44100),))
    whole = (tmp_path / RECORD).read_bytes()
    for data in (b"\xff\xfe", b"{}\n[]\n3\n", whole[:-9], b'{"job": 1, "files": 3}\n'):
        (tmp_path / RECORD).write_bytes(data)
        assert not Record(tmp_path).has("key")
    (tmp_path / RECORD).write_bytes(b"{}\n" + whole)
    assert Record(tmp_path).has("key")


def test_who_makes_it_tells_packs_of_one_name_apart() -> None:
    """A pack for a store is none for a collaborator, though both are asked for by the same Job."""
    project, job = Project(SONG, kit_of("kick")), Job(form=Form(".zip"))
    assert (
        len(
            {key_of(project, job, maker) for maker in ("store_pack", "session_pack")} | {key_of(project, job)}
        )
        == 3
    )


def test_a_folder_that_was_made_holds_while_nobody_changes_a_file_in_it(tmp_path: Path) -> None:
    inside = tmp_path / "pack/loops/a.wav"
    inside.parent.mkdir(parents=True)
    inside.write_text("a")
    write_down(tmp_path, "key", (Made(str(tmp_path / "pack"), 0, 0),))
    assert Record(tmp_path).has("key")
    inside.write_text("another")
    assert not Record(tmp_path).has("key")
