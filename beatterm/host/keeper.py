"""Keeps the performer playing through an output: the wanted one, or the null device until that can be had.

Runs on the control thread. A new output is opened and heard to ask for blocks before the old one is left, so
the beat goes on meanwhile; whatever may hang in a dead sound server is left behind on a thread of its own.
"""

from collections.abc import Callable

from beatterm.devices.null import DEFAULT_BLOCK_FRAMES, DEFAULT_RATE, NullDevice
from beatterm.devices.output import LibraryMissing, Output
from beatterm.engine.messages import DeviceState, Notice, OpenDevice, Report
from beatterm.host.audio_system import AudioSystem
from beatterm.host.patience import Attempt, within
from beatterm.host.performer import Outlet, Performer
from beatterm.host.search import Search
from beatterm.host.stillness import Stillness
from beatterm.host.wire import Renew

NULL = "null"
OPEN_SECONDS = 5.0
MOMENT_SECONDS = 0.5
CLOSE_SECONDS = 1.0
STILL_LOOKS = 10
LOOK_SECONDS = 0.1
"""An output that asks for nothing at this many looks in a row, this far apart, is gone."""
_GOES_ON = "The beat goes on without sound"


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
        self._attempt: Attempt[tuple[Output, Outlet]] | None = None
        self._search: Search | None = None
        self._is_wedged = False
        self._is_stale = False
        self._stillness = Stillness(LOOK_SECONDS)

    def begin(self) -> None:
        """Let time run, then open what is wanted."""
        self._performer.listen_to(self._output)
        self._outlet.open()
        self._output.start()
        if self._wanted.name == NULL:
            self._report(self._state())
        else:
            self._try_wanted()

    def open(self, wanted: OpenDevice) -> None:
        """Play through another output; on the null device, saying why, if it cannot be had."""
        self._end_attempt()
        self._end_search()
        self._wanted = wanted
        self._leave()
        if wanted.name == NULL:
            self._take_null()
        else:
            self._come_back()

    def watch(self) -> None:
        """Look after the output; to be called at least every `LOOK_SECONDS`. Never waits long."""
        if self._attempt is not None:
            if self._attempt.is_over():
                self._conclude(self._attempt)
        elif self._output.is_null:
            if self._search is not None and self._search.is_found():
                self._come_back()
        elif not self._output.active or self._stillness.looks(self._outlet.calls) > STILL_LOOKS:
            self._lose()

    def close(self) -> None:
        """Leave the output and the sound system, waiting no longer than a moment for each."""
        self._end_attempt()
        self._end_search()
        self._leave()
        self._outlet.shut(CLOSE_SECONDS)
        self._output.close()
        self._let_go()

    def _try_wanted(self) -> None:
        """Begin to open what is wanted. Mostly that is done in a moment; if not, `watch` will conclude it."""
        self._attempt = Attempt(self._opened, OPEN_SECONDS)
        if self._attempt.is_over(MOMENT_SECONDS):
            self._conclude(self._attempt)

    def _conclude(self, attempt: Attempt[tuple[Output, Outlet]]) -> None:
        """Play through what was opened. If nothing was, say why and, if there is hope, search for it."""
        self._attempt = None
        try:
            self._play(*attempt.result())
        except TimeoutError:
            self._is_wedged = True
            self._do_without("The sound system does not answer.", is_hopeless=False)
        except Exception as error:
            self._do_without(str(error), isinstance(error, LibraryMissing))
        else:
            if self._search is not None:
                self._end_search()
                self._report(Notice(f"“{self._output.name}” is here: the beat can be heard."))

    def _do_without(self, problem: str, is_hopeless: bool) -> None:
        if self._search is None:
            self._report(Notice(f"{problem} {_GOES_ON}.", is_error=True))
            self._report(self._state())
            self._search = None if is_hopeless else self._system.search(self._wanted.name)

    def _end_attempt(self) -> None:
        """Wait for what is being opened, and close it again."""
        attempt, self._attempt = self._attempt, None
        if attempt is not None:
            attempt.is_over(OPEN_SECONDS)
            try:
                self._close(attempt.result()[0])
            except Exception as error:  # nothing was opened
                self._is_wedged |= isinstance(error, TimeoutError)

    def _opened(self) -> tuple[Output, Outlet]:
        """The wanted output, asking for blocks and getting silence."""
        if self._is_stale:
            self._system.look_again()
        self._is_stale = True
        outlet = Outlet(self._performer)
        return self._system.started(self._wanted, outlet), outlet

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
        self._stillness = Stillness(LOOK_SECONDS)
        self._performer.listen_to(output)
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
        self._performer.listen_to(self._output)
        self._outlet.open()
        self._output.start()
        self._close(old)

    def _close(self, output: Output) -> None:
        try:
            within(CLOSE_SECONDS, lambda: _end(output))
        except TimeoutError:
            self._is_wedged = True
        except Exception as error:
            self._report(Notice(f"“{output.name}” did not close cleanly: {error}"))

    def _lose(self) -> None:
        name = self._output.name
        self._leave()
        again = "it comes back when the device does, or choose another"
        self._report(Notice(f"“{name}” has gone. {_GOES_ON}; {again}.", is_error=True))
        self._report(self._state())
        self._search = self._system.search(self._wanted.name)

    def _come_back(self) -> None:
        if self._is_wedged and not self._let_go():
            self._report(Renew())
        else:
            self._try_wanted()

    def _let_go(self) -> bool:
        """Whether the sound system lets go of this process, which frees what hangs in it."""
        try:
            within(CLOSE_SECONDS, self._system.let_go)
        except TimeoutError:
            self._is_wedged = True
        else:
            self._is_wedged = False
        return not self._is_wedged

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


def first_rate(wanted: OpenDevice) -> int:
    """The rate to begin at, before a device has said its own."""
    return wanted.rate or DEFAULT_RATE


def _end(output: Output) -> None:
    output.stop()
    output.close()
