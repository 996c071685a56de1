"""The user's settings, and what beatterm remembers by itself: the last song."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatterm.formats.document import read_document
from beatterm.formats.errors import Fault
from beatterm.formats.fields import Rule, choice, name_text, read_table, text, whole
from beatterm.library.atomic import write_whole
from beatterm.library.errors import LibraryError
from beatterm.library.paths import settings_path, state_folder
from beatterm.library.text_files import is_file, is_there, read_text

RATES = (44_100, 48_000, 88_200, 96_000)
MIN_BLOCK, MAX_BLOCK = 32, 4096
_LAST_SONG = "last-song"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has chosen. None: the device's own choice. `rate` in Hz, `block` in frames."""

    device: str | None = None
    rate: int | None = None
    block: int | None = None
    theme: str = "auto"
    layout: str = "qwerty"


_RULES: dict[str, Rule | None] = {
    "device": text("a device", 'device = "Scarlett"'),
    "rate": choice("a rate", "rate = 48000", RATES),
    "block": whole("a block, in frames,", "block = 256", MIN_BLOCK, MAX_BLOCK),
    "theme": name_text("the name of a theme", 'theme = "auto"'),
    "layout": name_text("the name of a keyboard layout", 'layout = "qwerty"'),
}


def read_settings() -> Settings:
    """The user's settings, the defaults if there is no file. LibraryError or FormatError if it is wrong."""
    path = settings_path()
    return parse_settings(read_text(path), str(path)) if is_there(path) else Settings()


def parse_settings(text: str, source: str = "settings.toml") -> Settings:
    """The settings that a text says; FormatError where it breaks a rule."""
    document = read_document(text, source)
    try:
        values: dict[str, Any] = read_table(document.data, _RULES, (), 'theme = "auto"')
    except Fault as fault:
        raise document.error(fault) from None
    return Settings(**values)


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
