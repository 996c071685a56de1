"""Preparing: the slow part of every Command, done by one thread before the Command reaches the mixing one."""

from collections.abc import Callable

from beatterm.engine.bank import Bank
from beatterm.engine.courtesy import GiveWay, never
from beatterm.engine.desk import Desk
from beatterm.engine.edits import (
    Edit,
    SetMixer,
    SetPattern,
    SetProject,
    SetSettings,
    SetSong,
    SetTracks,
    changed,
)
from beatterm.engine.foreseeing import foresee, foresee_cue, read_ahead
from beatterm.engine.messages import Audition, Command, Panic, Play, Queue, StartRoll, StopRoll
from beatterm.engine.sharing import sharing
from beatterm.engine.transport import Transport
from beatterm.engine.wanted import Held
from beatterm.model.project import Project

_COMING_KEPT = 256


class Preparation:
    """The project as it will be once all Commands so far are carried out, and the notes held down then.

    `now` tells the engine's frame.
    """

    def __init__(self, bank: Bank, desk: Desk, transport: Transport, now: Callable[[], int]) -> None:
        self._bank = bank
        self._desk = desk
        self._transport = transport
        self._now = now
        self._project = Project()
        self._held: dict[Held, None] = {}
        self._coming: dict[int, tuple[Command, Project]] = {}

    def prepare(self, command: Command, give_way: GiveWay = never) -> tuple[str, ...]:
        """Bake and build what a Command will need; what a musician should know about it, in words."""
        project = self._lead_on(command)
        texts = self._bake(command, project, give_way)
        if isinstance(command, Edit):
            self._foresee(project, give_way)
        elif isinstance(command, Play | Queue):
            foresee_cue(project, command.cue, give_way)
        return texts

    def _foresee(self, project: Project, give_way: GiveWay) -> None:
        transport = self._transport
        if transport.is_moving:
            foresee(project, transport.live, transport.tick_at(self._now()), give_way)
        else:
            read_ahead(project, give_way)

    def led_to(self, command: Command, before: Project) -> Project:
        """What a Command makes of the project that plays; for the mixing thread, once a Command. It is the
        very project that was prepared, for which so much is ready.
        """
        prepared = self._coming.pop(id(command), None)
        return prepared[1] if prepared else changed(before, command)

    def _lead_on(self, command: Command) -> Project:
        before = self._project
        project = self._project = sharing(changed(before, command), before)
        if isinstance(command, Edit):
            if len(self._coming) >= _COMING_KEPT:  # these were never posted
                self._coming.clear()
            # While it is kept, no other Command has its id.
            self._coming[id(command)] = command, project
            self._desk.make_ready(project.song.mixer)
        return project

    def _bake(self, command: Command, project: Project, give_way: GiveWay) -> tuple[str, ...]:
        match command:
            case SetProject():
                return self._bank.prepare_afresh(project, self._held, give_way)
            case SetSong() | SetSettings() | SetPattern() | SetTracks():
                return self._bank.prepare(project, self._held, give_way)
            case SetMixer():
                return self._bank.prepare_mixer(project, self._held, give_way)
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
