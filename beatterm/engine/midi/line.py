"""The beat line: another clock's beats against the monotonic clock. MIDI clock and Ableton Link both come
down to one, and `steering` makes the transport agree with it.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """At `seconds` it is `beat` (quarter notes), and from there time runs at `tempo` (beats a minute)."""

    beat: float
    seconds: float
    tempo: float

    def beat_at(self, seconds: float) -> float:
        """The beat at a moment."""
        return self.beat + (seconds - self.seconds) * self.tempo / 60

    def seconds_of(self, beat: float) -> float:
        """When a beat is."""
        return self.seconds + (beat - self.beat) * 60 / self.tempo

    def shifted(self, beats: float) -> "Line":
        """The same beats by other numbers: what was 0 is `beats`."""
        return replace(self, beat=self.beat + beats)
