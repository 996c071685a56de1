"""The engine's process from outside: it plays, reports, and is gone without a trace when it is closed."""

import os
import pty
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from beatterm.engine.edits import SetProject, SetSong
from beatterm.engine.messages import Audition, DeviceState, Notice, OpenDevice, Play, Stop
from beatterm.host import process
from beatterm.host.client import EngineClient
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.sequencer.live import Cue
from tests.host.engines import COUNTING, is_running, own_children, studio, telemetry_files
from tests.servers.process import ROOT

SONG = Project(Song(title="Night bus", tempo=92.0))


def test_commands_go_down_and_snapshots_and_reports_come_up() -> None:
    with studio() as here:
        client = here.client
        client.send(SetProject(SONG))
        client.send(Play(Cue(pattern="A")))
        here.until(lambda: client.snapshot().running)
        here.until_blocks_pass()
        heard = client.snapshot()
        assert (heard.pattern, heard.tempo, heard.faults) == ("A", 92.0, 0)
        assert heard.pattern_tick == heard.tick > 0
        client.send(SetSong(Song(tempo=180.0)))
        client.send(Stop())
        here.until(lambda: not client.snapshot().running)
        assert client.snapshot().tempo == 180.0
        assert here.says("prepared Night bus at 44100")
        assert here.reports[0] == DeviceState("null", 44100, 64, 0.0, True)
        assert client.is_alive


def test_a_device_of_another_rate_gets_an_engine_of_its_own_and_plays_on() -> None:
    with studio() as here:
        here.client.send(SetProject(SONG))
        here.client.send(Play(Cue(pattern="A")))
        here.until(lambda: here.client.snapshot().tick > 100)
        here.client.send(OpenDevice("null", 96000, 128))
        here.until(lambda: here.reports[-1] == DeviceState("null", 96000, 128, 0.0, True))
        before = here.client.snapshot().tick
        assert here.says("prepared Night bus at 96000")
        here.until(lambda: here.client.snapshot().tick > before + 100)
        heard = here.client.snapshot()
        assert (heard.pattern, heard.pattern_tick) == ("A", heard.tick)
        assert heard.tempo == 92.0


def test_ctrl_c_while_the_engine_is_being_started_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def started(log: Path | None) -> subprocess.Popen[bytes]:
        child = start_process(log)
        signal.raise_signal(signal.SIGINT)
        return child

    start_process = process._started
    monkeypatch.setattr(process, "_started", started)
    files = telemetry_files()
    client = EngineClient(engine=COUNTING)
    with pytest.raises(KeyboardInterrupt):
        client.start(OpenDevice("null", block_frames=64))
    pid = client.pid
    client.close()
    assert pid is not None
    assert not is_running(pid)
    assert telemetry_files() <= files
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_exception_in_the_callback_is_reported_once_and_the_beat_goes_on(tmp_path: Path) -> None:
    with studio(log=tmp_path / "log") as here:
        here.client.send(Play(Cue(pattern="A")))
        for _ in range(3):
            here.client.send(Audition("raise"))
            here.until_blocks_pass(2)
        here.until(lambda: here.client.snapshot().faults == 3)
        here.until(lambda: here.says("ValueError: a voice has gone astray"))
        before = here.client.snapshot().tick
        here.until(lambda: here.client.snapshot().tick > before + 50)
        assert sum("astray" in text for text in here.texts) == 1
        assert "Traceback" in (tmp_path / "log").read_text()


def test_a_project_that_cannot_be_made_ready_is_reported_and_the_engine_lives() -> None:
    with studio() as here:
        here.client.send(SetProject(Project(Song(title="raises in prepare"))))
        here.client.send(SetProject(SONG))
        here.until(lambda: here.says("OSError: no such kit"))
        here.until(lambda: here.client.snapshot().tempo == 92.0)
        assert here.client.snapshot().faults == 0


def test_nothing_is_left_behind() -> None:
    children, files = own_children(), telemetry_files()
    with studio() as here:
        here.until_blocks_pass(2)
        assert telemetry_files() <= files
        assert len(own_children() - children) == 1
    assert own_children() == children
    assert not here.client.is_alive


def test_close_before_start_and_twice_is_nothing() -> None:
    client = EngineClient(engine=COUNTING)
    client.close()
    client.close()


def test_closing_at_once_waits_for_no_start() -> None:
    children, files = own_children(), telemetry_files()
    with studio():
        pass
    assert own_children() == children
    assert telemetry_files() <= files


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_the_engine_ends_with_its_parent(end: signal.Signals) -> None:
    """Also when the parent has no time to close anything."""
    program = """
        import sys, time
        from beatterm.engine.messages import OpenDevice
        from beatterm.host.client import EngineClient
        client = EngineClient(engine="tests.host.fakes:CountingEngine")
        client.start(OpenDevice("null"))
        while client.snapshot().blocks < 5:
            time.sleep(0.01)
        print(client.pid, flush=True)
        time.sleep(600)
    """
    files = telemetry_files()
    command = [sys.executable, "-c", textwrap.dedent(program)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_running(pid)
        parent.send_signal(end)
    with studio() as here:
        here.until(lambda: not is_running(pid))
    assert telemetry_files() <= files


def test_ctrl_c_in_the_terminal_does_not_reach_the_engine() -> None:
    with studio() as here:
        here.until_blocks_pass(2)
        assert here.client.pid is not None
        assert os.getsid(here.client.pid) != os.getsid(0)
        os.kill(here.client.pid, signal.SIGINT)
        here.until_blocks_pass()
        assert here.texts == []


def test_what_the_engines_libraries_print_stays_off_the_terminal(tmp_path: Path) -> None:
    program = f"""
        import time
        from pathlib import Path
        from beatterm.engine.messages import Audition, OpenDevice
        from beatterm.host.client import EngineClient
        client = EngineClient(Path({str(tmp_path / "log")!r}), "tests.host.fakes:CountingEngine")
        client.start(OpenDevice("null"))
        client.send(Audition("print"))
        while client.snapshot().voices < 1:
            time.sleep(0.01)
        client.close()
        print("all the terminal sees")
    """
    master, slave = pty.openpty()
    command = [sys.executable, "-c", textwrap.dedent(program)]
    program_run = subprocess.Popen(command, cwd=ROOT, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    assert program_run.wait() == 0
    seen = os.read(master, 65536).decode().split("\r\n")
    os.close(master)
    assert seen == ["all the terminal sees", ""]
    assert (tmp_path / "log").read_text() == "C NOISE ON STDOUT\nC NOISE ON STDERR\n"


def test_the_screens_process_stays_light() -> None:
    program = "import sys, beatterm.host.client; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"numpy", "pedalboard", "soxr", "sounddevice", "textual", "multiprocessing", "asyncio"}
    assert not heavy & set(told.stdout.split())


def test_a_folder_with_other_modules_in_it_does_not_lead_the_engine_astray(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('the wrong numpy')")
    monkeypatch.chdir(tmp_path)
    with studio() as here:
        here.until_blocks_pass(2)


def test_an_engine_that_is_asked_for_no_sound_reports_nothing_but_its_device() -> None:
    with studio() as here:
        here.until_blocks_pass()
        assert not [report for report in here.reports if isinstance(report, Notice)]


def test_a_message_that_cannot_be_read_ends_the_engine_and_not_the_session() -> None:
    with studio() as here:
        here.until_blocks_pass(2)
        process = here.client._process
        assert process is not None
        process._pipe.write(b"cbeatterm.nowhere\nNothing\n.")
        here.until(lambda: here.client._process not in (process, None))
        here.until_blocks_pass(2)
