"""The beat line: another clock's beats against the monotonic clock. MIDI clock and Ableton Link both come
down to one, and `steering` makes the transport agree with it.
"""

from dataclasses import dataclass, replace

_REACH_SECONDS = 0.2
"""How far on a change of tempo is thought to go on: as far as hits are sent to the sound card ahead."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """At `seconds` it is `beat` (quarter notes), and from there time runs at `tempo` (beats a minute), which
    for a short while changes by `change` in each second.
    """

    beat: float
    seconds: float
    tempo: float
    change: float = 0.0

    def beat_at(self, seconds: float) -> float:
        """The beat at a moment."""
        ahead = seconds - self.seconds
        near = min(abs(ahead), _REACH_SECONDS)
        return self.beat + (self.tempo * ahead + self.change * near * (abs(ahead) - near / 2)) / 60

    def tempo_at(self, seconds: float) -> float:
        """The tempo at a moment."""
        ahead = max(-_REACH_SECONDS, min(_REACH_SECONDS, seconds - self.seconds))
        return self.tempo + self.change * ahead

    def seconds_of(self, beat: float) -> float:
        """When a beat is."""
        seconds = self.seconds + (beat - self.beat) * 60 / self.tempo
        for _ in range(_ROUNDS if self.change else 0):
            seconds += (beat - self.beat_at(seconds)) * 60 / self.tempo_at(seconds)
        return seconds

    def shifted(self, beats: float) -> "Line":
        """The same beats by other numbers: what was 0 is `beats`."""
        return replace(self, beat=self.beat + beats)
