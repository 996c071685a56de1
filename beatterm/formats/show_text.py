"""A song as plain text to look at: its grids, and below each what its cells cannot say.

`beatterm show` prints it.
"""

from beatterm.formats.grid_cells import format_cells, spoken_steps
from beatterm.formats.grid_text import grouping, lay_out
from beatterm.formats.midi_write import midi_words
from beatterm.formats.step_keys import step_settings
from beatterm.model.groove import Groove
from beatterm.model.param import Values
from beatterm.model.pattern import Pattern, Track
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import ALWAYS
from beatterm.model.time import STEP_NAMES
from beatterm.model.track_params import TRACK_PARAMS

_MAX_ALIGNED = 4
"""Wider cells, such as chords, would pull the drums apart: then note lanes are not lined up with them."""


def show_head(song: Song) -> str:
    """A song in a line: title, tempo, metre, key, feel and kit."""
    parts = [song.title or "untitled", f"{song.tempo:g} BPM", str(song.meter)]
    parts += [str(song.key)] if song.key else []
    parts += [f"swing {song.swing:g} %"]
    parts += [f"groove {song.groove} {song.groove_amount} %"] if song.groove else []
    return "   ".join([*parts, f"kit {song.kit or 'none'}"])


def show_setups(song: Song) -> str:
    """A line for each track that is more than the kit's sound of its name, and for each of its grooves."""
    lines = [_setup(each) for each in song.tracks if each != TrackSetup(each.name, each.name)]
    lines += [_groove(each) for each in song.grooves]
    return "".join(f"{line}\n" for line in lines)


def show_pattern(song: Song, pattern: Pattern) -> str:
    """A pattern: its grid under a ruler of beats, and below what the grid cannot say."""
    cells = [format_cells(track.steps) for track in pattern.tracks]
    widest = max((len(cell) for row in cells for cell in row), default=1)
    cell_width = widest if widest <= _MAX_ALIGNED else 1
    name_width = max((len(track.name) for track in pattern.tracks), default=0)
    lines = [_pattern_head(pattern)]
    if pattern.tracks:
        lines.append(" " * (name_width + 4) + _ruler(song, pattern, cell_width))
    for track, row in zip(pattern.tracks, cells, strict=True):
        grid = lay_out(row, grouping(pattern, track.step_ticks, song.meter_of(pattern)), cell_width)
        lines.append(f"{track.name:<{name_width}}  | {grid} |{_own_settings(track)}")
    lines += [line for track in pattern.tracks for line in _details(track)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _setup(setup: TrackSetup) -> str:
    own = [f"sound {setup.sound}"] if setup.sound != setup.name else []
    own += ["in key"] if setup.in_key else []
    sent = [midi_words(setup.midi)] if setup.midi else []
    return f"{setup.name}: {', '.join([*own, *_words(setup.values), *sent])}"


def _groove(groove: Groove) -> str:
    time = [f"{each:+g}" for each in groove.time]
    velocity = [f"{each} %" for each in groove.velocity]
    slots = [f"{name} {' '.join(each)}" for name, each in (("time", time), ("velocity", velocity)) if each]
    return f"groove {groove.name}: {', '.join([STEP_NAMES[groove.step_ticks], *slots])}"


def _pattern_head(pattern: Pattern) -> str:
    parts = [pattern.name, STEP_NAMES[pattern.step_ticks], f"{pattern.length} steps"]
    parts += [str(pattern.meter)] if pattern.meter else []
    parts += [f"chance {pattern.chance} %"] if pattern.chance != ALWAYS else []
    return "  ".join(parts + (["fill"] if pattern.fill else []))


def _ruler(song: Song, pattern: Pattern, cell_width: int) -> str:
    """The beats of each bar, above the lanes in the pattern's own steps."""
    meter = song.meter_of(pattern)
    steps = max([len(track.steps) for track in pattern.tracks if track.step_ticks is None], default=0)
    groups = grouping(pattern, None, meter)
    if not steps or not groups.beat:
        return ""
    mark = "\0"
    marks = [mark if step % groups.beat == 0 else " " for step in range(steps)]
    blank = lay_out(marks, groups, cell_width).replace("|", " ")
    line = ""
    for at, beat in zip((at for at, each in enumerate(blank) if each == mark), range(steps), strict=False):
        line = f"{line:<{at}}" + (str(beat % meter.beats + 1) if len(line) <= at else "")
    return line


def _own_settings(track: Track) -> str:
    """Where a track goes its own way, behind its lane."""
    own = [f"{track.length} steps"] if track.length != len(track.steps) else []
    own += [STEP_NAMES[track.step_ticks]] if track.step_ticks is not None else []
    own += [f"swing {track.swing:g}"] if track.swing is not None else []
    own += [f"groove {track.groove}"] if track.groove is not None else []
    own += [f"groove_amount {track.groove_amount}"] if track.groove_amount is not None else []
    values = ((each.param, each.value_in(track)) for each in TRACK_PARAMS)
    own += _words(tuple((param.name, value) for param, value in values if value != param.default))
    return "  " + ", ".join(own) if own else ""


def _details(track: Track) -> list[str]:
    """A line for each step whose cell does not say everything."""
    lines = []
    for index, (step, spoken) in enumerate(zip(track.steps, spoken_steps(track.steps), strict=True)):
        if step is not None and spoken is not None and step != spoken:
            own = [(name, text) for name, text, is_own in step_settings(step, spoken) if is_own]
            said = [f"{name} {text}".replace('"', "") for name, text in own]
            lines.append(f"{track.name} {index + 1}: {', '.join(said)}")
    return lines


def _words(values: Values) -> list[str]:
    return [f"{name} {value if isinstance(value, str) else format(value, 'g')}" for name, value in values]
