"""Hands that edit while it plays: a script that does one thing after the other, as a musician would."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from beatterm.engine.messages import AT_ONCE, FILL_BAR, FILL_OFF, FILL_ON, NEXT_BAR
from beatterm.model.carried import Carried, setting
from beatterm.model.edits.generate import mutate
from beatterm.model.edits.mix import set_effect_value, set_strip_value, set_swing, toggle_mute
from beatterm.model.edits.regions import Region
from beatterm.model.edits.rows import set_track_value
from beatterm.model.edits.sound import set_sound_value
from beatterm.model.edits.steps import set_pattern_length, set_track_length, toggle_step
from beatterm.model.edits.values import add_value, clear_value, set_value
from beatterm.model.param import Param, ParamTable, Value
from beatterm.model.song import Song
from beatterm.model.step_params import CHANCE, CONDITION, NUDGE, RATCHET, VELOCITY
from beatterm.model.time import SIXTEENTH_TICKS
from beatterm.model.track_params import HUMANISE_TIME, TRANSPOSE
from beatterm.sequencer.live import Cue
from beatterm.session.session import Session
from bench.everything import FILTER_EVERY, PATTERNS
from bench.rig import STEPS

_LENGTHS = (STEPS, STEPS - 16)
_SEEN_STEPS = 16
"""Edits of a region go to a row's first steps: more of them than anywhere else are heard at once."""


@dataclass(slots=True)
class Hands:
    """What is edited, and the dice that say where. `turn` counts the edits."""

    session: Session
    params: ParamTable
    dice: Random
    turn: int = 0

    def go_on(self) -> str:
        """Do the next thing; its name."""
        name = list(HABITS)[self.turn % len(HABITS)]
        HABITS[name](self)
        self.turn += 1
        return name

    @property
    def pattern(self) -> str:
        """The pattern that is edited: the one that plays."""
        playing = self.session.snapshot().pattern
        return playing if playing in PATTERNS else PATTERNS[0]

    @property
    def track(self) -> str:
        """Any track."""
        return self.dice.choice(self.session.song.tracks).name

    @property
    def filtered_track(self) -> str:
        """Any track with a filter."""
        return self.dice.choice(self.session.song.tracks[::FILTER_EVERY]).name

    @property
    def region(self) -> Region:
        """Some steps of some track."""
        first = self.dice.randrange(_SEEN_STEPS)
        return Region(self.pattern, (self.track,), first, first + self.dice.randrange(_SEEN_STEPS))

    def edit(self, change: Callable[..., Song], *arguments: object) -> None:
        """An edit of the model, under its own name."""
        self.session.edit(change.__name__, lambda song: change(song, *arguments))

    def value(self, param: Param) -> Value:
        """Any value that a Param takes."""
        if param.choices:
            return self.dice.choice(param.choices)
        if param.ratio:
            return param.low * float((param.high / param.low) ** self.dice.uniform(0.3, 0.9))
        return self.dice.uniform(param.low, param.high)

    def lock(self, name: str, value: Value | None = None) -> None:
        """Lock a Param on a region."""
        param = self.params.lock(name)
        assert param is not None, name
        self.edit(set_value, self.region, Carried(param), self.value(param) if value is None else value)

    def unlock(self, name: str) -> None:
        """Take the lock of a Param from a region."""
        param = self.params.lock(name)
        assert param is not None, name
        self.edit(clear_value, self.region, Carried(param))

    def strip(self, track: str, name: str) -> None:
        """Turn a knob of a strip."""
        param = next(param for param in self.params.strip if param.name == name)
        self.edit(set_strip_value, track, param, self.value(param))

    def sound(self, name: str, value: Value) -> None:
        """Turn a knob of a sound."""
        param = next(param for param in self.params.sound if param.name == name)
        self.edit(set_sound_value, self.track, param, value)

    def effect(self, name: str) -> None:
        """Turn any numbered knob of a shared effect."""
        numbers = [param for param in self.params.effects[name] if not param.choices]
        param = self.dice.choice(numbers)
        self.edit(set_effect_value, name, param, self.value(param))

    def toggle(self) -> None:
        """Set or clear a step."""
        self.edit(toggle_step, self.pattern, self.track, self.dice.randrange(STEPS))

    def mutate_all(self) -> None:
        """Mutate the whole pattern."""
        names = [setup.name for setup in self.session.song.tracks]
        self.edit(mutate, self.pattern, names, self.turn, 0.3)

    def switch(self, when: str) -> None:
        """Let the other pattern take over."""
        self.session.queue(Cue(pattern=PATTERNS[self.pattern == PATTERNS[0]]), when)

    def roll(self) -> None:
        """Repeat a note, finer each time."""
        self.session.start_roll(self.track, None, 100, SIXTEENTH_TICKS // self.dice.choice((1, 2, 4)))


Habit = Callable[[Hands], object]

HABITS: dict[str, Habit] = {
    "a step": Hands.toggle,
    "velocities": lambda hands: hands.edit(
        add_value, hands.region, setting(VELOCITY), hands.dice.choice((-2, 2))
    ),
    "a roll begins": Hands.roll,
    "a lock of pitch": lambda hands: hands.lock("pitch", float(hands.dice.randrange(-24, 24))),
    "another step": Hands.toggle,
    "the filter": lambda hands: hands.strip(hands.filtered_track, "cutoff_hz"),
    "chances": lambda hands: hands.edit(
        set_value, hands.region, setting(CHANCE), hands.dice.randrange(20, 101)
    ),
    "the roll ends": lambda hands: hands.session.stop_roll(),
    "a lock of the filter": lambda hands: hands.lock("cutoff_hz"),
    "undo": lambda hands: hands.session.undo(),
    "redo": lambda hands: hands.session.redo(),
    "pan": lambda hands: hands.strip(hands.track, "pan"),
    "mutation": Hands.mutate_all,
    "undo the mutation": lambda hands: hands.session.undo(),
    "a track's length": lambda hands: hands.edit(
        set_track_length, hands.pattern, hands.track, hands.dice.randrange(8, STEPS)
    ),
    "fill": lambda hands: hands.session.set_fill(FILL_ON),
    "ratchets": lambda hands: hands.edit(
        set_value, hands.region, setting(RATCHET), hands.dice.randrange(1, 5)
    ),
    "nudges": lambda hands: hands.edit(add_value, hands.region, setting(NUDGE), hands.dice.choice((-2, 2))),
    "no fill": lambda hands: hands.session.set_fill(FILL_OFF),
    "a pattern at the bar": lambda hands: hands.switch(NEXT_BAR),
    "conditions": lambda hands: hands.edit(
        set_value, hands.region, setting(CONDITION), hands.value(CONDITION.param)
    ),
    "a lock of decay": lambda hands: hands.lock("decay_ms", float(hands.dice.randrange(50, 900))),
    "gain": lambda hands: hands.strip(hands.track, "gain_db"),
    "a sound's end": lambda hands: hands.sound("end", hands.dice.uniform(0.3, 1.0)),
    "swing": lambda hands: hands.edit(set_swing, hands.dice.uniform(50.0, 70.0)),
    "a lock of sends": lambda hands: hands.lock("reverb"),
    "transposition": lambda hands: hands.edit(
        set_track_value, hands.pattern, hands.track, TRANSPOSE, hands.dice.randrange(-12, 13)
    ),
    "a mute": lambda hands: hands.edit(toggle_mute, hands.track),
    "the mute again": lambda hands: hands.session.undo(),
    "a pattern at once": lambda hands: hands.switch(AT_ONCE),
    "the pattern's length": lambda hands: hands.edit(
        set_pattern_length, hands.pattern, hands.dice.choice(_LENGTHS)
    ),
    "humanise": lambda hands: hands.edit(
        set_track_value, hands.pattern, hands.track, HUMANISE_TIME, hands.dice.uniform(0.0, 0.1)
    ),
    "an effect": lambda hands: hands.effect(hands.dice.choice(list(hands.params.effects))),
    "a fill for a bar": lambda hands: hands.session.set_fill(FILL_BAR),
    "no lock": lambda hands: hands.unlock("pitch"),
}
"""What hands do, in this order and over again."""
