"""The session's side of MIDI: a setup that stays whole whatever is changed, what the engine is told, and what
controls of hardware do to the song.
"""

from dataclasses import replace

import pytest

from beatterm.engine.edits import SetMixer
from beatterm.engine.messages import Report
from beatterm.engine.midi import messages
from beatterm.engine.midi.messages import Aim, MidiState, MidiTurned, PortState, SetMidi
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.midi import set_midi_field
from beatterm.model.kit import Kit
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import INTERNAL, LINK, InPort, Learned, LinkSetup, MidiSetup, OutPort
from beatterm.model.param import value_of
from beatterm.sequencer.live import Cue
from beatterm.session import ports
from beatterm.session.midi import LIT_LOOKS, Midi
from beatterm.session.session import Session
from tests.session.fakes import PARAMS, FakeEngine
from tests.ui.rig import make_session

GAIN = PARAMS.strip[0]
SYNTH, PADS, KEYS = OutPort("synth", clock=True), InPort("pads", clock=True), InPort("keys")
KICK_GAIN = Learned("pads", 1, 7, "mixer.kick.gain_db")
SETUP = MidiSetup((SYNTH,), (PADS, KEYS), (KICK_GAIN,), source="pads")


def made(setup: MidiSetup = SETUP) -> tuple[FakeEngine, Session, Midi, list[MidiSetup]]:
    engine, _, session = make_session()
    kept: list[MidiSetup] = []
    midi = Midi(session)
    midi.begin(setup, kept.append)
    engine.sent.clear()
    return engine, session, midi, kept


@pytest.mark.parametrize(
    ("system", "pattern", "name"),
    [
        ("Minilogue:Minilogue MIDI 1 24:0", "Minilogue:Minilogue MIDI 1*", "minilogue"),
        ("Midi Through:Midi Through Port-0 14:0", "Midi Through:Midi Through Port-0*", "midi-through"),
        ("synth one", "synth one", "synth-one"),
        ("A very long name of a device:x", "A very long name of a device:x", "a-very-long-name"),
        ("日本", "日本", "port"),
        (":", ":", "port"),
        ("link", "link", "link2"),
        ("Synth:x", "Synth:x", "synth2"),
    ],
)
def test_a_port_of_the_system_gets_a_pattern_and_a_short_name(system: str, pattern: str, name: str) -> None:
    assert ports.pattern_for(system) == pattern
    assert ports.name_for(system, SETUP.outs) == name


def test_a_new_name_goes_with_all_that_stands_under_it() -> None:
    renamed = ports.renamed(SETUP, PADS, " mpd ")
    assert renamed.ins == (replace(PADS, name="mpd"), KEYS)
    assert renamed.learned == (replace(KICK_GAIN, port="mpd"),)
    assert renamed.source == "mpd"
    assert ports.renamed(SETUP, SYNTH, "pads").outs == (replace(SYNTH, name="pads"),)


@pytest.mark.parametrize("name", ["keys", "internal", "link", "", "  ", "x" * 49])
def test_a_name_that_is_taken_or_none_is_refused(name: str) -> None:
    with pytest.raises(EditError):
        ports.renamed(SETUP, PADS, name)


def test_a_port_that_goes_takes_what_came_from_it_along() -> None:
    without = ports.without(SETUP, PADS)
    assert without == MidiSetup((SYNTH,), (KEYS,))
    assert ports.without(SETUP, SYNTH) == replace(SETUP, outs=())


def test_an_input_is_followed_only_while_its_clock_is_listened_to() -> None:
    assert ports.changed(SETUP, "pads", replace(PADS, clock=False)).source == INTERNAL
    assert ports.changed(SETUP, "keys", replace(KEYS, channel=3)).source == "pads"
    followed = ports.with_source(SETUP, "keys")
    assert (followed.source, followed.ins[1].clock) == ("keys", True)


def test_link_is_followed_only_while_it_is_on() -> None:
    followed = ports.with_source(SETUP, LINK)
    assert (followed.source, followed.link.on) == (LINK, True)
    assert ports.with_link(followed, False).source == INTERNAL
    assert ports.with_link(SETUP, False).source == "pads"


def test_a_knob_goes_by_one_control_and_a_control_may_turn_several() -> None:
    other = replace(KICK_GAIN, path="mixer.snare.gain_db")
    both = ports.with_learned(SETUP, other)
    assert both.learned == (KICK_GAIN, other)
    assert ports.with_learned(both, replace(KICK_GAIN, number=8)).learned == (
        other,
        replace(KICK_GAIN, number=8),
    )


@pytest.mark.parametrize(
    ("setup", "is_sent"),
    [(MidiSetup(), False), (MidiSetup(outs=(SYNTH,)), True), (MidiSetup(link=LinkSetup(on=True)), True)],
)
def test_midi_begins_only_where_there_is_something_for_it(setup: MidiSetup, is_sent: bool) -> None:
    engine, _, session = make_session()
    Midi(session).begin(setup)
    assert engine.sent == ([SetMidi(setup)] if is_sent else [])


def test_a_change_is_played_and_kept() -> None:
    engine, _, midi, kept = made()
    wanted = replace(SETUP, source=INTERNAL)
    midi.change(wanted)
    midi.change(wanted)
    assert (midi.setup, kept, engine.sent) == (wanted, [wanted], [SetMidi(wanted)])


def test_a_setup_that_cannot_be_written_is_played_all_the_same() -> None:
    engine, _, session = make_session()

    def full(setup: MidiSetup) -> None:
        raise OSError(28, "No space left on device")

    midi = Midi(session)
    midi.begin(MidiSetup(), full)
    with pytest.raises(OSError, match="No space"):
        midi.change(SETUP)
    assert (midi.setup, engine.sent) == (SETUP, [SetMidi(SETUP)])


def test_looking_around_asks_for_the_ports_of_an_empty_setup_too() -> None:
    engine, _, midi, _ = made(MidiSetup())
    midi.look_around()
    assert engine.sent == [SetMidi(MidiSetup())]


def test_a_test_note_is_what_the_track_sends_there_by_the_ports_own_notes_too() -> None:
    drums = OutPort("drums", drums=(("kick", 44),))
    engine, session, midi, _ = made(MidiSetup(outs=(SYNTH, drums)))
    session.edit("send", lambda song: set_midi_field(song, "kick", port="drums"))
    assert midi.test(drums, "kick") == messages.TestNote("drums", 10, 44) == engine.sent[-1]
    assert midi.test(SYNTH, "kick") == messages.TestNote("synth", 1, 60)
    assert midi.test(SYNTH, "") == messages.TestNote("synth", 1, 60)


LOOP, WHOLE = Cue(pattern="A"), Cue()


def test_the_engine_is_told_once_which_track_keyboards_play_and_what_a_start_plays() -> None:
    engine, _, midi, _ = made()
    for track, cue in (("kick", LOOP), ("kick", LOOP), ("snare", LOOP), ("snare", WHOLE)):
        midi.aim(track, cue)
    assert engine.sent == [Aim("kick", LOOP), Aim("snare", LOOP), Aim("snare", WHOLE)]


def test_without_inputs_nobody_needs_to_know_the_track() -> None:
    engine, _, midi, _ = made(MidiSetup((SYNTH,)))
    midi.aim("kick", LOOP)
    assert engine.sent == []


def gain(session: Session, track: str = "kick") -> float:
    return float(value_of(session.song.mixer.strip(track).values, GAIN))


def turn(value: float, number: int = 7, port: str = "pads", channel: int = 1) -> MidiTurned:
    return MidiTurned(port, channel, number, value)


def test_a_learned_control_turns_its_knob_and_one_undo_takes_all_of_it_back() -> None:
    engine, session, midi, _ = made()
    for value in (0.5, 0.75, 1.0):
        midi.take([turn(value)])
    assert gain(session) == GAIN.high
    assert sum(isinstance(command, SetMixer) for command in engine.sent) == 3
    session.undo()
    assert gain(session) == 0.0


def test_of_many_turns_at_once_the_last_one_counts() -> None:
    engine, session, midi, _ = made()
    midi.take([turn(0.1), turn(0.9, number=8), turn(0.0)])
    assert gain(session) == GAIN.low
    assert len(engine.sent) == 1


@pytest.mark.parametrize("other", [turn(1.0, number=8), turn(1.0, port="keys"), turn(1.0, channel=2)])
def test_other_controls_turn_nothing(other: MidiTurned) -> None:
    engine, session, midi, _ = made()
    assert midi.take([other]) is None
    assert (gain(session), engine.sent) == (0.0, [])


def test_a_knob_that_the_song_lacks_is_left_alone() -> None:
    lost = replace(KICK_GAIN, path="mixer.gong.gain_db")
    engine, session, midi, _ = made(replace(SETUP, learned=(lost,)))
    before = session.song
    midi.take([turn(1.0)])
    assert (session.song, engine.sent) == (before, [])
    assert midi.name_of(lost.path) == "mixer.gong.gain_db (not in this song)"
    assert midi.name_of(KICK_GAIN.path) == "mix of kick, gain_db"


def test_a_control_goes_through_the_sounds_of_the_kit_and_one_undo_takes_all_of_it_back() -> None:
    engine, shelf, session = make_session()
    midi = Midi(session)
    midi.begin(replace(SETUP, learned=(replace(KICK_GAIN, path="sound.kick.sound"),)))
    heard = []
    for value in (0.0, 0.5, 0.99, 1.0):
        midi.take([turn(value)])
        heard.append(session.song.setup("kick").sound)
    assert heard == ["kick", "hat", "bass", "bass"]
    session.undo()
    assert session.song.setup("kick").sound == "kick"
    shelf.kits["deep"] = Kit("deep")
    session.edit("kit", lambda song: replace(song, kit="deep"))
    engine.sent.clear()
    midi.take([turn(1.0)])
    assert (session.song.setup("kick").sound, engine.sent) == ("kick", [])
    assert midi.name_of("sound.kick.sound") == "sound of kick, sound"


def test_a_control_goes_through_the_studio_s_outputs() -> None:
    _, session, midi, _ = made(
        replace(SETUP, outs=(SYNTH, OutPort("drums")), learned=(replace(KICK_GAIN, path="midi.kick.output"),))
    )
    midi.take([turn(1.0)])
    assert session.song.setup("kick").midi is None
    session.edit("send", lambda song: set_midi_field(song, "kick", channel=3))
    midi.take([turn(1.0)])
    assert session.song.setup("kick").midi == MidiOut("drums", 3)
    midi.take([turn(0.0)])
    assert session.song.setup("kick").midi == MidiOut(channel=3)


def test_while_something_is_tried_out_controls_turn_nothing() -> None:
    _, session, midi, _ = made()
    session.preview.show(lambda song: replace(song, tempo=99.0))
    midi.take([turn(1.0)])
    assert gain(session) == 0.0


def test_the_next_control_that_is_moved_is_learned_and_turns_at_once() -> None:
    _, session, midi, kept = made()
    midi.learn("mixer.snare.gain_db")
    learned = midi.take([turn(1.0, number=20, channel=3, port="keys")])
    assert learned == Learned("keys", 3, 20, "mixer.snare.gain_db")
    assert (midi.setup.learned, midi.learning) == ((KICK_GAIN, learned), "")
    assert kept == [midi.setup]
    assert gain(session, "snare") == GAIN.high


def test_another_control_for_a_knob_goes_the_same_way() -> None:
    _, _, midi, _ = made(replace(SETUP, learned=(replace(KICK_GAIN, low=-12.0, high=0.0),)))
    midi.learn(KICK_GAIN.path)
    assert midi.take([turn(0.5, number=21)]) == Learned("pads", 1, 21, KICK_GAIN.path, -12.0, 0.0)


def test_without_inputs_nothing_can_be_learned() -> None:
    _, _, midi, _ = made(MidiSetup((SYNTH,)))
    with pytest.raises(EditError, match="no MIDI input"):
        midi.learn("mixer.snare.gain_db")


def test_a_light_shines_for_a_while_after_a_message() -> None:
    _, _, midi, _ = made()
    quiet, busy = PortState("synth", "x", messages=4), PortState("pads", "y", messages=9)
    reports: list[Report] = [MidiState((quiet,), (busy,)), MidiState((quiet,), (replace(busy, messages=10),))]
    midi.take(reports[:1])
    for _ in range(LIT_LOOKS):
        midi.look()
    midi.take(reports[1:])
    assert [midi.is_lit(port) for port in (*midi.state.outs, *midi.state.ins)] == [False, True]
    assert [midi.look() for _ in range(LIT_LOOKS)] == [*[False] * (LIT_LOOKS - 1), True]
    assert not midi.is_lit(midi.state.ins[0])
