"""Jobs carried out on a real disk: what is in the files, what was measured, what is left when work ends."""

import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from beatterm.engine.frames import Frames
from beatterm.export.carry_out import carry_out, frames_of_job
from beatterm.export.disk import Disk
from beatterm.export.formats.chunks import ONE_SHOT
from beatterm.export.job import (
    AFTER_EFFECTS,
    BEFORE_EFFECTS,
    CUT,
    KEEP,
    LOUDNESS,
    PEAK,
    WRAP,
    Cancelled,
    Form,
    Job,
    Level,
    Part,
    Progress,
    Refused,
)
from beatterm.export.loudness.meter import measured
from beatterm.library.atomic import new_file
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.project import Project
from beatterm.model.step import Step
from tests.export.writing import chunks_of
from tests.material import kit_of, noise, row, song_of

RATE = 44100
SOUNDS = {"kick": noise(9000, 1), "hat": noise(4000, 2), "pad": noise(60_000, 3)}
STRIPS = (
    Strip("hat", values=(("pan", 0.4), ("reverb", 0.3))),
    Strip("pad", values=(("filter", "lowpass"), ("cutoff_hz", 900.0))),
)
SONG = song_of(
    row("kick", "X...x..."), row("hat", "..x...x."), row("pad", "....x..."), row("mute", "........"),
    title="Loud", tempo=131.0, mixer=Mixer(STRIPS),
)  # fmt: skip
PROJECT = Project(SONG, kit_of("kick", "hat", "pad", "mute"))
DISK = Disk(lambda kit, file: (SOUNDS.get(file[:-4], noise(100)), RATE), new_file)
FLOAT = Form(bits="32f")


def samples(path: str | Path) -> Frames:
    """The frames of a WAV file of floats."""
    (data,) = (body for name, body in chunks_of(Path(path).read_bytes()) if name == b"data")
    return np.frombuffer(data, "<f4").reshape(-1, 2)


def job(folder: Path, **changes: object) -> Job:
    base = Job(Part(pattern="A"), FLOAT, str(folder), "{title}")
    return replace(base, **changes)  # type: ignore[arg-type]


def test_a_file_holds_what_the_engine_plays(tmp_path: Path) -> None:
    (made,) = carry_out(PROJECT, job(tmp_path), DISK)
    assert (made.path, made.gain_db, made.rate) == (str(tmp_path / "Loud.wav"), 0.0, RATE)
    found = samples(made.path)
    assert len(found) == made.frames
    assert np.array_equal(found, np.concatenate(list(frames_of_job(PROJECT, job(tmp_path), DISK))))
    assert made.loudness == measured([found], RATE)


@pytest.mark.parametrize("tail", [WRAP, CUT, KEEP])
@pytest.mark.parametrize(("repeats", "hits"), [(None, [3]), (1, [0, 3])])
def test_slices_of_a_loop_are_where_its_file_has_hits(
    tmp_path: Path, tail: str, repeats: int | None, hits: list[int]
) -> None:
    once = row("click", "x..x").with_step(0, Step(condition="1st"))
    playing = Project(song_of(once, tempo=131.0), kit_of("click"))
    form = replace(FLOAT, loop=True, tail=tail, slices=True)
    (made,) = carry_out(playing, job(tmp_path, form=form, part=Part("A", repeats=repeats)), DISK)
    assert samples(made.path)[:100].any() == (0 in hits)
    (cues,) = (body for name, body in chunks_of(Path(made.path).read_bytes()) if name == b"cue ")
    places = [struct.unpack_from("<I", cues, at)[0] for at in range(8, len(cues), 24)]
    assert places == [round(60 / 131 * RATE * hit / 4) for hit in hits]


def test_a_loop_begins_where_its_pattern_does_whichever_pass_it_is(tmp_path: Path) -> None:
    once = row("kick", "x..x..x.").with_step(0, Step(condition="1st"))
    kit = Kit("turns", sounds=(Sound("kick", (Layer(127, ("kick.wav", "hat.wav")),)),))
    (made,) = carry_out(Project(song_of(once), kit), job(tmp_path, form=replace(FLOAT, loop=True)), DISK)
    (bext,) = (body for name, body in chunks_of(Path(made.path).read_bytes()) if name == b"bext")
    assert struct.unpack_from("<Q", bext, 338) == (0,)


@pytest.mark.parametrize(("tail", "is_one_shot"), [(WRAP, False), (CUT, False), (KEEP, True)])
def test_only_a_loop_that_is_nothing_but_its_beats_is_marked_to_be_stretched(
    tmp_path: Path, tail: str, is_one_shot: bool
) -> None:
    (made,) = carry_out(PROJECT, job(tmp_path, form=replace(FLOAT, loop=True, tail=tail)), DISK)
    (acid,) = (body for name, body in chunks_of(Path(made.path).read_bytes()) if name == b"acid")
    assert bool(acid[0] & ONE_SHOT) == is_one_shot


@pytest.mark.parametrize("loop", [False, True])
@pytest.mark.parametrize("level", [Level(PEAK, -3.0), Level(LOUDNESS, -20.0), Level(LOUDNESS, -5.0, -2.0)])
def test_a_file_has_the_level_that_was_asked_for(tmp_path: Path, level: Level, loop: bool) -> None:
    (made,) = carry_out(PROJECT, job(tmp_path, form=replace(FLOAT, level=level, loop=loop)), DISK)
    found = measured([samples(made.path)], RATE)
    assert made.loudness is not None
    assert found.integrated_lufs == pytest.approx(made.loudness.integrated_lufs, abs=0.01)
    assert found.true_peak_db == pytest.approx(made.loudness.true_peak_db, abs=0.01)
    is_held = level == Level(LOUDNESS, -5.0, -2.0)
    reached = found.integrated_lufs if level.goal_db == -20.0 else found.true_peak_db
    assert reached == pytest.approx(-2.0 if is_held else level.goal_db, abs=0.01)
    assert any("ceiling" in note for note in made.notes) == is_held


def test_stems_of_floats_add_up_to_the_mix_to_the_last_bit(tmp_path: Path) -> None:
    """With the master's fader at rest and nothing loud enough for its limiter."""
    quiet = Disk(lambda kit, file: (SOUNDS.get(file[:-4], noise(100)) * np.float32(0.2), RATE), new_file)
    for loop in (False, True):
        form, folder = replace(FLOAT, loop=loop), tmp_path / str(loop)
        made = carry_out(PROJECT, job(folder, form=form, name="{track}", stems=AFTER_EFFECTS), quiet)
        assert [Path(each.path).stem for each in made] == ["kick", "hat", "pad", "reverb", "master"]
        total = np.zeros_like(samples(made[0].path))
        for each in made[:-1]:
            total += samples(each.path)
        assert np.array_equal(total, samples(made[-1].path))
        (mix,) = carry_out(PROJECT, job(tmp_path, form=form, name=f"mix{loop}"), quiet)
        assert np.array_equal(samples(mix.path), total)


def test_stems_before_effects_lack_the_filters(tmp_path: Path) -> None:
    for stems in (AFTER_EFFECTS, BEFORE_EFFECTS):
        carry_out(PROJECT, job(tmp_path / stems, name="{track}", stems=stems), DISK)
    after, before = tmp_path / AFTER_EFFECTS, tmp_path / BEFORE_EFFECTS
    assert np.array_equal(samples(after / "kick.wav"), samples(before / "kick.wav"))
    dull, bright = (measured([samples(folder / "pad.wav")], RATE) for folder in (after, before))
    assert bright.integrated_lufs > dull.integrated_lufs + 3.0


def test_stems_and_levels_do_not_go_together(tmp_path: Path) -> None:
    form = replace(FLOAT, level=Level(PEAK, -1.0))
    with pytest.raises(Refused, match="Stems keep the levels"):
        carry_out(PROJECT, job(tmp_path, form=form, name="{track}", stems=AFTER_EFFECTS), DISK)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stems", ["", AFTER_EFFECTS])
@pytest.mark.parametrize("loop", [False, True])
def test_progress_goes_up_to_the_end(tmp_path: Path, stems: str, loop: bool) -> None:
    told: list[Progress] = []
    part, form = Part(pattern="A", repeats=20), replace(FLOAT, loop=loop)
    carry_out(PROJECT, job(tmp_path, part=part, form=form, name="{track}x", stems=stems), DISK, told.append)
    shares = [each.share for each in told]
    assert shares == sorted(shares)
    assert 0.0 <= shares[0] < 0.2
    assert shares[-1] == pytest.approx(1.0)
    assert len(set(shares)) > 10


@pytest.mark.parametrize("stems", ["", AFTER_EFFECTS])
@pytest.mark.parametrize("when", [0.05, 0.5, 0.85, 0.99])
def test_cancelled_at_any_time_it_leaves_nothing(tmp_path: Path, stems: str, when: float) -> None:
    def end(progress: Progress) -> None:
        if progress.share >= when:
            raise Cancelled

    folder = tmp_path / "new" if stems else tmp_path
    wanted = job(folder, form=replace(FLOAT, loop=True), name="{track}x", stems=stems)
    with pytest.raises(Cancelled):
        carry_out(PROJECT, wanted, DISK, end)
    assert list(tmp_path.iterdir()) == []


def test_what_stays_silent_and_how_long_a_loop_is_are_told(tmp_path: Path) -> None:
    lacking = Project(SONG, kit_of("kick", "hat"))
    (made,) = carry_out(lacking, job(tmp_path, form=replace(FLOAT, loop=True)), DISK)
    assert any("pad" in note for note in made.notes)
    assert any("repeats after 1 pass" in note for note in made.notes)


def test_files_of_one_name_are_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "Loud.wav").write_bytes(b"old")
    told: list[Progress] = []
    with pytest.raises(Refused, match="--force"):
        carry_out(PROJECT, job(tmp_path), DISK, told.append)
    assert (told, (tmp_path / "Loud.wav").read_bytes()) == ([], b"old")
    carry_out(PROJECT, job(tmp_path, overwrite=True), DISK)
    assert (tmp_path / "Loud.wav").read_bytes()[:4] == b"RIFF"
