"""The mixing desk: track buses through filter, level and pan into the sends and the master.

Each track's rows are added up first, then the tracks in order, then the sends' returns, so that files of all
these add up to the mix. Every level is a function of the frame, so nothing depends on blocks.
"""

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.effects import SEND_EFFECTS, STRIP_EFFECTS
from beatterm.engine.effects.base import Planes
from beatterm.engine.frames import Frames, added_up, linear, ramp_frames
from beatterm.engine.gains import Glides
from beatterm.engine.inserts import insert, with_ringing
from beatterm.engine.levels import (
    COLUMNS,
    FIRST_INSERT,
    FIRST_SEND,
    LEFT,
    RIGHT,
    own_levels,
    strip_levels,
)
from beatterm.engine.plain import SHORTEST_FRAMES, mixed_plainly
from beatterm.engine.rack import Unit
from beatterm.engine.rows import Rows
from beatterm.engine.tap import Tap
from beatterm.model.mixer import GAIN, Mixer
from beatterm.model.param import Param, Values, number_of

_RETURN = Param("level_db", 0.0, -60.0, 12.0)

Levels = NDArray[np.float32]
Fed = list[tuple[Unit, int]]
"""The effects that something feeds, and how many frames after its end each may sleep."""


class Desk:
    """Strips, sends and master. Tracks go by their place in `tracks`."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._ramp = ramp_frames(rate)
        self._tracks: tuple[str, ...] = ()
        self._mixer = Mixer()
        self._strips = Glides(np.zeros((0, COLUMNS), np.float32), self._ramp)
        self._returns = Glides(np.ones(len(SEND_EFFECTS), np.float32), self._ramp)
        self._master = Glides(np.ones(1, np.float32), self._ramp)
        self._sends = [Unit(effect.make(rate)) for effect in SEND_EFFECTS.values()]
        self._send_tails = [0] * len(self._sends)
        self._inserts: dict[tuple[int, int], Unit] = {}
        self._spare: list[dict[str, Unit]] = [{} for _ in STRIP_EFFECTS]
        self._fed: list[Fed] = []
        self._own: dict[tuple[int, Values], Levels] = {}
        self.peaks = np.zeros(0, np.float32)
        self.tap: Tap | None = None
        self._room = np.zeros(0, np.float32)

    def make_ready(self, mixer: Mixer) -> None:
        """Build the strip effects that a mixer will need; slow, for the thread that prepares."""
        for spare, effect in zip(self._spare, STRIP_EFFECTS.values(), strict=True):
            for strip in mixer.strips:
                if effect.is_active(strip.values) and strip.name not in spare:
                    spare[strip.name] = Unit(effect.make(self._rate))

    def set(self, mixer: Mixer, tracks: tuple[str, ...], tempo: float, frame: int, at_once: bool) -> None:
        """Take a mixer's settings for these tracks; levels glide there from a frame on, or jump
        (`at_once`).
        """
        targets = np.array([strip_levels(mixer, name) for name in tracks], np.float32)
        targets = targets.reshape(len(tracks), COLUMNS)
        if tracks != self._tracks:
            places = [self._tracks.index(name) if name in self._tracks else -1 for name in tracks]
            self._strips = self._strips.renumbered(places, targets)
            self.peaks = np.zeros(len(tracks), np.float32)
        self._mixer, self._tracks = mixer, tracks
        self._own = {}
        returns = [linear(number_of(mixer.effect(name), _RETURN)) for name in SEND_EFFECTS]
        master = np.array([linear(number_of(mixer.master, GAIN))], np.float32)
        levels = (
            (self._strips, targets),
            (self._returns, np.array(returns, np.float32)),
            (self._master, master),
        )
        for glides, goal in levels:
            glides.set(goal, frame - self._ramp if at_once else frame)
        self._set_effects(tempo)

    def _set_effects(self, tempo: float) -> None:
        self._inserts = {}
        for kind, effect in enumerate(STRIP_EFFECTS.values()):
            for place, name in enumerate(self._tracks):
                unit = self._spare[kind].get(name)
                if unit:
                    self._inserts[place, kind] = unit
                    values = self._mixer.strip(name).values
                    if effect.is_active(values):
                        unit.set(_own(values, effect.params), 0.0)
        for index, (name, shared) in enumerate(SEND_EFFECTS.items()):
            settings = self._mixer.effect(name)
            self._sends[index].set(_own(settings, shared.params), tempo)
            self._send_tails[index] = round(shared.tail_seconds(settings, tempo) * self._rate)
        self._fed = [self._fed_by(track) for track in range(len(self._tracks))]

    def levels_of(self, track: int, locks: Values) -> Levels:
        """What a voice with these locks of strip Params is mixed with: float32, OWN_COLUMNS."""
        key = (track, locks)
        if key not in self._own:
            self._own[key] = own_levels(self._mixer.strip(self._tracks[track]).values, locks)
        return self._own[key]

    def would_wake(self, track: int, levels: Levels | None = None) -> bool:
        """Whether a voice on a track, or with levels of its own, would wake an effect that sleeps: it must
        then begin a block.
        """
        return any(not unit.is_awake for unit, _ in self._fed_from(track, levels))

    def wake(self, track: int, until: int, levels: Levels | None = None) -> None:
        """A track, or a voice with levels of its own, sounds until a frame (0: it is silent): the effects
        that it feeds work until their tails are over.
        """
        if until:
            for unit, tail in self._fed_from(track, levels):
                unit.wake(until + tail)

    def _fed_from(self, track: int, levels: Levels | None) -> Fed:
        return self._fed[track] if levels is None else self._sends_fed_by(levels, 0)

    def _fed_by(self, track: int) -> Fed:
        """The effects that a track feeds through its strip."""
        targets = self._strips.targets[track]
        tail = 0
        fed: Fed = []
        for kind, effect in enumerate(STRIP_EFFECTS.values()):
            if targets[FIRST_INSERT + kind]:
                tail += round(effect.tail_seconds * self._rate)
                fed.append((self._inserts[track, kind], tail))
        return fed + self._sends_fed_by(targets, tail)

    def _sends_fed_by(self, levels: Levels, tail: int) -> Fed:
        sends = enumerate(self._sends)
        return [(unit, tail + self._send_tails[send]) for send, unit in sends if levels[FIRST_SEND + send]]

    def sleep_at(self, frame: int) -> None:
        """Let effects sleep whose time is over."""
        for unit in (*self._sends, *self._inserts.values()):
            unit.sleep_at(frame)

    def next_sleep(self) -> int | None:
        """The frame at which the next effect falls asleep; a block must not go past it."""
        ends = [unit.wakes_until for unit in (*self._sends, *self._inserts.values()) if unit.is_awake]
        return min(ends, default=None)

    @property
    def last_sleep(self) -> int:
        """The frame at which the last effect that is awake falls asleep; 0 if none is."""
        return max(unit.wakes_until for unit in (*self._sends, *self._inserts.values()))

    def silence(self) -> None:
        """Cut every tail."""
        for unit in (*self._sends, *self._inserts.values()):
            unit.silence()

    def mix(self, frame: int, frames: int, rows: Rows) -> Frames:
        """The master's next frames from those of the tracks, which are overwritten."""
        levels = self._strips.at(frame, frames)
        self.peaks[:] = 0.0
        if frames >= SHORTEST_FRAMES and self._is_plain(rows, levels):
            sides = levels[rows.tracks, LEFT : RIGHT + 1, 0]
            master, self.peaks[rows.tracks] = mixed_plainly(rows.sound, sides)
        else:
            master = self._mixed(frame, rows, levels)
        master *= self._master.at(frame, frames)
        mixed: Frames = master.T
        return mixed

    def _is_plain(self, rows: Rows, levels: Levels) -> bool:
        """Whether tracks are only levelled and added: no effect works, nothing glides, nobody taps them."""
        is_still = levels.shape[-1] == 1 and rows.own is None and len(rows.tracks) > 0
        return is_still and self.tap is None and self.next_sleep() is None

    def _mixed(self, frame: int, rows: Rows, levels: Levels) -> Planes:
        """The tracks and what the sends return, added up: (2, frames)."""
        awake = [(place, kind, unit) for (place, kind), unit in self._inserts.items() if unit.is_awake]
        rows = with_ringing(rows, {place for place, _, _ in awake}) if awake else rows
        planes = self._planes(rows.sound)
        levels = levels[rows.tracks]
        if awake:
            insert(awake, rows.of_strips(), planes, levels)
        rows.put_own(levels)
        planes *= levels[:, LEFT : RIGHT + 1]
        tracks, sums = rows.by_track(planes)
        self.peaks[tracks] = _peaks(sums)
        master = _sum(sums)
        returns = self._returned(frame, planes, levels)
        for wet in returns.values():
            master += wet
        if self.tap:
            self.tap.take(tracks, sums, returns, master)
        return master

    def _planes(self, sound: NDArray[np.float32]) -> NDArray[np.float32]:
        """A copy of rows, (rows, frames, 2), as planes (rows, 2, frames); overwritten by the next call.
        Getting new memory each time would cost more than the copying.
        """
        if self._room.size < sound.size:
            self._room = np.zeros(sound.size, np.float32)
        rows, frames, sides = sound.shape
        planes = self._room[: sound.size].reshape(rows, sides, frames)
        np.copyto(planes, sound.swapaxes(1, 2))
        return planes

    def _returned(self, frame: int, planes: NDArray[np.float32], levels: Levels) -> dict[int, Planes]:
        """What comes back from each send effect that is awake, by its place."""
        factors = self._returns.at(frame, planes.shape[-1])
        returns: dict[int, Planes] = {}
        for send, unit in enumerate(self._sends):
            if unit.is_awake:
                fed = levels[:, FIRST_SEND + send]
                heard = fed.any(axis=1)
                returns[send] = unit.process(_sum(planes[heard] * fed[heard][:, None])) * factors[send]
        return returns


def _peaks(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The highest level of each row, float32 (rows, 2, frames): without an array of all levels on the way."""
    over, under = (ends(axis=(1, 2), initial=0.0) for ends in (rows.max, rows.min))
    return np.asarray(np.maximum(over, -under))


def _sum(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows added up in their order: float32 (rows, 2, frames) to (2, frames)."""
    return added_up(rows, np.empty(rows.shape[1:], np.float32))


def _own(values: Values, params: tuple[Param, ...]) -> Values:
    """The values that belong to an effect."""
    names = {param.name for param in params}
    return tuple((name, value) for name, value in values if name in names)
