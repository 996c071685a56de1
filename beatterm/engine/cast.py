"""Who plays what: a project's tracks by number with their sounds, looked up for every hit."""

from dataclasses import dataclass, field

from beatterm.engine.locks import shape_for
from beatterm.engine.shape import AS_RECORDED, Shape
from beatterm.model.kit import Kit, Sound
from beatterm.model.param import Values
from beatterm.model.project import Project


@dataclass(frozen=True, slots=True)
class Part:
    """A track's number in the mix, its sound (None: the kit lacks it, or hardware alone plays it), its choke
    group's number (0: none), the Params that shape its sound, and the shape that they give.
    """

    number: int
    sound: Sound | None
    choke: int
    values: Values = ()
    shape: Shape = AS_RECORDED


@dataclass(frozen=True, slots=True)
class Cast:
    """All parts by the track's name."""

    kit: Kit = field(default_factory=lambda: Kit(""))
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tracks' names by number."""
        return tuple(self.parts)


def cast_of(project: Project) -> Cast:
    """The cast of a project."""
    groups = sorted({sound.choke for sound in project.kit.sounds if sound.choke})
    numbers = {group: place + 1 for place, group in enumerate(groups)}
    parts = {}
    for place, setup in enumerate(project.song.tracks):
        sound = project.kit.sound(setup.sound) if setup.is_heard else None
        choke = numbers.get(sound.choke or "", 0) if sound else 0
        parts[setup.name] = Part(place, sound, choke, setup.values, shape_for(setup.values, (), ()))
    return Cast(project.kit, parts)
