"""The table `[track.NAME.midi]` of a song → what the track sends to hardware. The mirror is `midi_write`."""

from typing import Any

from beatterm.formats.errors import Fault, Path, unknown
from beatterm.formats.fields import Rule, as_table, flag, read_table, taken, whole
from beatterm.model.midi import (
    CHANNELS,
    MAX_BANK,
    MAX_CONTROL,
    MAX_FINE_CONTROL,
    MAX_PORT_NAME,
    PROGRAMS,
    Control,
    MidiOut,
    clash,
    is_port_name,
)
from beatterm.model.note import HIGHEST_NOTE
from beatterm.model.param import ParamTable

CONTROLS_EXAMPLE = "controls = { cutoff_hz = 74 }"
_FINE_EXAMPLE = "controls = { pan = { cc = 10, fine = true } }"
_ANY = whole("a control change", CONTROLS_EXAMPLE, 0, MAX_CONTROL)
_FINE = whole(
    "a fine control change, which takes the number 32 above it too,", _FINE_EXAMPLE, 0, MAX_FINE_CONTROL
)


def port_name(what: str, example: str, or_none: bool = False) -> Rule:
    """The name of a port of the user's setup; with `or_none` it may be empty."""
    words = f"{what} is a text in quotes of 1 to {MAX_PORT_NAME} characters, without a space at either end"

    def take(raw: Any) -> str | None:
        is_right = isinstance(raw, str) and (is_port_name(raw) or (or_none and not raw))
        return raw if is_right else None

    return Rule(words, example, take)


_RULES: dict[str, Rule | None] = {
    "port": port_name("the name of a port", 'port = "synth"', or_none=True),
    "channel": whole("a channel", "channel = 2", 1, CHANNELS),
    "note": whole("a MIDI note", "note = 36", 0, HIGHEST_NOTE),
    "program": whole("a program", "program = 5", 1, PROGRAMS),
    "bank": whole("a bank", "bank = 0", 0, MAX_BANK),
    "audio": flag("audio", "audio = true"),
    "controls": None,
}
_CONTROL_RULES: dict[str, Rule | None] = {"cc": None, "fine": flag("fine", _FINE_EXAMPLE)}


def read_midi(raw: Any, path: Path, params: ParamTable) -> MidiOut:
    """What a track's table of MIDI says; a Fault where it breaks a rule."""
    values = read_table(raw, _RULES, path, "channel = 2")
    controls = _read_controls(values.pop("controls", {}), (*path, "controls"), params)
    return MidiOut(**values, controls=controls)


def _read_controls(raw: Any, path: Path, params: ParamTable) -> tuple[Control, ...]:
    table = as_table(raw, path, CONTROLS_EXAMPLE)
    controls: list[Control] = []
    for name, each in table.items():
        if params.lock(name) is None:
            rule = unknown("setting of a track", name, [param.name for param in params.lockable])
            raise Fault((*path, name), rule, CONTROLS_EXAMPLE, at_key=True)
        controls.append(_read_control(name, each, (*path, name)))
        pair = clash(controls)
        if pair is not None:
            raise Fault((*path, name), _clash_words(*pair), CONTROLS_EXAMPLE)
    return tuple(sorted(controls, key=lambda control: control.param))


def _read_control(name: str, raw: Any, path: Path) -> Control:
    if not isinstance(raw, dict):
        return Control(name, taken(_ANY, raw, path))
    values = read_table(raw, _CONTROL_RULES, path, _FINE_EXAMPLE)
    if "cc" not in values:
        raise Fault(path, "a control says the number of its control change", _FINE_EXAMPLE)
    is_fine = values.get("fine", False)
    return Control(name, taken(_FINE if is_fine else _ANY, values["cc"], (*path, "cc")), is_fine)


def _clash_words(first: Control, second: Control) -> str:
    number = next(each for each in second.numbers if each in first.numbers)
    return f"each control change is sent for one setting, and {number} is that of {first.param}"
