"""Keeps the performer playing through an output: the wanted one, or the null device until that can be had.

Runs on the control thread. A new output is opened and heard to ask for blocks before the old one is left, so
the beat goes on meanwhile; whatever may hang in a dead sound server is left behind on a thread of its own.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from beatterm.devices import audio
from beatterm.devices.null import DEFAULT_BLOCK_FRAMES, DEFAULT_RATE, NullDevice
from beatterm.devices.output import DeviceError, LibraryMissing, Output, Render
from beatterm.engine.messages import DeviceState, Notice, OpenDevice, Report
from beatterm.host.patience import within
from beatterm.host.performer import Outlet, Performer
from beatterm.host.search import Search
from beatterm.host.wire import Renew

NULL = "null"
OPEN_SECONDS = 5.0
CLOSE_SECONDS = 1.0
FIRST_BLOCK_SECONDS = 2.0
SILENT_LOOKS = 10
LOOK_SECONDS = 0.1
"""An output that asks for nothing at this many looks in a row, this far apart, is gone."""
_GOES_ON = "The beat goes on without sound"


@dataclass(frozen=True, slots=True)
class AudioSystem:
    """The ways to real outputs: tests put others in."""

    open: Callable[[OpenDevice, Render], Output] = audio.open_output
    look_again: Callable[[], None] = audio.look_again
    search: Callable[[str | None], Search] = Search


class Keeper:
    """Holds the output. `prepare_rate(rate)` makes an engine ready for an output of another rate; what it
    returns is called, with nothing rendering, to change over to it.
    """

    def __init__(
        self,
        performer: Performer,
        wanted: OpenDevice,
        report: Callable[[Report | Renew], None],
        prepare_rate: Callable[[int], Callable[[], None]],
        system: AudioSystem | None = None,
    ) -> None:
        self._performer = performer
        self._wanted = wanted
        self._report = report
        self._prepare_rate = prepare_rate
        self._system = system or AudioSystem()
        self._outlet = Outlet(performer)
        self._output: Output = self._null_output(first_rate(wanted), self._outlet)
        self._search: Search | None = None
        self._is_wedged = False
        self._is_stale = False
        self._silence = _Silence()

    def begin(self) -> None:
        """Let time run, then open what is wanted."""
        self._performer.count_xruns_of(self._output)
        self._outlet.open()
        self._output.start()
        if self._wanted.name == NULL:
            self._report(self._state())
        else:
            self._try_wanted(says_why_not=True)

    def open(self, wanted: OpenDevice) -> None:
        """Play through another output; on the null device, saying why, if it cannot be had."""
        self._wanted = wanted
        self._end_search()
        self._leave()
        if wanted.name == NULL:
            self._take_null()
        elif self._is_wedged:
            self._report(Renew())
        else:
            self._try_wanted(says_why_not=True)

    def watch(self) -> None:
        """Look after the output; to be called at least every `LOOK_SECONDS`. Never waits long."""
        if self._output.is_null:
            if self._search is not None and self._search.is_found():
                self._come_back()
        elif not self._output.active or self._silence.is_long(self._outlet.calls):
            self._lose()

    def close(self) -> None:
        """Leave the output, waiting no longer than a moment."""
        self._end_search()
        self._leave()
        self._outlet.shut(CLOSE_SECONDS)

    def _try_wanted(self, says_why_not: bool) -> bool:
        """Whether the wanted output plays now. If not, it is searched for, unless there is no hope."""
        hope = True
        try:
            self._play(*within(OPEN_SECONDS, self._opened))
            return True
        except TimeoutError:
            self._is_wedged = True
            problem = "The sound system does not answer."
        except Exception as error:
            hope = not isinstance(error, LibraryMissing)
            problem = str(error)
        if says_why_not:
            self._report(Notice(f"{problem} {_GOES_ON}.", is_error=True))
            self._report(self._state())
        if hope and self._search is None:
            self._search = self._system.search(self._wanted.name)
        return False

    def _opened(self) -> tuple[Output, Outlet]:
        """The wanted output, running, but with silence in it."""
        if self._is_stale:
            self._system.look_again()
        self._is_stale = True
        outlet = Outlet(self._performer)
        output = self._system.open(self._wanted, outlet.render)
        try:
            output.start()
            _wait_for_blocks(output, outlet)
        except DeviceError:
            output.close()
            raise
        return output, outlet

    def _play(self, output: Output, outlet: Outlet) -> None:
        """Move the performer to an output that asks for blocks already."""
        change_rate = self._prepare_rate(output.rate) if output.rate != self._output.rate else None
        self._outlet.shut(CLOSE_SECONDS)
        self._output.close()
        if change_rate is not None:
            change_rate()
        self._hear(output, outlet)

    def _hear(self, output: Output, outlet: Outlet) -> None:
        self._output, self._outlet = output, outlet
        self._silence = _Silence()
        self._performer.count_xruns_of(output)
        outlet.open()
        self._report(self._state())

    def _take_null(self) -> None:
        """The null device for its own sake, at the rate and block that were asked for."""
        outlet = Outlet(self._performer)
        output = self._null_output(self._wanted.rate or self._output.rate, outlet)
        output.start()
        self._play(output, outlet)

    def _leave(self) -> None:
        """From a real output to the null device of the same rate; the real one is closed, or left behind if
        it hangs.
        """
        if self._output.is_null:
            return
        old, rate = self._output, self._output.rate
        self._outlet.shut(CLOSE_SECONDS)
        self._outlet = Outlet(self._performer)
        self._output = self._null_output(rate, self._outlet)
        self._performer.count_xruns_of(self._output)
        self._outlet.open()
        self._output.start()
        try:
            within(CLOSE_SECONDS, lambda: _end(old))
        except TimeoutError:
            self._is_wedged = True
        except Exception as error:
            self._report(Notice(f"“{old.name}” did not close cleanly: {error}"))

    def _lose(self) -> None:
        name = self._output.name
        self._leave()
        again = "it comes back when the device does, or choose another"
        self._report(Notice(f"“{name}” has gone. {_GOES_ON}; {again}.", is_error=True))
        self._report(self._state())
        self._search = self._system.search(self._wanted.name)

    def _come_back(self) -> None:
        if self._is_wedged:
            self._report(Renew())
        elif self._try_wanted(says_why_not=False):
            self._end_search()
            self._report(Notice(f"“{self._output.name}” is here: the beat can be heard."))

    def _end_search(self) -> None:
        if self._search is not None:
            self._search.end()
            self._search = None

    def _null_output(self, rate: int, outlet: Outlet) -> NullDevice:
        return NullDevice(outlet.render, rate, self._wanted.block_frames or DEFAULT_BLOCK_FRAMES)

    def _state(self) -> DeviceState:
        output = self._output
        return DeviceState(
            output.name, output.rate, output.block_frames, output.latency_seconds, output.is_null
        )


class _Silence:
    """Counts looks at which an output had asked for nothing new."""

    def __init__(self) -> None:
        self._calls = -1
        self._looks = 0
        self._looked_seconds = 0.0

    def is_long(self, calls: int) -> bool:
        now_seconds = time.monotonic()
        if calls != self._calls:
            self._calls, self._looks = calls, 0
        elif now_seconds - self._looked_seconds >= LOOK_SECONDS:
            self._looks += 1
            self._looked_seconds = now_seconds
        return self._looks > SILENT_LOOKS


def first_rate(wanted: OpenDevice) -> int:
    """The rate to begin at, before a device has said its own."""
    return wanted.rate or DEFAULT_RATE


def _end(output: Output) -> None:
    output.stop()
    output.close()


def _wait_for_blocks(output: Output, outlet: Outlet) -> None:
    give_up_seconds = time.monotonic() + FIRST_BLOCK_SECONDS
    while outlet.calls == 0:
        if time.monotonic() > give_up_seconds:
            raise DeviceError(f"“{output.name}” opens, but never asks for sound. Is its server suspended?")
        time.sleep(0.002)
