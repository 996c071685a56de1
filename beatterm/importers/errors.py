"""The one error of an importer: what is wrong with a file, said to a musician."""


class ImportFault(ValueError):
    """The file cannot be taken in; the message says why and what to do instead."""
