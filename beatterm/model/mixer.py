"""The mixer as it is written down: one strip a track, the master, and the shared effects' settings."""

from dataclasses import dataclass, replace

from beatterm.model.param import Param, Values

GAIN = Param("gain_db", 0.0, -60.0, 12.0, "dB", step=0.5, about="Level; -60 is silence.")
PAN = Param("pan", 0.0, -1.0, 1.0, about="-1 is left, 1 is right.", step=0.1)
STRIP_PARAMS = (GAIN, PAN)
MASTER_PARAMS = (GAIN,)
SILENCE_DB = GAIN.low


@dataclass(frozen=True, slots=True)
class Strip:
    """A track's place in the mix. `values` holds gain, pan, sends and track effects that are not at their
    defaults.
    """

    name: str
    mute: bool = False
    solo: bool = False
    values: Values = ()


@dataclass(frozen=True, slots=True)
class Mixer:
    """Strips by track name, the master's values, and each shared effect's values by the effect's name."""

    strips: tuple[Strip, ...] = ()
    master: Values = ()
    effects: tuple[tuple[str, Values], ...] = ()

    def strip(self, name: str) -> Strip:
        """The strip of a track; one at its defaults if nothing was written down."""
        return next((strip for strip in self.strips if strip.name == name), Strip(name))

    def effect(self, name: str) -> Values:
        """What differs from the defaults in a shared effect."""
        return next((values for other, values in self.effects if other == name), ())

    def with_strip(self, strip: Strip) -> "Mixer":
        """This mixer with a strip replaced; one at its defaults is not kept."""
        others = [old for old in self.strips if old.name != strip.name]
        kept = [strip] if strip != Strip(strip.name) else []
        return replace(self, strips=tuple(sorted(others + kept, key=lambda each: each.name)))

    def with_effect(self, name: str, values: Values) -> "Mixer":
        """This mixer with a shared effect's values replaced."""
        others = [(other, old) for other, old in self.effects if other != name]
        kept = [(name, values)] if values else []
        return replace(self, effects=tuple(sorted(others + kept)))


def audible(mixer: Mixer, track: str) -> bool:
    """Whether a track is heard: not muted, and soloed if any track is."""
    strip = mixer.strip(track)
    any_solo = any(other.solo for other in mixer.strips)
    return not strip.mute and (strip.solo or not any_solo)
