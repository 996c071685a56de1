"""What of a kit's folder goes along with a song: its recordings, and who made it under which licence."""

from pathlib import Path

from beatterm.library.paths import KIT_FILE
from beatterm.library.sounds import sound_path
from beatterm.model.kit import Kit

_PAPERS = ("LICENSE", "LICENCE", "COPYING", "CREDITS", "AUTHORS", "NOTICE", "README")


def kit_papers(kit: Kit) -> tuple[Path, ...]:
    """Licence, credits and the like that lie in a kit's folder."""
    if not kit.folder:
        return ()
    return tuple(
        each
        for each in sorted(Path(kit.folder).iterdir())
        if each.is_file() and each.stem.upper().startswith(_PAPERS)
    )


def kit_recordings(kit: Kit) -> tuple[tuple[str, Path], ...]:
    """A kit's recordings and the text that lists them: their names below its folder, and where they lie.

    LibraryError if one is missing or outside the folder.
    """
    if not kit.folder:
        return ()
    files = sorted({file for sound in kit.sounds for layer in sound.layers for file in layer.files})
    return ((KIT_FILE, Path(kit.folder) / KIT_FILE), *((file, sound_path(kit, file)) for file in files))
