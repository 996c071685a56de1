"""The sequencer against a second, slow reading of its rules that shares no code with it.

Here a pattern is written out hit by hit from its first tick on, in the order of the rules, and the sequencer
must answer the same. Songs have everything but dice: no chance between 0 and 100, no humanise, no random
order. Their fractions are exact in floating point, so that both round alike.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.model.condition import CONDITIONS
from beatterm.model.groove import Groove
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from beatterm.model.time import STEP_TICKS
from beatterm.sequencer.live import Cue, FillSpan, Live
from beatterm.sequencer.query import events_between

NAMES = ("kick", "snare", "hat", "bass")
TICKS_READ = 5 * 16 * 840
SWINGING = {
    STEP_TICKS["1/8"]: 1680,
    STEP_TICKS["1/16"]: 840,
    STEP_TICKS["1/32"]: 840,
    STEP_TICKS["1/64"]: 840,
}

Line = tuple[int, str, int | None, int, int, tuple[tuple[str, float | str], ...]]


@dataclass
class Hit:
    """A written hit in one turn of its track."""

    place: int
    step: Step
    turn: int
    tick: int = 0
    sounds: bool = False


class Reading:
    """One pattern, looped from tick 0, read to the end of the time."""

    def __init__(self, song: Song, live: Live) -> None:
        self.song, self.live, self.pattern = song, live, song.patterns[0]
        self.hits = {track.name: self.hits_of(track) for track in self.pattern.tracks}
        for track in self.in_order():
            for at in range(len(self.hits[track.name])):
                hit = self.hits[track.name][at]
                hit.sounds = self.holds(track, at) and self.by_chance(hit)

    def in_order(self) -> list[Track]:
        """From the top of the screen down, so that a neighbour is decided first."""
        found = (self.pattern.track(setup.name) for setup in self.song.tracks)
        return [track for track in found if track is not None]

    def step_ticks(self, track: Track) -> int:
        return track.step_ticks or self.pattern.step_ticks

    def hits_of(self, track: Track) -> list[Hit]:
        ticks, hits = self.step_ticks(track), []
        shorter = track.length * ticks < self.pattern.length * self.pattern.step_ticks
        for count in range(2 * TICKS_READ // ticks):
            own_turn, at = divmod(count, track.length)
            backward = track.direction == "reverse" or (track.direction == "pingpong" and own_turn % 2 == 1)
            step = track.steps[track.length - 1 - at if backward else at]
            place = count * ticks
            turn = own_turn if shorter else place // (self.pattern.length * self.pattern.step_ticks)
            if step is not None:
                hits.append(Hit(place, step, turn, self.tick(track, place, step)))
        return hits

    def tick(self, track: Track, place: int, step: Step) -> int:
        ticks = self.step_ticks(track)
        moved = self.leaning(track, Fraction(place)) + round(step.nudge * ticks) + round(track.shift * ticks)
        return place + moved

    def leaning(self, track: Track, place: Fraction) -> int:
        """Swing and groove at a place; both are straight lines between their corners."""
        ticks = self.step_ticks(track)
        percent = self.song.swing if track.swing is None else track.swing
        late = 0
        if ticks in SWINGING:
            unit = SWINGING[ticks]
            inside = place % (2 * unit)
            late = round(Fraction((percent - 50) / 50) * (inside if inside <= unit else 2 * unit - inside))
        return late + round(self.groove_at(track, place))

    def amount(self, track: Track) -> Fraction:
        own = self.song.groove_amount if track.groove_amount is None else track.groove_amount
        return Fraction(own, 100)

    def groove(self, track: Track) -> Groove | None:
        return self.song.groove_named(self.song.groove if track.groove is None else track.groove)

    def groove_at(self, track: Track, place: Fraction) -> Fraction:
        groove = self.groove(track)
        if groove is None or not groove.time:
            return Fraction(0)
        slot, inside = divmod(place, groove.step_ticks)
        here, after = (Fraction(groove.time[(slot + by) % len(groove.time)]) for by in (0, 1))
        share = Fraction(inside, groove.step_ticks)
        return (here + (after - here) * share) * groove.step_ticks * self.amount(track)

    def by_chance(self, hit: Hit) -> bool:
        return hit.step.chance == 100

    def holds(self, track: Track, at: int) -> bool:
        hit = self.hits[track.name][at]
        word = hit.step.condition
        truth = not word or self.truth(track, at, word.removeprefix("!"))
        return truth != word.startswith("!")

    def truth(self, track: Track, at: int, word: str) -> bool:
        hit = self.hits[track.name][at]
        if word == "fill":
            return self.pattern.fill or self.live.is_fill(hit.place)
        if word == "1st":
            return hit.turn == 0
        if word == "pre":
            before = [each for each in self.hits[track.name][:at] if conditional(each.step)]
            return bool(before) and before[-1].sounds
        if word == "nei":
            return self.neighbour_holds(track, hit.place)
        on, of = map(int, word.split(":"))
        return hit.turn % of == on - 1

    def neighbour_holds(self, track: Track, place: int) -> bool:
        names = [setup.name for setup in self.song.tracks]
        at = names.index(track.name)
        above = self.hits.get(names[at - 1], []) if at else []
        before = [each for each in above if each.place <= place and conditional(each.step)]
        return bool(before) and before[-1].sounds

    def lines(self) -> list[Line]:
        order = {setup.name: at for at, setup in enumerate(self.song.tracks)}
        found = [line for track in self.pattern.tracks for line in self.lines_of(track)]
        return sorted(
            (line for line in found if line[0] < TICKS_READ), key=lambda line: (line[0], order[line[1]])
        )

    def lines_of(self, track: Track) -> list[Line]:
        sounding = [hit for hit in self.hits[track.name] if hit.sounds]
        lines: list[Line] = []
        for at, hit in enumerate(sounding):
            if not (at and self.joins(track, sounding[at - 1], hit)):
                lines += self.struck(track, hit, self.end_of(track, at, sounding))
        return lines

    def joins(self, track: Track, hit: Hit, following: Hit) -> bool:
        """Whether a hit goes on from the one before it, which is less than a turn away."""
        near = following.place - hit.place < track.length * self.step_ticks(track)
        return (
            near and hit.step.tie and following.step.notes == hit.step.notes and following.step.ratchet == 1
        )

    def end_of(self, track: Track, at: int, sounding: list[Hit]) -> int:
        """The tick at which the last note that a hit strikes ends; a tied one lasts a turn at most."""
        hit, ticks = sounding[at], self.step_ticks(track)
        following = sounding[at + 1] if at + 1 < len(sounding) else None
        if hit.step.tie and following and following.place - hit.place <= track.length * ticks:
            joined = self.joins(track, hit, following)
            return self.end_of(track, at + 1, sounding) if joined else following.tick
        held = Fraction(hit.step.length * ticks, hit.step.ratchet)
        share = Fraction(hit.step.gate) / 100
        length = held * share if hit.step.ratchet > 1 else held - ticks + ticks * share
        return self.slots(track, hit)[-1] + round(length)

    def slots(self, track: Track, hit: Hit) -> list[int]:
        ticks, count = self.step_ticks(track), hit.step.ratchet
        moved = round(hit.step.nudge * ticks) + round(track.shift * ticks)
        slots = []
        for k in range(count):
            place = hit.place + round(Fraction(k * hit.step.length * ticks, count))
            slots.append(place + self.leaning(track, Fraction(place)) + moved)
        return slots

    def struck(self, track: Track, hit: Hit, end: int) -> list[Line]:
        slots, step = self.slots(track, hit), hit.step
        ticks = self.step_ticks(track)
        lines: list[Line] = []
        for k, tick in enumerate(slots):
            length = round(Fraction(step.length * ticks, step.ratchet) * Fraction(step.gate) / 100)
            length = max(1, end - tick) if k == len(slots) - 1 else length
            velocity = self.velocity(track, hit, k)
            lines += [
                (max(0, tick), track.name, note, velocity, length, step.locks)
                for note in self.notes(track, step)
            ]
        return lines

    def notes(self, track: Track, step: Step) -> list[int | None]:
        moved = sorted({folded(note + track.transpose) for note in step.notes})
        return list(moved) or [None]

    def velocity(self, track: Track, hit: Hit, k: int) -> int:
        step, groove = hit.step, self.groove(track)
        value = Fraction(step.velocity)
        if step.ratchet > 1:
            share, ramp = Fraction(k, step.ratchet - 1), Fraction(step.ramp, 100)
            value *= 1 + ramp * share if ramp < 0 else 1 - ramp * (1 - share)
        if groove is not None and groove.velocity:
            slot = hit.place // groove.step_ticks
            weight = Fraction(groove.velocity[slot % len(groove.velocity)], 100)
            value *= 1 + self.amount(track) * (weight - 1)
        return max(1, min(127, round(value)))


def conditional(step: Step) -> bool:
    return step.chance < 100 or (step.condition != "" and step.condition.removeprefix("!") != "pre")


def folded(note: int) -> int:
    while note > 127:
        note -= 12
    while note < 0:
        note += 12
    return note


@st.composite
def hits(draw: st.DrawFn) -> Step:
    word = draw(
        st.just("")
        | st.sampled_from(("fill", "!fill", "pre", "!pre", "nei", "!nei"))
        | st.sampled_from(CONDITIONS)
    )
    return Step(
        velocity=draw(st.integers(1, 127)),
        notes=draw(st.sampled_from(((), (36,), (36,), (48, 55)))),
        length=draw(st.sampled_from((1, 1, 2, 3))),
        gate=draw(st.sampled_from((100, 100, 50, 25))),
        tie=draw(st.sampled_from((False, False, True))),
        chance=draw(st.sampled_from((100, 100, 0))),
        condition=word,
        ratchet=draw(st.sampled_from((1, 1, 1, 2, 3, 5))),
        ramp=draw(st.sampled_from((0, -100, 50))),
        nudge=draw(st.sampled_from((0.0, 0.0, -0.25, 0.2))),
        locks=draw(st.sampled_from(((), (("pitch", 3.0),)))),
    )


@st.composite
def rows(draw: st.DrawFn, name: str) -> Track:
    steps = draw(st.lists(st.none() | hits(), min_size=1, max_size=9))
    directions = ["forward", "reverse", "pingpong"]
    if any(step.tie for step in steps if step):  # what is tied for a whole turn is struck anew; not read here
        steps[-1] = Step(length=draw(st.integers(1, 3)))
        directions.remove("pingpong")
    return Track(
        name,
        tuple(steps),
        step_ticks=draw(st.sampled_from((None, None, 1680, 1120, 420))),
        swing=draw(st.sampled_from((None, 50.0, 62.0, 75.0))),
        direction=draw(st.sampled_from(directions)),
        groove=draw(st.sampled_from((None, "none", "late"))),
        groove_amount=draw(st.sampled_from((None, 0, 50, 200))),
        transpose=draw(st.sampled_from((0, 0, 5, -40))),
        shift=draw(st.sampled_from((0.0, 0.1, -0.15))),
    )


@st.composite
def readable_songs(draw: st.DrawFn) -> Song:
    tracks = tuple(draw(rows(name)) for name in NAMES)
    pattern = Pattern("A", draw(st.integers(1, 12)), tracks=tracks, fill=draw(st.booleans()))
    order = draw(st.permutations(NAMES))
    late = Groove("late", 840, (0.0, 0.25, -0.0625), (100, 75))
    return Song(
        tracks=tuple(TrackSetup(name, name) for name in order),
        patterns=(pattern,),
        swing=draw(st.sampled_from((50.0, 66.0))),
        groove=draw(st.sampled_from(("", "late"))),
        grooves=(late,),
    )


@settings(max_examples=60)
@given(readable_songs(), st.sampled_from(((), (FillSpan(3360, 20000),))))
def test_the_answer_is_what_a_plain_reading_of_the_rules_gives(
    song: Song, fills: tuple[FillSpan, ...]
) -> None:
    live = replace(Live((Cue(pattern="A"),)), fills=fills)
    events = events_between(Project(song), 0, TICKS_READ, live)
    answered = [
        (each.tick, each.track, each.note, each.velocity, each.length_ticks, each.locks) for each in events
    ]
    assert sorted(answered, key=repr) == sorted(Reading(song, live).lines(), key=repr)
