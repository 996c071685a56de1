"""Names of files, from a template such as `{title}-{tempo}bpm-{key}` and what is known of a file.

`carry_out` names what it makes with these; the matrix and the pack look at templates beforehand.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from string import Formatter

from beatterm.export.job import Form, Part, Refused
from beatterm.export.sections import section_named
from beatterm.formats.errors import nearest, shortened
from beatterm.model.project import Project
from beatterm.model.scale import TONICS, Key
from beatterm.model.time import PPQN

LONGEST_NAME = 120
"""Characters of a name before its suffix."""

_LONGEST_BYTES = 200
_BETWEEN = "-_ .,+~"
"""What stands between the words of a template: a word that comes out empty vanishes with it."""

_UNSAFE = '<>:"/\\|?*'
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
_NAMELESS = "untitled"
_MINOR_THIRD, _MAJOR_THIRD = 3, 4


@dataclass(frozen=True, slots=True)
class Named:
    """A file to be named: it holds `ticks` of a part. `track` is the stem's name, `date` an ISO date; ""
    is today.
    """

    project: Project
    part: Part
    form: Form
    ticks: int
    track: str = ""
    date: str = ""


def file_name(template: str, named: Named) -> str:
    """The name of a file without its suffix, safe on any system; Refused if the template is wrong.

    A template without fields is a name that somebody chose, and stays as it is.
    What is empty vanishes from it together with the separator beside it and what is joined to it, such as
    the `bpm` of `{tempo}bpm`. The same facts make the same name; telling files apart is `told_apart`'s.
    """
    fields = fields_in(template)
    if not fields:
        return "".join(text for text, _ in _pieces(template)) or _NAMELESS
    values = {name: _clean(_FIELDS[name](named)) for name in fields}
    if "section" not in fields and "pattern" in fields and named.part.section is not None:
        values["pattern"] = _clean(named.part.section)
    while _too_long(name := _filled(template, values)) and any(values.values()):
        longest = max(values, key=lambda each: len(values[each].encode()))
        values[longest] = values[longest][:-1].rstrip(_BETWEEN)
    return _safe(name)


def fields_in(template: str) -> tuple[str, ...]:
    """The fields of a template, each once; Refused where there is no such field, or a brace is broken."""
    if "/" in template:
        raise Refused(f"A name holds no folder: {shortened(template)}. Say the folder with -o.")
    return tuple(dict.fromkeys(field for _, field in _pieces(template) if field))


def told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """The same names, none of them twice on any system: the second `Kick` beside `kick` is `Kick-2`."""
    taken: set[str] = set()
    told = []
    for name in names:
        other = next(each for each in _numbered(name) if _folded(each) not in taken)
        taken.add(_folded(other))
        told.append(other)
    return tuple(told)


def tempo_text(tempo: float) -> str:
    """A tempo without zeros at its end: 92, 92.5."""
    return _number(tempo)


def key_text(key: Key | None) -> str:
    """A key as sample packs write it, `Cmin` or `F#maj`; a scale with both thirds is only `C`."""
    if key is None:
        return ""
    tonic = TONICS[key.tonic].capitalize()
    is_minor, is_major = (third in key.degrees for third in (_MINOR_THIRD, _MAJOR_THIRD))
    return tonic if is_minor == is_major else f"{tonic}{'min' if is_minor else 'maj'}"


def _pattern(named: Named) -> str:
    """The pattern, with the window of steps that is cut out of it."""
    name, steps = _pattern_name(named), named.part.steps
    return f"{name}_{steps[0]}-{steps[1]}" if name and steps else name


def _pattern_name(named: Named) -> str:
    part, section = named.part, section_named(named.project.song, named.part.section)
    return part.pattern or (section.pattern if section else "")


def _bars(named: Named) -> str:
    song = named.project.song
    pattern = song.pattern(_pattern_name(named))
    meter = song.meter_of(pattern) if pattern else song.meter
    return _number(named.ticks / meter.bar_ticks)


_FIELDS: dict[str, Callable[[Named], str]] = {
    "title": lambda named: named.project.song.title,
    "author": lambda named: named.project.song.author,
    "pattern": _pattern,
    "section": lambda named: named.part.section or "",
    "tempo": lambda named: tempo_text(named.project.song.tempo),
    "bars": _bars,
    "beats": lambda named: _number(named.ticks / PPQN),
    "key": lambda named: key_text(named.project.song.key),
    "kit": lambda named: named.project.kit.name,
    "seed": lambda named: str(named.project.song.seed),
    "track": lambda named: named.track,
    "rate": lambda named: str(named.form.rate),
    "bits": lambda named: named.form.bits,
    "date": lambda named: named.date or date.today().isoformat(),
}
FIELDS = tuple(_FIELDS)
"""All that may stand in braces."""


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _pieces(template: str) -> list[tuple[str, str]]:
    """A template as text and the field behind it ("": none), in turn."""
    try:
        parsed = list(Formatter().parse(template))
    except ValueError:
        raise Refused(
            f"A brace is missing in the name {shortened(template)}. "
            "Write a field as {title}, and a brace itself as {{."
        ) from None
    for _, field, form, conversion in parsed:
        if field is not None and (field not in _FIELDS or form or conversion):
            raise Refused(_unknown(field))
    return [(text, field or "") for text, field, _, _ in parsed]


def _unknown(field: str) -> str:
    close = nearest(field.casefold(), FIELDS)
    guess = f" Did you mean {{{close}}}?" if close and close != field else ""
    known = " ".join(f"{{{each}}}" for each in FIELDS)
    return f"Names have no field {{{shortened(field)}}}.{guess} There is {known}."


def _filled(template: str, values: dict[str, str]) -> str:
    """The template with its values; words whose fields are all empty are left out."""
    words, separator, word = [""], "", _Word()
    for text, field in _pieces(template):
        for each in text:
            if each in _BETWEEN and word == _Word():
                separator += each
            elif each in _BETWEEN:
                _add(words, separator, word)
                separator, word = each, _Word()
            else:
                word = word.with_text("-" if _is_unsafe(each) else each)
        if field:
            word = word.with_value(values[field])
    _add(words, separator, word)
    return "".join(words)


@dataclass(frozen=True, slots=True)
class _Word:
    """What stands between two separators of a template."""

    text: str = ""
    has_field: bool = False
    has_value: bool = False

    def with_text(self, text: str) -> "_Word":
        return _Word(self.text + text, self.has_field, self.has_value)

    def with_value(self, value: str) -> "_Word":
        return _Word(self.text + value, True, self.has_value or bool(value))


def _add(words: list[str], separator: str, word: _Word) -> None:
    if word.text and (word.has_value or not word.has_field):
        words.append(separator + word.text if any(words) else word.text)


def _clean(text: str) -> str:
    """A value as a part of a name: no folders, no spaces, nothing that cannot be seen."""
    seen = unicodedata.normalize("NFC", text[: 4 * LONGEST_NAME])
    plain = "".join("-" if each in _UNSAFE else each if each.isprintable() else " " for each in seen)
    return "_".join(plain.split()).strip(_BETWEEN)


def _is_unsafe(character: str) -> bool:
    return character in _UNSAFE or not character.isprintable()


def _too_long(name: str) -> bool:
    return len(name) > LONGEST_NAME or len(name.encode()) > _LONGEST_BYTES


def _safe(name: str) -> str:
    """A name that no system takes for something else: no hidden file, option, device or folder."""
    kept = name[:LONGEST_NAME].encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(_BETWEEN) or _NAMELESS
    head, dot, rest = kept.partition(".")
    return f"{head}_{dot}{rest}" if head.strip().casefold() in _RESERVED else kept


def _numbered(name: str) -> Iterable[str]:
    yield name
    for number in range(2, 10_000):
        yield f"{name}-{number}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
