"""Every shipped song is whole: canonical, playable with its kit, arranged, and as loud as its neighbours."""

from pathlib import Path
from statistics import median

import numpy as np
import pyloudnorm
import pytest

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import canonical, format_song, parse_song
from beatterm.library.paths import SONG_SUFFIX
from beatterm.model.project import missing_sounds
from beatterm.model.song import STRAIGHT, song_ticks
from beatterm.model.time import SIXTEENTH_TICKS
from tests.patterns.starters import (
    FOLDER,
    RATE,
    STARTERS,
    first_bars,
    project,
    song,
    text_of,
    whole_song,
)

GENRES = {
    "boom-bap": ((84, 96), (56, 62)),
    "trap": ((130, 150), (50, 50)),
    "house": ((120, 126), (52, 56)),
    "techno": ((126, 140), (50, 50)),
    "drum-and-bass": ((170, 176), (50, 54)),
    "uk-garage": ((130, 134), (60, 66)),
    "reggaeton": ((88, 100), (50, 50)),
    "funk": ((96, 112), (52, 58)),
}
"""Tempo and swing within which musicians of a genre recognise it."""

LOUDEST, SOFTEST, APART = -13.0, -16.5, 2.5
"""LUFS of a whole song, and how far two of them may lie apart in LU."""

each_starter = pytest.mark.parametrize("name", STARTERS)


def test_every_starter_is_shipped() -> None:
    assert {path.stem for path in FOLDER.glob(f"*{SONG_SUFFIX}")} >= set(STARTERS)


@pytest.mark.parametrize("path", sorted(FOLDER.rglob(f"*{SONG_SUFFIX}")), ids=lambda path: path.stem)
def test_a_song_is_canonical_comments_included(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written = format_song(parse_song(text, PARAMS), PARAMS)
    assert canonical(text, PARAMS) == text
    assert [line for line in text.splitlines() if not line.startswith("#")] == written.splitlines()


@each_starter
def test_a_starter_opens_with_what_makes_its_genre(name: str) -> None:
    lines = text_of(name).splitlines()
    assert lines[0].startswith("# ")
    assert sum(line.startswith("#") for line in lines) >= 3


@each_starter
def test_its_kit_has_every_sound(name: str) -> None:
    assert missing_sounds(project(name)) == ()
    assert song(name).kit in ("deep", "dry")


@each_starter
def test_every_lane_plays_and_every_strip_belongs_to_one(name: str) -> None:
    lanes = [lane for pattern in song(name).patterns for lane in pattern.tracks]
    assert [lane.name for lane in lanes if lane.is_empty] == []
    assert {strip.name for strip in song(name).mixer.strips} <= {lane.name for lane in lanes}


@each_starter
def test_every_setting_of_the_mix_is_heard(name: str) -> None:
    mixer = song(name).mixer
    used = {key for strip in mixer.strips for key, _ in strip.values}
    assert {effect for effect, _ in mixer.effects} <= used
    for strip in mixer.strips:
        keys = {key for key, _ in strip.values}
        assert "filter" in keys or not keys & {"cutoff_hz", "resonance", "drive"}, strip.name


@pytest.mark.parametrize("name", GENRES)
def test_tempo_and_swing_are_the_genre_s(name: str) -> None:
    tempo, swing = GENRES[name]
    assert tempo[0] <= song(name).tempo <= tempo[1]
    assert swing[0] <= song(name).swing <= swing[1]
    for pattern in song(name).patterns:
        for lane in pattern.tracks:
            in_sixteenths = (lane.step_ticks or pattern.step_ticks) == SIXTEENTH_TICKS
            own = lane.swing if lane.swing is not None and in_sixteenths else song(name).swing
            assert swing[0] <= own <= swing[1]
            assert in_sixteenths or lane.swing in (None, STRAIGHT)


@each_starter
def test_it_is_a_short_arrangement(name: str) -> None:
    piece = song(name)
    assert len(piece.patterns) >= 3
    assert len(piece.sections) >= 5
    assert {section.pattern for section in piece.sections} == {pattern.name for pattern in piece.patterns}
    assert any(section.repeat > 1 for section in piece.sections)
    bars, rest = divmod(song_ticks(piece), piece.meter.bar_ticks)
    assert rest == 0
    assert 16 <= bars <= 40


@each_starter
def test_the_first_bars_sound_without_clipping_and_the_same_each_time(name: str) -> None:
    frames = first_bars(name, 2)
    assert np.isfinite(frames).all()
    assert 0.1 < np.abs(frames).max() < 1.0
    for bar in np.array_split(frames, 2):
        assert np.sqrt((bar**2).mean()) > 0.01
    assert first_bars(name, 2).tobytes() == frames.tobytes()


@pytest.fixture(scope="module")
def loudness() -> dict[str, float]:
    """Integrated loudness of each starter; its render must neither clip nor lean on the limiter."""
    heard = {}
    for name in STARTERS:
        rendered = whole_song(name)
        assert np.abs(rendered.frames).max() < 1.0, name
        assert rendered.reduction_db > -2.0, name
        heard[name] = float(pyloudnorm.Meter(RATE).integrated_loudness(rendered.frames.astype(np.float64)))
    return heard


def test_no_starter_needs_the_limiter_and_all_are_about_as_loud(loudness: dict[str, float]) -> None:
    assert min(loudness.values()) > SOFTEST
    assert max(loudness.values()) < LOUDEST
    assert max(loudness.values()) - min(loudness.values()) < APART
    assert median(loudness.values()) == pytest.approx(-14.2, abs=0.7)
