"""The studio as text: `parse_setup` reads what `midi.toml` says, `format_setup` writes it whole."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from beatterm.formats.document import read_document
from beatterm.formats.errors import Fault, Path, nearest, unknown
from beatterm.formats.fields import Rule, as_list, choice, flag, name_text, number, read_table, text, whole
from beatterm.formats.midi_read import port_name
from beatterm.formats.toml_write import text_of
from beatterm.model.midi import CHANNELS, MAX_CONTROL
from beatterm.model.midi_setup import (
    CURVES,
    INTERNAL,
    LINK,
    MAX_OFFSET_MS,
    InPort,
    Learned,
    LinkSetup,
    MidiSetup,
    OutPort,
)
from beatterm.model.note import HIGHEST_NOTE
from beatterm.model.param import ParamTable
from beatterm.model.turnable import OF_TRACKS, TUNER, turnable

MAX_QUANTUM = 64
_HEAD = "# beatterm's Setup view writes this file whole; comments of your own are not kept.\n"
_NAME = port_name("the name of a port", 'name = "synth"')
_TRACK = name_text("the name of a track", 'track = "bass"')
_CHANNEL = whole("a channel", "channel = 2", 1, CHANNELS)
_OFFSET = number("an offset, in milliseconds,", "offset_ms = -2.5", -MAX_OFFSET_MS, MAX_OFFSET_MS)


def _flags(*names: str) -> dict[str, Rule | None]:
    return {name: flag(name, f"{name} = true") for name in names}


def _match(raw: Any) -> str | None:
    said = text("", "").take(raw)
    return str(said) if said else None


_PORT_RULES: dict[str, Rule | None] = {
    "name": _NAME,
    "match": Rule(
        "match is the system's name of a port, with * and ? for what may differ", 'match = "TR-8S*"', _match
    ),
    "offset_ms": _OFFSET,
}


def _drums(raw: Any) -> tuple[tuple[str, int], ...] | None:
    if not isinstance(raw, dict):
        return None
    is_right = all(type(note) is int and 0 <= note <= HIGHEST_NOTE for note in raw.values())
    return tuple(sorted(raw.items())) if is_right else None


_OUT_RULES = {
    **_PORT_RULES,
    **_flags("virtual", "clock", "clock_when_stopped", "transport", "with_audio"),
    "drums": Rule(
        f"drums are names of drums, each with its MIDI note from 0 to {HIGHEST_NOTE}",
        "drums = { kick = 44, snare = 45 }",
        _drums,
    ),
}
_IN_RULES = {
    **_PORT_RULES,
    **_flags("virtual", "notes", "drums", "clock", "transport", "programs"),
    "channel": _CHANNEL,
    "track": Rule(_TRACK.words, _TRACK.example, lambda raw: raw if raw == "" else _TRACK.take(raw)),
    "curve": choice("a curve", 'curve = "soft"', CURVES),
}
_LINK_RULES = _flags("on", "start_stop") | {"quantum": whole("a quantum", "quantum = 4", 1, MAX_QUANTUM)}
_END_RULES: dict[str, Rule | None] = {
    key: number(key, f"{key} = 90", float("-inf"), float("inf")) for key in ("low", "high")
}
_RULES: dict[str, Rule | None] = {"source": None, "out": None, "in": None, "learn": None, "link": None}


def parse_setup(said: str, params: ParamTable, source: str = "midi.toml") -> MidiSetup:
    """The setup that a text says; FormatError where it breaks a rule."""
    document = read_document(said, source)
    with document.placing():
        return _read(document.data, params)


def format_setup(setup: MidiSetup) -> str:
    """The canonical text of a setup: what is not at its default, ports in their order."""
    parts = [f"{_HEAD}source = {text_of(setup.source)}\n"]
    parts += [f"[[out]]\n{_lines(port, ('name', 'match'))}" for port in setup.outs]
    parts += [f"[[in]]\n{_lines(port, ('name', 'match'))}" for port in setup.ins]
    parts += [f"[[learn]]\n{_lines(learned, ())}" for learned in setup.learned]
    parts += [f"[link]\n{_lines(setup.link, ('on',))}"] if setup.link != LinkSetup() else []
    return "\n".join(parts)


def _lines(value: Any, always: Iterable[str]) -> str:
    """A line for each field that is in `always` or not at its default."""
    lines = []
    for each in fields(value):
        own = getattr(value, each.name)
        if each.name in always or own != each.default:
            lines.append(f"{each.name} = {_said(own, each.default)}\n")
    return "".join(lines)


def _said(value: Any, default: Any) -> str:
    """A value as text: of a number that may be broken always with its point, of pairs a table."""
    if isinstance(default, float):
        return text_of(float(value))
    return text_of(dict(value) if default == () else value)


def _read(data: dict[str, Any], params: ParamTable) -> MidiSetup:
    values = read_table(data, _RULES, (), f'source = "{INTERNAL}"')
    outs = tuple(OutPort(**each) for each in _ports(values.get("out", []), "out", _OUT_RULES))
    ins = tuple(InPort(**each) for each in _ports(values.get("in", []), "in", _IN_RULES))
    link = LinkSetup(**read_table(values.get("link", {}), _LINK_RULES, ("link",), "on = true"))
    learned = _learned(values.get("learn", []), [port.name for port in ins], params)
    source = values.get("source", INTERNAL)
    _check_source(source, ins, link)
    return MidiSetup(outs, ins, learned, link, source)


def _ports(raw: Any, kind: str, rules: dict[str, Rule | None]) -> list[dict[str, Any]]:
    """The settings of each port, of which no two have one name."""
    ports: list[dict[str, Any]] = []
    for index, table in enumerate(as_list(raw, (kind,), f"[[{kind}]]")):
        path: Path = (kind, index)
        values = read_table(table, rules, path, _NAME.example)
        if "name" not in values:
            raise Fault(path, f"each [[{kind}]] has a name that the rest goes by", _NAME.example)
        name = values["name"]
        if any(name == other["name"] for other in ports):
            raise Fault((*path, "name"), f"each [[{kind}]] has a name of its own", f'name = "{name[:40]}-2"')
        if kind == "in" and name in (INTERNAL, LINK):
            raise Fault((*path, "name"), f"{name} is the word for another source of the clock", _NAME.example)
        ports.append(values)
    return ports


def _check_source(source: Any, ins: Iterable[InPort], link: LinkSetup) -> None:
    """Fault if a clock is to be followed that is not there, or that may not lead."""
    path, example = ("source",), f'source = "{INTERNAL}"'
    ports = {port.name: port for port in ins}
    known = [INTERNAL, LINK, *ports]
    if source not in known:
        rule = f"the source of the clock is {INTERNAL}, {LINK} or the name of an [[in]]"
        close = nearest(source, known) if isinstance(source, str) else None
        raise Fault(path, f"{rule}; did you mean {close!r}?" if close else rule, example)
    if source == LINK and not link.on:
        raise Fault(path, "Link leads only if it is on: on = true in [link]", example)
    if source in ports and not ports[source].clock:
        raise Fault(path, f"{source} leads only if its clock is listened to: clock = true there", example)


def _learned(raw: Any, ins: list[str], params: ParamTable) -> tuple[Learned, ...]:
    needed: dict[str, Rule | None] = {
        "port": port_name("the name of an input", 'port = "keys"'),
        "channel": _CHANNEL,
        "number": whole("a control change", "number = 74", 0, MAX_CONTROL),
        "path": _path_rule(params),
    }
    found: list[Learned] = []
    for index, table in enumerate(as_list(raw, ("learn",), "[[learn]]")):
        path: Path = ("learn", index)
        values = read_table(table, needed | _END_RULES, path, "number = 74")
        for key, rule in needed.items():
            if key not in values and rule is not None:
                raise Fault(path, f"a learned control says its {', '.join(needed)}", rule.example)
        if values["port"] not in ins:
            raise Fault((*path, "port"), unknown("[[in]]", values["port"], ins), 'port = "keys"')
        learned = Learned(**values)
        _check_ends(learned, params, path)
        if any(replace(learned, low=each.low, high=each.high) == each for each in found):
            raise Fault(path, "each control is learned once for a setting", "number = 75")
        found.append(learned)
    return tuple(found)


def _check_ends(learned: Learned, params: ParamTable, path: Path) -> None:
    """Fault if a control goes from or to where its setting does not."""
    what = turnable(params, learned.path)
    for key, end in (("low", learned.low), ("high", learned.high)):
        if what is None or end is None:
            continue
        if what.kind == TUNER or what.param.choices:
            rule = f"{learned.path} is turned through all that it may be, without {key}"
            raise Fault((*path, key), rule, 'path = "song.tempo"')
        if not what.param.allows(end):
            example = f"{key} = {what.param.default:g}"
            raise Fault((*path, key), f"{learned.path} is {what.param.rule()}", example)


def _path_rule(params: ParamTable) -> Rule:
    """The rule of the path to a Param."""

    def take(raw: Any) -> str | None:
        what = turnable(params, raw) if isinstance(raw, str) else None
        if what is None or (what.kind in OF_TRACKS and _TRACK.take(what.owner) is None):
            return None
        return what.path

    words = (
        "a path is mixer.TRACK.SETTING, sound.TRACK.SETTING, effect.EFFECT.SETTING, "
        "or one of track, pattern, step, lock, song, master, midi and tuner, as in docs/midi.md"
    )
    return Rule(words, 'path = "mixer.bass.cutoff_hz"', take)
