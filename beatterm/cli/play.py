"""`beatterm play`: plays without the screen, until the song is over or Ctrl-C; in a studio that follows the
transport of another program, whenever that one plays.
"""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from beatterm.cli.devices import add_device, device_of, engine_log
from beatterm.cli.failure import DONE
from beatterm.cli.opened import add_changes, add_part, add_song, part_of, project_of
from beatterm.cli.watching import Watch
from beatterm.model.midi_setup import MidiSetup
from beatterm.model.project import Project

if TYPE_CHECKING:
    from beatterm.export.take import Take
    from beatterm.host.client import EngineClient

HELP = "play without the screen"
_PORTS_SECONDS = 3.0


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_song(parser)
    add_part(parser)
    add_changes(parser)
    parser.add_argument("--loop", action="store_true", help="turn over at the end, until Ctrl-C")
    add_device(parser)


def run(options: Namespace) -> int:
    """Play in an engine process, showing where it is on a terminal."""
    from beatterm.export.take import take_of
    from beatterm.host.client import EngineClient
    from beatterm.library.midi_setup import read_midi_setup
    from beatterm.library.settings import read_settings

    project, setup = project_of(options), read_midi_setup()
    take = take_of(project.song, **part_of(options))
    client, device = EngineClient(engine_log()), device_of(options, read_settings())
    try:
        client.start(device)
        _play(client, project, setup, take, options)
    except KeyboardInterrupt:
        pass
    finally:
        client.close()
    return DONE


def _play(
    client: "EngineClient", project: Project, setup: MidiSetup, take: "Take", options: Namespace
) -> None:
    """Play a take until it is over; at once, unless it begins with a Start from outside."""
    from dataclasses import replace

    from beatterm.engine.edits import SetProject
    from beatterm.engine.messages import Play
    from beatterm.engine.midi.messages import Aim, SetMidi

    cue = replace(take.cue, loop=options.loop or take.cue.pattern is not None)
    watch = Watch(client, project.song, setup)
    client.send(Aim(cue=cue))  # what a start from outside plays, however early it comes
    client.send(SetProject(project))
    if setup.is_needed:
        client.send(SetMidi(setup))
        watch.await_ports(_PORTS_SECONDS)
    is_ended_here = options.bars is not None if watch.waits else not options.loop
    ticks = take.ticks if is_ended_here else None
    if not watch.waits:
        client.send(Play(cue, end_tick=ticks))
    watch.until_over(ticks)
