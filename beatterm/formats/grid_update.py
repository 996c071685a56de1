"""A grid's text changed where its lanes changed: comments and every other lane stay as written."""

from dataclasses import dataclass

from beatterm.formats.grid_cells import format_cells
from beatterm.formats.grid_text import format_lane, grouping, lay_out, without_comment
from beatterm.formats.toml_write import multi_line
from beatterm.model.pattern import Pattern, Track
from beatterm.model.time import Meter


@dataclass(frozen=True, slots=True)
class _Written:
    """A lane as it stands in a grid, with the comments and blank lines above it."""

    above: tuple[str, ...]
    line: str


def update_grid(text: str, old: Pattern, new: Pattern, meter: Meter) -> str:
    """The grid's text for `new`; in it stood `old`."""
    written, rest = _written_lanes(text, {track.name for track in new.tracks})
    lines: list[str] = []
    for track in new.tracks:
        lane = written.get(track.name)
        if lane is None:
            lines.append(format_lane(track, new, meter, _width(written)))
        else:
            lines += [*lane.above, _line_for(lane.line, track, old, new, meter)]
    return "\n".join([*lines, *rest])


def update_raw_grid(raw: str, text: str, old: Pattern, new: Pattern, meter: Meter) -> str:
    """`update_grid` for the grid as it is written, quotes included; `text` is what it says."""
    changed = update_grid(text, old, new, meter)
    if changed == text:
        return raw
    quotes = raw[:3]
    if quotes == "'''" or (quotes == '"""' and "\\" not in raw):
        first_end = "\n" if raw.startswith("\n", 3) else ""
        return quotes + first_end + changed + quotes
    return multi_line(changed)


def _written_lanes(text: str, kept: set[str]) -> tuple[dict[str, _Written], list[str]]:
    """The lanes of a text that are kept, and what stands below the last. Comments above others stay too."""
    written: dict[str, _Written] = {}
    above: list[str] = []
    for line in text.split("\n"):
        body = without_comment(line)
        name = body.partition("|")[0].strip(" \t")
        if not body.strip(" \t"):
            above.append(line)
        elif name in kept:
            written[name] = _Written(tuple(above), line)
            above = []
    return written, above


def _line_for(line: str, track: Track, old: Pattern, new: Pattern, meter: Meter) -> str:
    """A lane's line: as it stands if its cells say the same, else its cells anew between name and comment."""
    before = old.track(track.name)
    cells = format_cells(track.steps)
    if before is not None and format_cells(before.steps) == cells:
        return line
    body = without_comment(line)
    name = body.partition("|")[0]
    gap = body[len(body.rstrip(" \t")) :]
    layout = lay_out(cells, grouping(new, track.step_ticks, meter))
    return f"{name}| {layout} |{gap}{line[len(body) :]}"


def _width(written: dict[str, _Written]) -> int:
    """The width of names that puts a new lane's first | below the others'."""
    columns = [lane.line.index("|") for lane in written.values()]
    return max([column - 1 for column in columns], default=0)
