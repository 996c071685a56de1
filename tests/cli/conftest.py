"""Where the verbs are typed."""

from pathlib import Path

import pytest

from tests.cli.song import BEAT


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and home, with one song."""
    monkeypatch.setenv("BEATTERM_HOME", str(tmp_path / "home"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "test.beat").write_text(BEAT)
    return folder
