"""Telemetry: whole records only, whoever writes however fast, and nothing left on the disk."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.messages import FILL_BAR, FILL_OFF, FILL_ON, Snapshot
from beatterm.host.telemetry import MOST_TRACKS, NAME_BYTES, Health, Record, TelemetryReader, TelemetryWriter
from tests.servers.process import ROOT

HAMMER = """
import sys
from pathlib import Path
from beatterm.host.telemetry import TelemetryWriter
from tests.host.test_telemetry import numbered
writer = TelemetryWriter(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    writer.write(*numbered(number))
"""


FILLS = (FILL_OFF, FILL_ON, FILL_BAR)


def numbered(number: int) -> tuple[Snapshot, Health]:
    """A record in which every field says the same number."""
    name = str(number)
    peaks = (float(number),) * (number % (MOST_TRACKS + 1))
    place = Snapshot(number % 2 == 0, number, name, number, number, name, float(number))
    asked = replace(place, fill=FILLS[number % 3], click=number % 5 == 0, rolls=number)
    timed = replace(asked, heard_seconds=float(number), peaks=peaks)
    levels = replace(timed, master=(float(number), float(number)), reduction_db=float(number), voices=number)
    return levels, Health(number, float(number), number, number, number)


def expected(number: int) -> Record:
    snapshot, health = numbered(number)
    known = replace(
        snapshot, load=health.load, xruns=health.xruns, faults=health.faults, blocks=health.blocks
    )
    return Record(known, number, 0.0)


@pytest.fixture
def reader() -> Iterator[TelemetryReader]:
    reader = TelemetryReader()
    yield reader
    reader.close()


def test_before_the_first_block_there_is_an_empty_snapshot(reader: TelemetryReader) -> None:
    TelemetryWriter(reader.path)
    assert reader.read() == Record()


def test_a_record_never_comes_torn_out_of_a_hammering_process(reader: TelemetryReader) -> None:
    hammer = subprocess.Popen([sys.executable, "-c", HAMMER, str(reader.path)], cwd=ROOT)
    try:
        seen: set[int] = set()
        while len(seen) < 20_000:
            assert hammer.poll() is None
            record = reader.read()
            if record.commands:
                assert replace(record, written_seconds=0.0) == expected(record.commands)
                seen.add(record.commands)
    finally:
        hammer.kill()
        hammer.wait()
    assert replace(reader.read(), written_seconds=0.0) == expected(reader.read().commands)


def test_a_writer_that_died_within_a_record_leaves_the_one_before(reader: TelemetryReader) -> None:
    writer = TelemetryWriter(reader.path)
    writer.write(*numbered(1))
    first = reader.read()
    writer._memory[0] += 1
    writer._memory[100:140] = b"?" * 40
    assert reader.read() == first
    writer._memory[0] += 1  # as if whole, but the writes came in another order
    assert reader.read() == first


NAMES = st.text(max_size=80)


@given(NAMES, NAMES, st.none() | st.integers(0, 1000), st.lists(st.floats(0, 2), max_size=80))
def test_any_snapshot_comes_out_as_it_went_in(
    pattern: str, queued: str, section: int | None, peaks: list[float]
) -> None:
    reader = TelemetryReader()
    writer = TelemetryWriter(reader.path)
    writer.write(Snapshot(pattern=pattern, queued=queued, section=section, peaks=tuple(peaks)), Health())
    heard = reader.read().snapshot
    reader.close()
    assert heard.section == section
    assert heard.peaks == tuple(peaks[:MOST_TRACKS])
    for name, came_out in ((pattern, heard.pattern), (queued, heard.queued)):
        fitting = name.encode("utf-8", "replace")[:NAME_BYTES].decode("utf-8", "ignore")
        assert came_out == fitting.rstrip("\0")


def test_the_file_is_gone_as_soon_as_both_have_it(reader: TelemetryReader) -> None:
    assert reader.path.exists()
    writer = TelemetryWriter(reader.path)
    assert not reader.path.exists()
    writer.write(*numbered(3))
    assert reader.read().commands == 3


def test_the_file_is_gone_after_close_even_if_no_writer_came() -> None:
    reader = TelemetryReader()
    reader.close()
    assert not reader.path.exists()
    assert reader.read() == Record()


def test_killed_while_writing_the_last_whole_record_can_still_be_read(reader: TelemetryReader) -> None:
    hammer = subprocess.Popen([sys.executable, "-c", HAMMER, str(reader.path)], cwd=ROOT)
    while reader.read().commands < 100:
        assert hammer.poll() is None
    hammer.send_signal(signal.SIGKILL)
    hammer.wait()
    last = reader.read()
    assert replace(last, written_seconds=0.0) == expected(last.commands)
    assert reader.read() == last
