"""The session's side of MIDI: the setup of the studio, what the engine says of its ports and of the clock,
and controls of hardware that turn the song's knobs.
"""

from collections.abc import Callable, Iterable

from beatterm.engine.messages import Command, Report
from beatterm.engine.midi.messages import Aim, MidiState, MidiTurned, PortState, SetMidi, TestNote
from beatterm.engine.midi.routes import note_sent
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.regions import Region
from beatterm.model.list_params import Supply
from beatterm.model.midi_setup import Learned, MidiSetup, OutPort
from beatterm.model.project import Project
from beatterm.model.turnable import TUNER, turnable
from beatterm.sequencer.live import Cue
from beatterm.session.learned import name_of, place_of, turned
from beatterm.session.ports import with_learned
from beatterm.session.session import Session

KeepSetup = Callable[[MidiSetup], None]
"""Writes a setup into the user's file."""
TryOut = Callable[[str, float], None]
"""Turns the Param of that name among those that are tried out to a share of its range, if it is there."""
LIT_LOOKS = 6
"""How many looks of the screen's clock a port's light stays on after a message."""
KNOBS = "learned knobs"
"""The edit's name: one undo takes back a run of turns, of several knobs together, too."""


def _forget(setup: MidiSetup) -> None:
    """Where there is no file to write a setup into."""


def _nowhere() -> Region:
    """Where there is no cursor."""
    return Region("", (), 0, 0)


class Midi:
    """`state` is what the engine reported last; `learning` is the path of the knob that the next control is
    learned for ("": none). `region` tells what the cursor or the selection holds.
    """

    def __init__(self, session: Session, region: Callable[[], Region] = _nowhere) -> None:
        self._session = session
        self._region = region
        self._setup = MidiSetup()
        self._keep: KeepSetup = _forget
        self.state = MidiState()
        self.learning = ""
        self._aim = Aim()
        self._lights: dict[tuple[str, str], int] = {}

    @property
    def setup(self) -> MidiSetup:
        """The studio as it is set up."""
        return self._setup

    def begin(self, setup: MidiSetup, keep: KeepSetup | None = None) -> None:
        """Start with the user's setup; `keep` writes changes of it."""
        self._setup, self._keep = setup, keep or _forget
        if setup.is_needed:
            self._send(SetMidi(setup))

    def look_around(self) -> None:
        """Let the engine say which ports there are, even if none is used yet."""
        self._send(SetMidi(self._setup))

    def change(self, setup: MidiSetup) -> None:
        """Have another setup from now on, and keep it."""
        if setup == self._setup:
            return
        self._setup = setup
        self._send(SetMidi(setup))
        self._keep(setup)

    def test(self, port: OutPort, track: str) -> TestNote:
        """Send a short note through an output: what a plain hit of this track is sent as there, else middle C
        on channel 1. What was sent.
        """
        song = self._session.song
        setup = next((each for each in song.tracks if each.name == track), None)
        out = setup.midi if setup is not None else None
        test = TestNote(port.name, 1)
        if setup is not None and out is not None and self._setup.out(out.port) == port:
            note = note_sent(Project(song, self._session.kit), setup, out, port)
            test = TestNote(port.name, out.channel, note)
        self._send(test)
        return test

    def aim(self, track: str, cue: Cue) -> None:
        """The track under the cursor, or what a start would play, is another: for keyboards and for starts
        from outside from now on.
        """
        aim = Aim(track, cue)
        if (self._setup.ins or self._setup.link.on) and aim != self._aim:
            self._aim = aim
            self._send(aim)

    def learn(self, path: str) -> None:
        """Let the next control that is moved turn a knob ("": none). EditError if nothing can be moved."""
        if path and not self._setup.ins:
            raise EditError("There is no MIDI input to learn from; 5 opens Setup, A adds one.")
        self.learning = path

    def name_of(self, path: str) -> str:
        """What a learned knob is called in words."""
        what = turnable(self._session.params, path)
        if what is not None and (what.kind == TUNER or self._is_there(path)):
            return name_of(what)
        return f"{path} (not in this song)"

    def _is_there(self, path: str) -> bool:
        return place_of(self._session.song, self._session.params, path, self._region()) is not None

    def take(self, reports: Iterable[Report], try_out: TryOut | None = None) -> Learned | None:
        """Take in what the engine reports of MIDI; what was learned just now. Of each control only the last
        turn counts. While something is tried out, controls turn that, by `try_out`, and nothing else.
        """
        turns: dict[tuple[str, int, int], MidiTurned] = {}
        for report in reports:
            if isinstance(report, MidiState):
                self._show(report)
            elif isinstance(report, MidiTurned):
                turns[report.port, report.channel, report.number] = report
        learned = self._learned(next(iter(turns))) if turns and self.learning else None
        for turn in turns.values():
            self._turn(turn, try_out)
        return learned

    def _learned(self, control: tuple[str, int, int]) -> Learned:
        """What a knob was learned by before gives its range to the new control."""
        before = next((each for each in self._setup.learned if each.path == self.learning), None)
        ends = (before.low, before.high) if before else (None, None)
        learned, self.learning = Learned(*control, self.learning, *ends), ""
        self.change(with_learned(self._setup, learned))
        return learned

    def _turn(self, turn: MidiTurned, try_out: TryOut | None) -> None:
        control = (turn.port, turn.channel, turn.number)
        for each in self._setup.learned:
            if (each.port, each.channel, each.number) != control:
                continue
            what = turnable(self._session.params, each.path)
            if what is not None and what.kind == TUNER:
                if try_out is not None:
                    try_out(what.param.name, turn.value)
            elif not self._session.preview.is_open:
                self._edit(each, turn.value)

    def _edit(self, learned: Learned, share: float) -> None:
        """A step's knob that lies over a rest, or a value that is there already, changes nothing."""
        session = self._session
        change = turned(session.song, session.params, learned, share, self._region(), self.supply)
        if change is not None:
            session.edit(KNOBS, change, merge=True)

    @property
    def supply(self) -> Supply:
        """What lists hold at the moment: the kit's sounds, the studio's outputs."""
        sounds = tuple(sound.name for sound in self._session.kit.sounds)
        return Supply(sounds, tuple(port.name for port in self._setup.outs))

    def _show(self, state: MidiState) -> None:
        before = {(kind, port.name): port.messages for kind, port in _ports(self.state)}
        for kind, port in _ports(state):
            if port.messages > before.get((kind, port.name), 0):
                self._lights[kind, port.name] = LIT_LOOKS
        self.state = state

    def look(self) -> bool:
        """Called by the screen's clock; whether a light has gone out."""
        ended = [port for port, looks in self._lights.items() if looks <= 1]
        self._lights = {port: looks - 1 for port, looks in self._lights.items() if looks > 1}
        return bool(ended)

    def is_lit(self, port: PortState) -> bool:
        """Whether something has just passed through a port."""
        return any((kind, port.name) in self._lights for kind, each in _ports(self.state) if each is port)

    def _send(self, command: Command) -> None:
        self._session.send(command)


def _ports(state: MidiState) -> list[tuple[str, PortState]]:
    """All ports of a state, each with its direction: an output and an input may share a name."""
    return [*(("out", port) for port in state.outs), *(("in", port) for port in state.ins)]
