"""scripts/setup.sh where something is missing: it says which one command to type, and stops if it must.

PATH holds a few ordinary tools and a python3 that plays the one under test; nothing is installed.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers.process import ROOT

TOOLS = ("bash", "cat", "cksum", "cut", "dirname", "env", "flock", "mktemp", "rm", "sed", "tail", "tee")
COMMAND = "apt-get install -y"

OLD = """\
case "$*" in
    -V) echo Python 3.9.2 ;;
    *version_info*) echo 309 ;;
    *) exit 1 ;;
esac
"""
WITHOUT_VENV = f"""\
case "$*" in
    *venv*) exit 1 ;;
    *) exec {sys.executable} "$@" ;;
esac
"""
WITHOUT_PORTAUDIO_AND_VENV = f"""\
case "$*" in
    *venv*) exit 1 ;;
    *libportaudio*) echo 3.11 libportaudio.so.2 ;;
    *) exec {sys.executable} "$@" ;;
esac
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """A checkout without .venv, and a folder that is all of its PATH."""

    checkout: Path
    programs: Path

    def add(self, name: str, script: str) -> None:
        """One more program that this machine has."""
        (self.programs / name).write_text(f"#!/bin/sh\n{script}")
        (self.programs / name).chmod(0o755)

    def set_up(self, **knobs: str) -> subprocess.CompletedProcess[str]:
        """`scripts/setup.sh run`, which may not call apt."""
        env = {"PATH": str(self.programs), "BEATTERM_APT": "no", "TMPDIR": str(self.programs.parent)}
        command = ["bash", str(self.checkout / "scripts" / "setup.sh"), "run"]
        return subprocess.run(command, env=env | knobs, capture_output=True, text=True, check=False)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    checkout, programs = tmp_path / "beat term", tmp_path / "programs"
    (checkout / "scripts").mkdir(parents=True)
    programs.mkdir()
    for name in ("pyproject.toml", "requirements.lock", "scripts/setup.sh"):
        shutil.copy(ROOT / name, checkout / name)
    for tool in TOOLS:
        found = shutil.which(tool)
        if found is not None:
            (programs / tool).symlink_to(found)
    machine = Machine(checkout, programs)
    machine.add("apt-get", "exit 100\n")
    return machine


def sudo() -> str:
    return "" if os.geteuid() == 0 else "sudo "


def test_without_python_it_says_what_to_install(machine: Machine) -> None:
    done = machine.set_up()
    assert done.returncode == 1
    assert f"{sudo()}{COMMAND} python3 python3-venv" in done.stderr


def test_a_python_too_old_is_named_with_its_version(machine: Machine) -> None:
    machine.add("python3", OLD)
    done = machine.set_up()
    assert done.returncode == 1
    assert "3.11 or later" in done.stderr
    assert "3.9.2" in done.stderr


def test_a_python_that_was_asked_for_and_does_not_fit_is_not_replaced(machine: Machine) -> None:
    machine.add("python3", f'exec {sys.executable} "$@"\n')
    machine.add("python3.9", OLD)
    done = machine.set_up(PYTHON="python3.9")
    assert done.returncode == 1
    assert "PYTHON=python3.9" in done.stderr


def test_without_the_venv_module_it_says_what_to_install(machine: Machine) -> None:
    machine.add("python3", WITHOUT_VENV)
    done = machine.set_up()
    assert done.returncode == 1
    assert f"{sudo()}{COMMAND} python3-venv" in done.stderr
    assert not (machine.checkout / ".venv").exists()


def test_everything_missing_is_one_command(machine: Machine) -> None:
    machine.add("python3", WITHOUT_PORTAUDIO_AND_VENV)
    assert f"{COMMAND} python3-venv libportaudio2\n" in machine.set_up().stderr


def test_a_name_in_path_that_does_not_run_is_passed_over(machine: Machine) -> None:
    machine.add("python3", "echo 'python3: command not found' >&2; exit 127\n")
    machine.add("python3.12", WITHOUT_VENV)
    assert f"{COMMAND} python3.12-venv" in machine.set_up().stderr


def test_what_fails_is_shown(machine: Machine) -> None:
    script = 'case "$*" in *"-m venv"*) echo "the disk is full"; exit 1 ;; *) exec %s "$@" ;; esac\n'
    machine.add("python3", script % sys.executable)
    done = machine.set_up()
    assert done.returncode == 1
    assert "the disk is full" in done.stderr


def test_wrong_usage_is_told() -> None:
    done = subprocess.run(
        ["bash", ROOT / "scripts" / "setup.sh", "everything"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, "usage: scripts/setup.sh run|dev\n")
