"""A song's beginning: a new one with a kit, and what it is called."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from beatterm.model.edits.rows import MAX_BEATS, UNITS
from beatterm.model.song import MAX_SEED
from beatterm.model.song_params import TEMPO
from beatterm.model.time import Meter
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.files import may_leave, may_replace
from beatterm.ui.desk.front import Check, Question
from beatterm.ui.desk.turning import fault, parsed

_LONGEST = 200


async def new_song(desk: Desk) -> None:
    """Ask for name, kit and tempo; the song has a file from then on, and is on the screen."""
    kits = desk.session.kit_names()
    answers = await desk.front.ask(
        "New song",
        [
            Question("name", "", "such as night-bus, or a path that ends in .beat", _name),
            Question("kit", desk.song.kit or next(iter(kits), ""), ", ".join(kits), _one_of(kits)),
            Question("tempo", f"{TEMPO.default:g}", TEMPO.rule(), lambda text: fault(TEMPO, text)),
        ],
    )
    if answers is None or not await may_leave(desk):
        return
    name, kit, tempo = (answer.strip() for answer in answers)
    if path := await _begun(desk, name, kit, float(parsed(TEMPO, tempo))):
        desk.session.open(path)
        desk.start_over()
        desk.front.tell("A new song: enter strikes a step, I adds a track.")


async def _begun(desk: Desk, name: str, kit: str, tempo: float) -> str:
    """The new song's file; "" if the one that is there is to stay."""
    try:
        return str(desk.begin_song(name, kit, tempo, False))
    except FileExistsError:
        if not await may_replace(desk, name):
            return ""
        return str(desk.begin_song(name, kit, tempo, True))


def _name(text: str) -> str | None:
    return None if text.strip() else "A song needs a name, such as night-bus."


def _one_of(kits: Sequence[str]) -> Check:
    return lambda text: None if text.strip() in kits else f"There is no kit {text.strip()}."


async def song_facts(desk: Desk) -> None:
    """Ask for title and author, which go into names and tags of what is exported, for metre and seed."""
    song = desk.song
    answers = await desk.front.ask(
        "The song",
        [
            Question("title", song.title, "also in the names of exported files", _line),
            Question("author", song.author, "", _line),
            Question("metre", str(song.meter), "such as 4/4 or 7/8; g m gives a pattern its own", _metre),
            Question("seed", f"{song.seed}", "a whole number: another rolls other dice", _seed),
        ],
    )
    if answers is not None:
        title, author, metre, seed = (answer.strip() for answer in answers)
        facts: dict[str, Any] = {
            "title": title,
            "author": author,
            "meter": _meter_of(metre),
            "seed": int(seed),
        }
        desk.edit("title, metre and seed", lambda now: replace(now, **facts))


def _meter_of(text: str) -> Meter | None:
    """The metre that a text says, if it does."""
    said = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})", text.strip())
    meter = Meter(int(said[1]), int(said[2])) if said else None
    return meter if meter and 1 <= meter.beats <= MAX_BEATS and meter.unit in UNITS else None


def _metre(text: str) -> str | None:
    units = ", ".join(map(str, UNITS))
    return None if _meter_of(text) else f"A metre is 1 to {MAX_BEATS} beats of {units}, such as 7/8."


def _line(text: str) -> str | None:
    fits = text.isprintable() and len(text.strip()) <= _LONGEST
    return None if fits else f"It is a line of up to {_LONGEST} characters."


def _seed(text: str) -> str | None:
    word = text.strip()
    fits = word.isascii() and word.isdigit() and len(word) < _LONGEST and int(word) <= MAX_SEED
    return None if fits else f"A seed is a whole number from 0 to {MAX_SEED}."
