"""Memory while files are rendered: what was freed is kept for the next block instead of being given back, and
nobody looks for what could be freed at every turn.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

_LARGEST_KEPT_BYTES = 30 << 20
_OBJECTS_BETWEEN = 100_000


def keep_freed_memory() -> None:
    """Let arrays of a block's size be made of memory that earlier ones had.

    glibc gives freed memory back to the system from a size on that grows, up to 32 MB, with what is freed:
    one large array, never touched, is enough. Without, a fifth of the rendering would be spent on getting
    the same pages anew. Elsewhere this does nothing.
    """
    np.empty(_LARGEST_KEPT_BYTES, np.uint8)


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """For as long as files are rendered: what has been loaded stays, and little else refers to itself, so
    looking for such things at every turn would be a twentieth of the work.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
