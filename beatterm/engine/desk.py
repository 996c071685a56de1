"""The mixing desk: track buses through filter, level and pan into the sends and the master.

Rows are summed in the tracks' order, and every level is a function of the frame, so nothing depends on
blocks.
"""

import numpy as np
from numpy.typing import NDArray

from beatterm.engine.effects import SEND_EFFECTS, STRIP_EFFECTS, send_param
from beatterm.engine.frames import Frames, added_up, linear, pan_gains, ramp_frames
from beatterm.engine.gains import Glides
from beatterm.engine.rack import Unit
from beatterm.model.mixer import GAIN, PAN, Mixer, audible
from beatterm.model.param import Param, Values, number_of

_LEFT, _RIGHT = 0, 1
_FIRST_SEND = 2
_FIRST_INSERT = _FIRST_SEND + len(SEND_EFFECTS)
_COLUMNS = _FIRST_INSERT + len(STRIP_EFFECTS)
"""What glides in a strip: left, right, one send level an effect, and how much of each strip effect is
heard.
"""

_SEND_PARAMS = tuple(send_param(name) for name in SEND_EFFECTS)
_RETURN = Param("level_db", 0.0, -60.0, 12.0)


class Desk:
    """Strips, sends and master. Tracks go by their place in `tracks`."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._ramp = ramp_frames(rate)
        self._tracks: tuple[str, ...] = ()
        self._mixer = Mixer()
        self._strips = Glides(np.zeros((0, _COLUMNS), np.float32), self._ramp)
        self._returns = Glides(np.ones(len(SEND_EFFECTS), np.float32), self._ramp)
        self._master = Glides(np.ones(1, np.float32), self._ramp)
        self._sends = [Unit(effect.make(rate)) for effect in SEND_EFFECTS.values()]
        self._send_tails = [0] * len(self._sends)
        self._inserts: dict[tuple[int, int], Unit] = {}
        self._spare: list[dict[str, Unit]] = [{} for _ in STRIP_EFFECTS]
        self._fed: list[list[tuple[Unit, int]]] = []
        self.peaks = np.zeros(0, np.float32)

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
        targets = np.array([self._strip_targets(mixer, name) for name in tracks], np.float32)
        targets = targets.reshape(len(tracks), _COLUMNS)
        if tracks != self._tracks:
            places = [self._tracks.index(name) if name in self._tracks else -1 for name in tracks]
            self._strips = self._strips.renumbered(places, targets)
            self.peaks = np.zeros(len(tracks), np.float32)
        self._mixer, self._tracks = mixer, tracks
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

    @staticmethod
    def _strip_targets(mixer: Mixer, name: str) -> list[float]:
        values = mixer.strip(name).values
        level = linear(number_of(values, GAIN)) if audible(mixer, name) else 0.0
        left, right = pan_gains(number_of(values, PAN))
        sends = [number_of(values, param) for param in _SEND_PARAMS]
        inserts = [float(effect.is_active(values)) for effect in STRIP_EFFECTS.values()]
        return [level * left, level * right, *sends, *inserts]

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

    def would_wake(self, track: int) -> bool:
        """Whether a voice on a track would wake an effect that sleeps: it must then begin a block."""
        return any(not unit.is_awake for unit, _ in self._fed[track])

    def wake(self, track: int, until: int) -> None:
        """A track sounds until a frame (0: it is silent): its effects work until their tails are over."""
        if not until:
            return
        for unit, tail in self._fed[track]:
            unit.wake(until + tail)

    def _fed_by(self, track: int) -> list[tuple[Unit, int]]:
        """The effects that a track feeds, and how many frames after its last voice each may sleep."""
        targets = self._strips.targets[track]
        tail = 0
        fed: list[tuple[Unit, int]] = []
        for kind, effect in enumerate(STRIP_EFFECTS.values()):
            if targets[_FIRST_INSERT + kind]:
                tail += round(effect.tail_seconds * self._rate)
                fed.append((self._inserts[track, kind], tail))
        for send, unit in enumerate(self._sends):
            if targets[_FIRST_SEND + send]:
                fed.append((unit, tail + self._send_tails[send]))
        return fed

    def sleep_at(self, frame: int) -> None:
        """Let effects sleep whose time is over."""
        for unit in (*self._sends, *self._inserts.values()):
            unit.sleep_at(frame)

    def next_sleep(self) -> int | None:
        """The frame at which the next effect falls asleep; a block must not go past it."""
        ends = [unit.wakes_until for unit in (*self._sends, *self._inserts.values()) if unit.is_awake]
        return min(ends, default=None)

    def silence(self) -> None:
        """Cut every tail."""
        for unit in (*self._sends, *self._inserts.values()):
            unit.silence()

    def mix(self, frame: int, frames: int, tracks: NDArray[np.int64], rows: NDArray[np.float32]) -> Frames:
        """The master's next frames from the tracks' (float32 (tracks, frames, 2), overwritten)."""
        tracks, rows = self._with_ringing(tracks, rows, frames)
        planes = np.ascontiguousarray(rows.swapaxes(1, 2))
        levels = self._strips.at(frame, frames)[tracks]
        self._insert(tracks, planes, levels)
        planes *= levels[:, _LEFT : _RIGHT + 1]
        self.peaks[:] = 0.0
        self.peaks[tracks] = np.abs(planes).max(axis=(1, 2), initial=0.0)
        master = _sum(planes)
        returns = self._returns.at(frame, frames)
        for send, unit in enumerate(self._sends):
            if unit.is_awake:
                fed = levels[:, _FIRST_SEND + send]
                heard = fed.any(axis=1)
                wet = unit.process(_sum(planes[heard] * fed[heard][:, None]))
                master += wet * returns[send]
        master *= self._master.at(frame, frames)
        return master.T

    def _with_ringing(
        self, tracks: NDArray[np.int64], rows: NDArray[np.float32], frames: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """With a silent row for each track that has no voice but whose own effects still ring."""
        ringing = {place for (place, _), unit in self._inserts.items() if unit.is_awake}
        missing = sorted(ringing.difference(tracks.tolist()))
        if not missing:
            return tracks, rows
        every = np.concatenate([tracks, np.array(missing, np.int64)])
        order = np.argsort(every)
        silent = np.zeros((len(missing), frames, 2), np.float32)
        return every[order], np.concatenate([rows, silent])[order]

    def _insert(
        self, tracks: NDArray[np.int64], planes: NDArray[np.float32], levels: NDArray[np.float32]
    ) -> None:
        """Send each track through its own effects; planes are float32 (tracks, 2, frames)."""
        row_of = {place: row for row, place in enumerate(tracks.tolist())}
        for (place, kind), unit in self._inserts.items():
            if unit.is_awake:
                dry = planes[row_of[place]]
                wet = unit.process(dry)
                share = levels[row_of[place], _FIRST_INSERT + kind]
                dry[:] = wet if len(share) == 1 and share[0] == 1.0 else dry + (wet - dry) * share


def _sum(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows added up in their order: float32 (rows, 2, frames) to (2, frames)."""
    return added_up(rows, np.empty(rows.shape[1:], np.float32))


def _own(values: Values, params: tuple[Param, ...]) -> Values:
    """The values that belong to an effect."""
    names = {param.name for param in params}
    return tuple((name, value) for name, value in values if name in names)
