"""One step of the lane in one of its rows: bars from the bottom or the middle, or words from the top down."""

from beatterm.ui.looks.glyphs import Glyphs
from beatterm.ui.looks.palette import Ink
from beatterm.ui.views.lane import Form, LaneCell, LaneSheet


def lane_cell(sheet: LaneSheet, at: int, row: int, rows: int, width: int, glyphs: Glyphs) -> tuple[str, Ink]:
    """The text, exactly `width` cells, of the step `at` in sight, in a row from the top, and its ink."""
    cell = sheet.cells[at]
    if cell is None:
        base = rows // 2 if sheet.form is Form.CENTRED else rows - 1
        is_there = row == base and sheet.first + at < sheet.length
        return _padded(glyphs.rest if is_there else "", 1, width), Ink.REST
    ink = Ink.HIT if cell.is_own else Ink.FAINT
    if sheet.first + at >= sheet.length:
        ink = Ink.FAINT
    if sheet.form is Form.WORDS:
        return _word(cell, row, rows, width, glyphs), ink
    block = _bar(cell, row, rows, glyphs) if sheet.form is Form.BARS else _centred(cell, row, rows, glyphs)
    bar = max(1, width - 2)
    return _padded(block * bar, bar, width), ink


def _padded(text: str, inside: int, width: int) -> str:
    left = (width - inside) // 2
    return (" " * left + text).ljust(width)


def _bar(cell: LaneCell, row: int, rows: int, glyphs: Glyphs) -> str:
    """A bar from the bottom; even the least shows that there is a hit. What only the track has is a line."""
    if not cell.is_own:
        return glyphs.thin if rows - 1 - row == min(rows - 1, int(cell.share * rows)) else " "
    parts = len(glyphs.blocks) - 1
    level = max(1, round(cell.share * rows * parts))
    return glyphs.blocks[max(0, min(parts, level - (rows - 1 - row) * parts))]


def _centred(cell: LaneCell, row: int, rows: int, glyphs: Glyphs) -> str:
    """A bar from the middle in half cells: as many for the whole way up, and down, as there are rows."""
    away = round((2.0 * cell.share - 1.0) * rows)
    if not away and cell.share != 0.5:
        away = 1 if cell.share > 0.5 else -1
    if not away:
        return glyphs.thin if row == rows // 2 else " "
    start, end = sorted((rows, rows + away))
    lower = 2 * (rows - 1 - row)
    return glyphs.halves[(start <= lower < end) + 2 * (start <= lower + 1 < end)]


def _word(cell: LaneCell, row: int, rows: int, width: int, glyphs: Glyphs) -> str:
    """A word in one line, or letter below letter, apart from its neighbours; else as it fits."""
    if not cell.word:
        return _padded(glyphs.ghost if row == rows - 1 else "", 1, width)
    letters = len(cell.word)
    wide = width - 1 if letters < width else 1 if letters <= rows else width
    text = cell.word[row * wide : (row + 1) * wide]
    return _padded(text, 1, width) if wide == 1 else text.ljust(width)
