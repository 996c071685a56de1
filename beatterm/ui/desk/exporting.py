"""Exporting from the desk: the dialog opened, the export begun, and what came of it told."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path

from beatterm.export.job import Part
from beatterm.export.many.matrix import Axes
from beatterm.export.sections import section_names
from beatterm.library.paths import shipped_folder
from beatterm.model.edits.errors import EditError
from beatterm.session.exporting import ExportState
from beatterm.ui.desk.coming import Coming, expanded
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.exported import figures, stopped
from beatterm.ui.desk.front import Choice
from beatterm.ui.desk.order import Order
from beatterm.ui.desk.order_fields import (
    EVERY_PATTERN,
    EVERY_SECTION,
    PACK,
    PATTERN,
    SECTION,
    SELECTION,
    SONG,
    Piece,
)

_YES, _NO = "y", "n"
_GO_ON, _CANCEL = "g", "c"


class Page(Enum):
    """What the dialog shows."""

    FORM = auto()
    RUNNING = auto()
    MADE = auto()


def page(desk: Desk) -> Page:
    """What the dialog shows now."""
    if desk.exports.state.is_running:
        return Page.RUNNING
    return Page.MADE if desk.exports.state.is_done else Page.FORM


def show(desk: Desk) -> None:
    """Open the dialog: on the export that goes on, or on what is to be exported."""
    pieces = tuple(_pieces(desk))
    if not pieces:
        raise EditError("There is nothing to export yet: the song has no pattern; g w makes one.")
    order = desk.order.opened(pieces, str(_folder(desk)), desk.session.kit_names())
    if desk.pane is Pane.SECTIONS:
        order = order.with_piece(SECTION)
    elif order.piece.word == SECTION:
        order = order.with_piece(PATTERN)
    desk.order = order
    desk.front.show_export()


def _pieces(desk: Desk) -> Iterator[Piece]:
    song, place = desk.song, desk.place
    if song.pattern(place.pattern) is None:
        return
    yield Piece(PATTERN, place.pattern, Part(place.pattern))
    if song.sections:
        name = section_names(song)[desk.section]
        yield Piece(SECTION, name, Part(section=name))
    yield Piece(SONG, song.title, Part())
    if place.anchor is not None:
        box = desk.region
        rows = f"{len(box.tracks)} track{'s' * (len(box.tracks) != 1)}"
        part = Part(place.pattern, steps=(box.first + 1, box.last + 1), tracks=box.tracks)
        yield Piece(SELECTION, f"{rows}, steps {box.first + 1}-{box.last + 1}", part)
    yield from _every(EVERY_PATTERN, [pattern.name for pattern in song.patterns])
    yield from _every(EVERY_SECTION, section_names(song) if song.sections else ())


def _every(word: str, names: Iterable[str]) -> Iterator[Piece]:
    """All of a kind, where there are several."""
    each = tuple(dict.fromkeys(names))
    if len(each) > 1:
        yield Piece(word, "", Part(), each)


def _folder(desk: Desk) -> Path:
    """Beside the song; where that is not the player's own, here."""
    path = desk.session.path
    if path is None or path.resolve().is_relative_to(shipped_folder().resolve() / "patterns"):
        return Path.cwd()
    return path.absolute().parent


def coming(desk: Desk) -> Coming:
    """What the dialog comes to as it is filled in."""
    return desk.previews.of(desk.session.project, desk.order)


async def start(desk: Desk) -> None:
    """Begin the export, asking first if a file would be replaced."""
    if page(desk) is not Page.FORM:
        return
    wanted = coming(desk)
    if wanted.fault:
        raise EditError(wanted.fault)
    is_one = not desk.order.job().stems and desk.order.axes == Axes()
    is_there = is_one and wanted.path.exists()
    if is_there and not await _may_replace(desk, wanted.path.name):
        return
    wanted.path.parent.mkdir(parents=True, exist_ok=True)
    _begin(desk, is_there)


def _begin(desk: Desk, overwrite: bool) -> None:
    order = desk.order
    job, axes = order.job(overwrite), order.axes
    job = replace(job, folder=str(expanded(job.folder)))
    desk.exports.begin(order.kind, job, _title(order), axes if axes != Axes() else None)
    _remember(desk)


def _title(order: Order) -> str:
    if order.make == PACK:
        return f"{order.axes.count} packs" if order.axes.count > 1 else "a pack"
    what = f"{order.piece.word} {order.piece.name}".strip()
    return f"{what}, {order.axes.count} files" if order.axes.count > 1 else what


def _remember(desk: Desk) -> None:
    """Keep what is the player's own habit for the next time."""
    kept = desk.order.kept
    changes = {name: word for name, word in kept.items() if word != desk.kept_order.get(name, "")}
    desk.kept_order = kept
    if changes:
        desk.keep(changes)


async def _may_replace(desk: Desk, what: str) -> bool:
    answers = (Choice(_YES, "Replace it"), Choice(_NO, "Keep it"))
    return await desk.front.decide(f"There is {what} already.", answers) == _YES


async def cancel(desk: Desk) -> None:
    """End the export that goes on, if the player is sure."""
    answers = (Choice(_GO_ON, "Let it go on"), Choice(_CANCEL, "Cancel it; nothing half made is left"))
    if await desk.front.decide("The export is not done yet.", answers) == _CANCEL:
        desk.exports.cancel()


async def tell(desk: Desk, is_shown: bool) -> None:
    """Tell what came of an export that has ended; `is_shown`: the dialog, which says so too, is open."""
    state = desk.exports.state
    if state.is_there and await _may_replace(desk, _such(state)):
        _begin(desk, overwrite=True)
    elif state.fault:
        (desk.front.tell if is_shown else desk.front.warn)(state.fault)
    elif state.is_stopped:
        desk.front.tell(stopped(state))
    elif state.is_done:
        is_unseen = state.missed and not is_shown
        (desk.front.warn if is_unseen else desk.front.tell)(f"Exported {figures(state)}")


def _such(state: ExportState) -> str:
    count = sum(each.is_there for each in state.missed)
    return f"another file for {count} of these" if count > 1 else "such a file"
