"""Striking: an event becomes the voice that sounds it, and wakes the effects that this voice feeds."""

from beatterm.engine.bank import Bank
from beatterm.engine.cast import Cast, Part
from beatterm.engine.desk import Desk, Levels
from beatterm.engine.frames import velocity_gain
from beatterm.engine.locks import leaves_strip, shape_for
from beatterm.engine.shape import Shape
from beatterm.engine.voices import HELD, Start, Voices
from beatterm.model.mixer import Mixer
from beatterm.model.param import Values
from beatterm.sequencer.events import Event


class Striker:
    """Starts voices. `cast` and `mixer` are the playing project's; the mixing thread sets and uses them."""

    def __init__(self, bank: Bank, voices: Voices, desk: Desk) -> None:
        self._bank = bank
        self._voices = voices
        self._desk = desk
        self.cast = Cast()
        self.mixer = Mixer()

    def would_wake(self, event: Event) -> bool:
        """Whether an event would wake an effect that sleeps."""
        part = self.cast.parts.get(event.track)
        if part is None or part.sound is None:
            return False
        return self._desk.would_wake(part.number, self._levels(part, event.locks))

    def strike(self, event: Event, frame: int, end_frame: int) -> None:
        """Start an event's voice at a frame. Its note ends at another one, if the sound's notes do."""
        self._strike(event, frame, end_frame, 0)

    def hold(self, event: Event, frame: int, hold: int) -> None:
        """Start an event's voice at a frame. Its note ends when it is let go, if the sound's notes do."""
        self._strike(event, frame, HELD, hold)

    def _strike(self, event: Event, frame: int, end_frame: int, hold: int) -> None:
        part = self.cast.parts.get(event.track)
        if part is None or part.sound is None:
            return
        shape = self._shape(part, event)
        hit = self._bank.find(self.cast.kit, part.sound, event.velocity, event.note, event.ordinal, shape)
        if hit is None:
            return
        released = None if hit.release_ms is None else end_frame
        release_frames = round((hit.release_ms or 0.0) * self._bank.rate / 1000.0)
        gain, levels = velocity_gain(event.velocity), self._levels(part, event.locks)
        self._voices.start(
            Start(frame, part.number, hit.baked, gain, part.choke, released, release_frames, levels, hold)
        )
        self._desk.wake(part.number, frame + hit.baked.length, levels)

    def _shape(self, part: Part, event: Event) -> Shape:
        if not event.locks:
            return part.shape
        return shape_for(part.values, self.mixer.strip(event.track).values, event.locks)

    def _levels(self, part: Part, locks: Values) -> Levels | None:
        return self._desk.levels_of(part.number, locks) if locks and leaves_strip(locks) else None
