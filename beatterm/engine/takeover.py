"""Taking over: the engine goes on with another project, and what sounds meanwhile goes on too."""

from beatterm.engine.cast import cast_of
from beatterm.engine.desk import Desk
from beatterm.engine.striking import Striker
from beatterm.engine.transport import Transport
from beatterm.engine.voices import Voices
from beatterm.model.mixer import Mixer, audible
from beatterm.model.project import Project

_ECHO_TOLERANCE = 0.005
"""By how much of itself a steered tempo may differ from the one that echoes keep."""

Mixed = tuple[Mixer, tuple[str, ...], float]
"""What the desk was set to: a mixer, for which tracks, at which tempo."""


class Takeover:
    """Has striker, voices, desk and transport follow a project; only the mixing thread calls it."""

    def __init__(self, striker: Striker, voices: Voices, desk: Desk, transport: Transport) -> None:
        self._striker, self._voices, self._desk, self._transport = striker, voices, desk, transport
        self._mixed: Mixed | None = None

    def take(self, project: Project, before: Project, only_mixer: bool, frame: int) -> None:
        """Go on with another project. For what is the same object as before there is nothing to do."""
        if project.song.tracks is not before.song.tracks or project.kit is not before.kit:
            self._recast(project)
        if not only_mixer:
            self._transport.changed(project, frame)
        self.take_mix(project, frame)

    def take_mix(self, project: Project, frame: int) -> None:
        """Have the desk follow the mixer, the tracks and the tempo."""
        mixed = project.song.mixer, self._striker.cast.tracks, self._effects_tempo(project)
        if mixed != self._mixed:
            self._mixed = mixed
            self._remix(project.song.mixer, mixed[2], frame)

    def _effects_tempo(self, project: Project) -> float:
        """What echoes are timed by. A steered tempo never stands quite still: to follow its every move would
        be a jump in the sound each time.
        """
        tempo = self._transport.tempo(project)
        before = self._mixed[2] if self._mixed else tempo
        is_near = abs(tempo - before) < _ECHO_TOLERANCE * before
        return before if self._transport.is_steered and is_near else tempo

    def _recast(self, project: Project) -> None:
        """Take the tracks' sounds, and the tracks in their new order."""
        old, self._striker.cast = self._striker.cast.tracks, cast_of(project)
        if old != self._striker.cast.tracks:
            parts = self._striker.cast.parts.items()
            self._voices.renumber({old.index(name): part.number for name, part in parts if name in old})

    def _remix(self, mixer: Mixer, tempo: float, frame: int) -> None:
        """Take the mixer's settings, and keep awake what the voices that sound now feed with them."""
        tracks = self._striker.cast.tracks
        self._striker.mixer = mixer
        is_idle = not self._transport.is_running and self._voices.are_over(frame)
        self._voices.set_heard(audible(mixer, name) for name in tracks)
        self._desk.set(mixer, tracks, tempo, frame, at_once=is_idle)
        for number in range(len(tracks)):
            self._desk.wake(number, self._voices.end_of(number))
        for levels, end in self._voices.own_ends():
            self._desk.wake(0, end, levels)
