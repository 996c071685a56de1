"""The servers themselves: what PortAudio plays into one comes back from its capture, bit for bit."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.servers.capture import AudioServer, Frames, position_of, sounding, write_frames
from tests.servers.jack import JackServer
from tests.servers.process import ROOT
from tests.servers.pulse import PulseServer

SECOND_FRAMES = 44100


def noise(frames: int) -> Frames:
    """Two channels that share nothing, never zero, below full scale."""
    steps = np.random.default_rng(808).integers(1, 2**23, size=(frames, 2))
    return (steps / 2**23 - 0.5).astype(np.float32) + np.float32(2**-24)


def play(server: AudioServer, frames: Frames, folder: Path) -> Frames:
    """What the server was heard to play, from another process."""
    tape = folder / "sent.f32"
    write_frames(tape, frames)
    command = [sys.executable, "-m", "tests.servers.player", server.device, str(server.rate), str(tape)]
    with server.capture() as capture:
        done = subprocess.run(
            command, env={**os.environ, **server.env}, cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    return capture.frames()


@pytest.fixture(params=["pulse", "jack"])
def server(request: pytest.FixtureRequest) -> AudioServer:
    found: AudioServer = request.getfixturevalue(f"{request.param}_server")
    return found


def test_what_is_played_is_captured_bit_for_bit(server: AudioServer, tmp_path: Path) -> None:
    sent = noise(2 * SECOND_FRAMES)
    np.testing.assert_array_equal(sounding(play(server, sent, tmp_path)), sent)


def test_one_server_serves_one_capture_after_another(server: AudioServer, tmp_path: Path) -> None:
    first, second = noise(4000), noise(4000)[::-1]
    assert position_of(first, play(server, first, tmp_path)) is not None
    heard = play(server, second, tmp_path)
    assert position_of(second, heard) is not None
    assert position_of(first, heard) is None


def test_channels_keep_their_side(server: AudioServer, tmp_path: Path) -> None:
    left = noise(4000)
    left[:, 1] = 0
    heard = play(server, left, tmp_path)
    assert position_of(left, heard) is not None
    assert not heard[:, 1].any()


def test_servers_hide_the_machine_s_own(pulse_server: PulseServer, jack_server: JackServer) -> None:
    assert pulse_server.env["JACK_DEFAULT_SERVER"] != jack_server.env["JACK_DEFAULT_SERVER"]
    assert pulse_server.env["PULSE_SERVER"] != jack_server.env["PULSE_SERVER"]
