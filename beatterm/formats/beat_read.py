"""A song's document → Song, each table by its list of rules. `beat_text` calls it; `beat_write` mirrors."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from beatterm.formats.document import Document
from beatterm.formats.errors import Fault, Path, unknown
from beatterm.formats.fields import (
    Rule,
    as_list,
    name_text,
    named_tables,
    number,
    read_table,
    taken,
    text,
    whole,
)
from beatterm.formats.grid_text import MAX_TRACKS
from beatterm.formats.mixer_read import read_mixer
from beatterm.formats.pattern_read import read_pattern
from beatterm.model.param import ParamTable
from beatterm.model.pattern import Pattern
from beatterm.model.song import MAX_SWING, MAX_TEMPO, MIN_TEMPO, STRAIGHT, Section, Song, TrackSetup
from beatterm.model.time import Meter

VERSION = 1
MAX_PATTERNS, MAX_SECTIONS, MAX_REPEAT = 64, 999, 999
_METER = re.compile(r"([1-9]|[12][0-9]|3[0-2])/(1|2|4|8|16|32)")
_KIT = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_. -]{0,63})?")


def _meter(raw: Any) -> Meter | None:
    form = _METER.fullmatch(raw) if isinstance(raw, str) else None
    return Meter(int(form[1]), int(form[2])) if form else None


def _kit(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and _KIT.fullmatch(raw) else None


_SONG_RULES: dict[str, Rule | None] = {
    "beatterm": None,
    "title": text("a title", 'title = "Night bus"'),
    "author": text("an author", 'author = "Ada"'),
    "tempo": number("a tempo", "tempo = 124", MIN_TEMPO, MAX_TEMPO, decimals=3),
    "meter": Rule("a meter is 1 to 32 beats of 1, 2, 4, 8, 16 or 32", 'meter = "4/4"', _meter),
    "swing": number("swing", "swing = 58", STRAIGHT, MAX_SWING),
    "kit": Rule("a kit is the name of its folder: letters, digits, - _ . and spaces", 'kit = "deep"', _kit),
    "seed": whole("a seed", "seed = 7", 0, 2**63 - 1),
    "tracks": None,
    "track": None,
    "pattern": None,
    "section": None,
    "mixer": None,
    "master": None,
    "effect": None,
}
_SECTION_RULES: dict[str, Rule | None] = {
    "name": text("a section's name", 'name = "verse"'),
    "pattern": None,
    "repeat": whole("repeat", "repeat = 4", 1, MAX_REPEAT),
    "mute": None,
}
_TRACK_RULES: dict[str, Rule | None] = {"sound": name_text("the name of a sound", 'sound = "kick"')}
_SONG_VALUES = ("title", "author", "tempo", "meter", "swing", "kit", "seed")


def read_song(document: Document, params: ParamTable) -> Song:
    """The song that a document says; a Fault where it breaks a rule."""
    data = document.data
    _check_version(data)
    values = read_table(data, _SONG_RULES, (), "tempo = 124")
    meter = values.get("meter", Meter())
    patterns = _read_patterns(values.get("pattern", {}), meter)
    tracks = _read_tracks(values, patterns)
    names = [setup.name for setup in tracks]
    return Song(
        tracks=tracks,
        patterns=patterns,
        sections=_read_sections(values.get("section", []), patterns, names),
        mixer=read_mixer(values, names, params),
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


def _read_patterns(raw: Any, meter: Meter) -> tuple[Pattern, ...]:
    tables = named_tables(raw, ("pattern",), "pattern", "[pattern.A]")
    patterns: list[Pattern] = []
    for name, table in tables.items():
        if len(patterns) == MAX_PATTERNS:
            raise Fault(
                ("pattern", name), f"a song has at most {MAX_PATTERNS} patterns", "[pattern.A]", at_key=True
            )
        patterns.append(read_pattern(name, table, meter))
    return tuple(patterns)


def _read_tracks(values: Mapping[str, Any], patterns: Iterable[Pattern]) -> tuple[TrackSetup, ...]:
    """Every track: those that `tracks` lists first, then the others as grids and tables first name them."""
    setups = named_tables(values.get("track", {}), ("track",), "track", "[track.kick]")
    places: dict[str, Path] = {name: ("tracks", index) for index, name in enumerate(_read_order(values))}
    for pattern in patterns:
        for track in pattern.tracks:
            places.setdefault(track.name, ("pattern", pattern.name, "grid"))
    for name in setups:
        places.setdefault(name, ("track", name))
    for name in list(places)[MAX_TRACKS:]:
        raise Fault(
            places[name], f"a song has at most {MAX_TRACKS} tracks; {name} is one more", "", at_key=True
        )
    return tuple(TrackSetup(name, _sound_of(name, setups)) for name in places)


def _read_order(values: Mapping[str, Any]) -> list[str]:
    return _read_names(values.get("tracks", []), 'tracks = ["kick", "snare"]', ("tracks",))


def _sound_of(track: str, setups: Mapping[str, Any]) -> str:
    values = read_table(setups.get(track, {}), _TRACK_RULES, ("track", track), 'sound = "kick"')
    return str(values.get("sound", track))


def _read_names(raw: Any, example: str, path: Path) -> list[str]:
    """A list of names of tracks, each at most once."""
    rule = name_text("the name of a track", example)
    names: list[str] = []
    for index, each in enumerate(as_list(raw, path, example)):
        name = taken(rule, each, (*path, index))
        if name in names:
            raise Fault((*path, index), "each track stands here once", example)
        names.append(name)
    return names


def _read_sections(raw: Any, patterns: Iterable[Pattern], tracks: list[str]) -> tuple[Section, ...]:
    known = [pattern.name for pattern in patterns]
    tables = as_list(raw, ("section",), "[[section]]")
    if len(tables) > MAX_SECTIONS:
        raise Fault(("section", MAX_SECTIONS), f"a song has at most {MAX_SECTIONS} sections", "[[section]]")
    return tuple(
        _read_section(table, ("section", index), known, tracks) for index, table in enumerate(tables)
    )


def _read_section(raw: Any, path: Path, patterns: list[str], tracks: list[str]) -> Section:
    values = read_table(raw, _SECTION_RULES, path, 'pattern = "A"')
    if "pattern" not in values:
        raise Fault(path, "a section names the pattern that it plays", 'pattern = "A"')
    pattern = _known(values["pattern"], "pattern", patterns, (*path, "pattern"), 'pattern = "A"')
    mute = _read_names(values.get("mute", []), 'mute = ["bass"]', (*path, "mute"))
    for index, name in enumerate(mute):
        _known(name, "track", tracks, (*path, "mute", index), 'mute = ["bass"]')
    return Section(values.get("name", ""), pattern, values.get("repeat", 1), tuple(mute))


def _known(raw: Any, what: str, names: list[str], path: Path, example: str) -> str:
    """The name of something that the song has."""
    if not isinstance(raw, str):
        raise Fault(path, f"the name of a {what} is a text in quotes", example)
    if raw not in names:
        raise Fault(path, unknown(what, raw, names), example)
    return raw
