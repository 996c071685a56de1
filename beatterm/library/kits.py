"""Kits on the disk: folders with a kit.toml and its recordings, found by name."""

from dataclasses import replace
from pathlib import Path

from beatterm.formats.errors import FormatError, nearest
from beatterm.formats.kit_text import parse_kit
from beatterm.library.errors import LibraryError
from beatterm.library.paths import KIT_FILE, kit_folders
from beatterm.library.text_files import is_file, read_text
from beatterm.model.kit import Kit


def find_kit(name: str, beside: Path | None = None) -> Kit:
    """The kit of a name; those around `beside`, a song's folder, come first. "" is an empty kit.

    LibraryError if there is none or it cannot be read, FormatError if its text breaks a rule.
    """
    if name == "":
        return Kit("")
    if Path(name).name != name:
        raise LibraryError(f"{name} is not the name of a kit: a kit is named after its folder.")
    for parent in kit_folders(beside):
        folder = parent / name
        if is_file(folder / KIT_FILE):
            return _read_kit(folder)
    raise LibraryError(_no_kit(name, beside))


def kit_of_song(name: str, song: Path) -> Kit:
    """The kit that a song's file names; LibraryError that names the file too, if there is none to be read."""
    try:
        return find_kit(name, song.parent)
    except (FormatError, LibraryError) as fault:
        raise LibraryError(
            f'{song}: kit = "{name}": {fault} Put its folder into kits/ beside the song, or name another kit.'
        ) from fault


def list_kits(beside: Path | None = None) -> tuple[str, ...]:
    """The names of all kits that `find_kit` finds, sorted."""
    return tuple(sorted({folder.name for parent in kit_folders(beside) for folder in _kits_in(parent)}))


def _read_kit(folder: Path) -> Kit:
    kit = parse_kit(read_text(folder / KIT_FILE), folder.name, f"{folder.name}/{KIT_FILE}")
    return replace(kit, folder=str(folder.absolute()))


def _kits_in(parent: Path) -> list[Path]:
    try:
        return [folder for folder in parent.iterdir() if is_file(folder / KIT_FILE)]
    except OSError:
        return []


def _no_kit(name: str, beside: Path | None) -> str:
    names = list_kits(beside)
    close = nearest(name, names)
    guess = f" Did you mean {close}?" if close else ""
    return f"There is no kit {name}.{guess} There is: {', '.join(names) or 'none'}."
