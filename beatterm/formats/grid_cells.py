"""The cells of one lane ⇄ its steps: `x..X` for drums, `c2 . eb2+g2 -` for notes. `grid_text` reads lanes."""

import re
from collections.abc import Iterator

from beatterm.formats.errors import Fault
from beatterm.model.note import note_name, note_number
from beatterm.model.pattern import MAX_STEPS, Steps
from beatterm.model.step import ACCENT_VELOCITY, GHOST_VELOCITY, HIT_VELOCITY, Step

REST, HOLD = ".", "-"
_NAMED = {"x": HIT_VELOCITY, "o": GHOST_VELOCITY, "X": ACCENT_VELOCITY}
VELOCITIES = _NAMED | {str(tenth): round(tenth * 12.7) for tenth in range(1, 10)}
"""What the character of a hit says about its velocity; a digit is so many tenths of the hardest."""

_NOTE_VELOCITIES = {"": HIT_VELOCITY, "o": GHOST_VELOCITY, "X": ACCENT_VELOCITY}
_NOTE_LETTER = re.compile(r"[a-gA-G]")
_CELL = re.compile(r"[^ \t|]+")
_NOTE_CELL = re.compile(r"([^oX]+)([oX]?)")

DRUM_EXAMPLE = "kick | x... o.x. X... ..7. |"
NOTE_EXAMPLE = "bass | c2 - . .  eb2X . c2+g2 . |"
_DRUM_RULE = "a cell of a drum lane is one of . o x X - 1 to 9"
_NOTE_RULE = (
    "in a lane with notes each cell stands apart: a note c2 or eb3, a chord c2+g2, or one of . - o x X 1 to 9"
)
_HOLD_RULE = "a hold - lengthens the hit before it, so it cannot follow a rest or come first"


def parse_cells(cells: str, offset: int = 0) -> Steps:
    """The steps of a lane's cells; a Fault points `offset` further than the character at fault."""
    has_notes = _NOTE_LETTER.search(cells) is not None
    steps: list[Step | None] = []
    sounding: int | None = None
    for at, cell in _note_cells(cells) if has_notes else _drum_cells(cells):
        if len(steps) == MAX_STEPS:
            raise _fault(cell, f"a lane has at most {MAX_STEPS} steps", DRUM_EXAMPLE, offset + at)
        if cell == HOLD:
            sounding = _held(steps, sounding, offset + at)
            steps.append(None)
            continue
        step = _note_step(cell, offset + at) if has_notes else _drum_step(cell, offset + at)
        sounding = None if step is None else len(steps)
        steps.append(step)
    return tuple(steps)


def format_cells(steps: Steps) -> list[str]:
    """A cell for each step. What a cell cannot say (`spoken_steps` tells) is left for the table of steps."""
    cells = []
    held = 0
    for step in steps:
        if step is None:
            cells.append(HOLD if held > 0 else REST)
            held -= 1
        else:
            cells.append(_note_text(step) if step.notes else _nearest(VELOCITIES, step.velocity))
            held = step.length - 1
    return cells


def spoken_steps(steps: Steps) -> Steps:
    """The steps as their cells alone would be read."""
    return parse_cells(" ".join(format_cells(steps)))


def _note_cells(cells: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found.group()) for found in _CELL.finditer(cells))


def _drum_cells(cells: str) -> Iterator[tuple[int, str]]:
    return ((at, cell) for at, cell in enumerate(cells) if cell not in " \t|")


def _held(steps: list[Step | None], sounding: int | None, offset: int) -> int:
    """Lengthens the step that sounds by one and says which it is."""
    step = None if sounding is None else steps[sounding]
    if sounding is None or step is None:
        raise _fault(HOLD, _HOLD_RULE, "bass | c2 - - .  g1 - . . |", offset)
    steps[sounding] = Step(step.velocity, step.notes, step.length + 1)
    return sounding


def _drum_step(cell: str, offset: int) -> Step | None:
    if cell == REST:
        return None
    if cell not in VELOCITIES:
        raise _fault(cell, _DRUM_RULE, DRUM_EXAMPLE, offset)
    return Step(VELOCITIES[cell])


def _note_step(cell: str, offset: int) -> Step | None:
    if cell == REST:
        return None
    if cell in VELOCITIES:
        return Step(VELOCITIES[cell])
    form = _NOTE_CELL.fullmatch(cell)
    try:
        notes = [note_number(name) for name in form[1].split("+")] if form else []
    except ValueError:
        notes = []
    if form is None or not notes or len(set(notes)) < len(notes):
        raise _fault(cell, _NOTE_RULE, NOTE_EXAMPLE, offset)
    return Step(_NOTE_VELOCITIES[form[2]], tuple(sorted(notes)))


def _note_text(step: Step) -> str:
    return "+".join(map(note_name, step.notes)) + _nearest(_NOTE_VELOCITIES, step.velocity)


def _nearest(table: dict[str, int], velocity: int) -> str:
    """The character whose velocity is nearest, the first of equals."""
    return min(table, key=lambda mark: abs(table[mark] - velocity))


def _fault(cell: str, rule: str, example: str, offset: int) -> Fault:
    return Fault((), rule, example, value=repr(cell[:24]), offset=offset)
