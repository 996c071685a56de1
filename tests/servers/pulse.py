"""A private PulseAudio with one silent sink: no sound card, no D-Bus, the user's own session left alone.

`norewinds=1` is essential: without it the idle sink has rendered ahead, and a stream loses its first frames.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from tests.servers.capture import Capture
from tests.servers.process import answers, need, running, wait_until

SINK = "beatterm"
IN_FLIGHT_SECONDS = 1  # what may stand in buffers when a player ends
PACKAGES = "libportaudio2 pulseaudio pulseaudio-utils libasound2-plugins"
LIBRARIES = ("libportaudio.so.2", "alsa-lib/libasound_module_pcm_pulse.so")
ALSA_TO_PULSE = """\
pcm.!default { type pulse hint { show on description "PulseAudio" } }
pcm.pulse { type pulse hint { show on description "PulseAudio" } }
ctl.!default { type pulse }
"""
_numbers = count()


@dataclass(frozen=True, slots=True)
class PulseServer:
    """A PulseAudio null sink. A program started with `env` finds it through ALSA as `device`."""

    folder: Path
    rate: int = 44100
    device: str = "pulse"

    @property
    def env(self) -> dict[str, str]:
        """What a program's environment must say to find this server and no other."""
        folder = str(self.folder)
        return {
            "PULSE_SERVER": f"unix:{folder}/native.sock",
            "PULSE_RUNTIME_PATH": folder,
            "PULSE_STATE_PATH": folder,
            "PULSE_COOKIE": f"{folder}/cookie",
            "ALSA_CONFIG_PATH": f"{folder}/asound.conf",
            "JACK_NO_START_SERVER": "1",
            "JACK_DEFAULT_SERVER": "beatterm-tests-use-pulse",
        }

    @contextmanager
    def capture(self) -> Iterator[Capture]:
        """Record what is played inside the `with` block."""
        number = next(_numbers)
        capture = Capture(self.folder / f"capture-{number}.f32")
        log = self.folder / f"parec-{number}.log"
        command = ["sh", "-c", 'exec "$@" >"$0"', str(capture.path), *self._recorder()]
        with running(command, self.env, log) as parec:
            wait_until(lambda: capture.length_frames() > 0, "parec records nothing", parec, log)
            yield capture
            enough = capture.length_frames() + IN_FLIGHT_SECONDS * self.rate
            wait_until(lambda: capture.length_frames() >= enough, "parec has stopped", parec, log)

    def _recorder(self) -> list[str]:
        form = ["--raw", "--format=float32le", f"--rate={self.rate}", "--channels=2"]
        return ["parec", "-d", f"{SINK}.monitor", *form, "--latency-msec=20"]

    def command(self) -> list[str]:
        """The server, in the foreground."""
        socket = f"socket={self.folder}/native.sock auth-anonymous=1 auth-cookie-enabled=0"
        sink = f"sink_name={SINK} rate={self.rate} format=float32le channels=2 channel_map=stereo norewinds=1"
        alone = ["--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disallow-exit=yes"]
        modest = ["--realtime=no", "--high-priority=no", "--log-target=stderr", "--log-level=warning"]
        modules = ["-L", f"module-native-protocol-unix {socket}", "-L", f"module-null-sink {sink}"]
        return ["pulseaudio", "-n", "--fail=yes", *alone, *modest, *modules]


@pytest.fixture(scope="session")
def pulse_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PulseServer]:
    """A PulseAudio that plays into nothing and can be recorded; one for the whole run."""
    need("pulseaudio", "parec", "pactl", library_files=LIBRARIES, packages=PACKAGES)
    server = PulseServer(tmp_path_factory.mktemp("pulse"))
    (server.folder / "asound.conf").write_text(ALSA_TO_PULSE)
    log = server.folder / "log"
    with running(server.command(), server.env, log) as process:
        up = ["pactl", "set-default-sink", SINK]
        wait_until(lambda: answers(up, server.env), "PulseAudio does not come up", process, log)
        yield server
