"""Where songs and kits are looked for, and where settings and state lie."""

import os
from collections.abc import Iterable
from pathlib import Path

import beatterm

HOME_VARIABLE = "BEATTERM_HOME"
"""Environment variable: one folder in place of the user's three."""

SONG_SUFFIX = ".beat"
KIT_FILE = "kit.toml"
_NOWHERE = Path(os.devnull) / "beatterm"
"""Where nothing is and nothing can be written: all works, and nothing is remembered."""
_PACKAGE = Path(beatterm.__file__).parent


def data_folder() -> Path:
    """The user's own songs and kits, in `patterns` and `kits`."""
    return _user_folder("user_data_path")


def settings_path() -> Path:
    """The user's settings."""
    return _user_folder("user_config_path") / "settings.toml"


def state_folder() -> Path:
    """What beatterm remembers by itself: the last song, the log."""
    return _user_folder("user_state_path")


def log_path() -> Path:
    """The log of the last run."""
    return state_folder() / "beatterm.log"


def shipped_folder() -> Path:
    """The songs and kits that come with beatterm: inside an installed package, at the root of a checkout."""
    installed = _PACKAGE / "shipped"
    return installed if installed.is_dir() else _PACKAGE.parent


def is_installed(path: Path) -> bool:
    """Whether a file belongs to an installed beatterm, which an update replaces."""
    return path.resolve().is_relative_to((_PACKAGE / "shipped").resolve())


def song_folders() -> tuple[Path, ...]:
    """Folders with songs, the first of a name wins. Songs that only show a feature come last."""
    here, shipped = Path.cwd(), shipped_folder() / "patterns"
    return _unique((here, here / "patterns", data_folder() / "patterns", shipped, shipped / "features"))


def kit_folders(beside: Path | None = None) -> tuple[Path, ...]:
    """Folders that kits' folders lie in, those around a song's folder come first."""
    around = () if beside is None else (beside, beside / "kits", beside.parent / "kits")
    here = Path.cwd()
    return _unique((*around, here / "kits", data_folder() / "kits", shipped_folder() / "kits"))


def _unique(folders: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(folder.absolute() for folder in folders))


def _user_folder(kind: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home).expanduser().absolute()
    import platformdirs

    try:
        folder: Path = getattr(platformdirs, kind)("beatterm", appauthor=False)
    except RuntimeError:  # a user without a home, as in some containers
        return _NOWHERE
    return folder
