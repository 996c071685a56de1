"""Who leads: what an external clock or a Link session says becomes starts, stops and tempos."""

from dataclasses import replace

import pytest

from beatterm.engine.clock import Clock
from beatterm.engine.messages import Command, Play, Stop
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.messages import Steer
from beatterm.host.midi.lead import Lead
from beatterm.host.midi.wire import LinkTime, SetLink
from beatterm.model.midi_setup import INTERNAL, LINK, InPort, LinkSetup, MidiSetup
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue

CLOCK, START, CONTINUE, STOP = b"\xf8", b"\xfa", b"\xfb", b"\xfc"
MASTER = InPort("master", clock=True, transport=True)
BUTTONS = InPort("buttons", transport=True)
FOLLOWS = MidiSetup(ins=(MASTER, BUTTONS), source="master")
LINKED = MidiSetup(link=LinkSetup(on=True, quantum=4), source=LINK)
CUE = Cue(pattern="A")
PULSE = 60 / (120 * 24)


class Desk:
    """A lead, and what it has done. `heard` is where the transport is."""

    def __init__(self, setup: MidiSetup) -> None:
        self.commands: list[Command] = []
        self.steered: list[Command] = []
        self.told: list[SetLink] = []
        self.lead = Lead(self.commands.append, self.steered.append, self.told.append, lambda: CUE)
        self.lead.configure(setup)
        self.now = 100.0
        self.tempo = 120.0

    def heard(self, run: int = 0) -> Heard:
        clock = Clock(44100, self.tempo)
        return Heard(
            Project(Song(tempo=self.tempo)), clock=clock, is_running=run > 0, run=run, seconds=self.now
        )

    def clocked(self, data: bytes, port: str = "master", run: int = 0) -> None:
        self.lead.clocked(port, self.now, data, self.heard(run))

    def pulses(self, count: int, seconds: float = PULSE, run: int = 0) -> None:
        for _ in range(count):
            self.clocked(CLOCK, run=run)
            self.lead.go_on(self.heard(run), self.now)
            self.now += seconds

    def holds(self, play: Play) -> bool:
        return self.lead.holds(play, self.heard().project.song)

    def link(self, beat: float, playing: bool, peers: int = 1, tempo: float = 120.0) -> None:
        self.lead.take_link(LinkTime(tempo, beat, self.now, playing, peers))


def test_the_song_leads_itself() -> None:
    desk = Desk(MidiSetup(source=INTERNAL, ins=(BUTTONS,)))
    desk.lead.go_on(desk.heard(), desk.now)
    assert (desk.commands, desk.steered, desk.lead.state(desk.now).source) == ([], [], INTERNAL)


def test_a_start_waits_for_its_first_clock_and_a_stop_stops() -> None:
    desk = Desk(FOLLOWS)
    desk.pulses(24)
    desk.clocked(START)
    desk.lead.go_on(desk.heard(), desk.now)
    assert desk.commands == []
    desk.pulses(2)
    assert desk.commands == [Play(CUE)]
    desk.pulses(24, run=1)
    desk.clocked(STOP, run=1)
    desk.now += 0.2
    desk.lead.go_on(desk.heard(1), desk.now)
    assert desk.commands[1:] == [Stop()]


def test_a_continue_goes_on_at_the_song_position() -> None:
    desk = Desk(FOLLOWS)
    desk.pulses(24)
    desk.clocked(b"\xf2\x10\x00")
    desk.clocked(CONTINUE)
    desk.pulses(2)
    assert desk.commands == [Play(Cue(pattern="A", offset_ticks=4 * PPQN))]


def test_the_tempo_is_the_clocks_and_the_songs_again_when_nobody_leads() -> None:
    desk = Desk(FOLLOWS)
    desk.pulses(200, seconds=60 / (90 * 24))
    last = desk.steered[-1]
    assert isinstance(last, Steer) and last.tempo is not None and abs(last.tempo - 90) < 0.1
    state = desk.lead.state(desk.now)
    assert (state.source, state.is_locked, round(state.tempo, 1)) == ("master", True, 90.0)
    assert not desk.lead.state(desk.now + 5).is_locked
    desk.lead.configure(MidiSetup(ins=(MASTER,)))
    desk.lead.go_on(desk.heard(), desk.now)
    assert desk.steered[-1] == Steer(None)


def test_buttons_start_and_stop_without_a_clock() -> None:
    desk = Desk(FOLLOWS)
    desk.clocked(START, port="buttons")
    desk.clocked(STOP, port="buttons", run=1)
    desk.clocked(b"\xf2\x04\x00", port="buttons")
    desk.clocked(CONTINUE, port="buttons")
    assert desk.commands == [Play(CUE), Stop(), Play(Cue(pattern="A", offset_ticks=PPQN))]


def test_a_play_waits_for_the_sessions_start() -> None:
    desk = Desk(LINKED)
    assert not desk.holds(Play(CUE))
    desk.link(2.0, playing=False)
    cue = Cue(first=2)
    assert desk.holds(Play(cue))
    assert [each.playing for each in desk.told] == [True]
    desk.link(-0.5, playing=True)
    desk.lead.go_on(desk.heard(), desk.now)
    assert desk.commands == []
    desk.now += 0.3
    desk.link(0.1, playing=True)
    desk.lead.go_on(desk.heard(), desk.now)
    assert desk.commands == [Play(cue)]
    desk.link(8.0, playing=False)
    assert desk.commands[1:] == [Stop()]


def test_a_song_tempo_that_is_turned_is_told_to_the_session_and_else_its_tempo_holds() -> None:
    desk = Desk(LINKED)
    desk.link(0.0, playing=False, tempo=97.0)
    desk.lead.go_on(desk.heard(), desk.now)
    assert desk.told == [] and desk.steered == [Steer(97.0)]
    desk.tempo = 131.0
    desk.lead.go_on(desk.heard(), desk.now)
    assert desk.told == [SetLink(tempo=131.0)]


def test_a_lone_members_song_sets_the_tempo() -> None:
    desk = Desk(LINKED)
    desk.link(0.0, playing=False, peers=0, tempo=97.0)
    desk.lead.go_on(desk.heard(), desk.now)
    assert desk.told == [SetLink(tempo=120.0)]


APART = MidiSetup(link=LinkSetup(on=True, quantum=4, start_stop=False), source=LINK)


def beats_on(desk: Desk, beat: float, until: float, **session: bool) -> float:
    """Let the session run from a beat to another, looked at every 5 ms; the beat it has come to."""
    while beat < until:
        desk.link(beat, playing=session.get("playing", False))
        desk.lead.go_on(desk.heard(), desk.now)
        desk.now += 0.005
        beat += 0.01
    return beat


def test_whoever_starts_alone_begins_with_a_bar_of_the_session_and_tells_nobody() -> None:
    desk = Desk(APART)
    beats_on(desk, 4.9, 5.0)
    assert desk.holds(Play(CUE))
    beats_on(desk, 5.0, 7.9)
    assert desk.commands == []
    beats_on(desk, 7.9, 8.1)
    assert desk.commands == [Play(CUE)]
    assert desk.told == []


@pytest.mark.parametrize("playing", [False, True])
def test_others_starts_and_stops_are_nothing_to_who_starts_alone(playing: bool) -> None:
    desk = Desk(APART)
    beats_on(desk, 0.0, 1.0, playing=not playing)
    beats_on(desk, 1.0, 6.0, playing=playing)
    assert desk.commands == []


@pytest.mark.parametrize(
    ("quantum", "bars", "asked", "begins"),
    [
        (4, 1, 5.0, 8.0),
        (4, 2, 5.0, 8.0),
        (4, 1, 4.1, 4.1),
        (3, 1, 5.0, 5.0),
        (8, 1, 5.0, 12.0),
        (8, 1, 3.0, 4.0),
    ],
)
def test_a_count_in_ends_with_the_downbeat_of_the_quantum(
    quantum: int, bars: int, asked: float, begins: float
) -> None:
    """A bar has four beats; where a count-in would have begun a moment ago, it begins at once."""
    desk = Desk(replace(APART, link=replace(APART.link, quantum=quantum)))
    beats_on(desk, asked - 0.1, asked)
    assert desk.holds(Play(CUE, bars))
    if begins > asked:
        beats_on(desk, asked, begins - 0.1)
        assert desk.commands == []
    beats_on(desk, max(asked, begins - 0.1), begins + 0.1)
    assert desk.commands == [Play(CUE, bars)]
    assert (round(begins) + bars * 4) % quantum == 0


def test_a_count_in_where_others_play_already_begins_with_one_of_their_bars() -> None:
    desk = Desk(LINKED)
    beats_on(desk, 4.9, 5.0, playing=True)
    desk.commands.clear()
    assert desk.holds(Play(CUE, 1)) and desk.told == []
    beats_on(desk, 5.0, 8.1, playing=True)
    assert desk.commands == [Play(CUE, 1)]


def test_whoever_counts_in_has_the_session_start_when_it_is_over() -> None:
    desk = Desk(LINKED)
    beats_on(desk, 4.9, 5.0)
    asked = desk.now
    assert desk.holds(Play(CUE, 1))
    (told,) = desk.told
    assert told.playing and abs(told.seconds - (asked + 7 * 0.5)) < 0.01
    beats_on(desk, -7.0, -4.1, playing=True)
    assert desk.commands == []
    beats_on(desk, -4.1, -3.9, playing=True)
    assert desk.commands == [Play(CUE, 1)]


def test_a_count_in_ends_with_the_sessions_start_however_late_its_answer_comes() -> None:
    """Else the others would be a bar ahead."""
    desk = Desk(LINKED)
    beats_on(desk, 3.9, 4.0)
    assert desk.holds(Play(CUE, 1))
    desk.link(-3.6, playing=True)
    beats_on(desk, -3.6, -3.5, playing=True)
    assert desk.commands == [Play(CUE, 1)]


def test_whoever_is_alone_in_the_session_counts_in_at_once() -> None:
    desk = Desk(LINKED)
    desk.link(5.0, playing=False, peers=0)
    assert desk.holds(Play(CUE, 1))
    (told,) = [each for each in desk.told if each.playing]
    assert 2.0 < told.seconds - desk.now < 2.2


def test_a_count_in_is_held_to_the_beats_of_the_session() -> None:
    """What is heard is a tenth of a beat behind: it plays faster, and not for a bar that is not its own."""
    desk = Desk(APART)
    beats_on(desk, 4.9, 5.0)
    desk.holds(Play(CUE, 1))
    beats_on(desk, 5.0, 8.05)
    assert desk.commands == [Play(CUE, 1)]
    desk.steered.clear()
    desk.link(8.1, playing=False)
    clock = Clock(44100, 120.0, 0, -4 * PPQN)
    counting = replace(desk.heard(1), clock=clock, began_tick=-4 * PPQN)
    desk.lead.go_on(counting, desk.now)
    (steer,) = desk.steered
    assert isinstance(steer, Steer) and steer.tempo is not None and 125 < steer.tempo < 165


@pytest.mark.parametrize("setup", [APART, LINKED])
def test_a_panic_gives_up_a_start_that_waits(setup: MidiSetup) -> None:
    desk = Desk(setup)
    beats_on(desk, 4.9, 5.0)
    assert desk.holds(Play(CUE, 1))
    desk.lead.give_up()
    beats_on(desk, 5.0, 9.0)
    assert desk.commands == []
    assert [each.playing for each in desk.told] == ([True, False] if setup is LINKED else [])
