"""Kits as text: `parse_kit` reads a `kit.toml`'s text, `format_kit` writes its canonical form."""

import re
from typing import Any

from beatterm.formats.document import read_document
from beatterm.formats.errors import Fault, Path
from beatterm.formats.fields import (
    Rule,
    as_list,
    is_printable,
    name_text,
    named_tables,
    number,
    read_table,
    taken,
    text,
    whole,
)
from beatterm.formats.toml_write import text_of
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.note import HIGHEST_NOTE, note_name, note_number
from beatterm.model.step import ACCENT_VELOCITY

VERSION = 1
MAX_SOUNDS, MAX_LAYERS, MAX_FILES = 256, 127, 64
MAX_FILE_NAME = 200
_DRIVE = re.compile(r"[A-Za-z]:")


def _file(raw: Any) -> str | None:
    """A path below the kit's folder: relative, forward slashes, no step up."""
    if not isinstance(raw, str) or not 0 < len(raw) <= MAX_FILE_NAME or not is_printable(raw):
        return None
    is_below = not raw.startswith("/") and "\\" not in raw and not _DRIVE.match(raw)
    return raw if is_below and all(part not in ("", ".", "..") for part in raw.split("/")) else None


def _root(raw: Any) -> int | None:
    try:
        return note_number(raw) if isinstance(raw, str) else None
    except ValueError:
        return None


_FILE = Rule("a file is a path below the kit's folder, with forward slashes", 'file = "kick.wav"', _file)
_FILE_RULES: dict[str, Rule | None] = {"file": _FILE, "files": None}
_UP_TO = whole("up_to, the highest velocity of a layer,", "up_to = 64", 1, ACCENT_VELOCITY)
_LAYER_RULES = {"up_to": _UP_TO} | _FILE_RULES
_KIT_RULES: dict[str, Rule | None] = {
    "beatterm_kit": None,
    "title": text("a title", 'title = "Deep"'),
    "author": text("an author", 'author = "Ada"'),
    "license": text("a license", 'license = "CC0-1.0"'),
    "about": text("about", 'about = "Soft drums from a small room."'),
    "sound": None,
}
_VALUE_RULES: dict[str, Rule | None] = {
    "note": whole("a note on the drum channel", "note = 36", 0, HIGHEST_NOTE),
    "gain_db": number("gain_db", "gain_db = -3.0", -60.0, 12.0),
    "pan": number("pan", "pan = -0.2", -1.0, 1.0),
    "choke": name_text("the name of a choke group", 'choke = "hats"'),
    "root": Rule("root is the note name of a recording, c-1 to g9", 'root = "c2"', _root),
    "release_ms": number("release_ms", "release_ms = 80", 1.0, 10_000.0),
}
_SOUND_RULES = _FILE_RULES | {"layer": None} | _VALUE_RULES


def parse_kit(text: str, name: str, source: str = "kit.toml") -> Kit:
    """The kit that a text says, under its folder's name; FormatError where it breaks a rule."""
    document = read_document(text, source)
    with document.placing():
        return _read_kit(document.data, name)


def format_kit(kit: Kit) -> str:
    """The kit's canonical text."""
    lines = [f"beatterm_kit = {VERSION}\n"]
    about = ("title", kit.title), ("author", kit.author), ("license", kit.license), ("about", kit.about)
    lines += [f"{key} = {text_of(value)}\n" for key, value in about if value]
    return "".join(lines + [_sound_text(sound) for sound in kit.sounds])


def _read_kit(data: dict[str, Any], name: str) -> Kit:
    example = f"beatterm_kit = {VERSION}"
    version = data.get("beatterm_kit")
    if type(version) is not int or version != VERSION:
        path: Path = () if version is None else ("beatterm_kit",)
        raise Fault(path, f"a kit says the version of its form, {VERSION} for this beatterm", example)
    values = read_table(data, _KIT_RULES, (), example)
    sounds = named_tables(values.pop("sound", {}), ("sound",), "sound", "[sound.kick]")
    if len(sounds) > MAX_SOUNDS:
        raise Fault(("sound", list(sounds)[MAX_SOUNDS]), f"a kit has at most {MAX_SOUNDS} sounds")
    del values["beatterm_kit"]
    return Kit(name, sounds=tuple(_read_sound(each, table) for each, table in sounds.items()), **values)


def _read_sound(name: str, raw: Any) -> Sound:
    path: Path = ("sound", name)
    table = read_table(raw, _SOUND_RULES, path, 'file = "kick.wav"')
    layers = _read_layers(table, path)
    return Sound(name, layers, **{key: table[key] for key in _VALUE_RULES if key in table})


def _read_layers(table: dict[str, Any], path: Path) -> tuple[Layer, ...]:
    """The layers by rising velocity; a sound with `file` or `files` has one for all velocities."""
    if "layer" not in table:
        return (Layer(ACCENT_VELOCITY, _read_files(table, path)),)
    for key in ("file", "files"):
        if key in table:
            raise Fault((*path, key), "a sound has either layers or files, not both", "[[sound.kick.layer]]")
    parts = as_list(table["layer"], (*path, "layer"), "[[sound.kick.layer]]")
    layers: list[Layer] = []
    for index, part in enumerate(parts[: MAX_LAYERS + 1]):
        layers.append(_read_layer(part, (*path, "layer", index), layers[-1].up_to if layers else 0))
    if not layers or layers[-1].up_to != ACCENT_VELOCITY:
        where = (*path, "layer", len(layers) - 1, "up_to") if layers else (*path, "layer")
        raise Fault(where, "the last layer goes up to 127", "up_to = 127")
    return tuple(layers)


def _read_layer(raw: Any, path: Path, above: int) -> Layer:
    table = read_table(raw, _LAYER_RULES, path, "up_to = 64")
    up_to = table.get("up_to", ACCENT_VELOCITY)
    if up_to <= above:
        rule = f"the layers of a sound rise: this one comes after up_to = {above}"
        raise Fault((*path, "up_to"), rule, f"up_to = {min(above + 1, ACCENT_VELOCITY)}")
    return Layer(up_to, _read_files(table, path))


def _read_files(table: dict[str, Any], path: Path) -> tuple[str, ...]:
    if "file" in table and "files" in table:
        raise Fault((*path, "files"), "give file or files, not both", _FILE.example)
    if "file" in table:
        return (table["file"],)
    example = 'files = ["kick-1.wav", "kick-2.wav"]'
    if "files" not in table:
        raise Fault(path, "a sound needs a recording", _FILE.example)
    files = as_list(table["files"], (*path, "files"), example)
    if not 0 < len(files) <= MAX_FILES:
        raise Fault((*path, "files"), f"files are 1 to {MAX_FILES} recordings that take turns", example)
    return tuple(taken(_FILE, each, (*path, "files", index)) for index, each in enumerate(files))


def _sound_text(sound: Sound) -> str:
    lines = [f"\n[sound.{sound.name}]\n"]
    is_single = len(sound.layers) == 1
    lines += [_files_line(sound.layers[0])] if is_single else []
    root = None if sound.root is None else note_name(sound.root)
    values = {
        "note": sound.note,
        "gain_db": sound.gain_db or None,
        "pan": sound.pan or None,
        "choke": sound.choke,
        "root": root,
        "release_ms": _plain(sound.release_ms),
    }
    lines += [f"{key} = {text_of(value)}\n" for key, value in values.items() if value is not None]
    layers = () if is_single else sound.layers
    lines += [f"[[sound.{sound.name}.layer]]\nup_to = {each.up_to}\n{_files_line(each)}" for each in layers]
    return "".join(lines)


def _files_line(layer: Layer) -> str:
    single = len(layer.files) == 1
    return f"file = {text_of(layer.files[0])}\n" if single else f"files = {text_of(layer.files)}\n"


def _plain(milliseconds: float | None) -> float | None:
    """Whole milliseconds without a decimal point."""
    is_whole = milliseconds is not None and milliseconds == int(milliseconds)
    return int(milliseconds) if milliseconds is not None and is_whole else milliseconds
