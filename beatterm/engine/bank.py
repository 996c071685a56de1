"""The bank: every sound that the project can play, baked before it is due. Used by the thread that
prepares.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from beatterm.engine.arena import Arena, ArenaFull, Baked
from beatterm.engine.bake import Recipe, bake, recipe_of
from beatterm.engine.courtesy import GiveWay, never, politely
from beatterm.engine.frames import Frames, ReadSound
from beatterm.engine.shape import AS_RECORDED, Shape
from beatterm.engine.wanted import Held, Wanted, needs_mixer, recipes_of_note
from beatterm.model.kit import Kit, Sound
from beatterm.model.project import Project, missing_sounds

_RECORDINGS_KEPT = 256
_LEAVING_SECONDS = 0.25
"""What a project stops wanting is found for so long at least: until the next one has taken over, the old one
plays on.
"""
_GRACE_SECONDS = 2
"""A hit may still start a sound this long after it cannot be found any more."""


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
        self._leaving: dict[Recipe, int] = {}
        self._retired: list[tuple[int, Baked]] = []
        self._without_room: set[Recipe] = set()
        self._wanted = Wanted()

    def find(
        self,
        kit: Kit,
        sound: Sound,
        velocity: int,
        note: int | None,
        ordinal: int,
        shape: Shape = AS_RECORDED,
    ) -> Hit | None:
        """What a hit plays: the sound in its shape, or while that is not baked, as recorded. None if its
        recording could not be read or was never asked for.
        """
        files = sound.layer_for(velocity).files
        file = files[ordinal % len(files)]
        baked = self._baked.get(recipe_of(kit.folder, sound, file, note, shape))
        if baked is None and shape is not AS_RECORDED:
            baked = self._baked.get(recipe_of(kit.folder, sound, file, note))
        return Hit(baked, sound.choke, sound.release_ms) if baked else None

    def prepare_afresh(
        self, project: Project, held: Iterable[Held] = (), give_way: GiveWay = never
    ) -> tuple[str, ...]:
        """`prepare`, trying again what could not be read before; also says which tracks the kit has no
        sound for.
        """
        self._baked = {recipe: baked for recipe, baked in self._baked.items() if baked}
        problems = self.prepare(project, held, give_way)
        lacking = missing_sounds(project)
        return (*problems, _lacking_text(project, lacking)) if lacking else problems

    def prepare(
        self, project: Project, held: Iterable[Held] = (), give_way: GiveWay = never
    ) -> tuple[str, ...]:
        """Bake what a project can play, and the notes that are held down, as far as that is not baked yet;
        what went wrong, in words. Gives way between two sounds.
        """
        wanted = self._wanted.recipes_for(project, held, give_way)
        self._let_leave(wanted)
        return self._bake_all(project.kit, wanted, give_way)

    def prepare_mixer(self, project: Project, held: Iterable[Held], give_way: GiveWay) -> tuple[str, ...]:
        """`prepare` after a change of the mixer alone."""
        return self.prepare(project, held, give_way) if needs_mixer(project) else ()

    def prepare_note(self, project: Project, track: str, note: int | None) -> tuple[str, ...]:
        """Bake one note of a track that no pattern uses yet."""
        return self._bake_all(project.kit, dict.fromkeys(recipes_of_note(project, track, note)))

    def _let_leave(self, wanted: dict[Recipe, None]) -> None:
        """Retire what has not been wanted for a while, and note what is not wanted from now on."""
        now, while_frames = self._now(), _LEAVING_SECONDS * self.rate
        for recipe, since in list(self._leaving.items()):
            if recipe in wanted:
                del self._leaving[recipe]
            elif since + while_frames <= now:
                del self._leaving[recipe]
                self._retire(recipe)
        for recipe in self._baked:
            if recipe not in wanted:
                self._leaving.setdefault(recipe, now)

    def _bake_all(self, kit: Kit, wanted: Iterable[Recipe], give_way: GiveWay = never) -> tuple[str, ...]:
        self._reclaim()
        new = (recipe for recipe in wanted if recipe not in self._baked)
        problems = [self._bake(kit, recipe) for recipe in politely(new, give_way)]
        return tuple(dict.fromkeys(problem for problem in problems if problem))

    def _bake(self, kit: Kit, recipe: Recipe) -> str:
        self._baked[recipe] = None
        try:
            frames = bake(*self._recording(kit, recipe.file), self.rate, recipe)
            self._baked[recipe] = self.arena.add(frames)
        except ArenaFull:
            self._without_room.add(recipe)
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
        baked = self._baked.pop(recipe, None)
        if baked:
            self._retired.append((self._now() + baked.length + _GRACE_SECONDS * self.rate, baked))

    def _reclaim(self) -> None:
        """Give back the room of what no voice plays any more; what found no room before is tried again."""
        now = self._now()
        free = [baked for since, baked in self._retired if since < now]
        self._retired = [old for old in self._retired if old[0] >= now]
        for baked in free:
            self.arena.free(baked)
        if free:
            for recipe in self._without_room:
                self._baked.pop(recipe, None)
            self._without_room.clear()


def _lacking_text(project: Project, tracks: tuple[str, ...]) -> str:
    names = ", ".join(tracks)
    if not project.kit.name:
        return f"The song names no kit, so nothing sounds for {names}; choose a kit to hear them."
    return f"Kit {project.kit.name} has no sound for {names}; choose another sound or kit to hear them."
