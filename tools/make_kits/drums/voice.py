"""What a drum is to the rest: something that is struck and gives a sound."""

from collections.abc import Callable

import numpy as np

from tools.make_kits.dsp.units import Signal

Voice = Callable[[np.random.Generator, float], Signal]
"""``voice(rng, hit)``: one stroke, ``hit`` 0-1 hard."""
