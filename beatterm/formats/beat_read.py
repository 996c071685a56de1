"""A song's document → Song, each table by its list of rules. `beat_text` calls it; `beat_write` mirrors."""

from collections.abc import Mapping
from typing import Any

from beatterm.formats.document import Document
from beatterm.formats.errors import Fault
from beatterm.formats.fields import Rule, is_kit_name, named_tables, number, read_table, text, whole
from beatterm.formats.groove_read import read_grooves, refuse_table
from beatterm.formats.mixer_read import read_mixer
from beatterm.formats.model_rules import GROOVE_AMOUNT, KEY, METER, for_param, known_groove
from beatterm.formats.pattern_read import Surroundings, read_pattern
from beatterm.formats.section_read import read_sections
from beatterm.formats.setup_read import read_setups
from beatterm.formats.step_keys import step_rules
from beatterm.model.param import ParamTable
from beatterm.model.pattern import NO_GROOVE, Pattern
from beatterm.model.song import MAX_SEED, MAX_SWING, MAX_TEMPO, MIN_TEMPO, STRAIGHT, Song
from beatterm.model.time import Meter

VERSION = 1
MAX_PATTERNS = 64


def _kit(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and is_kit_name(raw) else None


_RULES: dict[str, Rule | None] = {
    "beatterm": None,
    "title": text("a title", 'title = "Night bus"'),
    "author": text("an author", 'author = "Ada"'),
    "tempo": number("a tempo", "tempo = 124", MIN_TEMPO, MAX_TEMPO, decimals=3),
    "meter": METER,
    "key": KEY,
    "swing": number("swing", "swing = 58", STRAIGHT, MAX_SWING),
    "groove": None,
    "groove_amount": for_param(GROOVE_AMOUNT),
    "kit": Rule("a kit is the name of its folder: letters, digits, - _ . and spaces", 'kit = "deep"', _kit),
    "seed": whole("a seed", "seed = 7", 0, MAX_SEED),
    "tracks": None,
    "track": None,
    "grooves": None,
    "pattern": None,
    "section": None,
    "mixer": None,
    "master": None,
    "effect": None,
}
_SONG_VALUES = ("title", "author", "tempo", "meter", "key", "swing", "kit", "seed")


def read_song(document: Document, params: ParamTable) -> Song:
    """The song that a document says; a Fault where it breaks a rule."""
    data = document.data
    _check_version(data)
    values = read_table(data, _RULES, (), "tempo = 124")
    refuse_table(values.get("groove"))
    grooves = read_grooves(values.get("grooves", {}))
    own = tuple(groove.name for groove in grooves)
    around = Surroundings(values.get("meter", Meter()), own, step_rules(params))
    patterns = _read_patterns(values.get("pattern", {}), around)
    tracks = read_setups(values, patterns, params)
    names = [setup.name for setup in tracks]
    groove = known_groove(values.get("groove", NO_GROOVE), own, ("groove",))
    return Song(
        groove="" if groove == NO_GROOVE else groove,
        groove_amount=round(values.get("groove_amount", GROOVE_AMOUNT.default)),
        tracks=tracks,
        patterns=patterns,
        sections=read_sections(values.get("section", []), patterns, names),
        mixer=read_mixer(values, names, params),
        grooves=grooves,
        **{key: values[key] for key in _SONG_VALUES if key in values},
    )


def _check_version(data: Mapping[str, Any]) -> None:
    example = f"beatterm = {VERSION}"
    version = data.get("beatterm")
    if version is None:
        raise Fault((), f"a song begins with the version of its form, {example}", example)
    if type(version) is not int or version < 1:
        raise Fault(("beatterm",), f"the version is the whole number {VERSION}", example)
    if version > VERSION:
        rule = f"this song is of a newer form; this beatterm reads up to {VERSION}. Install a newer beatterm"
        raise Fault(("beatterm",), rule, example)


def _read_patterns(raw: Any, around: Surroundings) -> tuple[Pattern, ...]:
    tables = named_tables(raw, ("pattern",), "pattern", "[pattern.A]")
    patterns: list[Pattern] = []
    for name, table in tables.items():
        if len(patterns) == MAX_PATTERNS:
            raise Fault(
                ("pattern", name), f"a song has at most {MAX_PATTERNS} patterns", "[pattern.A]", at_key=True
            )
        patterns.append(read_pattern(name, table, around))
    return tuple(patterns)
