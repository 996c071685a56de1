"""Fixtures for all tests: the real servers, and a home that is nobody's."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# What talks to real servers, starts whole programs or measures: beside other tests it would wait for a core.
ALONE = ("bench", "cli", "devices", "host", "packaging", "servers", "ui/test_terminal.py")

pytest_plugins = ("tests.servers.pulse", "tests.servers.jack")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if any(item.path.is_relative_to(here / place) for place in ALONE):
            item.add_marker("alone")


@pytest.fixture(scope="session", autouse=True)
def nobodys_home() -> Iterator[Path]:
    """The user's settings, songs and state stay out of the tests, and theirs out of the user's."""
    with TemporaryDirectory(prefix="beatterm-home-") as folder:
        os.environ["BEATTERM_HOME"] = folder
        yield Path(folder)
        del os.environ["BEATTERM_HOME"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of the test's own; the user's folders are `home` in it."""
    monkeypatch.setenv("BEATTERM_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path
