"""What keys play while a layer is on: struck from the thread that reads the terminal, at the moment the byte
arrives, so that nothing the screen is busy with delays a hit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from threading import Lock
from typing import Protocol

REPEAT_SECONDS = 0.055
"""A key that comes again sooner is held down: no finger is so fast."""
FIRST_REPEAT_SECONDS = (0.14, 1.2)
"""How long keyboards wait before a key that is held down repeats, at least and at most."""


@dataclass(frozen=True, slots=True)
class Strike:
    """A key that strikes a track. `note` None: at its own pitch."""

    track: str
    note: int | None
    velocity: int


@dataclass(frozen=True, slots=True)
class Trig:
    """A key that stands for a step of the cursor's row."""

    index: int
    is_accent: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """A key of the layer that plays nothing now: a pad without a track, a step behind the row's end."""


Plays = Strike | Trig | Silence


class Did(Enum):
    """What a key press came to."""

    STRUCK = auto()
    ROLL_BEGAN = auto()
    ROLL_ENDED = auto()
    CHOSEN = auto()
    HELD = auto()
    """Nothing: the key is held down. If it was counted as struck anew before that was known, it is not so."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One press of a key that plays. `stamp` is when its byte arrived, by the monotonic clock. `undone` is,
    for a key that is held, what its first repeat was taken for.
    """

    plays: Plays
    did: Did
    stamp: float
    rate: int = 0
    undone: "Touch | None" = None


class Sounds(Protocol):
    """The way to the engine, for any thread."""

    def audition(self, track: str, note: int | None, velocity: int) -> None:
        """Strike a track."""

    def start_roll(self, track: str, note: int | None, velocity: int, step_ticks: int) -> None:
        """Begin a note repeat."""

    def stop_roll(self, track: str | None = None) -> None:
        """End a note repeat, or all."""


@dataclass(slots=True)
class _Press:
    """Of one key: its last byte, when this run of bytes and the one before began, and what it did."""

    last: float
    began: float
    before: float
    touch: Touch


class Instrument:
    """The keys that play, and what they do to the engine. For any thread."""

    def __init__(self, sounds: Sounds) -> None:
        self._sounds = sounds
        self._lock = Lock()
        self._keys: Mapping[str, Plays] = {}
        self._rate = 0
        self._is_open = False
        self._presses: dict[str, _Press] = {}
        self._rolls: dict[str, Strike] = {}

    def arrange(self, keys: Mapping[str, Plays], rate: int, is_open: bool) -> None:
        """From now on these keys play; with a `rate` in ticks, strikes begin and end note repeats. Unless it
        is open, the reading thread leaves every key to the screen.
        """
        with self._lock:
            self._keys, self._rate, self._is_open = keys, rate, is_open

    @property
    def is_open(self) -> bool:
        """Whether keys are struck as they arrive."""
        return self._is_open

    @property
    def rolling(self) -> tuple[str, ...]:
        """Tracks that are being repeated."""
        return tuple(self._rolls)

    def touch(self, key: str, stamp: float) -> Touch | None:
        """Play a key; None if it plays nothing."""
        with self._lock:
            plays = self._keys.get(key)
            if plays is None:
                return None
            press = self._presses.get(key)
            if press is not None and 0 <= stamp - press.last < REPEAT_SECONDS:
                return self._held(press, plays, stamp)
            touch = self._play(plays, stamp)
            before = press.began if press is not None else float("-inf")
            self._presses[key] = _Press(stamp, stamp, before, touch)
            return touch

    def _held(self, press: _Press, plays: Plays, stamp: float) -> Touch:
        """A byte of a key that is held. The first byte of its run was a repeat, too, if it came as long after
        the press as keyboards wait.
        """
        first, press.last = press.touch, stamp
        least, most = FIRST_REPEAT_SECONDS
        was_repeat = first.did is not Did.HELD and least <= press.began - press.before <= most
        press.touch = Touch(plays, Did.HELD, stamp)
        if not was_repeat:
            return press.touch
        if first.did in (Did.ROLL_BEGAN, Did.ROLL_ENDED) and isinstance(first.plays, Strike):
            self._turn_roll(first.plays, first.rate)
        return Touch(plays, Did.HELD, stamp, undone=first)

    def _play(self, plays: Plays, stamp: float) -> Touch:
        if isinstance(plays, Trig):
            return Touch(plays, Did.CHOSEN, stamp)
        if isinstance(plays, Silence):
            return Touch(plays, Did.HELD, stamp)
        if self._rate:
            return Touch(plays, self._turn_roll(plays, self._rate), stamp, self._rate)
        self._sounds.audition(plays.track, plays.note, plays.velocity)
        return Touch(plays, Did.STRUCK, stamp)

    def _turn_roll(self, strike: Strike, rate: int) -> Did:
        """Begin a track's note repeat, or end it; another note of the track takes its place."""
        old = self._rolls.pop(strike.track, None)
        if old is not None:
            self._sounds.stop_roll(strike.track)
            if old.note == strike.note:
                return Did.ROLL_ENDED
        self._rolls[strike.track] = strike
        self._sounds.start_roll(strike.track, strike.note, strike.velocity, rate)
        return Did.ROLL_BEGAN

    def end_rolls(self) -> None:
        """End every note repeat; the rate stays."""
        with self._lock:
            if self._rolls:
                self._rolls.clear()
                self._sounds.stop_roll()

    def change_rate(self, rate: int) -> tuple[Strike, ...]:
        """Repeat at another rate; 0 ends every note repeat. Those that go on."""
        with self._lock:
            self._rate = rate
            going = tuple(self._rolls.values())
            self._sounds.stop_roll()
            if not rate:
                self._rolls.clear()
                return ()
            for each in going:
                self._sounds.start_roll(each.track, each.note, each.velocity, rate)
            return going
