"""Seats: on which port and channel of a MIDI file each track plays."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from beatterm.model.midi import CHANNELS, DRUM_CHANNEL
from beatterm.model.song import TrackSetup


class Seat(NamedTuple):
    """`port` counts from 0, `channel` from 1; `port_name` is the studio's word for the port, or ""."""

    port: int
    port_name: str
    channel: int


def seats_of(setups: Iterable[TrackSetup], pitched: set[str]) -> dict[str, Seat]:
    """The seats of tracks by name: what is sent to hardware keeps its port and channel, drums are on 10, and
    each of the `pitched` tracks has a channel of its own.
    """
    setups = tuple(setups)
    names = [setup.midi.port if setup.midi else "" for setup in setups]
    ports = {name: number for number, name in enumerate(dict.fromkeys(names))}
    taken = {setup.midi.channel for setup in setups if setup.midi and setup.midi.port == ""}
    free = _free(taken, ports.get("", 0), len(ports))
    seats = {}
    for setup, port in zip(setups, names, strict=True):
        if setup.midi:
            seats[setup.name] = Seat(ports[port], port, setup.midi.channel)
        elif setup.name in pitched:
            seats[setup.name] = next(free)
        else:
            seats[setup.name] = Seat(ports[port], port, DRUM_CHANNEL)
    return seats


def _free(taken: set[int], first_port: int, further_port: int) -> Iterator[Seat]:
    """Seats for pitched tracks: on the port without a name, and on more ports when that is full."""
    melodic = [channel for channel in range(1, CHANNELS + 1) if channel != DRUM_CHANNEL]
    yield from (Seat(first_port, "", channel) for channel in melodic if channel not in taken)
    yield from (Seat(port, "", channel) for port in count(further_port) for channel in melodic)
