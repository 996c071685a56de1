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

pytest_plugins = ("tests.servers.pulse", "tests.servers.jack")


@pytest.fixture(scope="session", autouse=True)
def nobodys_home() -> Iterator[Path]:
    """The user's settings, songs and state stay out of the tests, and theirs out of the user's."""
    with TemporaryDirectory(prefix="beatterm-home-") as folder:
        os.environ["BEATTERM_HOME"] = folder
        yield Path(folder)
        del os.environ["BEATTERM_HOME"]
