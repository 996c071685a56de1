"""Other people's readers take what was written, and read it as it was meant."""

import json
import os
import shutil
import subprocess
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import mutagen
import numpy as np
import pytest
from mutagen.flac import FLAC
from mutagen.mp3 import MP3
from numpy.typing import NDArray

from beatterm.engine.frames import Frames
from beatterm.export.facts import Facts, Mark
from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import Loudness
from beatterm.model.time import Meter
from tests.export.writing import at, chunks_of, samples_of, written
from tests.material import noise

FRAMES = 84672
LOOP = Facts(
    title="Süß & Dusty",
    author="Jörg",
    album="Tape 日本",
    comment="125 BPM, Eb minor, 1 bar of 7/8, kit Dusty",
    tempo=125.0,
    meter=Meter(7, 8),
    beats=4.0,
    key="eb minor",
    root=51,
    loop_frames=FRAMES,
    marks=(Mark(0, "bar 1"), Mark(44100, "drop", 22050)),
    starts_at_frame=96000,
    loudness=Loudness(-14.25, 5.5, -10.0, -12.0, -1.05, -1.2),
)
SOUND: Frames = np.add.reduce([noise(FRAMES + 8, level=0.03)[late:][:FRAMES] for late in range(8)])
"""Dull, so that what is compressed with loss keeps it, and never past full scale."""


def need(program: str) -> None:
    """Skip a test whose program is missing; where all are promised, that is a failure."""
    if not shutil.which(program):
        assert not os.environ.get("BEATTERM_REQUIRE_SERVERS"), f"{program} is missing"
        pytest.skip(f"{program} is missing")


def told_by(*command: str | Path) -> str:
    """What a program says on both of its outputs."""
    need(str(command[0]))
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return (done.stdout + done.stderr).decode(errors="replace")


def probed(path: Path) -> dict[str, Any]:
    """What ffprobe reads: tags in lower case, chapters as (start in seconds, title), the stream."""
    need("ffprobe")
    show = ["-show_format", "-show_streams", "-show_chapters", "-of", "json", str(path)]
    done = subprocess.run(["ffprobe", "-v", "warning", *show], capture_output=True, check=True, text=True)
    assert done.stderr.replace("Estimating duration from bitrate", "") == done.stderr
    found = json.loads(done.stdout)
    stream = found["streams"][0]
    tags = {**stream.get("tags", {}), **found["format"].get("tags", {})}
    return {
        "tags": {name.lower(): text for name, text in tags.items()},
        "chapters": [(float(each["start_time"]), each["tags"]["title"]) for each in found["chapters"]],
        "stream": stream,
        "said": done.stderr,
    }


def decoded(path: Path) -> NDArray[np.float32]:
    """The sound as ffmpeg decodes it, (frames, 2)."""
    need("ffmpeg")
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "f32le", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.float32).reshape(-1, 2)


def test_sndfile_reads_a_loop(tmp_path: Path) -> None:
    told = told_by("sndfile-info", at(tmp_path, written(SOUND, rate=44100, facts=LOOP)))
    lines = [" ".join(each.split()) for each in told.splitlines()]
    for line in (
        "Flags : 0x0006 (Loop,RootNoteValid,StretchOn,RAMBased,??Off)",
        "Root note : 0x33",
        "Beats : 4",
        "Meter : 7/8",
        "Tempo : 125.000000",
        "Midi Note : 51",
        f"Cue ID : 0 Type : 0 Start : 0 End : {FRAMES - 1} Fraction : 0 Count : 0",
        "Cue ID : 2 Pos : 44100 Chunk : data Chk Start : 0 Blk Start : 0 Offset : 44100",
        "labl : 1 : bar 1",
        "labl : 2 : drop",
        "INAM : Süß & Dusty",
        "ICMT : 125 BPM, Eb minor, 1 bar of 7/8, kit Dusty",
        f"Frames : {FRAMES}",
    ):
        assert line in lines
    assert "unknown" not in told.lower()
    assert "***" not in told


def test_sndfile_reads_where_a_loop_turns_over_and_how_loud_it_is(tmp_path: Path) -> None:
    path = at(tmp_path, written(SOUND, rate=44100, facts=LOOP))
    loops = told_by("sndfile-info", "--instrument", path).split()
    assert " ".join(loops).endswith(f"Mode : fwd Start : 0 End : {FRAMES} Count : 0")
    told = " ".join(told_by("sndfile-info", "--broadcast", path).split())
    for text in (
        "Description : Suß & Dusty".replace("ß", "?"),
        "Originator : Jorg",
        "Time ref : 0x000017700",
        "BWF version : 2",
        "Loudness value : -14.25 LUFS",
        "Loudness range : 5.50 LU",
        "Max. true peak level : -1.05 dBTP",
        "Max. momentary loudness : -10.00 LUFS",
        "Max. short term loudness : -12.00 LUFS",
        "Coding history : A=PCM,F=44100,W=24,M=stereo,T=beatterm",
    ):
        assert text in told


def test_sndfile_reads_a_loop_of_an_aiff(tmp_path: Path) -> None:
    path = at(tmp_path, written(SOUND, ".aiff", 44100, facts=LOOP), "out.aiff")
    told = " ".join(told_by("sndfile-info", path).split())
    assert (
        "Num Beats : 4 Root Note : 0x33 ScaleType : 0x1 (MINOR) Time Sig : 7/8 Loop Type : 0x0 (Loop)" in told
    )
    assert "Base Note : 51" in told
    assert "Sustain mode : 801 => forward begin : 1 end : 2" in told
    assert f"Position : {FRAMES} Name : loop end" in told


KEPT = [(suffix, bits) for suffix, form in WRITERS.items() for bits in form.bits]


@pytest.mark.parametrize(("suffix", "bits"), KEPT)
def test_sox_opens_what_keeps_the_sound(suffix: str, bits: str, tmp_path: Path) -> None:
    path = at(tmp_path, written(SOUND, suffix, 96000, bits, LOOP), f"out{suffix}")
    assert told_by("soxi", "-s", path).strip() == str(FRAMES)
    assert told_by("soxi", "-r", path).strip() == "96000"
    assert told_by("sox", path, "-n", "stat")


ENDS = [(suffix, rate) for suffix, form in WRITERS.items() for rate in (form.rates[0], form.rates[-1])]


@pytest.mark.parametrize(("suffix", "rate"), ENDS)
def test_ffmpeg_hears_what_was_written(suffix: str, rate: int, tmp_path: Path) -> None:
    found = decoded(at(tmp_path, written(SOUND, suffix, rate, facts=LOOP), f"out{suffix}"))
    assert len(found) == FRAMES
    error = float(np.sqrt(((found - SOUND) ** 2).mean() / (SOUND**2).mean()))
    assert error < (1e-5 if WRITERS[suffix].is_lossless else 0.2)


@pytest.mark.parametrize("suffix", WRITERS)
def test_ffprobe_reads_the_tags(suffix: str, tmp_path: Path) -> None:
    found = probed(at(tmp_path, written(SOUND, suffix, 44100, facts=LOOP), f"out{suffix}"))
    tags = found["tags"]
    assert (tags["title"], tags["artist"]) == ("Süß & Dusty", "Jörg")
    assert tags["album"] == "Tape 日本"
    assert tags["comment"] == LOOP.comment
    assert found["chapters"][0] == (0.0, "bar 1")
    assert found["chapters"][1] == (1.0, "drop")
    assert found["said"] == ""
    id3 = dict.fromkeys((".mp3", ".aif", ".aiff"), ("tkey", "tbpm"))
    key, tempo = ({".wav": ("ikey", "")} | id3).get(suffix, ("initialkey", "bpm"))
    assert tags[key] == ("Eb minor" if suffix == ".wav" else "Ebm")
    assert not tempo or tags[tempo] == "125"
    if suffix != ".wav":
        assert tags["replaygain_track_gain"] == "-3.75 dB"


@pytest.mark.parametrize("suffix", [".flac", ".ogg"])
def test_game_engines_find_the_loop(suffix: str, tmp_path: Path) -> None:
    tags = mutagen.File(at(tmp_path, written(SOUND, suffix, 44100, facts=LOOP), f"out{suffix}")).tags
    assert (tags["LOOPSTART"], tags["LOOPLENGTH"]) == (["0"], [str(FRAMES)])
    plain = replace(LOOP, loop_frames=0)
    tags = mutagen.File(at(tmp_path, written(SOUND, suffix, 44100, facts=plain), f"out{suffix}")).tags
    assert "LOOPSTART" not in tags


@pytest.mark.parametrize("bits", ["16", "24"])
@pytest.mark.parametrize("suffix", [".flac", ".aiff"])
def test_what_keeps_the_sound_holds_what_wav_holds(suffix: str, bits: str, tmp_path: Path) -> None:
    wav = samples_of(dict(chunks_of(written(SOUND, bits=bits)))[b"data"], bits)
    raw = decoded(at(tmp_path, written(SOUND, suffix, bits=bits, cut=777), f"out{suffix}"))
    assert np.array_equal(np.rint(raw * 2.0 ** (int(bits) - 1)).astype(np.int32), wav)


def test_flac_unpacks_to_the_very_wav(tmp_path: Path) -> None:
    data = written(SOUND, rate=44100, bits="16", facts=LOOP)
    packed = at(tmp_path, written(SOUND, ".flac", 44100, "16", LOOP), "out.flac")
    told_by("flac", "--test", packed)
    told_by("flac", "--decode", "--silent", "--keep-foreign-metadata", packed)
    assert (tmp_path / "out.wav").read_bytes() == data


def test_samplers_find_the_loop_in_a_flac(tmp_path: Path) -> None:
    opened = FLAC(at(tmp_path, written(SOUND, ".flac", 44100, facts=LOOP), "out.flac"))
    blocks = [block.data for block in opened.metadata_blocks if getattr(block, "code", 0) == 2]
    assert [block[:8] for block in blocks][1] == b"rifffmt "
    assert any(block.startswith(b"riffsmpl") for block in blocks)


def test_mp3_says_what_silence_to_leave_out(tmp_path: Path) -> None:
    info = MP3(at(tmp_path, written(SOUND, ".mp3", 44100, facts=LOOP), "out.mp3")).info
    assert info.encoder_info.startswith("LAME")
    assert (round(info.bitrate, -3), info.sample_rate) == (320_000, 44100)
    assert "gap" in WRITERS[".mp3"].note


def test_a_tempo_between_whole_numbers_is_kept(tmp_path: Path) -> None:
    facts = replace(LOOP, tempo=97.125)
    tags = {
        suffix: probed(at(tmp_path, written(SOUND[:5000], suffix, 44100, facts=facts), f"out{suffix}"))[
            "tags"
        ]
        for suffix in (".ogg", ".mp3")
    }
    assert tags[".ogg"]["bpm"] == "97.125"
    assert (tags[".mp3"]["tbpm"], tags[".mp3"]["bpm"]) == ("97", "97.125")


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("frames", [1, 2])
def test_hardly_anything_is_a_file_too(suffix: str, frames: int, tmp_path: Path) -> None:
    path = at(tmp_path, written(SOUND[:frames], suffix, 44100, facts=LOOP), f"out{suffix}")
    assert len(decoded(path)) >= frames


def test_a_wav_without_anything_to_tell_opens_too(tmp_path: Path) -> None:
    with wave.open(str(at(tmp_path, written(SOUND[:0])))) as read:
        assert read.getnframes() == 0
