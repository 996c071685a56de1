"""The list `tracks` and the tables `[track.NAME]` of a song → what each of its tracks is."""

from collections.abc import Iterable, Mapping
from typing import Any

from beatterm.formats.errors import Fault, Path
from beatterm.formats.fields import Rule, flag, name_text, named_tables, read_names, read_table
from beatterm.formats.grid_text import MAX_TRACKS
from beatterm.formats.midi_read import read_midi
from beatterm.formats.mixer_read import stored_values
from beatterm.formats.model_rules import param_rules
from beatterm.model.param import ParamTable
from beatterm.model.pattern import Pattern
from beatterm.model.song import TrackSetup

_RULES: dict[str, Rule | None] = {
    "sound": name_text("the name of a sound", 'sound = "kick"'),
    "in_key": flag("in_key", "in_key = true"),
    "midi": None,
}


def read_setups(
    values: Mapping[str, Any], patterns: Iterable[Pattern], params: ParamTable
) -> tuple[TrackSetup, ...]:
    """Every track: those that `tracks` lists first, then the others as grids and tables first name them."""
    setups = named_tables(values.get("track", {}), ("track",), "track", "[track.kick]")
    order = read_names(values.get("tracks", []), 'tracks = ["kick", "snare"]', ("tracks",))
    places: dict[str, Path] = {name: ("tracks", index) for index, name in enumerate(order)}
    for pattern in patterns:
        for track in pattern.tracks:
            places.setdefault(track.name, ("pattern", pattern.name, "grid"))
    for name in setups:
        places.setdefault(name, ("track", name))
    for name in list(places)[MAX_TRACKS:]:
        raise Fault(
            places[name], f"a song has at most {MAX_TRACKS} tracks; {name} is one more", "", at_key=True
        )
    rules = _RULES | param_rules(params.sound)
    return tuple(_read_setup(name, setups.get(name, {}), rules, params) for name in places)


def _read_setup(name: str, raw: Any, rules: Mapping[str, Rule | None], params: ParamTable) -> TrackSetup:
    values = read_table(raw, rules, ("track", name), 'sound = "kick"')
    sound, in_key = values.get("sound", name), values.get("in_key", False)
    midi = read_midi(values["midi"], ("track", name, "midi"), params) if "midi" in values else None
    return TrackSetup(name, sound, stored_values(values, params.sound), in_key, midi)
