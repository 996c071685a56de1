"""A knob of hardware that turns one of beatterm's: where it is, what it takes, and the edit of the song.

Session and conductor call it when a control that was learned is moved.
"""

from collections.abc import Callable
from dataclasses import dataclass

from beatterm.model.edits.allowed import within
from beatterm.model.edits.mix import set_effect_value, set_strip_value
from beatterm.model.edits.sound import set_sound_value
from beatterm.model.midi_setup import Learned
from beatterm.model.param import Param, ParamTable, Value
from beatterm.model.song import Song

_SET: dict[str, Callable[[Song, str, Param, Value], Song]] = {
    "mixer": set_strip_value,
    "sound": set_sound_value,
    "effect": set_effect_value,
}
_GROUPS = {"mixer": "mix of {}", "sound": "sound of {}", "effect": "{}"}
_DIGITS = 5
"""A song file has no longer numbers than that from a knob: 14 bits are no more."""


@dataclass(frozen=True, slots=True)
class Place:
    """A Param of a track's strip ("mixer") or sound, or of a shared effect; `owner` is track or effect."""

    kind: str
    owner: str
    param: Param

    @property
    def name(self) -> str:
        """What it is called on the screen: `mix of snare, cutoff_hz`."""
        return f"{_GROUPS[self.kind].format(self.owner)}, {self.param.name}"

    def put(self, song: Song, value: Value) -> Song:
        """The song with another value there; EditError if that cannot be."""
        return _SET[self.kind](song, self.owner, self.param, value)


def place_of(song: Song, params: ParamTable, path: str) -> Place | None:
    """What a path such as `mixer.snare.cutoff_hz` means in this song; None if there is no such thing."""
    kind, _, rest = path.partition(".")
    owner, _, name = rest.rpartition(".")
    if kind in ("mixer", "sound") and all(setup.name != owner for setup in song.tracks):
        return None
    of_kind = {"mixer": params.strip, "sound": params.sound, "effect": params.effects.get(owner, ())}
    param = next((each for each in of_kind.get(kind, ()) if each.name == name), None)
    return Place(kind, owner, param) if param else None


def turned(song: Song, params: ParamTable, learned: Learned, share: float) -> Callable[[Song], Song] | None:
    """The edit that a learned control makes at a share of its way, 0 to 1; None where the song lacks what it
    turned.
    """
    place = place_of(song, params, learned.path)
    if place is None:
        return None
    value = value_at(place.param, share)
    return lambda now: place.put(now, value)


def value_at(param: Param, share: float) -> Value:
    """A Param's value at a share of its range: choices in equal slots, ratios by octaves."""
    share = max(0.0, min(1.0, share))
    if param.choices:
        return param.choices[min(len(param.choices) - 1, int(share * len(param.choices)))]
    return within(param, float(f"{_number_at(param, share):.{_DIGITS}g}"))


def _number_at(param: Param, share: float) -> float:
    if param.ratio and param.low > 0:
        return param.low * float((param.high / param.low) ** share)
    return param.low + (param.high - param.low) * share
