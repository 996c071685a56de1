"""Where the music stands: all that a new engine must be told to go on where another one ended.

The client keeps it for the day the engine's process dies, the server for a change to a device of another
rate.
"""

from dataclasses import dataclass, replace

from beatterm.engine.edits import SetProject, changed
from beatterm.engine.messages import (
    FILL_OFF,
    FILL_ON,
    Command,
    OpenDevice,
    Panic,
    Play,
    Queue,
    SetClick,
    SetFill,
    Snapshot,
    Stop,
)
from beatterm.engine.midi.messages import Aim, SetMidi
from beatterm.model.midi_setup import MidiSetup
from beatterm.model.project import Project
from beatterm.model.song import Song, arrangement, section_ticks
from beatterm.sequencer.live import Cue


@dataclass(frozen=True, slots=True)
class Resume:
    """Play that goes on: the engine counts from nought again, but the musician has heard `tick` ticks
    already.
    """

    cue: Cue
    tick: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What the Commands up to now have led to. `queue` is the last Queue since Play: it waits for its bar, or
    it is what plays. `fill` is FILL_ON or FILL_OFF: one for a bar is over too soon to be told again; repeated
    notes end with their engine.
    """

    device: OpenDevice = OpenDevice()
    project: Project = Project()
    cue: Cue = Cue()
    queue: Queue | None = None
    count_in_bars: int = 0
    click: bool = False
    fill: str = FILL_OFF
    midi: MidiSetup = MidiSetup()
    aim: Aim | None = None

    def after(self, command: "Command | Resume") -> "Standing":
        """Where one more Command leads."""
        match command:
            case OpenDevice():
                return replace(self, device=command)
            case Play(cue, count_in_bars):
                return replace(self, cue=cue, queue=None, count_in_bars=count_in_bars)
            case Resume(cue):
                return replace(self, cue=cue, queue=None, count_in_bars=0)
            case SetClick(is_on):
                return replace(self, click=is_on)
            case SetMidi(setup):
                return replace(self, midi=setup)
            case Aim():
                return replace(self, aim=command)
            case SetFill(mode):
                return replace(self, fill=FILL_ON if mode == FILL_ON else FILL_OFF)
            case Queue():
                return replace(self, cue=self.base, queue=command)
            case Stop() | Panic():
                return replace(self, queue=None)
            case _:
                return replace(self, project=changed(self.project, command))

    @property
    def base(self) -> Cue:
        """What plays once nothing waits any more."""
        return self.queue.cue if self.queue else self.cue

    @property
    def start(self) -> Cue:
        """What a start from outside plays: what the screen shows; without a screen, what was played last."""
        return self.aim.cue if self.aim else self.base

    def resumption(self, snapshot: Snapshot) -> tuple[Command | Resume, ...]:
        """What to tell a new engine, so that it stands where this Snapshot was heard."""
        is_new = self.project == Project()
        commands: list[Command | Resume] = [] if is_new else [SetProject(self.project)]
        if self.midi != MidiSetup():
            commands.append(SetMidi(self.midi))
        if self.aim is not None:
            commands.append(self.aim)
        if self.click:
            commands.append(SetClick(True))
        if self.fill == FILL_ON:
            commands.append(SetFill(FILL_ON))
        if snapshot.running and snapshot.tick < 0:
            commands.append(Play(self.base, self.count_in_bars))
        elif snapshot.running:
            waits = bool(snapshot.queued) and self.queue is not None
            playing = self.cue if waits else self.base
            commands.append(Resume(cue_at(self.project.song, playing, snapshot), snapshot.tick))
            if waits and self.queue:
                commands.append(self.queue)
        return tuple(commands)


def cue_at(song: Song, playing: Cue, snapshot: Snapshot) -> Cue:
    """A cue that goes on from a Snapshot's place as `playing` would have, with its end and its loop."""
    section = snapshot.section
    if not snapshot.pattern:
        return replace(playing, tick=0)
    if section is None:
        return Cue(pattern=snapshot.pattern, offset_ticks=snapshot.pattern_tick)
    if playing.pattern is not None or section < playing.first:
        return Cue(first=section, offset_ticks=snapshot.pattern_tick)
    before = arrangement(song)[playing.first : section]
    offset_ticks = sum(section_ticks(song, part) for part in before) + snapshot.pattern_tick
    return replace(playing, tick=0, offset_ticks=offset_ticks)
