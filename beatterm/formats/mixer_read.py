"""The tables `[mixer.kick]`, `[master]` and `[effect.reverb]` of a song → Mixer, by the Params there are."""

from collections.abc import Iterable, Mapping
from typing import Any

from beatterm.formats.errors import Fault, Path, unknown
from beatterm.formats.fields import Rule, flag, named_tables, read_table
from beatterm.formats.model_rules import param_rules
from beatterm.model.mixer import GAIN, Mixer, Strip
from beatterm.model.param import Param, ParamTable, Values, with_value

MASTER_PARAMS = (GAIN,)


def read_mixer(values: Mapping[str, Any], tracks: list[str], params: ParamTable) -> Mixer:
    """The mix that a song's tables say; a Fault where one breaks a rule."""
    mixer = Mixer(master=_read_values(values.get("master", {}), MASTER_PARAMS, ("master",)))
    strips = named_tables(values.get("mixer", {}), ("mixer",), "track", "[mixer.kick]")
    for name, table in strips.items():
        if name not in tracks:
            raise Fault(("mixer", name), unknown("track", name, tracks), "[mixer.kick]", at_key=True)
        mixer = mixer.with_strip(_read_strip(name, table, params))
    effects = named_tables(values.get("effect", {}), ("effect",), "effect", "[effect.reverb]")
    for name, table in effects.items():
        if name not in params.effects:
            raise Fault(
                ("effect", name), unknown("effect", name, params.effects), "[effect.reverb]", at_key=True
            )
        mixer = mixer.with_effect(name, _read_values(table, params.effects[name], ("effect", name)))
    return mixer


def _read_strip(name: str, raw: Any, params: ParamTable) -> Strip:
    flags: dict[str, Rule | None] = {key: flag(key, f"{key} = true") for key in ("mute", "solo")}
    values = read_table(raw, flags | param_rules(params.strip), ("mixer", name), "gain_db = -2.0")
    mute, solo = values.pop("mute", False), values.pop("solo", False)
    return Strip(name, mute, solo, stored_values(values, params.strip))


def _read_values(raw: Any, params: Iterable[Param], path: Path) -> Values:
    known = tuple(params)
    return stored_values(read_table(raw, param_rules(known), path, "gain_db = -2.0"), known)


def stored_values(values: Mapping[str, Any], params: Iterable[Param]) -> Values:
    """What of a table's values is not at its Param's default."""
    stored: Values = ()
    for param in params:
        if param.name in values:
            stored = with_value(stored, param, values[param.name])
    return stored
