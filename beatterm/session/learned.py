"""A knob of hardware that turns one of beatterm's: where it is, what it takes, and the edit of the song.

`model.turnable` says which knobs there are; the session calls this when a control that was learned is moved.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from beatterm.model.carried import Carried, setting
from beatterm.model.edits import mix, pitch
from beatterm.model.edits.allowed import within
from beatterm.model.edits.midi import set_midi_field
from beatterm.model.edits.regions import Region
from beatterm.model.edits.settings import set_in_pattern, set_in_row, set_in_song, set_in_track, set_output
from beatterm.model.edits.values import set_value
from beatterm.model.field_param import FieldParam
from beatterm.model.list_params import OUTPUT, Supply, at_the_moment
from beatterm.model.midi_params import MIDI_PARAMS
from beatterm.model.midi_setup import Learned
from beatterm.model.param import Param, ParamTable, Value
from beatterm.model.song import Song
from beatterm.model.step_params import STEP_PARAMS
from beatterm.model.turnable import (
    EFFECT,
    LOCK,
    MASTER,
    MIDI,
    MIXER,
    NOTE,
    OF_TRACKS,
    PATTERN,
    SONG,
    SOUND,
    STEP,
    TRACK,
    TUNER,
    Turnable,
    turnable,
)

_GROUPS = {
    MIXER: "mix of {}",
    SOUND: "sound of {}",
    MIDI: "midi of {}",
    TRACK: "row of {}",
    EFFECT: "{}",
    STEP: "hits at the cursor",
    LOCK: "locks at the cursor",
    TUNER: "what is tried out",
}
_AT_CURSOR = (TRACK, PATTERN, STEP, LOCK)
_NOTHING = Supply()
_DIGITS = 5
"""A song file has no longer numbers than that from a knob: 14 bits are no more."""


@dataclass(frozen=True, slots=True)
class Place:
    """A knob of a song. `region` is what the cursor or the selection holds: of these hits, of their pattern
    or of a row in it, where the knob is one of those. `param` is what it takes at the moment.
    """

    what: Turnable
    region: Region
    param: Param

    @property
    def name(self) -> str:
        """What it is called on the screen: `mix of snare, cutoff_hz`."""
        return name_of(self.what)

    def put(self, song: Song, value: Value) -> Song:
        """The song with another value there; EditError if that cannot be."""
        return _PUT[self.what.kind](song, self.region, self.what, value)


def name_of(what: Turnable) -> str:
    """What a knob is called on the screen, whether or not the song has it."""
    return f"{_GROUPS.get(what.kind, what.kind).format(what.owner)}, {what.param.name}"


def place_of(
    song: Song, params: ParamTable, path: str, region: Region, supply: Supply = _NOTHING
) -> Place | None:
    """What a path such as `mixer.snare.cutoff_hz` means in this song, with the cursor on a region; None if
    there is no such thing.
    """
    what = turnable(params, path)
    if what is None or not _has(song, what, region):
        return None
    return Place(what, region, at_the_moment(what.param, song, supply))


def _has(song: Song, what: Turnable, region: Region) -> bool:
    if what.kind == TUNER or (what.kind in _AT_CURSOR and song.pattern(region.pattern) is None):
        return False
    if what.kind not in OF_TRACKS:
        return True
    setup = next((each for each in song.tracks if each.name == what.owner), None)
    return setup is not None and (what.kind != MIDI or setup.midi is not None)


def turned(
    song: Song,
    params: ParamTable,
    learned: Learned,
    share: float,
    region: Region,
    supply: Supply = _NOTHING,
) -> Callable[[Song], Song] | None:
    """The edit that a learned control makes at a share of its way, 0 to 1; None where the song lacks what it
    turned, or its list is empty.
    """
    place = place_of(song, params, learned.path, region, supply)
    if place is None or (place.what.param.choices and not place.param.choices):
        return None
    value = value_within(place.param, learned, share)
    return lambda now: place.put(now, value)


def value_within(param: Param, learned: Learned, share: float) -> Value:
    """A Param's value at a share of the range that a control has been given."""
    if param.choices or not learned.is_narrow:
        return value_at(param, share)
    low = within(param, param.low if learned.low is None else learned.low)
    high = within(param, param.high if learned.high is None else learned.high)
    if low > high:
        low, high, share = high, low, 1.0 - share
    return value_at(replace(param, low=low, high=high), share)


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


Put = Callable[[Song, Region, Turnable, Value], Song]


def _field(fields: tuple[FieldParam, ...], what: Turnable) -> FieldParam:
    return next(each for each in fields if each.param is what.param)


def _put_step(song: Song, region: Region, what: Turnable, value: Value) -> Song:
    if what.param is NOTE:
        return pitch.set_lowest(song, region, round(float(value)))
    return set_value(song, region, setting(_field(STEP_PARAMS, what)), value)


def _put_midi(song: Song, _: Region, what: Turnable, value: Value) -> Song:
    if what.param is OUTPUT:
        return set_output(song, what.owner, value)
    field = _field(MIDI_PARAMS, what)
    return set_midi_field(song, what.owner, **{field.field: field.write(value)})


_PUT: dict[str, Put] = {
    MIXER: lambda song, _, what, value: mix.set_strip_value(song, what.owner, what.param, value),
    SOUND: lambda song, _, what, value: set_in_track(song, what.owner, what.param, value),
    EFFECT: lambda song, _, what, value: mix.set_effect_value(song, what.owner, what.param, value),
    MASTER: lambda song, _, what, value: mix.set_master_value(song, what.param, value),
    LOCK: lambda song, region, what, value: set_value(song, region, Carried(what.param), value),
    SONG: lambda song, _, what, value: set_in_song(song, what.param, value),
    PATTERN: lambda song, region, what, value: set_in_pattern(song, region.pattern, what.param, value),
    TRACK: lambda song, region, what, value: set_in_row(song, region.pattern, what.owner, what.param, value),
    STEP: _put_step,
    MIDI: _put_midi,
}
