"""The song that Hydrogen is given says what beatterm's says, and hits are counted where they are."""

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import parse

import numpy as np
import pytest

from beatterm.engine.frames import velocity_gain
from beatterm.model.project import Project
from beatterm.model.song import Section
from bench.hydrogen import steps_heard
from bench.hydrogen_song import write_hydrogen_song
from bench.rig import RATE, STEP_FRAMES, STEPS, TRACKS, rig
from tests.material import noise


def project() -> Project:
    made = rig(16, filters=False)
    return replace(made, song=replace(made.song, sections=(Section("a", "A", 3),)))


def test_the_song_has_every_hit_with_its_velocity(tmp_path: Path) -> None:
    write_hydrogen_song(tmp_path / "rig.h2song", project())
    root = parse(tmp_path / "rig.h2song").getroot()
    found = {}
    for bar, pattern in enumerate(root.iter("pattern")):
        for note in pattern.iter("note"):
            step = bar * 16 + int(note.findtext("position", "")) // 12
            found[int(note.findtext("instrument", "")), step] = float(note.findtext("velocity", ""))
    wanted = {
        (number, place): pytest.approx(velocity_gain(step.velocity), abs=1e-4)
        for number, track in enumerate(project().song.patterns[0].tracks)
        for place, step in enumerate(track.steps)
        if step
    }
    assert len(wanted) == TRACKS * STEPS
    assert found == wanted


def test_the_song_plays_its_bars_in_order_as_often_as_its_section(tmp_path: Path) -> None:
    write_hydrogen_song(tmp_path / "rig.h2song", project())
    root = parse(tmp_path / "rig.h2song").getroot()
    assert [group.findtext("patternID") for group in root.iter("group")] == ["A0", "A1", "A2", "A3"] * 3
    files = [layer.findtext("filename") for layer in root.iter("layer")]
    assert files == [f"/rig/{sound.layers[0].files[0]}" for sound in project().kit.sounds]


@pytest.mark.parametrize("silent", [(), (3,), (2, 5, 6)])
def test_steps_are_heard_where_a_hit_begins(silent: tuple[int, ...]) -> None:
    frames = np.zeros((10 * STEP_FRAMES, 2), np.float32)
    for step in range(9):
        if step not in silent:
            at = round(step * RATE * 60 / 480)
            frames[at : at + 4000] += noise(4000, step)
    assert steps_heard(frames) == 9 - len(silent)
    assert steps_heard(np.zeros((50_000, 2), np.float32)) <= 1
