"""An outlet: one port of the setup, reading the pages at its own pace and saying what is due."""

from beatterm.engine.messages import Audition
from beatterm.engine.midi.clock_out import LEAD_SECONDS, LOCATE_SECONDS, ClockOut
from beatterm.engine.midi.controls import Controls
from beatterm.engine.midi.due import CONTROL, Due
from beatterm.engine.midi.lane import APART_SECONDS, Lane
from beatterm.engine.midi.notes import Held, Notes
from beatterm.engine.midi.pages import Page
from beatterm.engine.midi.programs import Programs
from beatterm.engine.midi.routes import Route
from beatterm.engine.midi.times import LATE_SECONDS, Times
from beatterm.model.midi_setup import OutPort
from beatterm.sequencer.events import Event

_HELD_FRAMES = 1 << 48
"""So much later than it began a note ends whose key is still down: never, but for its key."""
_TURN_SECONDS = 2 * LEAD_SECONDS
"""Listeners are stopped so much before another run follows at once, for Stop and Start to be told apart;
still earlier if they must go to another place between the two.
"""


class Outlet:
    """What one port has been told, and how far it has come. Made while a page is played, it joins that."""

    def __init__(self, port: OutPort, page: Page, times: Times) -> None:
        self._port = port
        self._lane = Lane(port.name)
        self._waiting: list[tuple[float, int, bytes]] = []
        self._notes = Notes(self._say)
        self._controls = Controls()
        self._programs = Programs()
        self._clock = ClockOut(port)
        self._routes: dict[str, Route] = {}
        self._is_other_device = False
        self._page = page
        self._tick = max(page.first_tick, times.tick_at(page.clock, times.now))
        if page.is_running:
            self._clock.begin(page, times)

    def plan(self, port: OutPort, routes: dict[str, Route], times: Times) -> list[Due]:
        """All that leaves before `times.until` and has not been said yet."""
        if port is not self._port:
            self._configure(port, times)
        if routes is not self._routes:
            self._take_routes(routes, times)
        if self._is_other_device:
            self._notes.end_at_once(times.now)
        if self._is_other_device and self._page.is_running:
            self._clock.begin(self._page, times)
        self._is_other_device = False
        while self._read_on(times):
            pass
        if not self._page.is_running:
            self._clock.stand(times)
        self._notes.end_due(times)
        self._settle()
        return self._lane.taken() + self._clock.lane.taken()

    def close(self, seconds: float) -> list[Due]:
        """End all notes and stop the listeners."""
        self._notes.end_at_once(seconds)
        self._end_run(seconds)
        return self._lane.taken() + self._clock.lane.taken()

    def forget(self) -> None:
        """Another device may be behind the port, which knows nothing. Notes that it holds, having been
        struck since it was connected, are ended by the next plan.
        """
        self._programs.forget()
        self._controls.forget()
        self._clock.forget()
        self._routes = {}
        self._is_other_device = True

    def panic(self, seconds: float) -> None:
        """All that was still to leave has been withdrawn and all notes have been ended, by others."""
        self._notes.forget()
        self._programs.forget()
        self._controls.forget()
        self._clock.panic(seconds)

    def audition(self, audition: Audition, beat_frames: int, times: Times) -> None:
        """Sound a track once, now, for a beat, or until it is let go."""
        route = self._routes.get(audition.track)
        if route is not None:
            frame = times.frame_at(times.now)
            event = Event(0, audition.track, audition.note, audition.velocity, 0)
            off_frame = frame + (_HELD_FRAMES if audition.hold else beat_frames)
            self._strike(event, route, Held(audition.track, frame, off_frame, audition.hold), times)

    def let_go(self, hold: int, times: Times) -> None:
        """The key of an audition goes up now."""
        self._notes.let_go(hold, times.frame_at(times.now), times)

    def _configure(self, port: OutPort, times: Times) -> None:
        is_other = (port.match, port.virtual) != (self._port.match, self._port.virtual)
        self._port = port
        self._clock.configure(port, self._page, times)
        if is_other:
            self._notes.end_at_once(times.now)
            self.forget()

    def _take_routes(self, routes: dict[str, Route], times: Times) -> None:
        """Let go what may not sound any more, and tell what has changed. A port begins with no routes."""
        self._routes = routes
        gone = [key for key, held in self._notes.held().items() if not self._may_sound(key[0], held)]
        self._notes.end(gone, times.frame_at(times.now), times)
        self._tell(times)

    def _may_sound(self, channel: int, held: Held) -> bool:
        route = self._routes.get(held.track)
        return route is not None and route.out.channel == channel

    def _tell(self, times: Times) -> None:
        """Programs and controls as they are to be from now on."""
        for data in self._programs.changed(self._routes.values()):
            self._say(times.now, CONTROL, data)
        for data in self._controls.rest(self._routes.values()):
            self._say(times.now, CONTROL, data)

    def _read_on(self, times: Times) -> bool:
        """Say what is due of a page; whether it is done, so that the next one is to be read."""
        page = self._page
        if page.is_cut:
            self._turn(page, times)
            return True
        is_done = page.next is not None and (not page.is_moving or self._is_at_end(page, times))
        if page.is_moving:
            due_tick = times.tick_at(page.clock, times.until)
            self._play(page, page.last_tick if is_done else _bounded(page, due_tick), times)
        if is_done:
            self._turn(page, times)
        return is_done

    @staticmethod
    def _is_at_end(page: Page, times: Times) -> bool:
        return times.of_frame(_end_frame(page, times)) <= times.until

    def _play(self, page: Page, end_tick: int, times: Times) -> None:
        """Say what lies between where this port has come to and a tick."""
        events = sorted(page.events(self._tick, end_tick), key=lambda event: (event.tick, -event.velocity))
        for event in events:
            route = self._routes.get(event.track)
            if route is not None:
                frame = page.clock.frame_of(event.tick)
                end_frame = page.clock.frame_of(event.tick + event.length_ticks)
                self._strike(event, route, Held(event.track, frame, end_frame), times)
        self._tick = max(self._tick, end_tick)
        if page.is_running:
            self._clock.run(page, _last_pulse_tick(page, end_tick, times), times)

    def _strike(self, event: Event, route: Route, held: Held, times: Times) -> None:
        """Set the controls that a note needs, and strike it, unless it is much too late."""
        seconds = times.of_frame(held.on_frame)
        if times.is_late(seconds):
            return
        for data in self._controls.before_note(route, event.locks):
            self._say(seconds, CONTROL, data)
        note = route.note if event.note is None else event.note
        self._notes.strike((route.out.channel, note), event.velocity, held, times)

    def _turn(self, page: Page, times: Times) -> None:
        """Leave a page for the next one."""
        after = page.next
        if after is None:
            return
        if page.is_cut:
            self._notes.end_at_once(times.now)
            self._end_run(times.now)
        elif page.ends_run:
            self._notes.end(self._notes.held(), page.last_frame, times)
            if after.begins:
                self._clock.end(times.of_frame(_end_frame(page, times)))
            else:
                self._end_run(times.of_frame(page.last_frame))
        self._page = after
        self._begin(after, times)

    def _end_run(self, seconds: float) -> None:
        """Stop the listeners, when the last note has been let go."""
        self._settle()
        self._clock.end(max(seconds, self._lane.last_seconds + APART_SECONDS))

    def _begin(self, page: Page, times: Times) -> None:
        come_to = self._tick if page.goes_on else times.tick_at(page.clock, times.now - LATE_SECONDS)
        self._tick = max(page.first_tick, come_to)
        if page.begins:
            self._programs.forget()
            self._tell(times)
            self._clock.begin(page, times)

    def _say(self, seconds: float, priority: int, data: bytes) -> None:
        self._waiting.append((seconds, priority, data))

    def _settle(self) -> None:
        """Bring what is waiting into its order. What is of one moment stays as it was said."""
        self._waiting.sort(key=lambda each: each[:2])
        for each in self._waiting:
            self._lane.say(*each)
        self._waiting.clear()


def _bounded(page: Page, tick: int) -> int:
    """A tick, or the page's last if that comes before."""
    return tick if page.next is None else min(tick, page.last_tick)


def _end_frame(page: Page, times: Times) -> int:
    """Where a page ends for its listeners: earlier than for notes if another run follows at once."""
    if page.next is None or not (page.ends_run and page.next.begins):
        return page.last_frame
    room = _TURN_SECONDS + (LOCATE_SECONDS if page.next.position_ticks else 0.0)
    return page.last_frame - round(room / times.heard.frame_seconds)


def _last_pulse_tick(page: Page, tick: int, times: Times) -> int:
    """Up to where there are pulses, at most up to a tick: not past the end of the song, nor of the page."""
    last = tick if page.over_tick is None else min(tick, page.over_tick)
    return last if page.next is None else min(last, page.clock.tick_at(_end_frame(page, times)))
