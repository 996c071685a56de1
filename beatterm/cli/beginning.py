"""A new song: its file, with a kit and an empty pattern. `--new` calls it, and so does the screen."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beatterm.model.kit import Kit
    from beatterm.model.song import Song

KIT, TEMPO = "dry", 120.0
_DRUMS = 8


def begin_song(name: str, kit: str = KIT, tempo: float = TEMPO, overwrite: bool = False) -> Path:
    """Write a song that is still empty under a name or path; its file. FileExistsError if one is there and
    `overwrite` is not given, LibraryError if there is no such kit or the file cannot be written.
    """
    from beatterm.engine.effects import PARAMS
    from beatterm.library.kits import find_kit
    from beatterm.library.songs import path_to_save, save_song_as

    path = path_to_save(name)
    song = empty_song(path.stem, find_kit(kit, path.parent), tempo)
    return save_song_as(path, song, PARAMS, overwrite).path


def empty_song(name: str, kit: "Kit", tempo: float = TEMPO) -> "Song":
    """A bar of rests for the first drums of a kit and for all of its sounds that have a pitch."""
    from beatterm.model.pattern import Pattern
    from beatterm.model.song import Song, TrackSetup

    drums = [sound.name for sound in kit.sounds if sound.root is None]
    pitched = [sound.name for sound in kit.sounds if sound.root is not None]
    tracks = tuple(TrackSetup(sound, sound) for sound in (*drums[:_DRUMS], *pitched[:_DRUMS]))
    title = " ".join(name.replace("_", "-").split("-")).strip()
    return Song(
        title=title[:1].upper() + title[1:],
        tempo=tempo,
        kit=kit.name,
        tracks=tracks,
        patterns=(Pattern("A"),),
    )
