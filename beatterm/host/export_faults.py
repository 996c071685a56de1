"""What went wrong with an export, in a musician's words."""

import traceback

from beatterm.host.export_wire import Failed


def failed(error: Exception) -> Failed:
    """An error in words. beatterm's own say what to do; what nobody foresaw goes to the log as well."""
    if type(error).__module__.startswith("beatterm."):
        return Failed(str(error), isinstance(error.__cause__, FileExistsError))
    if isinstance(error, MemoryError):
        return Failed("There is not enough memory. Close other programs, or take a smaller part of the song.")
    if isinstance(error, OSError) and error.strerror:
        return Failed(f"{f'{error.filename}: ' if error.filename else ''}{error.strerror}.")
    traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}"[:200]
    return Failed(f"The export stumbled ({what}). Please report this, with the end of the log.")
