"""Exports of a session: the song as it is now, one at a time, and how each came out."""

from dataclasses import replace
from pathlib import Path

import pytest

from beatterm.export.job import Job, Made, Part, Progress
from beatterm.export.many.matrix import Axes
from beatterm.host.export_wire import Done, Failed, Many, Missed
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.mix import set_tempo
from beatterm.session.exporting import Exports, ExportState
from tests.session.exports import FakeExporter
from tests.ui.rig import make_session

JOB = Job(Part("A"))
MADE = (Made("/loops/a.wav", 100, 44100),)


def exports() -> tuple[Exports, FakeExporter]:
    _, _, session = make_session()
    exporter = FakeExporter()
    session.edit("tempo", lambda song: set_tempo(song, 99.0))
    return Exports(session, exporter), exporter


def test_the_song_is_exported_as_it_is_with_what_was_not_saved() -> None:
    made, exporter = exports()
    made.begin("sound", JOB, "pattern A")
    asked = exporter.last.commission
    assert (asked.project.song.tempo, asked.project.kit.name, asked.job) == (99.0, "dusty", JOB)
    assert asked.maker == "beatterm.export.carry_out:carry_out"


def test_how_far_it_is_and_what_came_of_it() -> None:
    made, exporter = exports()
    assert not made.look()
    made.begin("sound", JOB, "pattern A")
    assert not made.look()
    exporter.last.progress = Progress(0.5, "rendering")
    assert made.look()
    assert made.state == ExportState("pattern A", Progress(0.5, "rendering"), is_running=True)
    exporter.last.outcome = Done(MADE)
    assert made.look()
    assert made.state == ExportState("pattern A", Progress(1.0), made=MADE)
    assert not made.look()
    made.put_away()
    assert made.state == ExportState()


def test_one_at_a_time() -> None:
    made, exporter = exports()
    made.begin("sound", JOB, "pattern A")
    with pytest.raises(EditError, match="Another export goes on"):
        made.begin("sound", JOB, "pattern A")
    exporter.last.outcome = Failed("no room", is_there=True)
    made.look()
    assert (made.state.fault, made.state.is_there, made.state.is_running) == ("no room", True, False)
    made.begin("sound", JOB, "pattern A")
    assert len(exporter.begun) == 2


def test_many_are_seen_from_the_song_s_folder_and_replaced_once_that_is_allowed() -> None:
    made, exporter = exports()
    axes, missed = Axes(kits=("dusty", "deep")), Missed("deep", "There is one.", is_there=True)
    for may_replace in (False, True):
        made.begin("sound", replace(JOB, overwrite=may_replace), "pattern A", axes)
        many = exporter.last.commission.many
        assert isinstance(many, Many)
        assert many.axes == axes
        assert Path(many.beside).is_absolute()
        exporter.last.outcome = Done((), 1, (missed,))
        made.look()
        assert (made.state.is_done, made.state.kept, made.state.missed) == (True, 1, (missed,))
        assert made.state.is_there is not may_replace


def test_a_cancelled_one_goes_on_until_it_has_ended() -> None:
    made, _ = exports()
    made.begin("sound", JOB, "pattern A")
    made.cancel()
    assert made.state.is_running
    assert made.state.is_stopping
    made.look()
    assert made.state == ExportState("pattern A", is_stopped=True)


def test_closing_ends_the_one_that_goes_on() -> None:
    made, exporter = exports()
    made.close()
    made.begin("sound", JOB, "pattern A")
    made.close()
    assert exporter.last.is_closed


def test_where_nothing_can_be_exported_that_is_said() -> None:
    _, _, session = make_session()
    with pytest.raises(EditError, match="beatterm render"):
        Exports(session).begin("sound", JOB, "pattern A")
