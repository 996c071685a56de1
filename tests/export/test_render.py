"""Offline rendering: exact lengths and places, and frames that do not depend on the block."""

from dataclasses import replace

import numpy as np
import pytest

from beatterm.engine.frames import Frames
from beatterm.export.job import CUT, KEEP
from beatterm.export.render import frames_of, render
from beatterm.export.sections import section_named, section_names
from beatterm.export.take import TakeError, take_of
from beatterm.model.project import Project
from beatterm.model.song import Section
from beatterm.model.step import Step
from tests.material import impulse, kit_of, noise, row, song_of

PROJECT = Project(
    replace(song_of(row("hit", "x..x"), tempo=97.0), sections=(Section("a", "A", 3), Section("b", "A", 1))),
    kit_of("hit"),
)


def rendered(recording: Frames, tail: str = CUT, block_frames: int = 1024, **part: object) -> Frames:
    take = take_of(PROJECT.song, **part)  # type: ignore[arg-type]
    read = lambda kit, file: (recording, 44100)  # noqa: E731
    return np.concatenate(list(render(PROJECT, take, 44100, read, tail, block_frames=block_frames)))


def test_a_cut_take_has_exactly_its_frames() -> None:
    out = rendered(noise(50_000))
    assert len(out) == round(16 * 44100 * 60 / (97 * 4)) == frames_of(PROJECT, take_of(PROJECT.song), 44100)


def test_the_first_step_is_the_first_frame() -> None:
    assert np.flatnonzero(rendered(impulse())[:, 0])[0] == 0


@pytest.mark.parametrize("block_frames", [1, 63, 64, 65, 512, 4096])
def test_the_take_does_not_depend_on_the_block(block_frames: int) -> None:
    whole = rendered(noise(9000), KEEP, pattern="A")
    assert rendered(noise(9000), KEEP, block_frames, pattern="A").tobytes() == whole.tobytes()


def test_a_kept_tail_rings_out_and_ends() -> None:
    cut, kept = rendered(noise(30_000)), rendered(noise(30_000), KEEP)
    assert np.array_equal(kept[: len(cut)], cut)
    assert np.abs(kept[len(cut) :]).max() > 0.01
    assert len(kept) < len(cut) + 31_000


def test_parts_have_their_own_lengths() -> None:
    assert take_of(PROJECT.song, pattern="A").ticks == 4 * 840
    assert take_of(PROJECT.song, section="a").ticks == 12 * 840
    assert take_of(PROJECT.song, section="b", repeats=5).ticks == 20 * 840
    assert take_of(PROJECT.song, bars=2).ticks == 32 * 840


def test_every_section_of_one_name_can_be_asked_for() -> None:
    verse = Section("verse", "A", 2)
    sections = (verse, Section("verse", "A", 3), verse, Section("verse-2", "A", 5))
    song = replace(PROJECT.song, sections=sections)
    names = section_names(song)
    assert names == ("verse", "verse-3", "verse", "verse-2")
    assert [take_of(song, section=name).cue.first for name in names] == [0, 1, 0, 3]
    assert [section_named(song, name) for name in names] == list(sections)


def test_an_unknown_part_names_those_there_are() -> None:
    with pytest.raises(TakeError, match=r"no section 'x'.*: a, b\."):
        take_of(PROJECT.song, section="x")


def early() -> Project:
    """A song whose first hit comes before its step: once round, the next turn's is before the end."""
    track = row("hit", "x...")
    nudged = track.with_step(0, replace(track.steps[0] or Step(), nudge=-0.4))
    return Project(song_of(nudged, tempo=120.0), kit_of("hit"))


@pytest.mark.parametrize(
    "part", [{}, {"pattern": "A"}, {"section": "A"}, {"pattern": "A", "repeats": 2}, {"bars": 1}]
)
def test_once_through_nothing_is_struck_that_belongs_to_what_would_follow(part: dict[str, object]) -> None:
    project = early()
    take = take_of(project.song, **part)  # type: ignore[arg-type]
    out = np.concatenate(list(render(project, take, 44100, lambda kit, file: (impulse(), 44100), CUT)))
    struck = np.flatnonzero(np.abs(out).max(axis=1))
    turns = take.ticks // project.song.patterns[0].length_ticks
    assert len(struck) == turns  # the first one cannot come before the file
    assert all(frame < len(out) - 22050 // 4 for frame in struck)
