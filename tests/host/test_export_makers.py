"""What the screen exports beside sound files is what the command line makes."""

from pathlib import Path

from beatterm.export.disk import Disk
from beatterm.export.job import Form, Job, Part
from beatterm.export.layout import laid_out
from beatterm.export.midi.file import midi_bytes, midi_file
from beatterm.host.export_makers import midi
from beatterm.library.atomic import new_file
from beatterm.library.sounds import read_sound
from beatterm.model.project import Project
from beatterm.model.step import Step
from tests.material import kit_of, row, song_of


def test_a_midi_loop_from_the_screen_begins_when_all_of_it_has_come_round(tmp_path: Path) -> None:
    """A ratchet that reaches over the end is struck at the beginning of later turns, as it is heard."""
    rolled = row("hit", "...x").with_step(3, Step(100, ratchet=4, length=12))
    project = Project(song_of(rolled), kit_of("hit"))
    laid = laid_out(project, Part(pattern="A"), loop=True)
    job = Job(Part(pattern="A"), Form(".mid", loop=True), str(tmp_path), "beat")
    (made,) = midi(project, job, Disk(read_sound, new_file), lambda progress: None)
    assert Path(made.path).read_bytes() == midi_bytes(laid)
    assert midi_bytes(laid) != midi_file(laid.project, laid.cue, laid.ticks, True, lead_ticks=0).data
