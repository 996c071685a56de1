"""What may go wrong with an edit or the disk, and what of it a musician reads. Everything else is a bug."""

from beatterm.formats.errors import FormatError
from beatterm.library.errors import LibraryError
from beatterm.model.edits.errors import EditError

COMPLAINTS = (EditError, FormatError, LibraryError, OSError)
"""Errors after which the song stays as it was, and the player is told."""


def said(error: BaseException) -> str:
    """An error in words. The system's errors name the file and what ails it."""
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}."
    return str(error) or type(error).__name__
