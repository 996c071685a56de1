"""Preparing: the slow part of every Command, done by one thread before the Command reaches the mixing one."""

from beatterm.engine.bank import Bank
from beatterm.engine.desk import Desk
from beatterm.engine.messages import (
    Audition,
    Command,
    Panic,
    SetMixer,
    SetPattern,
    SetProject,
    SetSong,
    StartRoll,
    StopRoll,
    changed,
)
from beatterm.engine.wanted import Held, ready_levels
from beatterm.model.project import Project


class Preparation:
    """The project as it will be once all Commands so far are carried out, and the notes held down then."""

    def __init__(self, bank: Bank, desk: Desk) -> None:
        self._bank = bank
        self._desk = desk
        self._project = Project()
        self._held: dict[Held, None] = {}

    def prepare(self, command: Command) -> tuple[str, ...]:
        """Bake and build what a Command will need; what a musician should know about it, in words."""
        project = self._project = changed(self._project, command)
        self._desk.make_ready(project.song.mixer)
        if isinstance(command, SetProject | SetSong | SetPattern | SetMixer):
            ready_levels(project)
        match command:
            case SetProject():
                return self._bank.prepare_afresh(project, self._held)
            case SetSong() | SetPattern():
                return self._bank.prepare(project, self._held)
            case SetMixer():
                return self._bank.prepare_mixer(project, self._held)
            case Audition(track, note):
                return self._bank.prepare_note(project, track, note)
            case StartRoll(track, note):
                self._held[track, note] = None
                return self._bank.prepare_note(project, track, note)
            case StopRoll(stopped):
                self._held = {held: None for held in self._held if stopped not in (None, held[0])}
            case Panic():
                self._held = {}
        return ()
