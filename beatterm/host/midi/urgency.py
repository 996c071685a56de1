"""Asks the system to let this process run when it wants to. Granted or not, all works."""

import ctypes
import gc
import os
import sys
from contextlib import suppress

_TURN_SECONDS = 0.0001
"""How long a thread keeps Python's lock while another waits."""
_REALTIME_PRIORITY = 5
"""Before everything that is not real-time, after audio."""
_NICE = -11
_SET_TIMER_SLACK = 29


def be_urgent() -> None:
    """Call it on the first thread, before others are started: they inherit it. All that share Python's lock
    need it, as the most urgent one waits for the others.
    """
    sys.setswitchinterval(_TURN_SECONDS)
    gc.collect()
    gc.freeze()
    gc.disable()
    wake_on_time()
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(_REALTIME_PRIORITY))
    except (OSError, AttributeError):
        with suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, 0, _NICE)


def wake_on_time() -> None:
    """Linux lets a sleeping thread that is not real-time oversleep by 50 µs, to save power."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SET_TIMER_SLACK, 1, 0, 0, 0)
