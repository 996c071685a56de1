"""requirements.lock names a version of everything that is installed, the one that is installed."""

import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.servers.process import ROOT


def pinned() -> dict[str, str]:
    """Package name to version, as the lock says."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = (line.partition("==")[::2] for line in lines if not line.startswith("#"))
    return dict(pins)


def required() -> list[Requirement]:
    """What pyproject.toml asks for, the extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(line) for lines in (project["dependencies"], *extras) for line in lines]


def installed(requirements: list[Requirement]) -> Iterator[tuple[str, str]]:
    """Every package that these bring with them and that is here: name and version."""
    waiting, seen = list(requirements), set[str]()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in seen or not _applies(requirement):
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:  # an extra that nobody asked for
            continue
        yield name, found.version
        waiting += [Requirement(line) for line in found.requires or ()]


def _applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def test_the_lock_allows_what_the_project_asks_for() -> None:
    pins = pinned()
    for requirement in required():
        assert pins[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_what_is_installed_is_what_the_lock_says() -> None:
    here = dict(installed(required()))
    assert {"textual", "numpy", "rich"} <= set(here)
    assert here == {name: pinned().get(name) for name in here}
