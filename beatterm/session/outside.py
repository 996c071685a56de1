"""What a session needs from outside: an engine that plays, and a shelf where songs and kits are kept. The
host and the library have the real ones.
"""

from pathlib import Path
from typing import Protocol, TypeVar

from beatterm.engine.messages import Command, Report, Snapshot
from beatterm.model.kit import Kit
from beatterm.model.song import Song


class EnginePort(Protocol):
    """The way to the engine."""

    def send(self, command: Command) -> None:
        """Hand a Command over; returns at once."""

    def snapshot(self) -> Snapshot:
        """The latest Snapshot."""

    def reports(self) -> tuple[Report, ...]:
        """What the engine has reported since the last call."""


class SongHandle(Protocol):
    """A song's place on the disk."""

    @property
    def path(self) -> Path:
        """The file."""


Handle = TypeVar("Handle", bound=SongHandle)


class Shelf(Protocol[Handle]):
    """Where songs and kits are kept."""

    def open(self, name: str) -> tuple[Song, Handle]:
        """Read a song by name or path."""

    def save(self, song: Song, handle: Handle) -> Handle:
        """Write a song back to where it came from."""

    def save_as(self, song: Song, name: str, overwrite: bool) -> Handle:
        """Write a song under another name; FileExistsError if there is one and `overwrite` is not given."""

    def kit(self, name: str, handle: Handle | None) -> Kit:
        """The kit of that name, as seen from a song's folder."""

    def kit_of(self, song: Song, handle: Handle) -> Kit:
        """The kit of a song that was opened; LibraryError that names the song's file, if there is none."""

    def song_names(self) -> tuple[str, ...]:
        """Songs that can be opened by name."""

    def kit_names(self) -> tuple[str, ...]:
        """Kits that can be chosen."""
