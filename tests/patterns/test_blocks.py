"""Every starter renders to the same frames however they are cut into blocks."""

import pytest

from beatterm.engine.frames import Frames
from tests.material import rendered
from tests.patterns.starters import STARTERS, started

_SECONDS, _SECONDS_OF_SINGLES = 4, 0.2
LOCKED = ("features/locks-mix", "features/locks-sound")


def frames_of(name: str, size: int, frames: int) -> Frames:
    return rendered(started(name), frames, (size,))


@pytest.mark.parametrize("name", (*STARTERS, *LOCKED))
def test_the_frames_do_not_depend_on_the_blocks(name: str) -> None:
    whole = frames_of(name, 512, _SECONDS * 44100)
    for size in (63, 64, 65, 4096):
        assert frames_of(name, size, len(whole)).tobytes() == whole.tobytes(), size
    singles = round(_SECONDS_OF_SINGLES * 44100)
    assert frames_of(name, 1, singles).tobytes() == whole[:singles].tobytes()
