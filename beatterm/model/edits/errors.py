"""The one error of an edit: what cannot be done, said to a musician."""


class EditError(ValueError):
    """The song cannot become that; the message says why and what to do instead."""
