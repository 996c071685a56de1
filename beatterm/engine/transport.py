"""The transport: whether time runs, where it is, and which events fall into the coming frames.

Time also runs while the transport stands still but notes are repeated: then nothing but these is played.
"""

from collections.abc import Iterator
from dataclasses import replace

from beatterm.engine.bars import Beat, bar_line, beats_between, counted_in, meter_at
from beatterm.engine.clock import Clock, Pace
from beatterm.engine.fills import fill_mode, open_rolls, with_fill, with_roll, without_past, without_roll
from beatterm.engine.lookahead import Lookahead
from beatterm.engine.messages import AT_ONCE, FILL_BAR, FILL_OFF, PATTERN_END, StartRoll
from beatterm.model.project import Project
from beatterm.model.song import MAX_TEMPO, MIN_TEMPO, Song, arrangement, section_ticks
from beatterm.sequencer.arrangement import Span, end_of, spans_between
from beatterm.sequencer.events import Event
from beatterm.sequencer.live import Cue, Live, rest


class Transport:
    """Position in ticks against the engine's frames. Frames given must not go back. With a `pace` time runs
    at that instead of the song's tempo, for as long as the tempo is not another one.
    """

    def __init__(self, rate: int, pace: Pace | None = None) -> None:
        self._rate = rate
        self._pace = pace
        self._clock = Clock(rate, 120.0)
        self._lookahead = Lookahead()
        self._clicked_until = 0
        self._fill = FILL_OFF
        self._steered: float | None = None
        self.live = Live(())
        self.is_running = False
        self.run = 0
        self.began_tick = 0
        self.position_ticks = 0

    def play(
        self, cue: Cue, project: Project, frame: int, count_in_bars: int = 0, end_tick: int | None = None
    ) -> None:
        """Start at a frame; the cue's tick 0 is there, or after so many bars of its metre. Nothing is struck
        from `end_tick` on, nor anything before it that belongs to what would follow.
        """
        self._fill = self.fill(frame)
        live = Live((replace(cue, tick=0),))
        start = -count_in_bars * meter_at(project.song, live, 0).bar_ticks
        rolls = tuple(replace(roll, start_tick=start) for roll in open_rolls(self.live))
        live = with_fill(live, self._fill, project.song, 0)
        if end_tick is not None:
            live = live.with_cue(rest(end_tick))
        self._begin(replace(live, rolls=rolls), project, frame, start)
        self.is_running = True
        self.run += 1
        self.began_tick, self.position_ticks = start, position_ticks(project.song, cue)

    def _begin(self, live: Live, project: Project, frame: int, tick: int) -> None:
        """Let time run from a tick on."""
        self._clock = Clock(self._rate, self.tempo(project), frame, tick, self._pace)
        self._lookahead.begin(tick)
        self._clicked_until = tick
        self.live = live

    def stop(self) -> None:
        """Stop where it is; notes that are repeated go on, and so does a fill that was not for one bar."""
        if self.is_running and self._fill == FILL_BAR:
            self._fill = FILL_OFF
        self.is_running = False
        self._play_on(Live((), (), open_rolls(self.live)))

    def _play_on(self, live: Live) -> None:
        self.live = live
        self._lookahead.ask_again()

    @property
    def clock(self) -> Clock:
        """How ticks become frames now."""
        return self._clock

    @property
    def is_moving(self) -> bool:
        """Whether time runs."""
        return self.is_running or bool(self.live.rolls)

    def tick_at(self, frame: int) -> int:
        """The first tick at or after a frame. It never goes back: before the clock's anchor another held."""
        return max(self._clock.tick, self._clock.tick_at(frame))

    def frame_of(self, tick: int) -> int:
        """The frame of a tick."""
        return self._clock.frame_of(tick)

    def frames_of(self, event: Event) -> int:
        """How many frames an event's note lasts."""
        return self.frame_of(event.tick + event.length_ticks) - self.frame_of(event.tick)

    def queue(self, cue: Cue, when: str, project: Project, frame: int) -> None:
        """Let a cue take over at the next bar, at the end of the pattern, or at once; during a count-in, in
        place of the one that was to come.
        """
        tick = self.tick_at(frame)
        at = self._take_over_tick(when, project, tick)
        self._play_on(without_past(self.live, tick).with_cue(replace(cue, tick=at)))

    def _take_over_tick(self, when: str, project: Project, tick: int) -> int:
        span = self.span(project, tick)
        if span is None or when not in (AT_ONCE, PATTERN_END):
            return bar_line(project.song, self.live, tick)
        if when == AT_ONCE:
            return tick
        grid = span.pattern.length_ticks
        return span.origin_tick + -(-(tick - span.origin_tick) // grid) * grid

    def set_fill(self, mode: str, project: Project, frame: int) -> None:
        """Ask for a fill; while nothing plays, for when it does."""
        self._fill = mode
        if self.is_running:
            tick = self.tick_at(frame)
            self._play_on(with_fill(without_past(self.live, tick), mode, project.song, tick))

    def fill(self, frame: int) -> str:
        """Which fill plays or waits."""
        return fill_mode(self.live, self.tick_at(frame)) if self.is_running else self._fill

    def start_roll(self, start: StartRoll, project: Project, frame: int) -> None:
        """Repeat a note from a frame on; where time stands still it begins to run there."""
        if not self.is_moving:
            self._begin(Live(()), project, frame, 0)
        tick = self.tick_at(frame)
        self._play_on(with_roll(without_past(self.live, tick), start, tick))

    def stop_roll(self, track: str | None, frame: int) -> None:
        """End the note repeat of a track (None: of all)."""
        ended = without_roll(self.live, track, self.tick_at(frame))
        self._play_on(ended if self.is_running else Live((), (), open_rolls(ended)))

    @property
    def rolls(self) -> int:
        """How many notes are being repeated."""
        return len(open_rolls(self.live))

    def changed(self, project: Project, frame: int) -> None:
        """The project changed: what was asked of the old one is void, and the tempo may be another."""
        self._take_tempo(project, frame)
        self._lookahead.ask_again()

    def steer(self, tempo: float | None, project: Project, frame: int) -> None:
        """Go on from a frame at another tempo than the song's, or (None) at the song's again. Ticks go on
        without a gap, so whatever is asked for, no event is left out or comes twice.
        """
        self._steered = None if tempo is None else min(MAX_TEMPO, max(MIN_TEMPO, tempo))
        self._take_tempo(project, frame)

    @property
    def is_steered(self) -> bool:
        """Whether the tempo is another's than the song's."""
        return self._steered is not None

    def tempo(self, project: Project) -> float:
        """The tempo that plays, or would if time ran."""
        return project.song.tempo if self._steered is None else self._steered

    def _take_tempo(self, project: Project, frame: int) -> None:
        tempo = self.tempo(project)
        if tempo != self._clock.tempo:
            self._clock = self._clock.at_tempo(tempo, max(frame, self._clock.frame))

    def skip_to(self, frame: int) -> None:
        """Leave out the events before a frame."""
        self._lookahead.begin(self.tick_at(frame))
        self._clicked_until = self.tick_at(frame)

    def events_until(self, project: Project, until_frame: int) -> list[Event]:
        """The events that fall on frames before this one and have not been taken yet."""
        if not self.is_moving:
            return []
        return self._lookahead.take(project, self.live, self.tick_at(until_frame))

    def beats_until(self, project: Project, until_frame: int, with_clicks: bool) -> Iterator[Beat]:
        """The beats to click on frames before this one, each once: of the count-in, and `with_clicks` of
        what plays.
        """
        if self.is_running:
            start, end = self._clicked_until, self.tick_at(until_frame)
            self._clicked_until = end
            if start < 0:
                yield from counted_in(meter_at(project.song, self.live, 0), start, end)
            if with_clicks and end > 0:
                yield from beats_between(project.song, self.live, max(start, 0), end)

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
        """The cue that will take over from another, if one waits."""
        return next((cue for cue in self.live.cues[1:] if cue.tick > tick), None)


def position_ticks(song: Song, cue: Cue) -> int:
    """Where in the song a cue begins; a pattern by itself is a song of its own."""
    before = () if cue.pattern else arrangement(song)[: cue.first]
    return sum(section_ticks(song, section) for section in before) + cue.offset_ticks
