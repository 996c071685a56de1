"""How loud a drum is heard: K-weighted power of its loudest 20 ms.

The kits' balance and the levels of velocity layers are set by this one figure. The weighting is that of ITU-R
BS.1770-4; the window is as short as a hat, where the standard's own windows would measure mostly silence.
"""

import numpy as np

from tools.make_kits.dsp.filters import filtered, high_pass, high_shelf
from tools.make_kits.dsp.units import Signal, frames

WINDOW_SECONDS = 0.02
SHELF_HZ = 1500.0
"""The standard's shelf has its poles at 1,682 Hz; the cookbook counts from the middle of the slope."""


def k_weighted(signal: Signal) -> Signal:
    """The signal as BS.1770 weighs it: +4 dB above 1.7 kHz, less below 40 Hz."""
    return filtered(signal, high_shelf(SHELF_HZ, 4.0), high_pass(38.1, 0.5))


def loudness_db(signal: Signal) -> float:
    """K-weighted level in dB of the loudest 20 ms; mono counts as sounding in both channels."""
    power = k_weighted(signal) ** 2
    heard = 2.0 * power if power.ndim == 1 else power.sum(axis=1)
    size = frames(WINDOW_SECONDS)
    summed = np.concatenate([np.zeros(size), np.cumsum(heard), np.full(size, heard.sum())])
    return float(10.0 * np.log10((summed[size:] - summed[:-size]).max() / size + 1e-24))
