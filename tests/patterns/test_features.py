"""The songs that show one feature each are whole, short, and sound; and opened by their plain names."""

from pathlib import Path

import numpy as np
import pytest

from beatterm.library.paths import SONG_SUFFIX
from beatterm.library.songs import find_song, list_songs
from beatterm.model.project import missing_sounds
from tests.patterns.features import FEATURES, feature
from tests.patterns.starters import FOLDER, RATE, STARTERS, seconds_of, text_of, whole_song

MOST_LINES = 60
each_feature = pytest.mark.parametrize("name", FEATURES)


def test_every_feature_is_shipped() -> None:
    assert {path.stem for path in (FOLDER / "features").glob(f"*{SONG_SUFFIX}")} == set(FEATURES)


@each_feature
def test_it_is_short_and_begins_with_what_to_listen_for(name: str) -> None:
    lines = text_of(f"features/{name}").splitlines()
    assert len(lines) <= MOST_LINES
    assert [line[0] for line in lines[:2]] == ["#", "#"]
    assert max(len(line) for line in lines if line.startswith("#")) <= 112


@each_feature
def test_its_kit_has_every_sound_and_every_lane_plays(name: str) -> None:
    song = feature(name).song
    assert song.kit in ("deep", "dry")
    assert missing_sounds(feature(name)) == ()
    assert not any(lane.is_empty for pattern in song.patterns for lane in pattern.tracks)


@each_feature
def test_it_sounds_in_every_bar_and_does_not_clip(name: str) -> None:
    rendered = whole_song(f"features/{name}")
    song = feature(name).song
    assert np.isfinite(rendered.frames).all()
    assert 0.1 < np.abs(rendered.frames).max() < 1.0
    assert rendered.reduction_db > -2.0
    bar = round(seconds_of(song, song.meter.bar_ticks) * RATE)
    for start in range(0, len(rendered.frames) - 3 * bar, bar):
        assert np.abs(rendered.frames[start : start + bar]).max() > 0.1


def test_a_feature_is_opened_by_its_name_and_listed_behind_the_starters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = [path.stem for path in list_songs()]
    assert find_song("ratchet") == FOLDER / "features" / "ratchet.beat"
    assert names.index("chance") > max(names.index(starter) for starter in STARTERS)
