"""Memory while files are rendered: what was freed is kept for the next block instead of being given back."""

import numpy as np

_LARGEST_KEPT_BYTES = 30 << 20


def keep_freed_memory() -> None:
    """Let arrays of a block's size be made of memory that earlier ones had.

    glibc gives freed memory back to the system from a size on that grows, up to 32 MB, with what is freed:
    one large array, never touched, is enough. Without, a fifth of the rendering would be spent on getting
    the same pages anew. Elsewhere this does nothing.
    """
    np.empty(_LARGEST_KEPT_BYTES, np.uint8)
