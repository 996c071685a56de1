"""One take: what is played in it, on its way into the song. The recorder says when and where each was played;
what has been heard is written as edits of the session that undo as one.
"""

from collections.abc import Callable

from beatterm.model.edits.errors import EditError
from beatterm.model.edits.steps import set_step, step_at
from beatterm.model.edits.takes import erase_steps, hold_hit, record_hit
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.session.hits import Landed, Played, landed
from beatterm.session.lengths import Lengths, held_for, note_ends
from beatterm.session.record import RecordOptions
from beatterm.session.replacing import Replacing, Spot
from beatterm.session.rolls import Rolls
from beatterm.session.session import Session
from beatterm.session.spans import Spans
from beatterm.session.take_log import TakeLog, Written, spot_of

LABEL = "take"
_FOR_EVER = float("inf")


class Take:
    """What waits to be written and what has been, of take `number`. `spans` say which pattern sounded when,
    `options` how it is recorded now. Ticks are the transport's.
    """

    def __init__(
        self, session: Session, number: int, spans: Spans, options: Callable[[], RecordOptions]
    ) -> None:
        self._session, self._spans, self._options = session, spans, options
        self.number = number
        self._played: list[Played] = []
        self._landed: list[Landed] = []
        self._log = TakeLog()
        self._lengths = Lengths()
        self._rolls = Rolls()
        self._replacing = Replacing()

    def strike(self, played: Played) -> None:
        """A hit was played; with the number of a key it lasts until that is let go."""
        self._played.append(played)
        if note_ends(self._session.project, played.track, played.notes):
            self._lengths.press(played.key, played.tick)

    def let_go(self, key: int, tick: float) -> None:
        """A key goes up."""
        if self._lengths.lift(key, tick):
            self._lengthen(key)

    def begin_roll(
        self, track: str, notes: tuple[int, ...], velocity: int, step_ticks: int, tick: float
    ) -> None:
        """A track is repeated from a tick on."""
        self._replacing.begin(track, tick)
        self._rolls.begin(track, notes, velocity, step_ticks, tick)

    def end_roll(self, track: str | None, tick: float) -> None:
        """The repeat of a track, or of all, ended."""
        self._rolls.end(track, tick)

    def go_on_rolling(self, track: str) -> None:
        """The repeat of a track did not end after all."""
        self._rolls.cancel(track)

    def take_back(self, stamp: float) -> None:
        """The hit of that moment was none: the key was held down."""
        self._played = [each for each in self._played if each.stamp != stamp]
        self._landed = [each for each in self._landed if each.played.stamp != stamp]
        for each in self._log.take_back(stamp):
            self._edit([_restored(each)])

    def close(self, tick: float) -> None:
        """It is over: what waits is written at once, and keys that are down are held no longer."""
        self._rolls.end(None, tick)
        held = self._lengths.down
        for key, _ in held:
            self._lengths.lift(key, tick)
        self.write(_FOR_EVER)
        for key, _ in held:
            self._lengthen(key)

    def write(self, heard_tick: float) -> bool:
        """Write what may be written, now that so much has been heard; whether the song changed."""
        before = self._session.song
        self._land(heard_tick)
        project = self._session.project
        edits = self._rolls.due(project, self._spans, heard_tick)
        if self._options().replaces and heard_tick != _FOR_EVER:
            edits = [*map(_erased, self._replacing.passed(project, self._spans, heard_tick)), *edits]
        self._edit(edits)
        due = [each for each in self._landed if each.due_tick <= heard_tick]
        self._landed = [each for each in self._landed if each.due_tick > heard_tick]
        for hit in due:
            self._record(hit)
        for key, since in self._lengths.down:
            self._end_turn(key, since, heard_tick)
        return self._session.song is not before

    def _land(self, heard_tick: float) -> None:
        """Find the steps of the hits that have been heard: only then it is known which pattern sounded."""
        waiting = []
        for played in self._played:
            span = self._spans.at(played.tick) if played.tick <= heard_tick else None
            if span is None:
                waiting.append(played)
                continue
            self._replacing.begin(played.track, played.tick)
            hit = landed(self._session.project, played, span, self._options().quantise)
            if hit is not None:
                self._landed.append(hit)
        self._played = waiting

    def _record(self, hit: Landed) -> None:
        played, spot = hit.played, spot_of(hit)
        before = step_at(self._session.song, *spot)
        is_fresh = self._replacing.settle(spot)
        gives_way = [_erased(spot)] if self._replaces(is_fresh, before) else []
        again = self._log.is_again(hit, before)

        def recorded(song: Song) -> Song:
            quantise = self._options().quantise
            return record_hit(song, *spot, hit.nudge, played.velocity, played.notes, quantise, again)

        if self._edit([*gives_way, recorded]):
            self._log.add(Written(hit, before, step_at(self._session.song, *spot)))
            self._lengthen(played.key)

    def _replaces(self, is_fresh: bool, before: Step | None) -> bool:
        return self._options().replaces and is_fresh and before is not None

    def _lengthen(self, key: int) -> None:
        """Have a hit last as its key was held, of a chord the longest, unless something else has changed the
        step since.
        """
        chord = self._log.chord_of(key) if key else []
        ticks = max((self._lengths.of(each.hit.played.key) or 0.0 for each in chord), default=0.0)
        if not ticks:
            return
        latest = chord[-1]
        hit, spot = latest.hit, spot_of(latest.hit)
        if step_at(self._session.song, *spot) == latest.after:
            lasts = held_for(ticks, hit.step_ticks, self._options().quantise, hit.row_steps)
            self._edit([lambda song: hold_hit(song, *spot, *lasts)])
            self._log.renew(latest, step_at(self._session.song, *spot))

    def _end_turn(self, key: int, since: float, heard_tick: float) -> None:
        """A note lasts a turn of its row at most: then its step sounds again."""
        for each in self._log.chord_of(key)[-1:]:
            turn = each.hit.row_steps * each.hit.step_ticks
            if since + turn <= heard_tick:
                self._lengths.lift(key, since + turn)
                self._lengthen(key)

    def _edit(self, edits: list[Callable[[Song], Song]]) -> bool:
        """Change the song as part of the take; whether that was possible."""

        def changed(song: Song) -> Song:
            for edit in edits:
                song = edit(song)
            return song

        try:
            self._session.edit(LABEL, changed, take=self.number)
        except EditError:
            return False
        return True


def _erased(spot: Spot) -> Callable[[Song], Song]:
    pattern, track, index = spot
    return lambda song: erase_steps(song, pattern, track, index, index)


def _restored(written: Written) -> Callable[[Song], Song]:
    """The step as it was before a hit, unless something else has changed it since."""
    hit = written.hit
    track = hit.played.track

    def restored(song: Song) -> Song:
        if step_at(song, hit.pattern, track, hit.index) != written.after:
            return song
        return set_step(song, hit.pattern, track, hit.index, written.before)

    return restored
