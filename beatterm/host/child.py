"""Starting a process of beatterm's own, to be spoken to by pipes."""

import os
import subprocess
import sys


def spawn(module: str, log: int | None) -> subprocess.Popen[bytes]:
    """A fresh Python that runs a module, in a session of its own so that Ctrl-C in the terminal does not
    reach it. `log` is a descriptor for what it prints; None: where this process prints. OSError if it cannot
    be started.
    """
    paths = [path or os.getcwd() for path in sys.path]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,
    )
