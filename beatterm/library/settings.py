"""The user's settings, and what beatterm remembers by itself: the last song."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatterm.engine.rates import RATES
from beatterm.formats.document import read_document
from beatterm.formats.fields import Rule, choice, flag, name_text, read_table, text, whole
from beatterm.formats.toml_write import text_of
from beatterm.library.atomic import write_whole
from beatterm.library.errors import LibraryError
from beatterm.library.paths import settings_path, state_folder
from beatterm.library.text_files import is_file, is_there, read_text

MIN_BLOCK, MAX_BLOCK = 32, 4096
_LAST_SONG = "last-song"
_EXAMPLE = 'custom_layout = ["1234567890", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./"]'


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has chosen. None: the device's own choice. `rate` in Hz, `block` in frames.
    `custom_layout` are the four rows of a keyboard, the digits first. `quantise` in percent, `count_in` in
    bars; `edit_step` is how many steps the cursor goes on when notes are entered. The last five are what the
    Export dialog was filled in with, in its words ("": its defaults).
    """

    device: str | None = None
    rate: int | None = None
    block: int | None = None
    theme: str = "auto"
    layout: str = "qwerty"
    custom_layout: tuple[str, ...] = ()
    quantise: int = 100
    record: str = "overdub"
    count_in: int = 1
    click: bool = False
    edit_step: int = 1
    export_format: str = ""
    export_bits: str = ""
    export_rate: str = ""
    export_name: str = ""
    export_folder: str = ""


def _rows(raw: Any) -> tuple[str, ...] | None:
    is_rows = isinstance(raw, list) and all(isinstance(each, str) and each for each in raw)
    return tuple(raw) if is_rows else None


_RULES: dict[str, Rule | None] = {
    "device": text("a device", 'device = "Scarlett"'),
    "rate": choice("a rate", "rate = 48000", RATES),
    "block": whole("a block, in frames,", "block = 256", MIN_BLOCK, MAX_BLOCK),
    "theme": name_text("the name of a theme", 'theme = "auto"'),
    "layout": name_text("the name of a keyboard layout", 'layout = "qwerty"'),
    "custom_layout": Rule(
        "a layout of your own is a list of the keyboard's four rows, the digits first", _EXAMPLE, _rows
    ),
    "quantise": whole("quantise, in percent,", "quantise = 50", 0, 100),
    "record": choice("what recording does", 'record = "replace"', ("overdub", "replace")),
    "count_in": whole("the count-in, in bars,", "count_in = 1", 0, 4),
    "click": flag("the click", "click = true"),
    "export_format": text("the format of exports", 'export_format = "FLAC"'),
    "export_bits": text("the bits of exports", 'export_bits = "24 bit"'),
    "export_rate": text("the rate of exports", 'export_rate = "48 kHz"'),
    "export_name": text("the name of exports", 'export_name = "{title}-{pattern}"'),
    "export_folder": text("the folder of exports", 'export_folder = "~/loops"'),
    "edit_step": whole("the edit step", "edit_step = 2", 1, 16),
}


def read_settings() -> Settings:
    """The user's settings, the defaults if there is no file. LibraryError or FormatError if it is wrong."""
    path = settings_path()
    return parse_settings(read_text(path), str(path)) if is_there(path) else Settings()


def parse_settings(text: str, source: str = "settings.toml") -> Settings:
    """The settings that a text says; FormatError where it breaks a rule."""
    document = read_document(text, source)
    with document.placing():
        values: dict[str, Any] = read_table(document.data, _RULES, (), 'theme = "auto"')
    return Settings(**values)


def change_settings(changes: dict[str, Any]) -> None:
    """Write some of the settings into the user's file; all else in it stays as it is. FormatError if the file
    is wrong, LibraryError if it cannot be read or written.
    """
    path = settings_path()
    old = read_text(path) if is_there(path) else ""
    parse_settings(old, str(path))
    new = old
    for name, value in changes.items():
        new = _with_line(new, name, f"{name} = {text_of(value)}")
    parse_settings(new, str(path))
    write_whole(path, new.encode())


def _with_line(text: str, name: str, line: str) -> str:
    """A text with a setting's line replaced, or added at its end; a remark behind the value stays."""
    known = re.compile(rf"^{name}[ \t]*=[^#\n]*?(?=[ \t]*(?:#[^\n]*)?$)", re.MULTILINE)
    if known.search(text):
        return known.sub(lambda _: line, text, count=1)
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{line}\n"


def remember_song(path: Path) -> None:
    """Keep a song as the one to open next time."""
    write_whole(state_folder() / _LAST_SONG, f"{path.absolute()}\n".encode())


def last_song() -> Path | None:
    """The song that was remembered, if it still exists."""
    kept = state_folder() / _LAST_SONG
    try:
        path = Path(read_text(kept).removesuffix("\n"))
    except LibraryError:
        return None
    return path if is_file(path) else None
