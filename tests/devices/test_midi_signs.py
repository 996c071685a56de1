"""Whether a MIDI system runs is seen without asking it for anything."""

import socket
from pathlib import Path

import pytest

from beatterm.devices import midi_signs
from beatterm.devices.midi_signs import ALSA, JACK, OTHER, sign_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where JACK's sockets and ALSA's sequencer would lie."""
    monkeypatch.setattr(midi_signs, "_JACK_FOLDERS", (tmp_path,))
    monkeypatch.setattr(midi_signs, "ALSA_SEQUENCER", tmp_path / "seq")
    monkeypatch.setattr("os.getuid", lambda: 7)
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "stage")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


def listening(path: Path) -> socket.socket:
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen(1)
    return server


def test_a_jack_server_is_there_while_it_answers(folder: Path) -> None:
    path = folder / "jack_stage_7_0"
    assert sign_of(JACK) is None
    with listening(path):
        first = sign_of(JACK)
        assert first is not None
        assert sign_of(JACK) == first
    assert path.exists()
    assert sign_of(JACK) is None, "a server that was killed leaves its socket behind"


def test_another_run_has_another_sign(folder: Path) -> None:
    path = folder / "jack_stage_7_0"
    with listening(path):
        first = sign_of(JACK)
        path.rename(folder / "old")
        with listening(path):
            assert sign_of(JACK) != first


def test_pipewire_may_stand_in_for_jack(folder: Path) -> None:
    (folder / "pipewire-0").touch()
    assert sign_of(JACK) is not None


def test_alsa_is_there_when_its_sequencer_is(folder: Path) -> None:
    assert sign_of(ALSA) is None
    (folder / "seq").touch()
    first = sign_of(ALSA)
    assert first is not None and sign_of(ALSA) == first


def test_what_other_systems_have_is_always_there(folder: Path) -> None:
    assert sign_of(OTHER) == sign_of(OTHER) is not None
