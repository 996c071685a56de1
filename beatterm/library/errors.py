"""What went wrong with a file, and what to do about it."""


class LibraryError(Exception):
    """Something on the disk cannot be found, read or written; the text says what a musician can do."""


class WriteError(LibraryError):
    """The disk did not take what was to be written; what stood there before still does."""
