"""Generators that spread hits by a rule: Euclid's rhythms, every n-th step, rotation. Each is tried out in
the tuner before it is taken.
"""

from dataclasses import replace

from beatterm.model.edits import generate, steps
from beatterm.model.param import Param
from beatterm.model.song import Song
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.offer import Offer, Settings, number, whole
from beatterm.ui.desk.place import steps_of
from beatterm.ui.desk.rows import Rows, rows_of
from beatterm.ui.desk.tuner import open_tuner

ROW_END, AFTER_STEPS = "at its end", "after the steps"
_LONGEST = 64
_HITS, _EVERY = 4, 4
_TURNS_OVER = Param(
    "turns_over", ROW_END, choices=(ROW_END, AFTER_STEPS), about="Whether the row gets as long as the rhythm."
)


def euclid(desk: Desk) -> None:
    """Hits spread over steps as evenly as they can be."""
    rows = rows_of(desk)
    struck = sum(step is not None for step in steps_of(desk.song, rows.pattern, desk.track)[: rows.shortest])
    offer = Offer(
        f"Euclid on {rows.name}",
        "euclid",
        lambda settings: _euclid_params(rows, settings),
        {"hits": float(struck or min(_HITS, rows.shortest))},
        lambda song, settings: _euclid(rows, song, settings),
    )
    open_tuner(desk, offer)


def _euclid_params(rows: Rows, settings: Settings) -> tuple[Param, ...]:
    span = whole("steps", rows.shortest, 1, rows.shortest, "steps", "Steps of one turn of the rhythm.")
    if settings.get(_TURNS_OVER.name) == AFTER_STEPS:
        span = replace(span, high=float(max(_LONGEST, rows.shortest)))
    count = _within(settings, span)
    hits = whole("hits", min(_HITS, count), 0, count, "hits", "Hits in one turn of the rhythm.")
    rotation = whole("rotation", 0, 0, count - 1, "steps", "How much later the rhythm begins.")
    most = _within(settings, hits)
    accents = whole("accents", 0, 0, most, "hits", "Accents spread over the hits the same way.")
    return hits, span, rotation, accents, _TURNS_OVER


def _within(settings: Settings, param: Param) -> int:
    """What the settings will have for a Param once they fit its range."""
    return round(min(float(settings.get(param.name, param.default)), param.high))


def _euclid(rows: Rows, song: Song, settings: Settings) -> Song:
    hits, count, turn, accents = (
        number(settings, param) for param in _euclid_params(rows, settings) if not param.choices
    )
    sets_length = settings[_TURNS_OVER.name] == AFTER_STEPS
    return rows.each(
        song,
        lambda song, name: generate.euclid(
            song, rows.pattern, name, hits, count, turn, accents, rows.fresh[name], sets_length
        ),
    )


def fill(desk: Desk) -> None:
    """Every n-th step, from any step on."""
    rows = rows_of(desk)

    def params(settings: Settings) -> tuple[Param, Param]:
        most = min(_EVERY, rows.shortest)
        every = whole("every", most, 1, rows.shortest, "steps", "How far the hits are apart.")
        last = _within(settings, every) - 1
        return every, whole("offset", 0, 0, last, "steps", "How much later the first one is.")

    def change(song: Song, settings: Settings) -> Song:
        every, offset = (number(settings, param) for param in params(settings))
        return rows.each(
            song,
            lambda song, name: steps.fill_every(song, rows.pattern, name, every, rows.fresh[name], offset),
        )

    open_tuner(desk, Offer(f"Fill {rows.name}", "fill", params, {}, change))


def rotate(desk: Desk) -> None:
    """All steps later or earlier, around the row's end."""
    rows = rows_of(desk)
    most = min(_LONGEST, rows.longest - 1)
    by = whole("by", 0, -most, most, "steps", "Later; below zero earlier.")

    def change(song: Song, settings: Settings) -> Song:
        turn = number(settings, by)
        return rows.each(song, lambda song, name: steps.rotate(song, rows.pattern, name, turn))

    open_tuner(desk, Offer(f"Rotate {rows.name}", "rotate", lambda _: (by,), {}, change))
