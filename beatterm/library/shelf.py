"""Songs and kits on the disk as the session wants them: the one object between it and the files."""

from contextlib import suppress
from pathlib import Path

from beatterm.library.errors import LibraryError
from beatterm.library.kits import find_kit, kit_of_song, list_kits
from beatterm.library.settings import remember_song
from beatterm.library.songs import (
    SongFile,
    find_song,
    list_songs,
    path_to_save,
    read_song,
    rescue_song,
    save_song,
    save_song_as,
)
from beatterm.model.kit import Kit
from beatterm.model.param import ParamTable
from beatterm.model.song import Song


class DiskShelf:
    """Opens and saves songs, finds kits. It keeps the last file's text, so that comments follow a save as."""

    def __init__(self, params: ParamTable) -> None:
        self._params = params
        self._file: SongFile | None = None

    def open(self, name: str) -> tuple[Song, SongFile]:
        """Read a song by name or path."""
        file = self._take(read_song(find_song(name), self._params))
        return file.song, file

    def save(self, song: Song, handle: object) -> SongFile:
        """Write a song back to where it came from: `handle` is what `open` or a save gave."""
        self._file = save_song(_own(handle), song, self._params)
        return self._file

    def save_as(self, song: Song, name: str, overwrite: bool) -> SongFile:
        """Write a song under another name: a path, or a name in the working folder."""
        file = save_song_as(path_to_save(name), song, self._params, overwrite, like=self._file)
        return self._take(file)

    def rescue(self, song: Song) -> Path:
        """Keep a song that will not be saved any more; the file, which is also the one to open next time."""
        path = rescue_song(song, self._params, like=self._file)
        with suppress(LibraryError):
            remember_song(path)
        return path

    def _take(self, file: SongFile) -> SongFile:
        """Go on with a file; it is also the one to open next time, unless that cannot be written down."""
        self._file = file
        with suppress(LibraryError):
            remember_song(file.path)
        return file

    def kit(self, name: str, handle: object) -> Kit:
        """The kit of that name, as seen from the folder of a song (None: of no song)."""
        return find_kit(name, _own(handle).path.parent if handle else None)

    def kit_of(self, song: Song, handle: object) -> Kit:
        """The kit of a song that was opened; LibraryError that names the song's file, if there is none."""
        return kit_of_song(song.kit, _own(handle).path)

    def song_names(self) -> tuple[str, ...]:
        """Songs that can be opened by name."""
        return tuple(path.stem for path in list_songs())

    def kit_names(self) -> tuple[str, ...]:
        """Kits that can be chosen."""
        return list_kits(self._file.path.parent if self._file else None)


def _own(handle: object) -> SongFile:
    if not isinstance(handle, SongFile):
        raise TypeError(f"not a song of this shelf: {handle!r}")
    return handle
