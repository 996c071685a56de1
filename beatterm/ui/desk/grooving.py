"""Grooves: choosing one for the song or a track by ear, taking one from a pattern or a MIDI file, and
removing one.
"""

from dataclasses import replace

from beatterm.library.errors import LibraryError
from beatterm.model.edits import grooves
from beatterm.model.edits import rows as row_edits
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.steps import fitting_track
from beatterm.model.groove import MAX_SLOTS, SHIPPED_GROOVES, Groove
from beatterm.model.param import Param
from beatterm.model.pattern import MAX_GROOVE_AMOUNT, NO_GROOVE
from beatterm.model.song import Song
from beatterm.model.time import STEP_TICKS
from beatterm.session.groove_file import groove_of_file
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Choice, Question
from beatterm.ui.desk.offer import Offer, Settings, number, whole
from beatterm.ui.desk.rows import Rows, rows_of
from beatterm.ui.desk.tuner import open_tuner
from beatterm.ui.desk.turning import fault, parsed

AS_SONG = "the song's"
AMOUNT = replace(
    whole("amount", 100, 0, MAX_GROOVE_AMOUNT, "%", "How much of the groove is applied."), step=5.0
)
STEP = Param("step", "1/16", choices=tuple(STEP_TICKS))
ALL = "all"
CHANNEL = Param("channel", ALL, choices=(ALL, *map(str, range(1, 17))))
SLOTS = whole("slots", 16, 1, MAX_SLOTS)


def _names(song: Song, *first: str) -> tuple[str, ...]:
    """What can be chosen: the given words, the song's own grooves, those that beatterm brings along."""
    own = tuple(groove.name for groove in song.grooves)
    return (*first, *own, *(name for name in SHIPPED_GROOVES if name not in own))


def of_song(desk: Desk) -> None:
    """Try out grooves for the whole song."""
    song = desk.song
    which = Param("groove", NO_GROOVE, choices=_names(song, NO_GROOVE), about="Moves hits, not the tempo.")
    start: Settings = {which.name: song.groove or NO_GROOVE, AMOUNT.name: float(song.groove_amount)}

    def change(song: Song, settings: Settings) -> Song:
        grooved = grooves.set_song_groove(song, str(settings[which.name]))
        return grooves.set_song_groove_amount(grooved, number(settings, AMOUNT))

    open_tuner(desk, Offer("Groove of the song", "groove", lambda _: (which, AMOUNT), start, change))


def of_track(desk: Desk) -> None:
    """Try out grooves for the track, or all that are selected, in this pattern."""
    rows = rows_of(desk)
    row = fitting_track(desk.pattern, desk.track)
    names = _names(desk.song, AS_SONG, NO_GROOVE)
    which = Param("groove", AS_SONG, choices=names, about="Moves its hits in this pattern.")
    amount = replace(AMOUNT, default=float(desk.song.groove_amount))
    own = desk.song.groove_amount if row.groove_amount is None else row.groove_amount
    start: Settings = {which.name: row.groove or AS_SONG, amount.name: float(own)}

    def change(song: Song, settings: Settings) -> Song:
        name, percent = str(settings[which.name]), number(settings, amount)
        follows = percent == song.groove_amount and row.groove_amount != percent
        return _with_groove(rows, song, None if name == AS_SONG else name, None if follows else percent)

    title = f"Groove of {rows.name} in {rows.pattern}"
    open_tuner(desk, Offer(title, "track's groove", lambda _: (which, amount), start, change))


def _with_groove(rows: Rows, song: Song, name: str | None, percent: int | None) -> Song:
    def grooved(song: Song, track: str) -> Song:
        song = row_edits.set_track_groove(song, rows.pattern, track, name)
        return row_edits.set_track_groove_amount(song, rows.pattern, track, percent)

    return rows.each(song, grooved)


def _free_name(song: Song, wanted: str) -> str:
    used = {groove.name for groove in song.grooves}
    numbered = (f"{wanted}{number}" for number in range(2, len(used) + 3))
    return next(name for name in (wanted, *numbered) if name not in used)


def _questions(desk: Desk, name: str) -> list[Question]:
    return [
        Question("name", _free_name(desk.song, name), "letters, digits, - and _, such as late", _name_fault),
        Question(
            "slot", "1/16", "the length of a step, such as 1/16 or 1/8t", lambda text: fault(STEP, text)
        ),
        Question("slots", "16", f"{SLOTS.rule()}, such as 16", lambda text: fault(SLOTS, text)),
    ]


def _name_fault(text: str) -> str | None:
    try:
        grooves.add_groove(Song(), Groove(text.strip()))
    except EditError as error:
        return str(error)
    return None


def _read(answers: tuple[str, ...]) -> tuple[str, int, int]:
    """Name, ticks of a slot, and slots, of a form that was found right."""
    name, step, slots = answers
    return name.strip(), STEP_TICKS[str(parsed(STEP, step))], int(parsed(SLOTS, slots))


async def extract(desk: Desk) -> None:
    """Take the groove out of what is selected, or of the whole pattern."""
    pattern = desk.pattern.name
    chosen = desk.place.anchor is not None
    tracks = rows_of(desk).tracks if chosen else tuple(setup.name for setup in desk.song.tracks)
    of = rows_of(desk).name if chosen else f"pattern {pattern}"
    answers = await desk.front.ask(f"Take the groove of {of}", _questions(desk, "feel"))
    if answers is not None:
        name, step_ticks, slots = _read(answers)
        _keep(desk, grooves.extract_groove(desk.song, pattern, tracks, name, step_ticks, slots))


def _keep(desk: Desk, groove: Groove) -> None:
    desk.edit("new groove", lambda song: grooves.add_groove(song, groove))
    desk.front.tell(f"The song has the groove {groove.name}: Q g puts it on the song, Q t on a track.")


async def from_midi(desk: Desk) -> None:
    """Take the groove out of a MIDI file."""
    path = Question("file", "", "a MIDI file with a rhythm in it, such as ~/grooves/funk.mid", _file_fault)
    channel = Question("channel", ALL, "all, or 1 to 16; drums are on 10", lambda text: fault(CHANNEL, text))
    answers = await desk.front.ask("Groove from a MIDI file", [path, *_questions(desk, "midi"), channel])
    if answers is not None:
        chosen = parsed(CHANNEL, answers[4])
        only = None if chosen == ALL else int(chosen)
        _keep(desk, groove_of_file(answers[0], *_read(answers[1:4]), only))


def _file_fault(text: str) -> str | None:
    try:
        groove_of_file(text, "any", STEP_TICKS["1/16"], int(float(SLOTS.default)))
    except LibraryError as error:
        return str(error)
    return None


async def remove(desk: Desk) -> None:
    """Take one of the song's own grooves out."""
    own = [Choice(groove.name, groove.name) for groove in desk.song.grooves]
    if not own:
        raise EditError("The song has no groove of its own; Q x takes one from this pattern.")
    name = await desk.front.choose("Remove a groove", own)
    if name is not None:
        desk.edit("remove groove", lambda song: grooves.remove_groove(song, name))
        desk.front.tell(f"Removed the groove {name}; u brings it back.")
