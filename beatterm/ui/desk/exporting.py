"""Exporting from the desk: the dialog opened, the export begun, and what came of it told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from beatterm.export.job import Job, Made, Part, Refused
from beatterm.export.names import Named, file_name
from beatterm.export.take import TakeError, take_of
from beatterm.export.writers import WRITERS
from beatterm.library.paths import is_installed
from beatterm.model.edits.errors import EditError
from beatterm.model.time import PPQN
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.front import Choice
from beatterm.ui.desk.order import FOLDER, OF, Piece
from beatterm.ui.desk.ordering import at

_YES, _NO = "y", "n"
_GO_ON, _CANCEL = "g", "c"
STOPPED = "The export was cancelled, and nothing half made is left."


class Page(Enum):
    """What the dialog shows."""

    FORM = auto()
    RUNNING = auto()
    MADE = auto()


@dataclass(frozen=True, slots=True)
class Preview:
    """What an Order comes to: the file, how long it is, why it cannot be made (""), and remarks."""

    path: Path = Path()
    ticks: int = 0
    frames: int = 0
    fault: str = ""
    remarks: tuple[str, ...] = ()


def page(desk: Desk) -> Page:
    """What the dialog shows now."""
    if desk.exports.state.is_running:
        return Page.RUNNING
    return Page.MADE if desk.exports.state.made else Page.FORM


def show(desk: Desk) -> None:
    """Open the dialog: on the export that goes on, or on what is to be exported."""
    pieces = tuple(_pieces(desk))
    if not pieces:
        raise EditError("There is nothing to export yet: the song has no pattern; g w makes one.")
    values = {FOLDER.name: str(_folder(desk))} | dict(desk.order.values)
    if desk.pane is Pane.SECTIONS and any(piece.word == "section" for piece in pieces):
        values[OF] = "section"
    desk.order = at(replace(desk.order, pieces=pieces, values=values), 0)
    desk.front.show_export()


def _pieces(desk: Desk) -> Iterator[Piece]:
    song, place = desk.song, desk.place
    if song.pattern(place.pattern) is None:
        return
    yield Piece("pattern", place.pattern, Part(place.pattern))
    if song.sections:
        name = song.sections[desk.section].name
        yield Piece("section", name, Part(section=name))
    yield Piece("song", song.title, Part())
    if place.anchor is not None:
        box = desk.region
        rows = f"{len(box.tracks)} track{'s' * (len(box.tracks) != 1)}"
        part = Part(place.pattern, steps=(box.first + 1, box.last + 1), tracks=box.tracks)
        yield Piece("selection", f"{rows}, steps {box.first + 1}-{box.last + 1}", part)


def _folder(desk: Desk) -> Path:
    """Beside the song; where that is not the player's own, here."""
    path = desk.session.path
    is_own = path is not None and not is_installed(path)
    return path.absolute().parent if path is not None and is_own else Path.cwd()


def preview(desk: Desk) -> Preview:
    """What the Order comes to."""
    job = desk.order.job()
    try:
        ticks = _ticks(desk, job)
        named = Named(desk.session.project, job.part, job.form, ticks)
        path = _expanded(job.folder) / (file_name(job.name, named) + job.form.suffix)
        frames = round(ticks * 60 * job.form.rate / (PPQN * desk.song.tempo))
        WRITERS[job.form.suffix].check(job.form.rate, job.form.bits, frames)
    except (Refused, TakeError) as error:
        return Preview(fault=str(error))
    return Preview(path, ticks, frames, remarks=tuple(_remarks(job, path)))


def _ticks(desk: Desk, job: Job) -> int:
    part = job.part
    return take_of(desk.song, part.pattern, part.section, part.bars, part.repeats or 1).ticks


def _remarks(job: Job, path: Path) -> Iterator[str]:
    if job.form.loop and WRITERS[job.form.suffix].note:
        yield WRITERS[job.form.suffix].note
    if not path.parent.is_dir():
        yield f"The folder {path.parent} will be made."


def _expanded(folder: str) -> Path:
    try:
        return Path(folder).expanduser().absolute()
    except RuntimeError:  # a user without a home
        return Path(folder).absolute()


async def start(desk: Desk) -> None:
    """Begin the export, asking first if a file would be replaced."""
    if page(desk) is not Page.FORM:
        return
    coming = preview(desk)
    if coming.fault:
        raise EditError(coming.fault)
    is_there = not desk.order.job().stems and coming.path.exists()
    if is_there and not await _may_replace(desk, coming.path.name):
        return
    coming.path.parent.mkdir(parents=True, exist_ok=True)
    _begin(desk, is_there)


def _begin(desk: Desk, overwrite: bool) -> None:
    order = desk.order
    job = order.job(overwrite)
    title = f"{order.piece.word} {order.piece.name}".strip()
    desk.exports.begin(order.kind, replace(job, folder=str(_expanded(job.folder))), title)


async def _may_replace(desk: Desk, what: str) -> bool:
    answers = (Choice(_YES, "Replace it"), Choice(_NO, "Keep it"))
    return await desk.front.decide(f"There is {what} already.", answers) == _YES


async def cancel(desk: Desk) -> None:
    """End the export that goes on, if the player is sure."""
    answers = (Choice(_GO_ON, "Let it go on"), Choice(_CANCEL, "Cancel it; nothing half made is left"))
    if await desk.front.decide("The export is not done yet.", answers) == _CANCEL:
        desk.exports.cancel()


async def tell(desk: Desk) -> None:
    """Tell what came of an export that has ended."""
    state = desk.exports.state
    if state.is_there and await _may_replace(desk, "such a file"):
        _begin(desk, overwrite=True)
    elif state.fault:
        desk.front.warn(state.fault)
    elif state.is_stopped:
        desk.front.tell(STOPPED)
    elif state.made:
        desk.front.tell(f"Exported {figures(state.made)}")


def figures(made: tuple[Made, ...]) -> str:
    """What was made, in a line."""
    first = made[0]
    if len(made) > 1:
        return f"{len(made)} files to {Path(first.path).parent}."
    loud = f", {level(first.loudness.integrated_lufs)} LUFS" if first.loudness else ""
    return f"{Path(first.path).name}: {first.frames:,} frames{loud}."


def level(value_db: float) -> str:
    """A level with one decimal; silence in a word."""
    return f"{value_db:.1f}" if value_db > float("-inf") else "silent"
