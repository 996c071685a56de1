"""Every pattern of every shipped song as a loop: exactly as long as it should be, and the same as live."""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from beatterm.engine.frames import Frames
from beatterm.export.job import RATES, Part
from beatterm.export.layout import laid_out
from beatterm.export.render import frame_count
from beatterm.library.sounds import read_sound
from beatterm.model.kit import Kit
from beatterm.model.project import Project
from beatterm.model.time import PPQN
from tests.export.looping import file_and_place, live, plainly_live
from tests.patterns.features import FEATURES
from tests.patterns.starters import STARTERS, project

RATE = 8000
"""A low rate: less work, and nothing about loops knows the rate."""

SONGS = (*STARTERS, *(f"features/{name}" for name in FEATURES))
PATTERNS = [(name, pattern.name) for name in SONGS for pattern in project(name).song.patterns]
AS_PLAYED = [("trap", "drop"), ("house", "break"), ("reggaeton", "dembow"), ("funk", "pocket")]
"""Patterns that repeat after one pass with all that takes turns: looping them is playing them."""

INAUDIBLE = 1e-6
"""What reverbs and echoes have left of the passes before, when they have fallen by 125 dB and more."""


@cache
def _read(name: str, folder: str, file: str) -> tuple[Frames, int]:
    return read_sound(Kit(name, folder=folder), file)


def read(kit: Kit, file: str) -> tuple[Frames, int]:
    return _read(kit.name, kit.folder, file)


@pytest.mark.parametrize(("song", "pattern"), PATTERNS)
def test_a_loop_is_as_long_as_its_beats_to_the_frame(song: str, pattern: str) -> None:
    laid = laid_out(project(song), Part(pattern=pattern), loop=True)
    for rate in RATES:
        exact = Fraction(laid.ticks, PPQN) * 60 / Fraction(str(laid.project.song.tempo)) * rate
        assert frame_count(laid, rate) == round(exact)


@pytest.mark.parametrize(("song", "pattern"), PATTERNS)
def test_a_loop_played_three_times_is_three_live_passes(song: str, pattern: str) -> None:
    """The pass that is the file, to the last bit; the ones after it, up to what rings too softly to hear."""
    laid = laid_out(project(song), Part(pattern=pattern), loop=True)
    file, before = file_and_place(laid, read, RATE)
    assert len(file) == frame_count(laid, RATE)
    passes = live(laid, read, before + 3, RATE)
    assert file.tobytes() == passes[before].tobytes()
    for after in passes[before + 1 :]:
        assert np.abs(after - file).max() < INAUDIBLE


@pytest.mark.parametrize(("song", "pattern"), AS_PLAYED)
def test_where_the_length_is_whole_a_loop_is_what_plainly_playing_it_gives(song: str, pattern: str) -> None:
    playing = project(song)
    laid = laid_out(playing, Part(pattern=pattern), loop=True)
    rate = _whole_rate(playing, laid.ticks)
    file, before = file_and_place(laid, read, rate)
    passes = plainly_live(playing, laid.cue, read, frame_count(laid, rate), before + 2, rate)
    assert laid.cue.turn_ticks is None
    assert file.tobytes() == passes[before].tobytes()
    assert np.abs(passes[before + 1] - file).max() < INAUDIBLE


def _whole_rate(playing: Project, ticks: int) -> int:
    """A rate near that at which so many ticks are a whole number of frames."""
    seconds = Fraction(ticks, PPQN) * 60 / Fraction(str(playing.song.tempo))
    rate = RATE // seconds.denominator * seconds.denominator
    assert (seconds * rate).denominator == 1
    return rate
