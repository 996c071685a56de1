"""The bank: every sound that the project can play, baked before it is due. Used by the thread that
prepares.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from beatterm.engine.arena import Arena, ArenaFull, Baked
from beatterm.engine.bake import Recipe, bake, recipe_of
from beatterm.engine.frames import Frames, ReadSound
from beatterm.model.kit import Kit, Sound
from beatterm.model.project import Project, missing_sounds
from beatterm.model.song import Song

_RECORDINGS_KEPT = 256
_GRACE_SECONDS = 2
"""A hit may still start a sound this long after the project stopped wanting it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a hit starts: a baked sound and how it behaves."""

    baked: Baked
    choke: str | None
    release_ms: float | None


class Bank:
    """Baked sounds by recipe. `prepare` bakes what a project needs; `find` only looks up, for the mixing
    thread.

    `now` tells the engine's frame: the room of a sound that is no longer wanted is used again only when every
    voice that may still play it has ended.
    """

    def __init__(self, rate: int, read_sound: ReadSound, now: Callable[[], int], arena: Arena) -> None:
        self.rate = rate
        self.arena = arena
        self._read_sound = read_sound
        self._now = now
        self._recordings: dict[tuple[str, str], tuple[Frames, int]] = {}
        self._baked: dict[Recipe, Baked | None] = {}
        self._retired: list[tuple[int, Baked]] = []

    def find(self, kit: Kit, sound: Sound, velocity: int, note: int | None, ordinal: int) -> Hit | None:
        """What a hit plays; None if its recording could not be read or was never asked for."""
        files = sound.layer_for(velocity).files
        recipe = recipe_of(kit.folder, sound, files[ordinal % len(files)], note)
        baked = self._baked.get(recipe)
        return Hit(baked, sound.choke, sound.release_ms) if baked else None

    def prepare_afresh(self, project: Project) -> tuple[str, ...]:
        """`prepare`, trying again what could not be read before; also says which tracks the kit has no
        sound for.
        """
        self._baked = {recipe: baked for recipe, baked in self._baked.items() if baked}
        problems = self.prepare(project)
        lacking = missing_sounds(project)
        return (*problems, _lacking_text(project, lacking)) if lacking else problems

    def prepare(self, project: Project) -> tuple[str, ...]:
        """Bake what a project can play and is not baked yet; what went wrong, in words."""
        wanted = dict.fromkeys(_recipes(project))
        for recipe in [old for old in self._baked if old not in wanted]:
            self._retire(recipe)
        return self._bake_all(project.kit, wanted)

    def prepare_note(self, kit: Kit, sound: Sound, note: int | None) -> tuple[str, ...]:
        """Bake one note of a sound that no pattern uses yet."""
        return self._bake_all(kit, dict.fromkeys(_recipes_of(kit, sound, note)))

    def _bake_all(self, kit: Kit, wanted: Iterable[Recipe]) -> tuple[str, ...]:
        self._reclaim()
        problems = [self._bake(kit, recipe) for recipe in wanted if recipe not in self._baked]
        return tuple(dict.fromkeys(problem for problem in problems if problem))

    def _bake(self, kit: Kit, recipe: Recipe) -> str:
        self._baked[recipe] = None
        try:
            frames = bake(*self._recording(kit, recipe.file), self.rate, recipe)
            self._baked[recipe] = self.arena.add(frames)
        except ArenaFull:
            return (
                "The sounds together are too long for the memory; some stay silent. Use shorter recordings."
            )
        except Exception as error:  # whatever a broken file does, the other sounds play on
            return str(error)
        return ""

    def _recording(self, kit: Kit, file: str) -> tuple[Frames, int]:
        key = (kit.folder, file)
        if key not in self._recordings:
            while len(self._recordings) >= _RECORDINGS_KEPT:
                del self._recordings[next(iter(self._recordings))]
            self._recordings[key] = self._read_sound(kit, file)
        return self._recordings[key]

    def _retire(self, recipe: Recipe) -> None:
        baked = self._baked.pop(recipe)
        if baked:
            self._retired.append((self._now() + baked.length + _GRACE_SECONDS * self.rate, baked))

    def _reclaim(self) -> None:
        now = self._now()
        for _, baked in (old for old in self._retired if old[0] < now):
            self.arena.free(baked)
        self._retired = [old for old in self._retired if old[0] >= now]


def _recipes(project: Project) -> Iterator[Recipe]:
    """All that a project may play: the tracks' notes first, then every sound of the kit at its own pitch."""
    for name, notes in _notes_by_sound(project.song).items():
        sound = project.kit.sound(name)
        if sound:
            for note in sorted(notes, key=lambda each: -1 if each is None else each):
                yield from _recipes_of(project.kit, sound, note)
    for sound in project.kit.sounds:
        yield from _recipes_of(project.kit, sound, None)


def _recipes_of(kit: Kit, sound: Sound, note: int | None) -> Iterator[Recipe]:
    for layer in sound.layers:
        for file in layer.files:
            yield recipe_of(kit.folder, sound, file, note)


def _notes_by_sound(song: Song) -> dict[str, set[int | None]]:
    notes: dict[str, set[int | None]] = {}
    for pattern in song.patterns:
        for track in pattern.tracks:
            used = notes.setdefault(song.setup(track.name).sound, set())
            for step in track.steps:
                if step:
                    used.update(step.notes or (None,))
    return notes


def _lacking_text(project: Project, tracks: tuple[str, ...]) -> str:
    names = ", ".join(tracks)
    if not project.kit.name:
        return f"The song names no kit, so nothing sounds for {names}; choose a kit to hear them."
    return f"Kit {project.kit.name} has no sound for {names}; choose another sound or kit to hear them."
