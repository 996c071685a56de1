"""The ways from the keeper to real outputs, in one value, so that tests can put others in."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from beatterm.devices import audio
from beatterm.devices.output import DeviceError, Output, Render
from beatterm.engine.messages import OpenDevice
from beatterm.host.performer import Outlet
from beatterm.host.search import Search

FIRST_BLOCK_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class AudioSystem:
    """What can be done with real outputs. All but `search` may hang in a dead sound server."""

    open: Callable[[OpenDevice, Render], Output] = audio.open_output
    look_again: Callable[[], None] = audio.look_again
    let_go: Callable[[], None] = audio.let_go
    search: Callable[[str | None], Search] = Search

    def started(self, wanted: OpenDevice, outlet: Outlet) -> Output:
        """An open output that has asked its outlet for a block. Raises DeviceError."""
        output = self.open(wanted, outlet.render)
        try:
            output.start()
            _wait_for_block(output, outlet)
        except DeviceError:
            output.close()
            raise
        return output


def _wait_for_block(output: Output, outlet: Outlet) -> None:
    give_up_seconds = time.monotonic() + FIRST_BLOCK_SECONDS
    while outlet.calls == 0:
        if time.monotonic() > give_up_seconds:
            raise DeviceError(f"“{output.name}” opens, but never asks for sound. Is its server suspended?")
        time.sleep(0.002)
