"""Reads a text file whole: songs, kits and settings are read through here."""

from pathlib import Path

from beatterm.library.errors import LibraryError

MAX_BYTES = 4_000_000


def read_text(path: Path) -> str:
    """The text of a file, byte for byte: line ends and a byte order mark stay. LibraryError if it is none."""
    try:
        if not path.is_file():
            raise LibraryError(why_no_file(path))
        if path.stat().st_size > MAX_BYTES:
            raise LibraryError(f"{path} is larger than {MAX_BYTES} bytes: that is no text of beatterm's.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:
        raise LibraryError(f"{path} could not be read: {_why(fault)}.") from fault
    return decoded(path, data)


def is_file(path: Path) -> bool:
    """Whether there is a file; what cannot even be a path is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Whether anything is there, file or not; what cannot even be a path is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _why(fault: OSError | ValueError) -> str:
    if isinstance(fault, PermissionError):
        return "you have no permission to read it"
    return (fault.strerror if isinstance(fault, OSError) else None) or str(fault)


def why_no_file(path: Path) -> str:
    """What a path leads to that is no file."""
    if path.is_dir():
        return f"{path} is a folder, not a file."
    if path.exists():
        return f"{path} is a device or a pipe, not a file. A song in a pipe is read with - for its name."
    return f"There is no file {path}."


def decoded(path: Path, data: bytes) -> str:
    """The text that bytes say; LibraryError, naming `path`, where they are not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - data.rfind(b"\n", 0, fault.start)
        raise LibraryError(
            f"{path}:{line}:{column}: the byte {data[fault.start]:#04x} is not text in UTF-8. "
            "If this is a text, save it as UTF-8 in your editor."
        ) from fault
