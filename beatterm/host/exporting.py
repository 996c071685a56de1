"""An export as the screen's process holds it: started in a process of its own, watched, cancelled, and never
waited for.
"""

import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

from beatterm.export.job import Progress
from beatterm.export.many.record import SOUND_MAKER
from beatterm.host.child import PatientPipe, spawn
from beatterm.host.export_wire import Begun, Commission, Done, Failed, Outcome, Stopped
from beatterm.host.wire import next_message, packed

MAKERS = {
    "sound": SOUND_MAKER,
    "midi": "beatterm.host.export_makers:midi",
    "pack": "beatterm.host.export_makers:pack",
    "store": "beatterm.host.export_makers:store_pack",
    "collaborator": "beatterm.host.export_makers:session_pack",
}
"""What can be exported, and what makes it.

Adding a kind: a function like `carry_out`, and its line here.
"""

END_SECONDS = 4.0
"""A cancelled process that has not ended after this time is killed."""
_KILL_SECONDS = 2.0
_HALF_MADE = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
"""Names that `library.atomic` and `library.whole_folder` give to what is not whole yet."""


class Exporting:
    """One export under way. Raises OSError where no process can be started."""

    def __init__(self, commission: Commission, end_seconds: float = END_SECONDS) -> None:
        self._end_seconds = end_seconds
        self._begun: set[str] = set()
        self._progress = Progress(0.0)
        self._word: Outcome | None = None
        self._outcome: Outcome | None = None
        self._is_cancelled = False
        self._process = spawn("beatterm.host.exporter", None)
        self._pipe = PatientPipe(self._process)
        self._pipe.write(packed(commission))
        self._listener = Thread(target=self._listen, name="export's words", daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self._progress

    def look(self) -> Outcome | None:
        """What came of it; None while it goes on. To be called now and then, since it also hands over what
        did not fit into the pipe before.
        """
        if self._pipe.unsent_bytes and not self._is_cancelled:
            self._pipe.write()
        return self._outcome

    def cancel(self) -> None:
        """End it, leaving nothing half made. Returns at once; `look` tells when it has ended."""
        if not self._is_cancelled:
            self._is_cancelled = True
            self._pipe.close()
            Thread(target=self._see_it_end, name="export's end", daemon=True).start()

    def close(self) -> None:
        """End it and wait until it is gone."""
        self.cancel()
        self._listener.join(self._end_seconds + 2 * _KILL_SECONDS)

    def _see_it_end(self) -> None:
        try:
            self._process.wait(self._end_seconds)
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                self._process.kill()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe, suppress(EOFError, OSError):
            while True:
                self._take(next_message(pipe))
        self._process.wait()
        self._pipe.close()
        for path in self._begun:
            _clear_away(Path(path))
        self._outcome = self._concluded()

    def _take(self, word: Any) -> None:
        match word:
            case Progress():
                self._progress = word
            case Begun(path):
                self._begun.add(path)
            case Done() | Failed() | Stopped():
                self._word = word

    def _concluded(self) -> Outcome:
        """What came of it, now that its process has ended."""
        if self._word is not None:
            return self._word
        if self._is_cancelled:
            return Stopped()
        return Failed(
            "The export ended before it was done, and nothing half made was left. Try it once more."
        )


def _clear_away(path: Path) -> None:
    """Remove what is half made: a file under the name it has until it is whole, and a folder of that kind
    that it may lie in.
    """
    with suppress(OSError):
        path.unlink()
    for folder in path.parents:
        if _HALF_MADE.fullmatch(folder.name):
            shutil.rmtree(folder, ignore_errors=True)
