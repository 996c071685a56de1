"""The session: one project being worked on, its undo history, its file, and an engine that plays it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from beatterm.engine.edits import SetProject
from beatterm.engine.messages import (
    NEXT_BAR,
    Audition,
    Command,
    Panic,
    Play,
    Queue,
    Report,
    SetClick,
    SetFill,
    Snapshot,
    StartRoll,
    Stop,
    StopRoll,
)
from beatterm.formats.errors import FormatError
from beatterm.library.errors import LibraryError
from beatterm.model.kit import Kit
from beatterm.model.param import ParamTable
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.sequencer.live import Cue
from beatterm.session.changes import commands_between
from beatterm.session.history import History
from beatterm.session.outside import EnginePort, Shelf, SongHandle
from beatterm.session.preview import Preview


class Session:
    """The screen's one partner: it changes the song, keeps file and engine in step, and knows what is
    unsaved.
    """

    def __init__(self, engine: EnginePort, shelf: Shelf[Any], params: ParamTable) -> None:
        self.params = params
        self._engine = engine
        self._shelf = shelf
        self._history = History()
        self._project = Project()
        self._saved = self._project.song
        self._handle: SongHandle | None = None
        self._absent: Kit | None = None
        self.preview = Preview(lambda: self.song, self._become, self._remember)

    @property
    def project(self) -> Project:
        """Song and kit as they are now."""
        return self._project

    @property
    def song(self) -> Song:
        """The song as it is now, with what is being tried out."""
        return self._project.song

    @property
    def written(self) -> Song:
        """The song that a save writes: without what is only tried out."""
        return self.preview.before

    @property
    def kit(self) -> Kit:
        """The kit that it plays."""
        return self._project.kit

    @property
    def path(self) -> Path | None:
        """The song's file, None before the first save."""
        return self._handle.path if self._handle else None

    @property
    def is_dirty(self) -> bool:
        """Whether the song differs from its file."""
        return self.written is not self._saved and self.written != self._saved

    def edit(self, label: str, change: Callable[[Song], Song], merge: bool = False, take: int = 0) -> None:
        """Change the song, undoably. EditError leaves it as it was. With `merge`, runs of one label undo as
        one; edits of one numbered `take` do so anyway.
        """
        self.preview.refuse()
        before = self.song
        after = change(before)
        if after == before:
            return
        self._become(after)
        self._history.record(before, label, merge, take)

    def seal(self) -> None:
        """End a run of merged edits: the next one is undone by itself."""
        self._history.seal()

    def undo(self) -> str | None:
        """Take the last edit back; its name, or None if there is none."""
        self.preview.refuse()
        entry, now = self._history.last(), self.song
        if entry is None:
            return None
        self._become(entry.song)
        self._history.step_back(now)
        return entry.label

    def redo(self) -> str | None:
        """Make the edit undone last again; its name, or None."""
        self.preview.refuse()
        entry, now = self._history.next(), self.song
        if entry is None:
            return None
        self._become(entry.song)
        self._history.step_forward(now)
        return entry.label

    def _remember(self, before: Song, label: str) -> None:
        self._history.record(before, label)
        self._history.seal()

    def _become(self, song: Song) -> None:
        before = self._project
        if song.kit != before.song.kit:
            self._project = Project(song, self._kit_named(song.kit))
            self._engine.send(SetProject(self._project))
            return
        self._project = replace(before, song=song)
        for command in commands_between(before.song, song):
            self._engine.send(command)

    def _kit_named(self, name: str) -> Kit:
        """The kit of that name; undo may come back to the one that the song was opened without."""
        try:
            return self._shelf.kit(name, self._handle)
        except (FormatError, LibraryError):
            if self._absent is None or self._absent.name != name:
                raise
            return self._absent

    def open(self, name: str) -> str:
        """Open a song by name or path. An error leaves the song on the screen as it was. Without its kit it
        opens silent: what is wrong with that, or "".
        """
        self.preview.refuse()
        song, handle = self._shelf.open(name)
        kit, complaint, self._absent = Kit(song.kit), "", None
        try:
            kit = self._shelf.kit_of(song, handle)
        except LibraryError as fault:
            self._absent, complaint = kit, f"{fault} Until then it is silent: g k chooses a kit."
        self._handle, self._saved = handle, song
        self._history = History()
        self._project = Project(song, kit)
        self._engine.send(SetProject(self._project))
        return complaint

    def save(self) -> Path:
        """Write the song to its file; its path. Without one, save_as must be called first."""
        if self._handle is None:
            raise ValueError("a song without a file is saved with save_as")
        self._handle = self._shelf.save(self.written, self._handle)
        self._saved = self.written
        return self._handle.path

    def save_as(self, name: str, overwrite: bool = False) -> Path:
        """Write the song under another name and go on with that file; its path."""
        self._handle = self._shelf.save_as(self.written, name, overwrite)
        self._saved = self.written
        return self._handle.path

    def song_names(self) -> tuple[str, ...]:
        """Songs that can be opened by name."""
        return self._shelf.song_names()

    def kit_names(self) -> tuple[str, ...]:
        """Kits that can be chosen."""
        return self._shelf.kit_names()

    def play(self, cue: Cue, count_in_bars: int = 0) -> None:
        """Start playing a pattern or the song, after so many bars of clicks."""
        self._engine.send(Play(cue, count_in_bars))

    def stop(self) -> None:
        """Stop; tails ring out."""
        self._engine.send(Stop())

    def queue(self, cue: Cue, when: str = NEXT_BAR) -> None:
        """While playing, let something else take over."""
        self._engine.send(Queue(cue, when))

    def audition(self, track: str, note: int | None = None, velocity: int = 100) -> None:
        """Sound a track once."""
        self._engine.send(Audition(track, note, velocity))

    def start_roll(self, track: str, note: int | None, velocity: int, step_ticks: int) -> None:
        """Strike a track over and over, in time."""
        self._engine.send(StartRoll(track, note, velocity, step_ticks))

    def stop_roll(self, track: str | None = None) -> None:
        """End a track's note repeat, or all."""
        self._engine.send(StopRoll(track))

    def set_click(self, is_on: bool) -> None:
        """Let the metronome be heard, or not."""
        self._engine.send(SetClick(is_on))

    def set_fill(self, mode: str) -> None:
        """Play as a fill, no more, or in the next bar only."""
        self._engine.send(SetFill(mode))

    def panic(self) -> None:
        """Silence everything."""
        self._engine.send(Panic())

    def send(self, command: Command) -> None:
        """Hand the engine a Command that is not about the song."""
        self._engine.send(command)

    def snapshot(self) -> Snapshot:
        """The engine at this moment."""
        return self._engine.snapshot()

    def reports(self) -> tuple[Report, ...]:
        """What the engine reported since the last call."""
        return self._engine.reports()
