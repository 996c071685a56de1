"""What loads with what, seen from outside: a fresh Python imports one module and tells what came with it.

import-linter reads the source (`make layers`); this catches what an import really costs.
"""

import json
import re
import subprocess
import sys

import grimp
import pytest

SOUND = {"numpy", "pedalboard", "soxr", "scipy"}
SCREEN = {"textual", "rich"}
DEVICES = {"sounddevice", "mido", "rtmidi", "aalink", "jack"}

TELL = "import json, sys; __import__(sys.argv[1]); print(json.dumps(sorted(sys.modules)))"

MUST_NOT_LOAD = {
    "beatterm": SOUND | SCREEN | DEVICES,
    "beatterm.model": SOUND | SCREEN | DEVICES,
    "beatterm.formats": SOUND | SCREEN | DEVICES,
    "beatterm.sequencer": SOUND | SCREEN | DEVICES,
    "beatterm.library": SCREEN | DEVICES,
    "beatterm.importers.midi.groove": SOUND | SCREEN | DEVICES,
    "beatterm.engine": SCREEN | DEVICES,
    "beatterm.engine.messages": SOUND | SCREEN | DEVICES,
    "beatterm.host": SCREEN,
    "beatterm.export.job": SOUND | SCREEN | DEVICES,
    "beatterm.session": SOUND | SCREEN | DEVICES,
    "beatterm.cli.main": SOUND | SCREEN | DEVICES,
    "beatterm.ui.app": SOUND | DEVICES,
}

ONLY_IN = {
    "sounddevice": r"beatterm\.devices\.audio\w*",
    "rtmidi": r"beatterm\.devices\.midi_\w+",
    "mido": r"beatterm\.(devices\.midi_\w+|importers\.midi\.\w+)",
    "aalink": r"beatterm\.devices\.link\w*",
    "mutagen": r"beatterm\.export\.formats\.(tags|flac|ogg)",
}


def loaded_with(module: str) -> set[str]:
    """The names of all modules that a fresh Python has after importing one."""
    done = subprocess.run([sys.executable, "-c", TELL, module], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("module", sorted(MUST_NOT_LOAD))
def test_a_part_loads_only_what_it_needs(module: str) -> None:
    loaded = loaded_with(module)
    assert module in loaded
    assert not {name.partition(".")[0] for name in loaded} & MUST_NOT_LOAD[module]


@pytest.mark.parametrize("module", ["beatterm.model", "beatterm.sequencer"])
def test_sheet_music_needs_the_standard_library_alone(module: str) -> None:
    tops = {name.partition(".")[0] for name in loaded_with(module) - loaded_with("json")}
    assert tops - sys.stdlib_module_names == {"beatterm"}


def test_help_does_not_load_the_engine() -> None:
    loaded = loaded_with("beatterm.cli.main")
    assert not [
        name for name in loaded if name.startswith(("beatterm.engine.", "beatterm.ui", "beatterm.host"))
    ]


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_one_outside_thing_is_one_module_s_business(library: str) -> None:
    graph = grimp.build_graph("beatterm", include_external_packages=True, cache_dir=None)
    users = graph.find_modules_that_directly_import(library) if library in graph.modules else set()
    assert [user for user in sorted(users) if not re.fullmatch(ONLY_IN[library], user)] == []
