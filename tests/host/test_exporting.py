"""Exports in a process of their own: what is made, what is said, and that nothing half made is ever left."""

import os
import signal
import subprocess
import sys
import textwrap
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from beatterm.engine.effects import PARAMS
from beatterm.export.job import Form, Job, Part, Progress
from beatterm.export.many.matrix import Axes
from beatterm.export.many.record import RECORD
from beatterm.host.export_wire import Commission, Done, Failed, Many, Missed, Outcome, Stopped
from beatterm.host.exporting import MAKERS, Exporting
from beatterm.library.shelf import DiskShelf
from beatterm.model.project import Project
from beatterm.model.song import Section
from tests.host.engines import PATIENCE_SECONDS, is_running, own_children
from tests.material import row, song_of
from tests.servers.process import ROOT


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that must come."""
    give_up_seconds = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < give_up_seconds
        time.sleep(0.005)


@contextmanager
def exporting(maker: str, folder: Path, end_seconds: float = PATIENCE_SECONDS) -> Iterator[Exporting]:
    """An export by one of the tests' own makers."""
    job = Job(folder=str(folder), name="take.bin")
    work = Exporting(Commission(Project(), job, f"tests.host.makers:{maker}"), end_seconds)
    try:
        yield work
    finally:
        with suppress(ProcessLookupError):
            os.kill(work.pid, signal.SIGKILL)
        work.close()


def outcome(work: Exporting) -> Outcome:
    until(lambda: work.look() is not None)
    result = work.look()
    assert result is not None
    return result


def demo() -> Project:
    shelf = DiskShelf(PARAMS)
    song, handle = shelf.open("demo")
    return Project(song, shelf.kit(song.kit, handle))


def test_a_pattern_becomes_a_file(tmp_path: Path) -> None:
    children = own_children()
    project = demo()
    part = Part(pattern=project.song.patterns[0].name)
    work = Exporting(Commission(project, Job(part, Form(bits="16"), str(tmp_path), "beat"), MAKERS["sound"]))
    done = outcome(work)
    assert isinstance(done, Done), done
    assert [made.path for made in done.made] == [str(tmp_path / "beat.wav")]
    with wave.open(done.made[0].path) as file:
        assert (file.getnframes(), file.getframerate()) == (done.made[0].frames, 44100)
    assert 0.0 < work.progress.share <= 1.0
    work.close()
    assert own_children() == children


def tiny() -> Project:
    """A beat of a second, on a kit of beatterm's."""
    song = replace(song_of(row("kick", "x.x."), row("snare", "..x."), tempo=240.0), title="Tiny", kit="dry")
    return Project(song, DiskShelf(PARAMS).kit("dry", None))


def test_a_midi_file(tmp_path: Path) -> None:
    job = Job(Part("A"), Form(".mid", loop=True), str(tmp_path), "{title}-{pattern}")
    done = outcome(Exporting(Commission(tiny(), job, MAKERS["midi"])))
    assert isinstance(done, Done), done
    assert [made.path for made in done.made] == [str(tmp_path / "Tiny-A.mid")]
    assert (tmp_path / "Tiny-A.mid").read_bytes().startswith(b"MThd")


def test_a_pack(tmp_path: Path) -> None:
    job = Job(form=Form(".zip"), folder=str(tmp_path), name="{title}-{tempo}")
    asked = Commission(tiny(), job, MAKERS["store"])
    done = outcome(Exporting(asked))
    assert isinstance(done, Done), done
    assert [made.path for made in done.made] == [str(tmp_path / "Tiny-240.zip")]
    assert [path.name for path in tmp_path.iterdir()] == ["Tiny-240.zip"]
    with ZipFile(tmp_path / "Tiny-240.zip") as file:
        assert any(name.endswith(".mp3") for name in file.namelist())
    again = outcome(Exporting(asked))
    assert isinstance(again, Failed)
    assert again.is_there


def test_a_pack_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    job = Job(form=Form(".zip"), folder=str(tmp_path), name="pack")
    song = replace(tiny().song, sections=(Section("long", "A", 20_000),))
    work = Exporting(Commission(replace(tiny(), song=song), job, MAKERS["pack"]))
    until(lambda: any(path.is_dir() for path in tmp_path.iterdir()))
    until(lambda: work.progress.share > 0.0)
    os.kill(work.pid, signal.SIGKILL)
    assert isinstance(outcome(work), Failed)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("maker", ["endless", "deaf"])
def test_a_cancelled_export_leaves_nothing(maker: str, tmp_path: Path) -> None:
    with exporting(maker, tmp_path) as work:
        until(lambda: work.progress.share > 0.0)
        assert work.look() is None
        assert len(list(tmp_path.iterdir())) == 1
        work.cancel()
        assert outcome(work) == Stopped()
        assert list(tmp_path.iterdir()) == []
        assert not is_running(work.pid)


def test_one_that_does_not_end_is_killed_and_cleared_away(tmp_path: Path) -> None:
    with exporting("stuck", tmp_path, end_seconds=0.1) as work:
        until(lambda: work.progress.share > 0.0)
        work.cancel()
        assert outcome(work) == Stopped()
        assert list(tmp_path.iterdir()) == []


def test_one_that_dies_is_told_and_what_is_whole_stays(tmp_path: Path) -> None:
    with exporting("dying", tmp_path) as work:
        failed = outcome(work)
        assert isinstance(failed, Failed)
        assert "ended before it was done" in failed.text
        assert [path.name for path in tmp_path.iterdir()] == ["take.bin"]


def test_errors_are_told_in_words(tmp_path: Path) -> None:
    with exporting("refusing", tmp_path) as work:
        assert outcome(work) == Failed("take.bin cannot be made. Take another name.")
    with exporting("stumbling", tmp_path) as work:
        failed = outcome(work)
        assert isinstance(failed, Failed)
        assert "stumbled (ZeroDivisionError: no bars)" in failed.text


def test_a_file_that_is_there_is_left_alone_and_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "take.bin").write_bytes(b"old")
    with exporting("endless", tmp_path) as work:
        failed = outcome(work)
        assert isinstance(failed, Failed)
        assert failed.is_there
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("take.bin", b"old")]


def test_an_export_has_the_lowest_priority(tmp_path: Path) -> None:
    with exporting("humble", tmp_path) as work:
        done = outcome(work)
        assert isinstance(done, Done)
        assert done.made[0].path == "19"


def test_a_large_song_is_handed_over_in_pieces(tmp_path: Path) -> None:
    job = Job(folder=str(tmp_path), name="n" * 1_000_000)
    work = Exporting(Commission(Project(), job, "tests.host.makers:refusing"))
    failed = outcome(work)
    assert isinstance(failed, Failed)
    assert failed.text.startswith("nnn")


def series(folder: Path, *patterns: str, kits: tuple[str, ...] = ("dry",)) -> Exporting:
    """Many exports by one of the tests' own makers."""
    many = Many(Axes(patterns=patterns, kits=kits), str(folder))
    job = Job(folder=str(folder), name="{pattern}-{kit}")
    return Exporting(Commission(tiny(), job, "tests.host.makers:picky", many))


def whole(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*"))


def test_of_many_what_fails_stops_no_other_and_what_is_there_is_kept(tmp_path: Path) -> None:
    done = outcome(series(tmp_path, "A", "B", "C"))
    assert isinstance(done, Done), done
    assert [Path(made.path).name for made in done.made] == ["A-dry.bin", "C-dry.bin"]
    assert (done.kept, done.missed) == (0, (Missed("B", "B is too long."),))
    (tmp_path / "C-dry.bin").write_bytes(b"another")
    again = outcome(series(tmp_path, "A", "C", kits=("dry", "deep", "nothing")))
    assert isinstance(again, Done), again
    assert [Path(made.path).name for made in again.made] == ["A-deep.bin", "C-deep.bin"]
    assert (again.kept, [(each.label, each.is_there) for each in again.missed]) == (
        1,
        [("A, nothing", False), ("C, dry", True), ("C, nothing", False)],
    )


def test_many_that_are_cancelled_keep_what_is_done(tmp_path: Path) -> None:
    work = series(tmp_path, "A", "endless", "C")
    until(lambda: work.progress == Progress(0.5, "2 of 3: endless"))
    work.cancel()
    assert outcome(work) == Stopped(there=1)
    assert whole(tmp_path) == [RECORD, "A-dry.bin"]


def test_it_ends_with_the_screen_that_began_it(tmp_path: Path) -> None:
    """Also when the screen has no time to cancel anything."""
    program = f"""
        import os, time
        from beatterm.export.job import Job
        from beatterm.host.export_wire import Commission
        from beatterm.host.exporting import Exporting
        from beatterm.model.project import Project
        job = Job(folder={str(tmp_path)!r}, name="take.bin")
        work = Exporting(Commission(Project(), job, "tests.host.makers:endless"))
        while work.progress.share == 0.0:
            work.look()
            time.sleep(0.01)
        print(work.pid, flush=True)
        os.kill(os.getpid(), {int(signal.SIGKILL)})
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    until(lambda: not is_running(int(done.stdout)))
    assert list(tmp_path.iterdir()) == []
