"""Telemetry: the engine's latest Snapshot in memory that both processes see. Latest value wins, nobody waits.

The writer is the audio callback, the reader the screen. Between them stands a sequence number, odd while a
record is being written; and a check sum, since Python has no memory barriers and not every processor keeps
writes in order.
"""

import mmap
import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from zlib import crc32

from beatterm.engine.messages import FILL_BAR, FILL_OFF, FILL_ON, Snapshot

MOST_TRACKS = 64
NAME_BYTES = 63
_NAME = f"{NAME_BYTES + 1}s"
_RECORD = Struct(f"<Qd ?q{_NAME}qi{_NAME}d B?Id 3d dQIQQ I{MOST_TRACKS}d")
"""As `_pack` lists it: Health's count and the time, the place in the song, what the performer asked for and
when the tick is heard, levels, health, peaks.
"""
_FILLS = (FILL_OFF, FILL_ON, FILL_BAR)
_SEQUENCE = Struct("<Q")
_CHECK = Struct("<I")
_CHECK_AT = _SEQUENCE.size
_RECORD_AT = 16
SIZE_BYTES = _RECORD_AT + _RECORD.size
_PADDING = tuple((0.0,) * (MOST_TRACKS - count) for count in range(MOST_TRACKS + 1))
_TRIES = 200


@dataclass(frozen=True, slots=True)
class Health:
    """What the process knows about a block besides the engine's Snapshot.

    `commands` is the number of the last Command that the engine had taken when it rendered the block.
    """

    commands: int = 0
    load: float = 0.0
    xruns: int = 0
    faults: int = 0
    blocks: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """One Snapshot, with the health of its block in it, and when it was written (monotonic clock)."""

    snapshot: Snapshot = Snapshot()
    commands: int = 0
    written_seconds: float = 0.0


class TelemetryWriter:
    """The engine's end. Takes the file off the disk at once: from then on only the two processes have it."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), SIZE_BYTES)
        with suppress(OSError):  # Windows keeps a file that is in use; the reader takes it away then
            path.unlink()
        self._scratch = bytearray(_RECORD.size)
        self._sequence = 0

    def write(self, snapshot: Snapshot, health: Health) -> None:
        """Publish a Snapshot. Costs some microseconds, takes no lock and keeps nothing."""
        _pack(self._scratch, snapshot, health)
        memory = self._memory
        self._sequence += 1
        _SEQUENCE.pack_into(memory, 0, self._sequence)
        memory[_RECORD_AT:] = self._scratch
        _CHECK.pack_into(memory, _CHECK_AT, crc32(self._scratch))
        self._sequence += 1
        _SEQUENCE.pack_into(memory, 0, self._sequence)


class TelemetryReader:
    """The screen's end, which makes the file; `path` is what the writer must be told."""

    def __init__(self) -> None:
        number, name = tempfile.mkstemp(prefix="beatterm-", suffix=".telemetry", dir=_memory_folder())
        self.path = Path(name)
        try:
            os.truncate(number, SIZE_BYTES)
            self._memory = mmap.mmap(number, SIZE_BYTES)
        finally:
            os.close(number)
        self._last = Record()
        self._last_sequence = 0

    def read(self) -> Record:
        """The latest whole record; the last one read if the writer died within one, and once closed."""
        with suppress(ValueError):  # closed by another thread
            self._read_newer()
        return self._last

    def _read_newer(self) -> None:
        for _ in range(_TRIES):
            (before,) = _SEQUENCE.unpack_from(self._memory, 0)
            if before == self._last_sequence:
                return
            (check,) = _CHECK.unpack_from(self._memory, _CHECK_AT)
            record = self._memory[_RECORD_AT:]
            (after,) = _SEQUENCE.unpack_from(self._memory, 0)
            if before == after and before % 2 == 0 and crc32(record) == check:
                self._last, self._last_sequence = _unpack(record), before
                return
            time.sleep(0)

    def close(self) -> None:
        """Let go of the memory, and of the file where the writer could not or never came to take it away."""
        self._memory.close()
        with suppress(OSError):
            self.path.unlink()


def _memory_folder() -> str | None:
    """Linux keeps /dev/shm in memory; elsewhere the temporary folder serves."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _pack(into: bytearray, snapshot: Snapshot, health: Health) -> None:
    peaks = snapshot.peaks[:MOST_TRACKS]
    section = -1 if snapshot.section is None else snapshot.section
    _RECORD.pack_into(
        into,
        0,
        health.commands,
        time.monotonic(),
        snapshot.running,
        snapshot.tick,
        snapshot.pattern.encode("utf-8", "replace")[:NAME_BYTES],
        snapshot.pattern_tick,
        section,
        snapshot.queued.encode("utf-8", "replace")[:NAME_BYTES],
        snapshot.tempo,
        _FILLS.index(snapshot.fill),
        snapshot.click,
        snapshot.rolls,
        snapshot.heard_seconds,
        *snapshot.master,
        snapshot.reduction_db,
        health.load,
        health.xruns,
        snapshot.voices,
        health.faults,
        health.blocks,
        len(peaks),
        *peaks,
        *_PADDING[len(peaks)],
    )


def _unpack(record: bytes) -> Record:
    commands, written_seconds, *rest = _RECORD.unpack(record)
    running, tick, pattern, pattern_tick, section, queued, tempo, *rest = rest
    fill, click, rolls, heard_seconds, left, right, reduction_db, *rest = rest
    load, xruns, voices, faults, blocks, count, *peaks = rest
    snapshot = Snapshot(
        running=running,
        tick=tick,
        pattern=_name(pattern),
        pattern_tick=pattern_tick,
        section=None if section < 0 else section,
        queued=_name(queued),
        tempo=tempo,
        fill=_FILLS[fill],
        click=click,
        rolls=rolls,
        heard_seconds=heard_seconds,
        peaks=tuple(peaks[:count]),
        master=(left, right),
        reduction_db=reduction_db,
        load=load,
        xruns=xruns,
        voices=voices,
        faults=faults,
        blocks=blocks,
    )
    return Record(snapshot, commands, written_seconds)


def _name(padded: bytes) -> str:
    """A name as it was packed; a letter that did not fit whole is left out."""
    return padded.rstrip(b"\0").decode("utf-8", "ignore")
