"""The one render: the same frames to the last bit, however they are asked for."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from beatterm.engine.frames import Frames
from beatterm.engine.limiter import CEILING
from beatterm.engine.messages import Play
from beatterm.engine.rates import RATES
from beatterm.model.project import Project
from beatterm.sequencer.live import Cue
from tests.engine.pieces import locked_project, rich_project
from tests.material import engine_of, rendered


@dataclass(frozen=True)
class Piece:
    """A project and how it is played; `seconds` of it are compared, `single_frames` one by one."""

    project: Callable[[], tuple[Project, dict[str, Frames]]]
    cue: Cue
    seconds: int
    single_frames: int

    def frames(self, *sizes: int, rate: int = 44100, frames: int = 0) -> Frames:
        """Its first frames, in blocks of these sizes over and over."""
        project, recordings = self.project()
        engine = engine_of(project, recordings, Play(self.cue), rate=rate)
        return rendered(engine, frames or self.seconds * 44100, sizes)


RICH = Piece(rich_project, Cue(loop=False), 3, 20_000)
LOCKED = Piece(locked_project, Cue(pattern="A"), 2, 15_000)
OTHER_RATES = [*((RICH, rate) for rate in RATES), (LOCKED, 48000), (LOCKED, 96000)]


@pytest.fixture(scope="module", params=[RICH, LOCKED], ids=["rich", "locked"])
def piece(request: pytest.FixtureRequest) -> Piece:
    found: Piece = request.param
    return found


@pytest.fixture(scope="module")
def reference(piece: Piece) -> Frames:
    return piece.frames(512)


@pytest.mark.parametrize("sizes", [(63,), (64,), (65,), (4096,), (1, 700, 3, 64, 4096, 129, 2)])
def test_the_frames_do_not_depend_on_the_blocks(
    sizes: tuple[int, ...], piece: Piece, reference: Frames
) -> None:
    assert piece.frames(*sizes).tobytes() == reference.tobytes()


def test_single_frames_make_the_same_frames(piece: Piece, reference: Frames) -> None:
    frames = piece.single_frames
    assert piece.frames(1, frames=frames).tobytes() == reference[:frames].tobytes()


@pytest.mark.parametrize(("piece", "rate"), OTHER_RATES)
def test_every_rate_renders_the_same_however_cut(piece: Piece, rate: int) -> None:
    long, short = (piece.frames(size, rate=rate, frames=rate) for size in (512, 97))
    assert long.tobytes() == short.tobytes()


def test_two_renders_are_the_same_bytes() -> None:
    assert RICH.frames(512).tobytes() == RICH.frames(512).tobytes()


def test_the_rich_project_is_heard_and_limited() -> None:
    frames = RICH.frames(512)
    assert np.abs(frames).max() == pytest.approx(CEILING, abs=1e-4)
    assert np.abs(frames[60_000:]).max() > 0.01
