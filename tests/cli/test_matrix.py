"""Many files at once, as typed: all combinations, what is kept, what fails, and being ended in the middle."""

import signal
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from beatterm.cli.main import main
from beatterm.export.many.workers import Failed, Vanished
from tests.cli.command import PATIENCE_SECONDS, start
from tests.cli.terminal import until

SONG = """\
beatterm = 1
title = "Night bus"
tempo = 240.0
kit = "deep"

[pattern.A]
grid = \"\"\"
kick | x... |
\"\"\"

[pattern.B]
grid = \"\"\"
hat | x.x. |
\"\"\"
"""
MATRIX = ("render", "s.beat", "--loop", "-o", "out/{title}-{pattern}-{kit}-{tempo}.wav")


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    """A working folder with a song."""
    (here / "s.beat").write_text(SONG)
    return here


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in (folder / "out").glob("*") if each.suffix == ".wav")


def test_all_combinations_are_made_once_and_a_changed_song_anew(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (*MATRIX, "--kit", "deep,nothing,dry", "--pattern", "A")
    assert main((*words, "--jobs", "2")) == 1
    out, said = capsys.readouterr()
    made = [f"Night_bus-A-{kit}-240.wav" for kit in ("deep", "dry")]
    assert names(folder) == made
    assert out == "of 3: 2 made, 1 failed\n"
    assert all(f"/3 out/{name}: " in said for name in made)
    assert "nothing could not be made:\nbeatterm: There is no kit nothing." in said

    before = (folder / "out" / made[1]).stat().st_mtime_ns
    (folder / "out" / made[0]).unlink()
    assert main((*words, "--jobs", "1")) == 1
    assert capsys.readouterr().out == "of 3: 1 made, 1 there already, 1 failed\n"
    assert names(folder) == made
    assert (folder / "out" / made[1]).stat().st_mtime_ns == before

    (folder / "s.beat").write_text(SONG.replace("x...", "x.x."))
    assert main((*words, "--jobs", "1")) == 1
    out, said = capsys.readouterr()
    assert out == "of 3: 3 failed\n"
    assert said.count("is there already. Choose another name, or add --force") == 2
    assert main((*words, "--jobs", "1", "--force")) == 1
    assert capsys.readouterr().out == "of 3: 2 made, 1 failed\n"


def test_all_is_every_pattern_and_what_is_not_typed_does_not_vary() -> None:
    from beatterm.cli.matrix import axes_of
    from beatterm.engine.effects import PARAMS
    from beatterm.export.many.matrix import Axes
    from beatterm.formats.beat_text import parse_song

    song = parse_song(SONG, PARAMS, "s.beat")
    typed = Namespace(pattern=("all",), section=None, kit=None, tempo=(90.0, 100.0), seed=None)
    assert axes_of(typed, song) == Axes(patterns=("A", "B"), tempos=(90.0, 100.0))


def test_a_name_by_which_files_do_not_differ_is_refused_before_any_work(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("render", "s.beat", "-o", "out/x.wav", "--tempo", "200,240")) == 2
    assert "x-{tempo}" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_a_process_that_is_killed_fails_its_file_in_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def vanish(tasks: Sequence[object], *more: object) -> Iterator[Failed]:
        for number in range(len(tasks)):
            yield Failed(number, Vanished("Its process ended by signal 9."))

    monkeypatch.setattr("beatterm.export.many.workers.carried_out", vanish)
    assert main((*MATRIX, "--pattern", "all")) == 1
    out, said = capsys.readouterr()
    assert out == "of 2: 2 failed\n"
    assert said.endswith("beatterm: B could not be made:\nbeatterm: Its process ended by signal 9.\n")


def test_an_ended_run_leaves_no_half_file_and_says_how_to_go_on(folder: Path) -> None:
    words = ("render", "s.beat", "-o", "out/{tempo}.wav", "--repeats", "9000", "--tempo", "100..104")
    with start(*words, folder=folder) as process:
        until(lambda: list((folder / "out").glob(".*.tmp")))
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, out) == (130, b"")
    assert said.decode() == "beatterm: 0 of 5 are there. The same command goes on from here.\n"
    assert not (folder / "out").exists()
