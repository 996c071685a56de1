"""Taking a MIDI file in: its patterns become new ones of the song on the screen, as one edit."""

import asyncio

from beatterm.importers.arrival import arrival, arrival_notes, new_patterns
from beatterm.importers.midi.song import Imported
from beatterm.library.errors import LibraryError
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.merging import with_patterns_of
from beatterm.model.param import Param, ParamTable
from beatterm.model.project import Project
from beatterm.session.midi_file import check_length, path_of, song_of_file
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Question
from beatterm.ui.desk.playing import show
from beatterm.ui.desk.turning import fault, parsed

ALL = "all"
CHANNEL = Param("channel", ALL, choices=(ALL, *map(str, range(1, 17))))


async def patterns_of_midi(desk: Desk) -> None:
    """Ask for a MIDI file, and take it in as new patterns."""
    answers = await desk.front.ask(
        "Patterns from a MIDI file",
        [
            Question("file", "", "a drum loop or a song, such as ~/loops/funk.mid", _file_fault),
            Question("channel", ALL, "all, or 1 to 16; drums are on 10", lambda text: fault(CHANNEL, text)),
        ],
    )
    if answers is None:
        return
    chosen = parsed(CHANNEL, answers[1])
    channel = None if chosen == ALL else int(chosen)
    kit = desk.session.kit
    imported = await asyncio.to_thread(_read, desk.session.project, desk.session.params, answers[0], channel)
    if desk.session.kit is not kit:
        raise EditError("The kit changed while the file was read; take it in again.")
    _take(desk, imported)


def _read(project: Project, params: ParamTable, name: str, channel: int | None) -> Imported:
    """The file as a song that can come into another; long ones take a while."""
    imported = song_of_file(name, project.kit, channel)
    check_length(project.song, imported, params)
    return imported


def _file_fault(text: str) -> str | None:
    try:
        path_of(text)
    except LibraryError as error:
        return str(error)
    return None


def _take(desk: Desk, imported: Imported) -> None:
    """Put what was read behind the song's own patterns, show the first of it, and say what it is."""
    before = desk.song
    desk.edit("patterns from a MIDI file", lambda song: with_patterns_of(song, imported.song))
    show(desk, new_patterns(before, desk.song)[0].name)
    notes = " ".join(arrival_notes(before, desk.song, imported, desk.session.kit))
    if notes:
        desk.front.warn(notes)
    desk.front.tell(arrival(before, desk.song))
