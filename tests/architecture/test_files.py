"""The shape of the source: every file says what it is, and none has a name that says nothing."""

import ast
from pathlib import Path

import pytest

from tests.servers.process import ROOT

FILES = sorted((ROOT / "beatterm").rglob("*.py"))
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "handler", "misc"}


def from_root(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=from_root)
def test_a_file_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), "no module docstring"


@pytest.mark.parametrize("path", FILES, ids=from_root)
def test_a_name_says_what_is_in_it(path: Path) -> None:
    words = {word for part in path.relative_to(ROOT).with_suffix("").parts for word in part.split("_")}
    assert not words & NAMES_THAT_SAY_NOTHING


def test_every_folder_of_the_package_is_a_package() -> None:
    folders = {path.parent for path in FILES}
    assert [from_root(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
