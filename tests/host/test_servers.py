"""On real sound servers: what is heard is what was rendered, frame for frame; and a server that dies only
silences the beat until it is back.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

import numpy as np
import pytest

from beatterm.engine.courtesy import never
from beatterm.engine.edits import SetProject
from beatterm.engine.effects import PARAMS
from beatterm.engine.messages import Command, DeviceState, Notice, OpenDevice, Play
from beatterm.host.hosted import real_engine
from beatterm.host.wire import REAL_ENGINE
from beatterm.library.kits import find_kit
from beatterm.library.songs import read_song
from beatterm.model.project import Project
from beatterm.sequencer.live import Cue
from tests.host.engines import NOISE, Studio, studio
from tests.host.fakes import NOISE_SECONDS, noise
from tests.servers.capture import AudioServer, Frames, position_of, sounding
from tests.servers.jack import JackServer
from tests.servers.process import ROOT, answers, need, running, wait_until
from tests.servers.pulse import ALSA_TO_PULSE, PulseServer

SONG_SECONDS = 4
PATIENT_BLOCK_FRAMES = 1024
"""Long blocks and the latency that goes with them, for a machine that does other things beside."""
ATTEMPTS = 5
"""A busy machine may lose a block on its way, which proves nothing. JACK counts that as an xrun; PulseAudio's
silent sink and its recorder may lose one and tell nobody."""


@pytest.fixture(params=["jack", "pulse"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AudioServer:
    """Each real server, found by the programs that a test starts."""
    found: AudioServer = request.getfixturevalue(f"{request.param}_server")
    use(found, monkeypatch)
    return found


def use(server: AudioServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in server.env.items():
        monkeypatch.setenv(name, value)


def device_of(here: Studio) -> str:
    """The output that plays now."""
    states = [report for report in here.reports if isinstance(report, DeviceState)]
    return states[-1].name if states else ""


def project_of(song_name: str) -> Project:
    song = read_song(ROOT / "patterns" / song_name, PARAMS).song
    return Project(song, find_kit(song.kit))


def frames_offline(rate: int, commands: list[Command], frames: int) -> Frames:
    """What the same engine renders without any device, in blocks of another length than any server's."""
    engine = real_engine(rate)
    for command in commands:
        assert engine.prepare(command, never) == ()
        engine.post(command)
    blocks = np.zeros((frames // 500, 500, 2), np.float32)
    for block in blocks:
        engine.render_into(block)
    return blocks.reshape(-1, 2)


def heard(server: AudioServer, engine: str, commands: list[Command], until_tick: int) -> tuple[Frames, int]:
    """What a server was heard to play while an engine carried Commands out, and how many blocks were late."""
    device = OpenDevice(server.device, server.rate, PATIENT_BLOCK_FRAMES)
    with server.capture() as capture, studio(engine, device) as here:
        here.until(lambda: device_of(here) == server.device)
        for command in commands:
            here.client.send(command)
        here.until(lambda: here.client.snapshot().tick > until_tick)
        here.until_blocks_pass(60)
        assert not [report for report in here.reports if isinstance(report, Notice)]
        xruns = here.client.snapshot().xruns
    return capture.frames(), xruns


def test_noise_is_heard_to_its_last_frame(server: AudioServer) -> None:
    sent = noise(NOISE_SECONDS * server.rate)
    frames, _ = heard(server, NOISE, [Play(Cue(pattern="A"))], len(sent))
    np.testing.assert_array_equal(sounding(frames), sent)


@pytest.mark.parametrize("song_name", ["funk.beat", "demo.beat"])
def test_a_song_is_heard_as_it_is_rendered_offline(server: AudioServer, song_name: str) -> None:
    project = project_of(song_name)
    commands: list[Command] = [SetProject(project), Play(Cue())]
    offline = frames_offline(server.rate, commands, SONG_SECONDS * server.rate)
    rendered = offline[np.flatnonzero(offline.any(axis=1))[0] :]
    assert np.abs(rendered).max() > 0.05
    beat_ticks = project.song.meter.beat_ticks
    until_tick = int(SONG_SECONDS * project.song.tempo / 60 * beat_ticks)
    for _ in range(ATTEMPTS):
        frames, xruns = heard(server, REAL_ENGINE, commands, until_tick)
        if position_of(rendered, frames) is not None:
            return
        assert xruns > 0 or isinstance(server, PulseServer), "not a block was late, and yet the frames differ"
    pytest.fail(f"{ATTEMPTS} times the frames differed: either they do, or this machine is too busy to tell")


@pytest.fixture
def own_pulse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PulseServer:
    """A PulseAudio that is not running yet."""
    need("pulseaudio", "pactl", packages="pulseaudio pulseaudio-utils libasound2-plugins")
    (tmp_path / "asound.conf").write_text(ALSA_TO_PULSE)
    own = PulseServer(tmp_path)
    use(own, monkeypatch)
    return own


@pytest.fixture
def own_jack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> JackServer:
    """A JACK server that is not running yet; its own outputs are `system`."""
    need("jackd", "jack_lsp", packages="jackd2")
    own = JackServer(tmp_path, name=f"beatterm-dies-{os.getpid()}", device="system")
    use(own, monkeypatch)
    return own


@contextmanager
def up(server: PulseServer | JackServer) -> Iterator[Popen[bytes]]:
    """The server while the `with` block lasts."""
    log = server.folder / "log"
    asks = ["jack_lsp"] if isinstance(server, JackServer) else ["pactl", "info"]
    with running(server.command(), server.env, log) as process:
        wait_until(lambda: answers(asks, server.env), "the server does not come up", process, log)
        yield process


@pytest.mark.parametrize("kind", ["jack", "pulse"])
def test_a_server_that_dies_costs_the_sound_only(kind: str, request: pytest.FixtureRequest) -> None:
    server: PulseServer | JackServer = request.getfixturevalue(f"own_{kind}")
    with ExitStack() as stack:
        first = stack.enter_context(up(server))
        here = stack.enter_context(studio(REAL_ENGINE, OpenDevice(server.device)))
        here.client.send(SetProject(project_of("funk.beat")))
        here.client.send(Play(Cue(pattern="pocket")))
        here.until(lambda: device_of(here) == server.device and here.client.snapshot().tick > 2000)

        first.kill()
        first.wait()
        here.until(lambda: device_of(here) == "null" and here.says(f"“{server.device}” has gone"))
        before = here.client.snapshot()
        here.until(lambda: here.client.snapshot().tick > before.tick + 2000)

        with up(server):
            here.until(lambda: device_of(here) == server.device)
            back = here.client.snapshot()
            assert back.tick > before.tick
            here.until(lambda: here.client.snapshot().tick > back.tick + 2000)
            now = here.client.snapshot()
            assert (now.running, now.pattern, now.tempo) == (True, "pocket", 104.0)
            assert (now.pattern_tick, now.faults) == (now.tick, 0)
            here.client.close()


def test_a_server_that_starts_later_is_found(own_pulse: PulseServer) -> None:
    with studio(NOISE, OpenDevice("pulse")) as here:
        here.until(lambda: device_of(here) == "null")
        assert here.says("The beat goes on without sound.")
        with up(own_pulse):
            here.until(lambda: device_of(here) == "pulse")
            assert here.says("“pulse” is here")
            here.client.close()


def test_a_rate_that_the_server_does_not_run_at_is_told_with_the_right_one(
    jack_server: JackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(jack_server, monkeypatch)
    with studio(NOISE, OpenDevice("system", 96000)) as here:
        here.until(lambda: device_of(here) == "null")
        assert here.says("“system” does not run at 96000 Hz. It takes 44100 Hz")


def test_an_unknown_device_is_answered_with_those_there_are(
    jack_server: JackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(jack_server, monkeypatch)
    with studio(NOISE, OpenDevice("gramophone")) as here:
        here.until(lambda: device_of(here) == "null")
        assert here.says("no audio output “gramophone”. There are: ")
        assert here.says("“system [JACK Audio Connection Kit]”")
