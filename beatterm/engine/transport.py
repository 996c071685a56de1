"""The transport: whether time runs, where it is, and which events fall into the coming frames."""

from dataclasses import replace

from beatterm.engine.clock import Clock
from beatterm.engine.lookahead import Lookahead
from beatterm.engine.messages import AT_ONCE, PATTERN_END
from beatterm.model.project import Project
from beatterm.sequencer.arrangement import Span, end_of, spans_between
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Cue, Live


class Transport:
    """Position in ticks against the engine's frames. Frames given must not go back."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._clock = Clock(rate, 120.0)
        self._lookahead = Lookahead()
        self.live = Live(())
        self.is_running = False

    def play(self, cue: Cue, project: Project, frame: int) -> None:
        """Start at a frame; the cue's tick 0 is there."""
        self._clock = Clock(self._rate, project.song.tempo, frame)
        self.live = Live((replace(cue, tick=0),))
        self._lookahead.begin(0)
        self.is_running = True

    def stop(self) -> None:
        """Stop where it is."""
        self.is_running = False

    def tick_at(self, frame: int) -> int:
        """The first tick at or after a frame."""
        return self._clock.tick_at(frame)

    def frame_of(self, tick: int) -> int:
        """The frame of a tick."""
        return self._clock.frame_of(tick)

    def frames_between(self, start_tick: int, end_tick: int) -> int:
        """Frames from one tick to another."""
        return self.frame_of(end_tick) - self.frame_of(start_tick)

    def queue(self, cue: Cue, when: str, project: Project, frame: int) -> None:
        """Let a cue take over at the next bar, at the end of the pattern, or at once."""
        tick = self.tick_at(frame)
        at = self._take_over_tick(when, project, tick)
        self.live = self.live.since(tick).with_cue(replace(cue, tick=at))
        self._lookahead.ask_again()

    def _take_over_tick(self, when: str, project: Project, tick: int) -> int:
        span = self.span(project, tick)
        if span is None or when == AT_ONCE:
            return tick
        grid = span.pattern.length_ticks if when == PATTERN_END else project.song.meter.bar_ticks
        return span.origin_tick + -(-(tick - span.origin_tick) // grid) * grid

    def changed(self, project: Project, frame: int) -> None:
        """The project changed: what was asked of the old one is void, and the tempo may be another."""
        if project.song.tempo != self._clock.tempo:
            self._clock = self._clock.at_tempo(project.song.tempo, frame)
        self._lookahead.ask_again()

    def skip_to(self, frame: int) -> None:
        """Leave out the events before a frame."""
        self._lookahead.begin(self.tick_at(frame))

    def events_until(self, project: Project, until_frame: int) -> list[Event]:
        """The events that fall on frames before this one and have not been taken yet."""
        if not self.is_running:
            return []
        return self._lookahead.take(project, self.live, self.tick_at(until_frame))

    def stop_if_over(self, project: Project, frame: int) -> None:
        """Stop when the last cue has played all it has to."""
        if self.is_running and self.live.cues:
            end = end_of(project.song, self.live.cues[-1])
            if end is not None and self.tick_at(frame) >= end:
                self.stop()

    def span(self, project: Project, tick: int) -> Span | None:
        """What plays at a tick."""
        return next(spans_between(project.song, tick, tick + 1, self.live), None)

    def queued(self, tick: int) -> Cue | None:
        """The cue that will take over, if one waits."""
        return next((cue for cue in self.live.cues if cue.tick > tick), None)
