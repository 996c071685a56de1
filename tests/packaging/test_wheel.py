"""What a musician gets from the package index: the wheel, built from the sdist, with no checkout near it.

The wheel is installed into an empty environment that borrows only the libraries of this one.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from pedalboard.io import AudioFile

from tests.servers.process import ROOT


@dataclass(frozen=True, slots=True)
class Built:
    """The two files that a release consists of."""

    sdist: Path
    wheel: Path

    def in_sdist(self) -> set[str]:
        """Paths below the sdist's one folder."""
        with tarfile.open(self.sdist) as files:
            return {name.partition("/")[2] for name in files.getnames()}

    def in_wheel(self) -> set[str]:
        """Paths below site-packages."""
        with zipfile.ZipFile(self.wheel) as files:
            return set(files.namelist())


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the wheel in it, and the empty folder that its programs run in."""

    prefix: Path
    elsewhere: Path

    def run(self, program: str, *arguments: str) -> str:
        """What a program of the environment prints."""
        command = [str(self.prefix / "bin" / program), *arguments]
        done = subprocess.run(
            command, cwd=self.elsewhere, env=self._env(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _env(self) -> dict[str, str]:
        return {"HOME": str(self.elsewhere), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def run(*command: str | Path) -> None:
    """A step that must work; what it said otherwise."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def shipped_files() -> set[str]:
    """The kits and patterns of this checkout, as paths from its root."""
    every = [path for top in ("kits", "patterns") for path in (ROOT / top).rglob("*") if path.is_file()]
    return {path.relative_to(ROOT).as_posix() for path in every if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT)
    return Built(next(out.glob("*.tar.gz")), next(out.glob("*.whl")))


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    prefix = tmp_path_factory.mktemp("an environment")
    venv.create(prefix, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", str(prefix / "bin" / "python")]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", built.wheel)
    own = next(prefix.glob("lib/python*/site-packages"))
    (own / "borrowed.pth").write_text(
        sysconfig.get_path("purelib")
    )  # its .pth files, so the checkout, stay out
    return Installed(prefix, tmp_path_factory.mktemp("elsewhere"))


def test_kits_and_patterns_are_in_the_sdist_and_in_the_wheel(built: Built) -> None:
    shipped = shipped_files()
    assert {name.partition("/")[0] for name in shipped} == {"kits", "patterns"}
    assert shipped <= built.in_sdist()
    assert {f"beatterm/shipped/{name}" for name in shipped} <= built.in_wheel()


def test_the_wheel_holds_the_package_and_nothing_beside_it(built: Built) -> None:
    tops = {name.partition("/")[0] for name in built.in_wheel()}
    assert tops == {"beatterm", f"{built.wheel.name.removesuffix('-py3-none-any.whl')}.dist-info"}
    assert {"beatterm/py.typed", "beatterm/ui/beatterm.tcss"} <= built.in_wheel()


def test_the_program_is_the_installed_one(installed: Installed) -> None:
    where = installed.run("python", "-c", "import beatterm; print(beatterm.__file__)").strip()
    assert Path(where).is_relative_to(installed.prefix)


def test_the_kits_are_found_from_any_folder(installed: Installed) -> None:
    listed = installed.run("beatterm", "kits")
    for kit in sorted((ROOT / "kits").glob("*/kit.toml")):
        assert kit.parent.name in listed


def test_a_starter_copied_elsewhere_is_rendered(installed: Installed) -> None:
    shutil.copy(ROOT / "patterns" / "house.beat", installed.elsewhere / "my house.beat")
    installed.run("beatterm", "render", "my house.beat", "-o", "out.wav")
    with AudioFile(str(installed.elsewhere / "out.wav")) as heard:
        frames = heard.read(heard.frames)
    assert frames.shape[0] == 2
    assert 0.05 < np.abs(frames).max() <= 1.0
