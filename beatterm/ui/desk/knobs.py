"""Knobs: everything with a number, under one roof for the inspector: the step, its row, the track's strip,
the song, the master and each shared effect. Strip and effects come from the table of Params.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from beatterm.model.edits import mix, steps
from beatterm.model.edits.steps import fitting_track
from beatterm.model.mixer import GAIN
from beatterm.model.note import HIGHEST_NOTE, note_name
from beatterm.model.param import Param, Value, value_of
from beatterm.model.pattern import MAX_STEPS, Track
from beatterm.model.song import Song
from beatterm.model.step import ACCENT_VELOCITY, HIT_VELOCITY, MIN_VELOCITY, Step
from beatterm.model.time import STEP_NAMES, STEP_TICKS
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.patterns import AS_PATTERN, LENGTH, STEP, SWING, TEMPO
from beatterm.ui.desk.turning import label_of, share, shown

VELOCITY = Param("velocity", HIT_VELOCITY, MIN_VELOCITY, ACCENT_VELOCITY, step=5.0, about="How hard.")
HOLD = Param("hold", 1.0, 1.0, MAX_STEPS, step=1.0, about="Steps that the note is held.")
NOTE = Param("note", 60.0, 0.0, HIGHEST_NOTE, step=1.0, about="In semitones; a chord moves as one.")
MASTER = (GAIN,)

Put = Callable[[Song, Value], Song]


@dataclass(frozen=True, slots=True)
class Knob:
    """One value of the song. `put` sets it, `reset` brings back what holds without it.

    `kind` and the Param's name are its `key`, the same wherever the cursor goes; `group` is its heading.
    """

    kind: str
    group: str
    param: Param
    value: Value
    put: Put
    reset: Callable[[Song], Song]
    text: str
    is_default: bool

    @property
    def key(self) -> str:
        """What stays the same when the cursor moves to another step or track."""
        return f"{self.kind}.{self.param.name}"

    @property
    def label(self) -> str:
        """Its name."""
        return label_of(self.param)

    @property
    def share(self) -> float:
        """How far it is turned up, 0 to 1."""
        return share(self.param, self.value)


def _knob(kind: str, group: str, param: Param, value: Value, put: Put) -> Knob:
    def reset(song: Song) -> Song:
        return put(song, param.default)

    return Knob(kind, group, param, value, put, reset, shown(param, value), value == param.default)


def knobs(desk: Desk) -> tuple[Knob, ...]:
    """All knobs that the cursor's place offers, in the inspector's order."""
    tracks = (*_step_knobs(desk), *_row_knobs(desk), *_strip_knobs(desk)) if desk.song.tracks else ()
    return (*tracks, *_song_knobs(desk), *_effect_knobs(desk))


def _step_knobs(desk: Desk) -> Iterator[Knob]:
    if not desk.song.patterns:
        return
    pattern, track, index = desk.place.pattern, desk.track, desk.place.step
    step = steps.step_at(desk.song, pattern, track, index)
    if step is None:
        return

    def knob(param: Param, value: float, change: Callable[[float], Step]) -> Knob:
        def put(song: Song, wanted: Value) -> Song:
            return steps.set_step(song, pattern, track, index, change(float(wanted)))

        return _knob("step", f"step {index + 1}", param, value, put)

    yield knob(VELOCITY, step.velocity, lambda wanted: replace(step, velocity=round(wanted)))
    if step.notes:
        names = " ".join(map(note_name, step.notes))
        yield replace(knob(NOTE, step.notes[0], lambda wanted: _moved(step, round(wanted))), text=names)
    yield knob(HOLD, step.length, lambda wanted: replace(step, length=round(wanted)))


def _moved(step: Step, lowest: int) -> Step:
    by = min(lowest - step.notes[0], HIGHEST_NOTE - step.notes[-1])
    return replace(step, notes=tuple(note + by for note in step.notes))


def _row_knobs(desk: Desk) -> Iterator[Knob]:
    if not desk.song.patterns:
        return
    owner = desk.pattern
    row = fitting_track(owner, desk.track)
    group = f"{row.name} in {owner.name}"
    pattern, name = owner.name, row.name
    length = replace(LENGTH, default=float(owner.length))
    yield _knob(
        "row",
        group,
        length,
        row.length,
        lambda song, wanted: steps.set_track_length(song, pattern, name, round(float(wanted))),
    )
    yield _knob(
        "row",
        group,
        STEP,
        STEP_NAMES[row.step_ticks] if row.step_ticks else AS_PATTERN,
        lambda song, wanted: steps.set_track_step(song, pattern, name, STEP_TICKS.get(str(wanted))),
    )
    yield _row_swing(desk.song, group, pattern, row)


def _row_swing(song: Song, group: str, pattern: str, row: Track) -> Knob:
    value = song.swing if row.swing is None else row.swing
    own = _knob(
        "row",
        group,
        SWING,
        value,
        lambda song, wanted: steps.set_track_swing(song, pattern, row.name, float(wanted)),
    )
    return replace(
        own,
        reset=lambda song: steps.set_track_swing(song, pattern, row.name, None),
        text=own.text if row.swing is not None else f"{own.text} song",
        is_default=row.swing is None,
    )


def _strip_knobs(desk: Desk) -> Iterator[Knob]:
    name = desk.track
    values = desk.song.mixer.strip(name).values
    for param in desk.session.params.strip:
        yield _knob("strip", f"mix of {name}", param, value_of(values, param), _strip_put(name, param))


def _strip_put(name: str, param: Param) -> Put:
    return lambda song, wanted: mix.set_strip_value(song, name, param, wanted)


def _song_knobs(desk: Desk) -> Iterator[Knob]:
    song = desk.song
    yield _knob("song", "song", TEMPO, song.tempo, lambda song, wanted: mix.set_tempo(song, float(wanted)))
    yield _knob("song", "song", SWING, song.swing, lambda song, wanted: mix.set_swing(song, float(wanted)))
    for param in MASTER:
        yield _knob("master", "master", param, value_of(song.mixer.master, param), _master_put(param))


def _master_put(param: Param) -> Put:
    return lambda song, wanted: mix.set_master_value(song, param, wanted)


def _effect_knobs(desk: Desk) -> Iterator[Knob]:
    for effect, params in desk.session.params.effects.items():
        values = desk.song.mixer.effect(effect)
        for param in params:
            yield _knob(effect, effect, param, value_of(values, param), _effect_put(effect, param))


def _effect_put(effect: str, param: Param) -> Put:
    return lambda song, wanted: mix.set_effect_value(song, effect, param, wanted)
