"""What must be baked: all that a project can play, as recipes. What is plain stands first, for the memory may
not hold all.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from beatterm.engine.bake import Recipe, recipe_of
from beatterm.engine.cast import Cast, Part, cast_of
from beatterm.engine.courtesy import GiveWay, never
from beatterm.engine.levels import own_levels
from beatterm.engine.locks import leaves_strip, shape_for
from beatterm.engine.shape import AS_RECORDED, Shape
from beatterm.model.kit import Kit, Sound
from beatterm.model.param import Values
from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.model.step import Step
from beatterm.sequencer.notes import Tuning, tuned, tuning_of

Held = tuple[str, int | None]
"""A track's note that the performer holds down."""


class Source(NamedTuple):
    """What the recipes of a pattern's row are made from."""

    track: Track
    kit: Kit
    part: Part | None
    strip: Values
    tuning: Tuning


class Row(NamedTuple):
    """The recipes of a row's plain hits, and of those with locks."""

    plain: tuple[Recipe, ...]
    locked: tuple[Recipe, ...]


class Wanted:
    """What projects want to have baked. A row is read anew only if its Track is another object than the last
    time, or is played with something else.
    """

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], tuple[Source, Row]] = {}

    def recipes_for(
        self, project: Project, held: Iterable[Held] = (), give_way: GiveWay = never
    ) -> dict[Recipe, None]:
        """The patterns' hits, the notes that are held down beside them, and every sound at its own pitch.
        Gives way before each row that has changed.
        """
        cast = cast_of(project)
        rows = self._rows_of(project, cast, give_way)
        notes = chain(held, ((track, None) for track in cast.tracks))
        return dict.fromkeys(
            chain(
                chain.from_iterable(row.plain for row in rows),
                chain.from_iterable(recipes_of_note(project, track, note) for track, note in notes),
                chain.from_iterable(recipes_of(project.kit, sound, None) for sound in project.kit.sounds),
                chain.from_iterable(row.locked for row in rows),
            )
        )

    def _rows_of(self, project: Project, cast: Cast, give_way: GiveWay) -> list[Row]:
        """The rows of all patterns, those that are there no more forgotten."""
        before, self._rows = self._rows, {}
        for pattern in project.song.patterns:
            for track in pattern.tracks:
                key = (pattern.name, track.name)
                source = _source(project, cast, track)
                self._rows[key] = source, _row_of(source, before.get(key), give_way)
        return [row for _, row in self._rows.values()]


def _source(project: Project, cast: Cast, track: Track) -> Source:
    strip = project.song.mixer.strip(track.name).values
    return Source(track, project.kit, cast.parts.get(track.name), strip, tuning_of(project, track))


def _row_of(source: Source, before: tuple[Source, Row] | None, give_way: GiveWay) -> Row:
    """The row as it was read before, if nothing has changed."""
    if before is not None:
        old, row = before
        if old.track is source.track and old.kit is source.kit and old[2:] == source[2:]:
            return row
    give_way()
    return _read(source)


def _read(source: Source) -> Row:
    """Also works out what the hits that leave their strip are mixed with."""
    plain: dict[Recipe, None] = {}
    locked: dict[Recipe, None] = {}
    for step in {(step.notes, step.locks): step for step in source.track.steps if step}.values():
        recipes = locked if step.locks else plain
        recipes.update(dict.fromkeys(_recipes_of_step(source, step)))
        if leaves_strip(step.locks):
            own_levels(source.strip, step.locks)
    return Row(tuple(plain), tuple(locked))


def _recipes_of_step(source: Source, step: Step) -> Iterator[Recipe]:
    part = source.part
    if part and part.sound:
        shape = shape_for(part.values, source.strip, step.locks) if step.locks else part.shape
        for note in tuned(source.tuning, step):
            yield from recipes_of(source.kit, part.sound, note, shape)


def recipes_of_note(project: Project, track: str, note: int | None) -> Iterator[Recipe]:
    """What one note of a track may play, without locks."""
    sound, setup = project.sound_of(track), project.song.setup(track)
    if sound and setup.is_heard:
        yield from recipes_of(project.kit, sound, note, shape_for(setup.values, (), ()))


def recipes_of(kit: Kit, sound: Sound, note: int | None, shape: Shape = AS_RECORDED) -> Iterator[Recipe]:
    """Every recording of a sound that a note may pick."""
    for layer in sound.layers:
        for file in layer.files:
            yield recipe_of(kit.folder, sound, file, note, shape)


def needs_mixer(project: Project) -> bool:
    """Whether some hit has the mixer's effects baked in."""
    steps = (
        step for pattern in project.song.patterns for track in pattern.tracks for step in track.steps if step
    )
    return any(step.locks and leaves_strip(step.locks) for step in steps)
