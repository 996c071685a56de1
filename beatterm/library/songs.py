"""Songs on the disk: found by name or path, read, and written back with their comments."""

import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from beatterm.formats.beat_text import format_song, parse_song, update_text
from beatterm.formats.errors import FormatError, nearest, shortened
from beatterm.library.atomic import write_whole
from beatterm.library.errors import LibraryError
from beatterm.library.paths import SONG_SUFFIX, data_folder, is_installed, shipped_folder, song_folders
from beatterm.library.text_files import is_file, is_there, read_text, why_no_file
from beatterm.model.param import ParamTable
from beatterm.model.song import Song

_NAMES_SAID = 12
_RESCUED = re.compile(r"-rescued\d*$")


@dataclass(frozen=True, slots=True)
class SongFile:
    """A song and the file it was read from or written to; `text` is what stands there, "" if nothing yet."""

    path: Path
    text: str
    song: Song


def find_song(name_or_path: str) -> Path:
    """The file of a song: a path as it is, or a name looked up in the folders of songs; or LibraryError."""
    given = path_of(name_or_path)
    candidates = [given, _suffixed(given)]
    if given.name == name_or_path:
        candidates += [
            path for folder in song_folders() for path in (folder / given, _suffixed(folder / given))
        ]
    for candidate in candidates:
        if is_file(candidate):
            return candidate.absolute()
    raise LibraryError(_no_song(name_or_path, given))


def list_songs() -> tuple[Path, ...]:
    """Every song that `find_song` finds by name, by folder and then by name."""
    found: dict[str, Path] = {}
    for folder in song_folders():
        for path in _songs_in(folder):
            found.setdefault(path.stem, path)
    return tuple(found.values())


def read_song(path: Path, params: ParamTable) -> SongFile:
    """Read a song. LibraryError if the file cannot be read, FormatError if it breaks the grammar."""
    text = read_text(path)
    return SongFile(path, text, parse_song(text, params, path.name))


def save_song(file: SongFile, song: Song, params: ParamTable, force: bool = False) -> SongFile:
    """Write a song back: what is unchanged stays as written, the file before is kept as `NAME.beat~`.

    A file that someone else changed since it was read is left alone unless `force`; LibraryError says so.
    """
    if is_installed(file.path):
        raise LibraryError(
            f"{file.path.stem} came with beatterm, and an update replaces it. Save it under your own name."
        )
    if not force and _has_changed(file):
        raise LibraryError(
            f"{file.path} has changed on the disk since it was read. "
            f"Save under another name (W), open it again (g o), or save over it: W, {_typed(file.path)}, y."
        )
    text = update_text(file.text, song, params) if file.text else format_song(song, params)
    return _written(SongFile(file.path, text, song), params)


def save_song_as(
    path: Path, song: Song, params: ParamTable, overwrite: bool = False, like: SongFile | None = None
) -> SongFile:
    """Write a song under another path, with the comments of the file it was `like`.

    FileExistsError if something is there and `overwrite` is not given.
    """
    path = _suffixed(path)
    if path.exists() and not overwrite:
        raise FileExistsError(f"There is a file {path} already.")
    return save_song(SongFile(path, like.text if like else "", song), song, params, force=True)


def rescue_song(song: Song, params: ParamTable, like: SongFile | None = None) -> Path:
    """Keep a song whose screen ends before it is saved, under a name that is free; the file.

    It lies beside the file it was `like`, or where that cannot be, among the user's songs. LibraryError if
    neither can be written.
    """
    folders = [data_folder() / "patterns"]
    if like is not None and not like.path.is_relative_to(shipped_folder()):
        folders.insert(0, like.path.parent)
    for folder in folders[:-1]:
        with suppress(LibraryError, OSError):
            return _rescued(song, params, folder, like)
    return _rescued(song, params, folders[-1], like)


def _rescued(song: Song, params: ParamTable, folder: Path, like: SongFile | None) -> Path:
    stem = _RESCUED.sub("", like.path.stem) if like else "untitled"
    names = (f"{stem}-rescued{number or ''}" for number in count())
    path = next(path for path in (_suffixed(folder / name) for name in names) if not path.exists())
    return save_song_as(path, song, params, like=like).path


def _written(file: SongFile, params: ParamTable) -> SongFile:
    """Write the text, once it is sure that it can be read again as the same song."""
    try:
        is_same = parse_song(file.text, params, file.path.name) == file.song
    except FormatError as fault:
        raise LibraryError(f"This song cannot be written: {fault}") from fault
    if not is_same:
        raise LibraryError(
            f"{file.path} was not written: the text would say another song. Please report this."
        )
    write_whole(file.path, file.text.encode(), backup=True)
    return file


def _has_changed(file: SongFile) -> bool:
    """Whether the disk has another text now; a new song changes what it would overwrite."""
    return file.path.exists() and read_text(file.path) != file.text


def path_of(name: str) -> Path:
    """The path that is typed for a song, `~` spelt out; LibraryError if nobody has that home."""
    try:
        return Path(name).expanduser()
    except RuntimeError as fault:
        raise LibraryError(f"There is no song {name}: {fault}") from fault


def path_to_save(name: str) -> Path:
    """The path that is typed for a song to be saved; LibraryError if it names no file."""
    path = path_of(name)
    if path.name in ("", "..") or "\0" in name:
        raise LibraryError(f"{shortened(name)} is not the name of a song. Take one such as night-bus.")
    return path.absolute()


def _typed(path: Path) -> str:
    """What to type for a song to be saved there."""
    return path.stem if path.absolute().parent == Path.cwd() else str(path)


def _suffixed(path: Path) -> Path:
    return (
        path if path.suffix == SONG_SUFFIX else path.with_name(path.name + SONG_SUFFIX) if path.name else path
    )


def _songs_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.glob(f"*{SONG_SUFFIX}") if path.is_file())
    except OSError:
        return []


def _no_song(name: str, given: Path) -> str:
    if name and is_there(given):
        return why_no_file(given)
    if given.name != name:
        return f"There is no song {name}."
    names = [path.stem for path in list_songs()]
    close = nearest(name, names)
    if close:
        return f"There is no song {shortened(name)}; did you mean {close}?"
    known = ", ".join(names[:_NAMES_SAID]) + ", …" * (len(names) > _NAMES_SAID)
    return f"There is no song {shortened(name)}. There is: {known or 'none'}."
