"""Freezing: chance, conditions, humanising and directions become plain steps, as they would be heard."""

from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.sequencer.freeze import frozen
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.offer import Offer, Settings, number, whole
from beatterm.ui.desk.rows import rows_of
from beatterm.ui.desk.tuner import open_tuner

PASSES = whole("passes", 1, 1, 16, "", "How many passes of the pattern are written out.")


def row(desk: Desk) -> None:
    """The cursor's row, or all that are selected."""
    rows = rows_of(desk)
    _try_out(desk, rows.tracks, f"Freeze {rows.name}")


def pattern(desk: Desk) -> None:
    """The whole pattern."""
    owner = desk.pattern
    _try_out(desk, tuple(each.name for each in owner.tracks), f"Freeze pattern {owner.name}")


def _try_out(desk: Desk, tracks: tuple[str, ...], title: str) -> None:
    name, kit = desk.pattern.name, desk.session.kit

    def change(song: Song, settings: Settings) -> Song:
        return frozen(Project(song, kit), name, tracks, number(settings, PASSES))

    open_tuner(desk, Offer(title, "freeze", lambda _: (PASSES,), {}, change))
