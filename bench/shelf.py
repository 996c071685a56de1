"""A shelf with a single project on it, for sessions of benchmarks: nothing is read or written."""

from dataclasses import dataclass
from pathlib import Path

from beatterm.model.kit import Kit
from beatterm.model.project import Project
from beatterm.model.song import Song


@dataclass(frozen=True, slots=True)
class Handle:
    """Where the project would lie."""

    path: Path


class OneShelf:
    """A shelf on which there is nothing but one project."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def open(self, name: str) -> tuple[Song, Handle]:
        """The project's song, whatever the name."""
        return self._project.song, self._handle

    def save(self, song: Song, handle: object) -> Handle:
        """Nothing is kept."""
        return self._handle

    def save_as(self, song: Song, name: str, overwrite: bool) -> Handle:
        """Nothing is kept."""
        return self._handle

    def kit(self, name: str, handle: object) -> Kit:
        """The project's."""
        return self._project.kit

    def kit_of(self, song: Song, handle: object) -> Kit:
        """The project's."""
        return self._project.kit

    def song_names(self) -> tuple[str, ...]:
        """One."""
        return (self._project.song.title,)

    def kit_names(self) -> tuple[str, ...]:
        """One."""
        return (self._project.kit.name,)

    @property
    def _handle(self) -> Handle:
        return Handle(Path(f"{self._project.song.title}.beat"))
