"""What must be baked: all that a project can play, as recipes. What is plain stands first, for the memory may
not hold all.
"""

from collections.abc import Iterable, Iterator

from beatterm.engine.bake import Recipe, recipe_of
from beatterm.engine.cast import Cast, cast_of
from beatterm.engine.levels import own_levels
from beatterm.engine.locks import leaves_strip, shape_for
from beatterm.engine.shape import AS_RECORDED, Shape
from beatterm.model.kit import Kit, Sound
from beatterm.model.param import Values
from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.sequencer.notes import sounding_notes

Struck = tuple[str, int | None, Values]
"""What can be struck: a track, a note, and the hit's locks."""

Held = tuple[str, int | None]
"""A track's note that the performer holds down."""


def recipes_for(project: Project, held: Iterable[Held] = ()) -> Iterator[Recipe]:
    """The patterns' hits, the notes that are held down beside them, and every sound at its own pitch."""
    cast = cast_of(project)
    hits = struck(project)
    yield from _recipes_of_hits(project, cast, (hit for hit in hits if not hit[2]))
    yield from _recipes_of_hits(project, cast, ((track, note, ()) for track, note in held))
    yield from _recipes_of_hits(project, cast, ((track, None, ()) for track in cast.tracks))
    for sound in project.kit.sounds:
        yield from recipes_of(project.kit, sound, None)
    yield from _recipes_of_hits(project, cast, (hit for hit in hits if hit[2]))


def recipes_of_note(project: Project, track: str, note: int | None) -> Iterator[Recipe]:
    """What one note of a track may play, without locks."""
    sound = project.sound_of(track)
    if sound:
        yield from recipes_of(project.kit, sound, note, shape_for(project.song.setup(track).values, (), ()))


def recipes_of(kit: Kit, sound: Sound, note: int | None, shape: Shape = AS_RECORDED) -> Iterator[Recipe]:
    """Every recording of a sound that a note may pick."""
    for layer in sound.layers:
        for file in layer.files:
            yield recipe_of(kit.folder, sound, file, note, shape)


def struck(project: Project) -> tuple[Struck, ...]:
    """All that the patterns can strike, each once."""
    found: dict[Struck, None] = {}
    for pattern in project.song.patterns:
        for track in pattern.tracks:
            found.update(dict.fromkeys(_struck_by(project, track)))
    return tuple(found)


def _struck_by(project: Project, track: Track) -> Iterator[Struck]:
    different = {(step.notes, step.locks): step for step in track.steps if step}
    for step in different.values():
        for note in sounding_notes(project, track, step):
            yield track.name, note, step.locks


def ready_levels(project: Project) -> None:
    """Work out beforehand what the hits that leave their strips are mixed with."""
    if needs_mixer(project):
        for name, _, locks in struck(project):
            if leaves_strip(locks):
                own_levels(project.song.mixer.strip(name).values, locks)


def needs_mixer(project: Project) -> bool:
    """Whether some hit has the mixer's effects baked in."""
    steps = (
        step for pattern in project.song.patterns for track in pattern.tracks for step in track.steps if step
    )
    return any(step.locks and leaves_strip(step.locks) for step in steps)


def _recipes_of_hits(project: Project, cast: Cast, hits: Iterable[Struck]) -> Iterator[Recipe]:
    mixer = project.song.mixer
    for name, note, locks in hits:
        part = cast.parts.get(name)
        if part and part.sound:
            shape = shape_for(part.values, mixer.strip(name).values, locks) if locks else part.shape
            yield from recipes_of(cast.kit, part.sound, note, shape)
