"""Pages: what is played, and since when, one page for each time that it changed.

Each port reads the pages at its own pace: one that sends later still plays from an old page what was heard
from it. A page is forgotten when no port needs it any more, since only the page before knows it.
"""

from collections.abc import Iterator

from beatterm.engine.clock import Clock
from beatterm.engine.midi.heard import Heard
from beatterm.model.time import SIXTEENTH_TICKS
from beatterm.sequencer.arrangement import end_of
from beatterm.sequencer.events import Event
from beatterm.sequencer.query import events_between

_STRETCH_TICKS = SIXTEENTH_TICKS // 4
_KEPT_STRETCHES = 128
_NEAR_FRAMES = 128
"""A song that stops so near to its end has come to it."""


class Page:
    """Project, cues and clock as they were from `first_tick` on, until `close`.

    With `goes_on` its ticks are the page's before, carried on; with `begins` the transport starts with it.
    """

    def __init__(
        self, heard: Heard, before: "Page | None", first_tick: int, goes_on: bool, begins: bool
    ) -> None:
        self._project, self._live = heard.project, heard.live
        self.clock: Clock = heard.clock
        self.is_running = heard.is_running
        self.is_moving = heard.is_moving
        self.position_ticks = heard.position_ticks
        self.first_tick = first_tick
        self.goes_on = goes_on
        self.begins = begins
        self.is_cut = False
        self.last_tick = first_tick
        self.last_frame = 0
        self.next: Page | None = None
        self.over_tick = _over_tick(heard)
        self._stretches: dict[int, tuple[Event, ...]] = {}
        if before is not None and before._project is self._project and before._live == self._live:
            self._stretches = before._stretches

    def close(self, frame: int, is_cut: bool, after: "Page") -> None:
        """Let it end before a frame, and another follow; `is_cut`: nothing of it is to be sent any more."""
        self.last_tick = max(self.first_tick, self.clock.tick_at(frame))
        self.last_frame = frame
        self.is_cut = is_cut
        self.next = after

    @property
    def ends_run(self) -> bool:
        """Whether the transport stops at its end, if only to start anew."""
        after = self.next
        return self.is_running and after is not None and (after.begins or not after.is_running)

    def events(self, start_tick: int, end_tick: int) -> Iterator[Event]:
        """The events of a half-open window. Asked for in stretches, so that ports share the answers."""
        if start_tick < end_tick:
            for number in range(start_tick // _STRETCH_TICKS, (end_tick - 1) // _STRETCH_TICKS + 1):
                for event in self._stretch(number):
                    if start_tick <= event.tick < end_tick:
                        yield event

    def _stretch(self, number: int) -> tuple[Event, ...]:
        found = self._stretches.get(number)
        if found is None:
            start = number * _STRETCH_TICKS
            found = events_between(self._project, start, start + _STRETCH_TICKS, self._live)
            if len(self._stretches) >= _KEPT_STRETCHES:
                del self._stretches[next(iter(self._stretches))]
            self._stretches[number] = found
        return found


def _over_tick(heard: Heard) -> int | None:
    """Where what plays has come to its end, None if it goes on for ever."""
    cues = heard.live.cues
    return end_of(heard.project.song, cues[-1]) if heard.is_running and cues else None


class Score:
    """Makes a page of each Heard that is not as the one before."""

    def __init__(self) -> None:
        self._heard = Heard()
        self.page = Page(self._heard, None, 0, goes_on=False, begins=False)

    def hear(self, heard: Heard) -> None:
        """Take the newest. Those in between may have been missed."""
        before, self._heard = self._heard, heard
        is_other_time = heard.frame < before.frame or heard.clock.rate != before.clock.rate
        is_cut = is_other_time or heard.panics != before.panics
        if not is_cut and _is_same(before, heard):
            return
        frame = self._turning_frame(before, heard)
        goes_on = not is_cut and _carries_on(before, heard)
        is_anew = heard.is_running and (heard.run != before.run or is_other_time)
        first_tick = heard.clock.tick_at(frame)
        if is_anew:
            first_tick = heard.began_tick
        elif goes_on:
            first_tick = max(self.page.first_tick, before.clock.tick_at(frame))
        begins = heard.is_running and not (goes_on and before.is_running)
        page = Page(heard, self.page, first_tick, goes_on, begins)
        self.page.close(frame, is_cut, page)
        self.page = page

    def _turning_frame(self, before: Heard, heard: Heard) -> int:
        """The frame from which the newer one holds."""
        if heard.is_running and heard.run != before.run:
            return heard.clock.frame_of(heard.began_tick)
        since = before.frame if heard.since_frame is None else heard.since_frame
        if self.page.over_tick is not None and not heard.is_running:
            over = before.clock.frame_of(self.page.over_tick)
            if over <= heard.frame + _NEAR_FRAMES:
                since = max(since, over)
        return max(before.frame, since)


def _is_same(before: Heard, heard: Heard) -> bool:
    """Whether the same goes on being played."""
    if before.run != heard.run or before.is_running != heard.is_running:
        return False
    if not before.is_moving and not heard.is_moving:
        return True
    same = before.project is heard.project and before.live == heard.live
    return same and before.clock == heard.clock


def _carries_on(before: Heard, heard: Heard) -> bool:
    """Whether ticks are counted on, perhaps at another tempo. Notes that are repeated while the transport
    stands count from 0 whenever they begin anew.
    """
    if before.run != heard.run or not (before.is_moving and heard.is_moving):
        return False
    if before.is_running and heard.is_running:
        return True
    return abs(before.clock.frame_of(heard.clock.tick) - heard.clock.frame) <= 1
