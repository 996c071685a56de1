"""`beatterm play`: plays without the screen, until the song is over or Ctrl-C."""

import sys
import time
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from beatterm.cli.devices import add_device, device_of, engine_log
from beatterm.cli.failure import DONE, WorkFailed, say
from beatterm.cli.opened import add_changes, add_part, add_song, part_of, project_of
from beatterm.cli.streams import shows
from beatterm.model.song import Song
from beatterm.model.time import PPQN

if TYPE_CHECKING:
    from beatterm.engine.messages import Report, Snapshot
    from beatterm.engine.midi.messages import MidiState
    from beatterm.host.client import EngineClient

HELP = "play without the screen"
_LOOK_SECONDS = 0.05
_TAIL_LOOKS = 200
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
    from dataclasses import replace

    from beatterm.engine.edits import SetProject
    from beatterm.engine.messages import Play
    from beatterm.export.take import take_of
    from beatterm.host.client import EngineClient
    from beatterm.library.settings import read_settings

    project = project_of(options)
    take = take_of(project.song, **part_of(options))
    client = EngineClient(engine_log())
    device = device_of(options, read_settings())
    try:
        client.start(device)
        client.send(SetProject(project))
        open_ports(client)
        client.send(Play(replace(take.cue, loop=options.loop or take.cue.pattern is not None)))
        _watch(client, project.song, None if options.loop else take.ticks)
    except KeyboardInterrupt:
        pass
    finally:
        client.close()
    return DONE


def open_ports(client: "EngineClient") -> None:
    """Have the studio's MIDI ports open before the first note; what is wrong with them is said."""
    from beatterm.engine.midi.messages import MidiState, SetMidi
    from beatterm.library.midi_setup import read_midi_setup

    setup = read_midi_setup()
    if not setup.is_needed:
        return
    client.send(SetMidi(setup))
    give_up = time.monotonic() + _PORTS_SECONDS
    while time.monotonic() < give_up:
        for report in client.reports():
            _tell(report)
            if isinstance(report, MidiState):
                for problem in problems_of(report):
                    say(problem)
                return
        time.sleep(_LOOK_SECONDS)


def problems_of(state: "MidiState") -> list[str]:
    """What is wrong with the ports, a line each."""
    ports = [f"{port.name}: {port.problem}" for port in (*state.outs, *state.ins) if port.problem]
    return [state.problem] if state.problem else ports


def _watch(client: "EngineClient", song: Song, ticks: int | None) -> None:
    """Show the position until the given ticks have passed, then let the tail ring out."""
    from beatterm.engine.messages import Stop

    started = False
    looks_left = _TAIL_LOOKS
    while looks_left:
        # A song may be over between two looks: then it has started, and yet was never seen running.
        started, is_off = started or client.is_caught_up, client.is_off
        snapshot = client.snapshot()
        for report in client.reports():
            _tell(report)
        if is_off:
            raise WorkFailed("Nothing plays without the sound engine. What is missing? beatterm doctor")
        is_over = started and (not snapshot.running or (ticks is not None and snapshot.tick >= ticks))
        if is_over and snapshot.running:
            client.send(Stop())
        if is_over:
            looks_left = looks_left - 1 if snapshot.voices else 0
        elif started and sys.stderr.isatty():
            print(f"\r{_position(snapshot, song)}\x1b[K", end="", file=sys.stderr, flush=True)
        time.sleep(_LOOK_SECONDS)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _tell(report: "Report") -> None:
    from beatterm.engine.messages import Notice

    if isinstance(report, Notice):
        say(report.text)


def _position(snapshot: "Snapshot", song: Song) -> str:
    bar, tick = divmod(snapshot.tick, song.meter.bar_ticks)
    beat = tick // song.meter.beat_ticks
    sixteenth = tick % song.meter.beat_ticks // (PPQN // 4)
    mark = "▶" if shows("▶", sys.stderr) else ">"
    return f"{mark} {bar + 1}.{beat + 1}.{sixteenth + 1}  {snapshot.pattern}  {snapshot.tempo:g} BPM"
