"""MIDI ports as values: what the system calls them, what musicians see, and which one a pattern means."""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import chain, count

_ALSA_NUMBERS = re.compile(r" \d+:\d+$")
_BRIDGED_NUMBER = re.compile(r"^(a2j:.*?) \[\d+\]")
_MIDI_THROUGH = "midi through"


@dataclass(frozen=True, slots=True)
class SystemPort:
    """A port of the system. `raw` is what `api` calls it now, `name` that without numbers that are others
    after the next start, `label` the name where several ports have the same.
    """

    api: str
    raw: str
    name: str
    label: str


def named(ports: Iterable[tuple[str, str]]) -> tuple[SystemPort, ...]:
    """Ports given as (api, raw), with labels that tell all of them apart."""
    plain = [SystemPort(api, raw, lasting_name(raw), lasting_name(raw)) for api, raw in ports]
    names = Counter(port.name for port in plain)
    apis = {name: len({port.api for port in plain if port.name == name}) for name in names}
    labelled: dict[str, SystemPort] = {}
    for port in plain:
        label = _free(f"{port.name} [{port.api}]" if apis[port.name] > 1 else port.name, labelled)
        labelled[label] = replace(port, label=label)
    return tuple(labelled.values())


def lasting_name(raw: str) -> str:
    """A port's name without ALSA's client numbers, its own or those that a bridge to JACK passes on."""
    return _BRIDGED_NUMBER.sub(r"\1", _ALSA_NUMBERS.sub("", raw))


def fits(port: SystemPort, pattern: str) -> bool:
    """Whether a pattern (`*`, `?`, any case) means this port, by its name or its label."""
    wanted = _folded(pattern)
    return any(fnmatchcase(_folded(each), _literal(wanted)) for each in (port.name, port.label))


def chosen(
    ports: Sequence[SystemPort], pattern: str, taken: Collection[SystemPort] = ()
) -> SystemPort | None:
    """The port that a pattern means: rather one that is not taken, and ALSA's “Midi Through”, which leads to
    nowhere, last. A label is only meant by itself, so that the second of two equal ports can be had.
    """
    fitting = [port for port in ports if fits(port, pattern)]
    by_label = [port for port in fitting if _folded(port.label) == _folded(pattern)]
    return min(
        by_label or fitting,
        key=lambda port: (port in taken, _folded(port.name).startswith(_MIDI_THROUGH)),
        default=None,
    )


def vagueness(pattern: str) -> tuple[bool, int]:
    """Sorts patterns: those that mean one port first, then those that say the most."""
    wild = sum(map(pattern.count, "*?"))
    return wild > 0, wild - len(pattern)


def _free(label: str, taken: Container[str]) -> str:
    numbered = (f"{label} ({number})" for number in count(2))
    return next(each for each in chain([label], numbered) if each not in taken)


def _folded(text: str) -> str:
    return text.casefold().strip()


def _literal(pattern: str) -> str:
    """Brackets are part of many ports' names, not choices of characters."""
    return pattern.replace("[", "[[]")
