"""What holds for every test of the host: nothing is left running."""

import threading
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_device_left_running() -> Iterator[None]:
    """A null device that goes on would take time from all later tests."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    assert not [thread for thread in left if thread.name == "null device"]
