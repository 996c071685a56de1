"""Songs, kits and leaving: what touches the disk, and the question before anything unsaved is lost."""

from pathlib import Path

from beatterm.model.edits import mix
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Choice, Question

SAVE, DROP, STAY = "s", "d", "c"
_ANSWERS = (
    Choice(SAVE, "Save"),
    Choice(DROP, "Do not save"),
    Choice(STAY, "Stay here"),
)
_YES, _NO = "y", "n"
_BY_PATH = "/"
"""No name of a song."""


async def save(desk: Desk) -> None:
    """Write the song to its file; ask for a name if it has none."""
    await _saved(desk)


async def _saved(desk: Desk) -> bool:
    if desk.session.path is None:
        return await _saved_as(desk)
    desk.front.tell(f"Saved {_where(desk.session.save())}.")
    return True


async def save_as(desk: Desk) -> None:
    """Write the song under another name."""
    await _saved_as(desk)


async def _saved_as(desk: Desk) -> bool:
    now = desk.session.path.stem if desk.session.path else desk.song.title
    answers = await desk.front.ask(
        "Save as", [Question("name", now, "a name, or a path that ends in .beat", _fault)]
    )
    if answers is None:
        return False
    name = answers[0].strip()
    try:
        path = desk.session.save_as(name)
    except FileExistsError:
        if not await may_replace(desk, name):
            return False
        path = desk.session.save_as(name, overwrite=True)
    desk.front.tell(f"Saved {_where(path)}.")
    return True


def _where(path: Path) -> str:
    """A file by its name, or by its path where that is not what a name means."""
    return path.name if path.absolute().parent == Path.cwd() else str(path)


def _fault(text: str) -> str | None:
    return None if text.strip() else "A song needs a name, such as night-bus."


async def may_replace(desk: Desk, name: str) -> bool:
    """Whether a song of that name may give way."""
    answers = (Choice(_YES, "Replace it"), Choice(_NO, "Keep it"))
    return await desk.front.decide(f"There is a song {name} already.", answers) == _YES


async def may_leave(desk: Desk) -> bool:
    """Whether the song may go from the screen: saved, or given up by the player."""
    if not desk.session.is_dirty:
        return True
    answer = await desk.front.decide("The song has changes that are not saved.", _ANSWERS)
    if answer == SAVE:
        return await _saved(desk)
    return answer == DROP


async def open_song(desk: Desk) -> None:
    """Pick a song and open it."""
    names = desk.session.song_names()
    now = desk.session.path.stem if desk.session.path else ""
    choices = [*(Choice(name, name) for name in names), Choice(_BY_PATH, "another…", "by its path")]
    name = await desk.front.choose("Open a song", choices, now)
    if name == _BY_PATH:
        answers = await desk.front.ask(
            "Open a song", [Question("path", "", "such as ~/beats/night-bus.beat", _fault)]
        )
        name = answers[0].strip() if answers else None
    if name is not None and await may_leave(desk):
        open_named(desk, name)


def open_named(desk: Desk, name: str) -> None:
    """Open a song by its name or path."""
    complaint = desk.session.open(name)
    desk.start_over()
    if complaint:
        desk.front.warn(complaint)
    else:
        desk.front.tell(f"Opened {name}.")


async def choose_kit(desk: Desk) -> None:
    """Let the song play another kit."""
    names = desk.session.kit_names()
    kit = await desk.front.choose("Kit", [Choice(name, name) for name in names], desk.song.kit)
    if kit is not None:
        desk.edit("kit", lambda song: mix.set_kit(song, kit))


async def leave(desk: Desk) -> None:
    """End the program, asking first if something is unsaved or an export goes on."""
    if await _may_drop_export(desk) and await may_leave(desk):
        desk.front.leave()


async def _may_drop_export(desk: Desk) -> bool:
    if not desk.exports.state.is_running:
        return True
    answers = (Choice(_YES, "End it; nothing half made is left"), Choice(_NO, "Stay here"))
    return await desk.front.decide("An export is not done yet.", answers) == _YES


def undo(desk: Desk) -> None:
    """Take the last edit back."""
    label = desk.session.undo()
    desk.recorder.drop()
    desk.settle()
    desk.front.tell(f"Undone: {label}." if label else "Nothing to undo.")


def redo(desk: Desk) -> None:
    """Make the edit undone last again."""
    label = desk.session.redo()
    desk.settle()
    desk.front.tell(f"Done again: {label}." if label else "Nothing to redo.")
