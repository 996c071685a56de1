"""The screen's end of the engine: sends Commands, reads Snapshots, starts its process anew if it dies.

Loads no audio library: the screen's process stays light.
"""

import signal
import time
from collections import deque
from dataclasses import replace
from pathlib import Path
from threading import Event, RLock, Thread, current_thread

from beatterm.engine.messages import Command, Notice, OpenDevice, Report, Snapshot
from beatterm.host.child import signals_held
from beatterm.host.process import EngineProcess
from beatterm.host.standing import Standing
from beatterm.host.stillness import Stillness
from beatterm.host.telemetry import Record
from beatterm.host.wire import REAL_ENGINE, Renew

POLL_SECONDS = 0.05
STILL_POLLS = 20
"""An engine that rendered no block during this many polls hangs."""
START_POLLS = 400
"""The same before the first block: libraries may have to be read from a slow disk."""
DEATHS, DEATHS_SECONDS = 3, 10.0
"""An engine that ended so often in so short a time is not started again."""


class EngineClient:
    """The engine, whichever process it lives in. Every method is for any thread, and only `close` waits.

    A Command is carried out once, even if the engine dies over it: those that it had not taken are sent again
    to the next engine, after that was told where the music stood.
    """

    def __init__(self, log_path: Path | None = None, engine: str = REAL_ENGINE) -> None:
        self._log_path = log_path
        self._engine = engine
        self._lock = RLock()
        self._wake = Event()
        self._is_closing = False
        self._is_renewing = False
        self._is_off = False
        self._process: EngineProcess | None = None
        self._standing = Standing()
        self._sent: deque[tuple[int, Command]] = deque()
        self._heard = Snapshot()
        self._resumed_by = 0
        self._reports: deque[Report] = deque()
        self._deaths: deque[float] = deque(maxlen=DEATHS)
        self._stillness = Stillness()
        self._watch = Thread(target=self._watch_over, name="engine watch", daemon=True)

    def start(self, device: OpenDevice | None = None) -> None:
        """Start the engine's process, to play through a device. Returns at once."""
        with signals_held():
            with self._lock:
                self._standing = Standing(device or OpenDevice())
                self._begin()
            self._watch.start()

    def send(self, command: Command) -> None:
        """Hand a Command over. While there is no engine it is kept for the next one."""
        with self._lock:
            number = self._process.send(command) if self._process else 0
            self._sent.append((number, command))

    def snapshot(self) -> Snapshot:
        """The latest Snapshot; between two engines, the last one heard."""
        process = self._process
        if process is not None:
            self._hear(process.record())
        return self._heard

    def reports(self) -> tuple[Report, ...]:
        """What has been reported since the last call."""
        reports = []
        while self._reports:
            reports.append(self._reports.popleft())
        return tuple(reports)

    @property
    def is_alive(self) -> bool:
        """Whether there is an engine now."""
        process = self._process
        return process is not None and process.exit_code is None

    @property
    def is_off(self) -> bool:
        """Whether there is no engine, and none will be started until a device is chosen."""
        return self._is_off

    @property
    def is_caught_up(self) -> bool:
        """Whether the engine has taken every Command, so that Snapshots from now on know of them all."""
        return not self._sent

    @property
    def pid(self) -> int | None:
        """The process that the engine lives in now."""
        process = self._process
        return process.pid if process else None

    def close(self) -> None:
        """End the engine's process and leave nothing of it behind."""
        self._is_closing = True
        self._wake.set()
        if self._watch.is_alive() and self._watch is not current_thread():
            self._watch.join()
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.end()

    def __enter__(self) -> "EngineClient":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self.close()

    def _begin(self) -> None:
        """Start a process, tell it where the music stood, and then all Commands that no engine has taken."""
        self._is_renewing = self._is_off = False
        self._stillness = Stillness()
        try:
            process = EngineProcess(self._standing.device, self._engine, self._log_path, self._on_word)
        except OSError as error:
            self._give_up(f"The sound engine cannot be started: {error}.")
            return
        numbers = [process.send(command) for command in self._standing.resumption(self._heard)]
        self._resumed_by = max(numbers, default=0)
        self._sent = deque((process.send(command), command) for _, command in self._sent)
        self._process = process

    def _watch_over(self) -> None:
        while not self._is_closing:
            timed_out = not self._wake.wait(POLL_SECONDS)
            self._wake.clear()
            if self._process is not None and not self._is_closing:
                self._look_at(self._process, timed_out)
            elif not self._is_closing:
                self._begin_if_asked()

    def _look_at(self, process: EngineProcess, timed_out: bool) -> None:
        process.flush()
        record = process.record()
        self._hear(record)
        self._forget_taken(record)
        if process.exit_code is not None:
            self._replace(process, _ended_text(process.exit_code))
        elif timed_out and self._hangs(record.snapshot.blocks):
            self._replace(process, "The sound engine did not answer any more")
        elif self._is_renewing:
            self._replace(process, "")

    def _hangs(self, blocks: int) -> bool:
        return self._stillness.looks(blocks) >= (STILL_POLLS if blocks else START_POLLS)

    def _replace(self, process: EngineProcess, trouble: str) -> None:
        """End a process for good and start the next; without `trouble`, it asked for that itself."""
        with self._lock:
            self._process = None
        process.kill()
        with self._lock:
            self._hear(process.record())
            self._forget_taken(process.record())
            if trouble and self._dies_too_often():
                self._give_up(f"{trouble}, {DEATHS} times within {DEATHS_SECONDS:g} seconds.")
                return
            if trouble:
                goes_on = ", and the beat goes on where it was" if self._heard.running else ""
                self._reports.append(Notice(f"{trouble}. It was started again{goes_on}.", is_error=True))
            self._begin()

    def _dies_too_often(self) -> bool:
        self._deaths.append(time.monotonic())
        return len(self._deaths) == DEATHS and self._deaths[-1] - self._deaths[0] < DEATHS_SECONDS

    def _give_up(self, trouble: str) -> None:
        log = f" Its log is {self._log_path}." if self._log_path else ""
        text = f"{trouble} It stays off; your song is safe. Choose another device to start it again.{log}"
        self._reports.append(Notice(text, is_error=True))
        self._is_off = True
        self._heard = replace(self._heard, running=False, peaks=(), master=(0.0, 0.0), voices=0)

    def _begin_if_asked(self) -> None:
        """After giving up, the choice of a device is the wish to try again."""
        with self._lock:
            chosen = [command for _, command in self._sent if isinstance(command, OpenDevice)]
            if chosen:
                self._sent = deque(each for each in self._sent if each[1] not in chosen)
                self._standing = self._standing.after(chosen[-1])
                self._deaths.clear()
                self._begin()

    def _hear(self, record: Record) -> None:
        if record.snapshot.blocks and record.commands >= self._resumed_by:
            self._heard = record.snapshot

    def _forget_taken(self, record: Record) -> None:
        with self._lock:
            while self._sent and self._sent[0][0] <= record.commands:
                self._standing = self._standing.after(self._sent.popleft()[1])

    def _on_word(self, word: Report | Renew | None) -> None:
        if isinstance(word, Renew):
            self._is_renewing = True
        elif word is not None:
            self._reports.append(word)
        self._wake.set()


def _ended_text(exit_code: int) -> str:
    if exit_code >= 0:
        return f"The sound engine ended with code {exit_code}"
    try:
        return f"The sound engine was ended by {signal.Signals(-exit_code).name}"
    except ValueError:
        return f"The sound engine was ended by signal {-exit_code}"
