"""What keys do to patterns: new, copied, removed, and how long they and their rows are."""

from beatterm.model.edits import mix, patterns, steps
from beatterm.model.list_params import AS_PATTERN, STEP
from beatterm.model.param import Param
from beatterm.model.pattern import Pattern, Track
from beatterm.model.song import Song
from beatterm.model.song_params import LENGTH, SWING, TEMPO
from beatterm.model.time import STEP_NAMES, STEP_TICKS
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Question
from beatterm.ui.desk.playing import show
from beatterm.ui.desk.turning import fault, parsed


def new(desk: Desk) -> None:
    """An empty pattern as long as this one."""
    if not desk.song.patterns:
        desk.edit("new pattern", lambda song: song.with_pattern(Pattern("A")))
        return
    _made(desk, "new pattern", patterns.new_pattern(desk.song, desk.place.pattern))


def fork(desk: Desk) -> None:
    """A copy of this pattern under the next free name."""
    _made(desk, "copy pattern", patterns.fork_pattern(desk.song, desk.pattern.name))


def _made(desk: Desk, label: str, made: tuple[Song, str]) -> None:
    song, name = made
    desk.edit(label, lambda _: song)
    show(desk, name)
    desk.front.tell(f"Pattern {name}.")


def remove(desk: Desk) -> None:
    """Delete the pattern on the screen."""
    name = desk.pattern.name
    desk.edit("remove pattern", lambda song: patterns.remove_pattern(song, name))
    desk.front.tell(f"Removed pattern {name}; u brings it back.")


async def lengths(desk: Desk) -> None:
    """Ask for the pattern's length, and for the row's length, step and swing."""
    owner, name = desk.pattern, desk.track
    row = steps.fitting_track(owner, name)
    answers = await desk.front.ask(
        f"Lengths of pattern {owner.name} and {name}",
        [
            _question("pattern length", LENGTH, str(owner.length)),
            _question("track length", LENGTH, str(row.length)),
            _question("track step", STEP, _step_name(row)),
            _question("track swing", SWING, "" if row.swing is None else f"{row.swing:g}", "; empty: song's"),
        ],
    )
    if answers is not None:
        desk.edit("lengths", lambda song: _with_lengths(song, owner, row, answers))


def _step_name(row: Track) -> str:
    return STEP_NAMES[row.step_ticks] if row.step_ticks else AS_PATTERN


def _with_lengths(song: Song, owner: Pattern, row: Track, answers: tuple[str, ...]) -> Song:
    pattern_length, length, step, swing = answers
    song = steps.set_pattern_length(song, owner.name, int(parsed(LENGTH, pattern_length)))
    if length != str(row.length):
        song = steps.set_track_length(song, owner.name, row.name, int(parsed(LENGTH, length)))
    if step != _step_name(row):
        song = steps.set_track_step(song, owner.name, row.name, STEP_TICKS.get(step))
    wanted = float(parsed(SWING, swing)) if swing.strip() else None
    if wanted != row.swing:
        song = steps.set_track_swing(song, owner.name, row.name, wanted)
    return song


async def tempo(desk: Desk) -> None:
    """Ask for tempo and swing of the song."""
    questions = [
        _question("tempo", TEMPO, f"{desk.song.tempo:g}"),
        _question("swing", SWING, f"{desk.song.swing:g}"),
    ]
    answers = await desk.front.ask("Tempo and swing", questions)
    if answers is not None:
        bpm, percent = float(parsed(TEMPO, answers[0])), float(parsed(SWING, answers[1]))
        desk.edit("tempo and swing", lambda song: mix.set_swing(mix.set_tempo(song, bpm), percent))


def _question(label: str, param: Param, answer: str, empty: str = "") -> Question:
    def check(text: str) -> str | None:
        return None if empty and not text.strip() else fault(param, text)

    return Question(label, answer, f"{param.rule()}{empty}", check)
