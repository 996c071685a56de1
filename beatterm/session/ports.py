"""Changes of a MIDI setup that keep it whole: an input's name stands in the clock source and in what was
learned, too. Every function returns another setup.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.midi import MAX_PORT_NAME, is_port_name
from beatterm.model.midi_setup import INTERNAL, LINK, InPort, Learned, MidiSetup, OutPort

Port = OutPort | InPort
MAX_NAME = 16
_ADDRESS = re.compile(r"\s+\d+:\d+$")
"""What ALSA writes behind a port's name: other numbers at every start."""


def pattern_for(system_name: str) -> str:
    """The pattern that finds one of the system's ports again."""
    bare = _ADDRESS.sub("", system_name)
    return bare if bare == system_name else f"{bare}*"


def name_for(system_name: str, others: Iterable[Port]) -> str:
    """A short name for one of the system's ports that none of the others has."""
    device = system_name.split(":", maxsplit=1)[0] or system_name
    short = re.sub(r"[^a-z0-9]+", "-", device.lower()).strip("-")[:MAX_NAME].strip("-") or "port"
    taken = {INTERNAL, LINK, *(port.name for port in others)}
    numbered = (f"{short}{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (short, *numbered) if name not in taken)


def name_fault(text: str, others: Iterable[Port]) -> str | None:
    """What is wrong with a name for a port beside others, or None."""
    name = text.strip()
    if not is_port_name(name):
        return f"A port's name has 1 to {MAX_PORT_NAME} characters, such as synth."
    if name in (INTERNAL, LINK, *(port.name for port in others)):
        return f"{name} is taken; choose another name."
    return None


def others_than(setup: MidiSetup, port: Port) -> tuple[Port, ...]:
    """The ports of the same direction beside this one."""
    same: tuple[Port, ...] = setup.outs if isinstance(port, OutPort) else setup.ins
    return tuple(each for each in same if each.name != port.name)


def added(setup: MidiSetup, port: Port) -> MidiSetup:
    """The setup with one port more."""
    if isinstance(port, OutPort):
        return replace(setup, outs=(*setup.outs, port))
    return replace(setup, ins=(*setup.ins, port))


def changed(setup: MidiSetup, name: str, port: Port) -> MidiSetup:
    """The setup with this port in the place of the one of that name and direction. An input without a clock
    is no source of one.
    """
    if isinstance(port, OutPort):
        return replace(setup, outs=tuple(port if each.name == name else each for each in setup.outs))
    ins = tuple(port if each.name == name else each for each in setup.ins)
    loses = setup.source == name and not port.clock
    return replace(setup, ins=ins, source=INTERNAL if loses else setup.source)


def renamed(setup: MidiSetup, port: Port, wanted: str) -> MidiSetup:
    """A port with another name, and all that goes by it. EditError if the name cannot be had."""
    name = wanted.strip()
    fault = name_fault(name, others_than(setup, port))
    if fault:
        raise EditError(fault)
    made = changed(setup, port.name, replace(port, name=name))
    if isinstance(port, OutPort):
        return made
    learned = tuple(replace(each, port=name) if each.port == port.name else each for each in setup.learned)
    return replace(made, learned=learned, source=name if setup.source == port.name else setup.source)


def without(setup: MidiSetup, port: Port) -> MidiSetup:
    """The setup without a port, and without what was learned from it."""
    if isinstance(port, OutPort):
        return replace(setup, outs=tuple(each for each in setup.outs if each.name != port.name))
    return replace(
        setup,
        ins=tuple(each for each in setup.ins if each.name != port.name),
        learned=tuple(each for each in setup.learned if each.port != port.name),
        source=INTERNAL if setup.source == port.name else setup.source,
    )


def with_source(setup: MidiSetup, source: str) -> MidiSetup:
    """Follow another clock. Link is switched on for it, and an input listens to the clock."""
    ins = tuple(replace(each, clock=True) if each.name == source else each for each in setup.ins)
    link = replace(setup.link, on=True) if source == LINK else setup.link
    return replace(setup, ins=ins, link=link, source=source)


def with_link(setup: MidiSetup, is_on: bool) -> MidiSetup:
    """Link on or off. Off, it is no source of tempo."""
    source = INTERNAL if setup.source == LINK and not is_on else setup.source
    return replace(setup, link=replace(setup.link, on=is_on), source=source)


def with_learned(setup: MidiSetup, learned: Learned) -> MidiSetup:
    """A knob learned. One knob goes by one control, but a control may turn several knobs."""
    others = tuple(each for each in setup.learned if each.path != learned.path)
    return replace(setup, learned=(*others, learned))
