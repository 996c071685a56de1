"""A project: a song together with the kit that it names, which is all that playing it needs to know."""

from dataclasses import dataclass, field

from beatterm.model.kit import Kit, Sound
from beatterm.model.song import Song


@dataclass(frozen=True, slots=True)
class Project:
    """A song and its kit."""

    song: Song = field(default_factory=Song)
    kit: Kit = field(default_factory=lambda: Kit(""))

    def sound_of(self, track: str) -> Sound | None:
        """The sound that a track plays, or None if the kit lacks it."""
        return self.kit.sound(self.song.setup(track).sound)


def missing_sounds(project: Project) -> tuple[str, ...]:
    """Tracks whose sound the kit lacks: they stay silent until the song or the kit changes. Those that are
    only sent to hardware need none.
    """
    heard = (setup for setup in project.song.tracks if setup.is_heard)
    return tuple(setup.name for setup in heard if project.kit.sound(setup.sound) is None)
