"""`beatterm groove`: the groove of a MIDI file, printed as text for a song, or put into one."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli.failure import DONE, UsageError
from beatterm.cli.opened import whole
from beatterm.model.groove import MAX_SLOTS
from beatterm.model.time import STEP_TICKS

if TYPE_CHECKING:
    from beatterm.model.groove import Groove

HELP = "take the groove out of a MIDI file"
_NAME = "late"


def add_to(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE.mid", help="a MIDI file with a rhythm in it")
    parser.add_argument("--step", metavar="STEP", type=_step, default="1/16", help="a slot's length (1/16)")
    parser.add_argument("--slots", metavar="N", type=_slots, default=16, help="slots until it repeats (16)")
    parser.add_argument("--channel", metavar="N", type=_channel, help="this channel alone; 10 has the drums")
    parser.add_argument("--name", metavar="NAME", default=_NAME, help=f"the groove's name ({_NAME})")
    parser.add_argument("--into", metavar="SONG", help="put it into a song instead of printing it")


def _step(text: str) -> str:
    if text not in STEP_TICKS:
        raise ArgumentTypeError(f"{text[:24]!r} is not the length of a step, such as 1/16, 1/8t or 1/4")
    return text


def _slots(text: str) -> int:
    return whole(text, 1, MAX_SLOTS, "16")


def _channel(text: str) -> int:
    return whole(text, 1, 16, "10")


def run(options: Namespace) -> int:
    """Read the file; print its groove as TOML, or save the song with it."""
    from beatterm.importers.errors import ImportFault
    from beatterm.importers.midi.groove import midi_groove

    data = _read(Path(options.file))
    try:
        groove = midi_groove(data, options.name, STEP_TICKS[options.step], options.slots, options.channel)
    except ImportFault as fault:
        raise UsageError(f"{options.file}: {fault}") from fault
    if options.into is None:
        print(_text(groove), end="")
    else:
        print(_put_into(options.into, groove))
    return DONE


def _read(path: Path) -> bytes:
    from beatterm.importers.midi.reading import MAX_BYTES
    from beatterm.library.text_files import is_file, why_no_file

    if not is_file(path):
        raise UsageError(why_no_file(path))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _text(groove: "Groove") -> str:
    """The groove's table: the only one of a song that has nothing else."""
    from beatterm.engine.effects import PARAMS
    from beatterm.formats.beat_text import format_song
    from beatterm.model.song import Song

    text = format_song(Song(grooves=(groove,)), PARAMS)
    return text[text.index("\n[") + 1 :]


def _put_into(name: str, groove: "Groove") -> str:
    """Save a song with the groove in it, in place of its namesake; what to say about it."""
    from beatterm.engine.effects import PARAMS
    from beatterm.library.songs import find_song, read_song, save_song
    from beatterm.model.edits.grooves import add_groove

    file = read_song(find_song(name), PARAMS)
    save_song(file, add_groove(file.song, groove), PARAMS)
    use = f'groove = "{groove.name}"'
    return f"{file.path} has the groove {groove.name}; the song or a track uses it with {use}"
