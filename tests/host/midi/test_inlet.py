"""What becomes of what comes in, without ports and processes."""

from dataclasses import replace

from beatterm.engine.messages import Audition, Command, LetGo, Play, Report, Stop
from beatterm.engine.midi.heard import Heard
from beatterm.engine.midi.messages import MidiAsked, MidiPlayed, MidiTurned
from beatterm.host.midi.inlet import Inlet
from beatterm.host.midi.wire import Arrivals, Came
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import InPort, MidiSetup
from beatterm.model.project import Project
from beatterm.model.song import Song, TrackSetup
from beatterm.sequencer.live import Cue
from tests.material import kit_of, notes, song_of

KEYS = InPort("keys", clock=True, transport=True, programs=True)
PADS = InPort("pads", drums=True)
BASS = InPort("bass", track="bass", channel=2)
PLUCK = TrackSetup("pluck", "pluck", midi=MidiOut(channel=2))
SONG = Song(tracks=(TrackSetup("kick", "kick"), TrackSetup("bass", "bass"), TrackSetup("hat", "hat"), PLUCK))
KIT = kit_of("kick", "bass", root=48)
CUE = Cue(pattern="A")


class Desk:
    """An inlet, and all that it has had done and told."""

    def __init__(self, is_running: bool = False) -> None:
        self.commands: list[Command] = []
        self.reports: list[Report] = []
        self.clocks: list[tuple[str, float, bytes]] = []
        self.heard = Heard(Project(SONG, KIT), is_running=is_running)
        self.inlet = Inlet(
            self.commands.append,
            self.reports.append,
            lambda *clocked: self.clocks.append(clocked),
            lambda: self.heard,
            lambda: CUE,
        )
        self.inlet.configure(MidiSetup(ins=(KEYS, PADS, BASS)), 0.0)

    def take(self, port: str, *messages: bytes, seconds: float = 1.0) -> None:
        self.inlet.take(Arrivals(tuple(Came(seconds, port, data) for data in messages)))


def test_a_keyboard_plays_the_track_under_the_cursor() -> None:
    desk = Desk()
    desk.take("keys", b"\x90\x3c\x40")
    assert desk.commands == [] and desk.reports == [MidiPlayed("keys", "", 60, 64, 1.0, 1)]
    desk.take("keys", b"\x80\x3c\x00")
    desk.inlet.aim = "kick"
    desk.take("keys", b"\x90\x3c\x40", b"\x80\x3c\x00", b"\x80\x3c\x00")
    assert desk.commands == [Audition("kick", 60, 64, 2), LetGo(2)]
    assert desk.reports[1:] == [
        MidiPlayed("keys", "", 60, 0, 1.0, 1),
        MidiPlayed("keys", "kick", 60, 64, 1.0, 2),
        MidiPlayed("keys", "kick", 60, 0, 1.0, 2),
    ]


def test_a_drum_is_the_same_under_every_key_and_an_instrument_is_played_in_notes() -> None:
    desk = Desk()
    for track, note in (("hat", None), ("pluck", 60), ("hat", None)):
        desk.inlet.aim = track
        desk.take("keys", b"\x90\x3c\x40")
        assert isinstance(desk.commands[-1], Audition) and desk.commands[-1].note == note
        assert isinstance(desk.reports[-1], MidiPlayed) and desk.reports[-1].note == note
    with_notes = replace(song_of(notes("hat", "40 . . .")), tracks=SONG.tracks)
    desk.heard = replace(desk.heard, project=Project(with_notes, KIT))
    desk.take("keys", b"\x90\x3e\x40")
    assert isinstance(desk.commands[-1], Audition) and desk.commands[-1].note == 62


def held() -> Desk:
    """A desk with two keys of a keyboard and one of the bass held down."""
    desk = Desk()
    desk.inlet.aim = "kick"
    desk.take("keys", b"\x90\x3c\x40", b"\x90\x40\x40")
    desk.take("bass", b"\x91\x30\x50")
    desk.commands.clear()
    desk.reports.clear()
    return desk


def test_a_key_lets_go_what_it_struck_though_the_cursor_has_gone_on() -> None:
    desk = held()
    desk.inlet.aim = "bass"
    desk.take("keys", b"\x80\x40\x00", seconds=2.5)
    assert desk.commands == [LetGo(2)]
    assert desk.reports == [MidiPlayed("keys", "kick", 64, 0, 2.5, 2)]


def test_a_key_that_is_struck_twice_ends_what_it_struck_first() -> None:
    desk = held()
    desk.take("keys", b"\x90\x3c\x50")
    assert desk.commands == [LetGo(1), Audition("kick", 60, 80, 4)]


def test_keys_of_an_input_that_changes_or_goes_are_let_go() -> None:
    desk = held()
    desk.inlet.configure(MidiSetup(ins=(KEYS, PADS, BASS)), 2.0)
    assert desk.commands == []
    desk.inlet.configure(MidiSetup(ins=(replace(KEYS, curve="soft"), PADS)), 2.0)
    assert desk.commands == [LetGo(1), LetGo(2), LetGo(3)]
    assert desk.reports[-1] == MidiPlayed("bass", "bass", 48, 0, 2.0, 3)


def test_when_the_process_of_the_ports_has_ended_all_keys_and_pedals_are_up() -> None:
    desk = held()
    desk.take("keys", b"\xb0\x40\x7f")
    desk.inlet.restart(2.0)
    assert desk.commands == [LetGo(1), LetGo(2), LetGo(3)]
    desk.take("keys", b"\x90\x3c\x40", b"\x80\x3c\x00")
    assert desk.commands[3:] == [Audition("kick", 60, 64, 4), LetGo(4)]


def test_where_messages_were_lost_keys_are_let_go_that_may_have_gone_up() -> None:
    desk = held()
    desk.inlet.take(Arrivals((Came(3.0, "keys", b"\xf8"),), lost=2))
    assert desk.commands == [LetGo(1), LetGo(2), LetGo(3)]


def test_a_pedal_holds_what_is_sounded_and_recorded() -> None:
    desk = held()
    desk.take("keys", b"\xb0\x40\x7f", b"\x80\x3c\x00", b"\x80\x40\x00")
    assert desk.commands == []
    desk.take("keys", b"\xb0\x40\x00", seconds=4.0)
    assert desk.commands == [LetGo(1), LetGo(2)]
    assert MidiPlayed("keys", "kick", 60, 0, 4.0, 1) in desk.reports


def test_pads_find_their_drums_and_an_input_its_own_track_on_its_channel() -> None:
    desk = Desk()
    desk.take("pads", b"\x99\x24\x7f", b"\x99\x39\x7f")
    desk.take("bass", b"\x91\x30\x50", b"\x92\x30\x50")
    assert desk.commands == [Audition("kick", None, 127, 1), Audition("bass", 48, 80, 2)]


def test_of_a_knob_only_its_last_place_is_told() -> None:
    desk = Desk()
    desk.take("keys", *(bytes([0xB0, 74, value]) for value in range(128)), b"\xb0\x0a\x40")
    assert desk.reports == [MidiTurned("keys", 1, 74, 1.0), MidiTurned("keys", 1, 10, 0.5)]


def test_machine_control_starts_what_is_ready_and_stops_it() -> None:
    play, stop, record, ends = (bytes([0xF0, 0x7F, 0x7F, 0x06, what, 0xF7]) for what in (2, 1, 6, 7))
    desk = Desk()
    desk.take("keys", stop, play, record, ends)
    assert desk.commands == [Play(CUE), Play(CUE)]
    assert desk.reports == [MidiAsked("record"), MidiAsked("record exit")]
    desk = Desk(is_running=True)
    desk.take("keys", play, ends, stop)
    assert desk.commands == [Stop()]


def test_programs_and_clocks_are_passed_on() -> None:
    desk = Desk()
    desk.take("keys", b"\xc0\x03", b"\xfa", b"\xf8")
    desk.take("pads", b"\xc9\x03", b"\xfa", b"\xf8")
    assert desk.reports == [MidiAsked("pattern", 3)]
    assert desk.clocks == [("keys", 1.0, b"\xfa"), ("keys", 1.0, b"\xf8")]


def test_a_flood_of_notes_is_cut_off_and_players_go_on_after_it() -> None:
    desk = Desk()
    for count in range(10_000):
        desk.take("bass", b"\x91\x30\x50", seconds=1.0 + count / 10_000)
    struck = [each for each in desk.commands if isinstance(each, Audition)]
    assert 128 <= len(struck) <= 128 * 5
    assert len(desk.commands) == 2 * len(struck) - 1
    desk.take("bass", b"\x91\x30\x50", seconds=3.0)
    assert desk.commands[-1] == Audition("bass", 48, 80, len(struck) + 1)


def test_an_unknown_port_and_any_bytes_are_nothing() -> None:
    desk = Desk()
    desk.take("nowhere", b"\x90\x3c\x40")
    desk.take("keys", b"", b"\x90", b"\xf0\x7f", b"\xff", b"\x3c\x40", b"\xf2\x00")
    assert (desk.commands, desk.reports, desk.clocks) == ([], [], [])
