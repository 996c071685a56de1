"""The file of every shipped pattern's loop, as other people's readers take it.

What it sounds like is the business of `test_shipped_loops.py`; here all of them hold noise.
"""

import io
import re
import wave
from pathlib import Path

import pytest

from beatterm.export.job import Form, Part
from beatterm.export.layout import Laid, laid_out
from beatterm.export.render import frame_count
from beatterm.export.share import Share
from beatterm.export.spool import Spool
from beatterm.export.writing import written
from beatterm.model.time import PPQN
from tests.export.test_readers import probed, told_by
from tests.export.writing import at
from tests.material import noise
from tests.patterns.features import FEATURES
from tests.patterns.starters import STARTERS, project

SONGS = (*STARTERS, *(f"features/{name}" for name in FEATURES))
PATTERNS = [(name, pattern.name) for name in SONGS for pattern in project(name).song.patterns]
FORM = Form(bits="16", loop=True)


def file_of(laid: Laid, folder: Path) -> Path:
    """A loop's file with all that carrying out its Job would write, but noise for its sound."""
    file = io.BytesIO()
    with Spool(folder) as spool:
        spool.add(noise(frame_count(laid, FORM.rate), level=0.1))
        written(file, spool, laid, FORM, "out.wav", "", Share(lambda progress: None))
    return at(folder, file.getvalue())


@pytest.mark.parametrize(("song", "pattern"), PATTERNS)
def test_tempo_beats_and_loop_are_read_as_they_were_meant(song: str, pattern: str, tmp_path: Path) -> None:
    playing = project(song)
    laid = laid_out(playing, Part(pattern=pattern), loop=True)
    path, frames = file_of(laid, tmp_path), frame_count(laid, FORM.rate)
    with wave.open(str(path)) as read:
        assert (read.getnframes(), read.getframerate()) == (frames, FORM.rate)
    text = told_by("sndfile-info", path)
    told = dict(re.findall(r"^ *(\S.*?) *: *(.*\S) *$", text, re.MULTILINE))
    assert told["Frames"] == str(frames)
    assert told["Tempo"] == f"{playing.song.tempo:.6f}"
    assert f"End : {frames - 1} " in text
    beats = laid.ticks / PPQN
    assert ("StretchOn" in told["Flags"]) == (beats == int(beats))
    if beats == int(beats):
        assert float(told["Beats"]) == beats
        assert abs(beats * 60 * FORM.rate / frames - playing.song.tempo) < 0.01
    assert ("RootNoteValid" in told["Flags"]) == (playing.song.key is not None)
    if playing.song.key:
        assert int(told["Root note"], 16) == 0x30 + playing.song.key.tonic


@pytest.mark.parametrize("song", STARTERS)
def test_tags_are_read_as_they_were_meant(song: str, tmp_path: Path) -> None:
    playing = project(song)
    pattern = playing.song.patterns[0].name
    laid = laid_out(playing, Part(pattern=pattern), loop=True)
    path = file_of(laid, tmp_path)
    assert told_by("soxi", "-s", path).strip() == str(frame_count(laid, FORM.rate))
    found = probed(path)
    tags = found["tags"]
    assert tags["title"].startswith(playing.song.title)
    assert tags["title"].endswith(pattern)
    assert (tags["artist"], tags["album"]) == (playing.song.author, playing.song.title)
    assert f"{playing.song.tempo:g} BPM" in tags["comment"]
    assert f"kit {playing.kit.name}" in tags["comment"]
    assert [name for _, name in found["chapters"]][:2] in (["bar 1", "bar 2"], ["bar 1"])
