"""A fault of the screen itself: it ends, the terminal gets no trace, and who runs it is told."""

import pytest
from textual.pilot import Pilot

from beatterm.session.session import Session
from beatterm.ui.app import BeatApp
from tests.session.fakes import PARAMS, FakeEngine, MemoryShelf


def test_a_fault_ends_the_screen_and_is_handed_on(capfd: pytest.CaptureFixture[str]) -> None:
    app = BeatApp(Session(FakeEngine(), MemoryShelf({}, {}), PARAMS))

    async def stumble(pilot: Pilot[None]) -> None:
        app.call_later(lambda: app.perform(lambda desk: 1 // 0))  # type: ignore[arg-type, return-value]
        await pilot.pause()

    app.run(headless=True, auto_pilot=stumble)
    assert isinstance(app.failure, ZeroDivisionError)
    assert app.return_code == 1
    told = capfd.readouterr()
    assert "ZeroDivisionError" not in told.out + told.err
