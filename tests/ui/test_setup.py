"""Setup on the screen: its cells, ports that come and go, learning, what comes in, and whose tempo it is."""

from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from beatterm.engine.edits import SetMixer
from beatterm.engine.messages import Audition, DeviceState, Panic, Queue
from beatterm.engine.midi import messages
from beatterm.engine.midi.messages import (
    Aim,
    ClockState,
    MidiAsked,
    MidiPlayed,
    MidiState,
    MidiTurned,
    PortState,
    SetMidi,
)
from beatterm.model.edits.midi import set_midi_field
from beatterm.model.field_param import OFF
from beatterm.model.midi import Control, MidiOut
from beatterm.model.midi_setup import InPort, Learned, LinkSetup, MidiSetup, OutPort
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue
from beatterm.ui.desk import learning
from beatterm.ui.desk.desk import Pane
from beatterm.ui.desk.knobs import knobs
from beatterm.ui.desk.midi_knobs import CONTROLS
from tests.session.fakes import make_song
from tests.ui.rig import Rig, running

SIZES = [(60, 18), (80, 24), (120, 30), (200, 50)]
SYNTH, DRUMS = OutPort("synth", "Minilogue*", clock=True), OutPort("drums", "TR-8S*")
PADS, KEYS = InPort("pads", "MPD218*", drums=True), InPort("keys", "KeyStep*")
LEARNED = Learned("pads", 1, 74, "mixer.kick.cutoff_hz")
SETUP = MidiSetup((SYNTH, DRUMS), (PADS, KEYS), (LEARNED,))
OUT, IN, KNOB = 2, 4, 6
"""Lines of Setup: clock and Link come first."""
STATE = MidiState(
    outs=(
        PortState("synth", "Minilogue 24:0"),
        PortState("drums", problem="TR-8S is not there; plug it in."),
    ),
    ins=(PortState("pads", "MPD218 28:0"), PortState("keys")),
    system_outs=("Minilogue:Minilogue MIDI 1 24:0", "Digitone:Digitone 32:0"),
    system_ins=("MPD218:MPD218 28:0",),
)


async def report(rig: Rig, *reports: object) -> None:
    """Let the engine report something, and the screen's clock strike."""
    rig.engine.waiting += reports  # type: ignore[arg-type]
    rig.app.tick()
    await rig.settle()


async def at(rig: Rig, line: int, cell: int, *keys: str) -> None:
    """Press keys with Setup's cursor on a cell."""
    await rig.press("5")
    rig.desk.setup_at = (line, cell)
    await rig.press(*keys)


async def answer(rig: Rig, text: str) -> None:
    rig.app.screen.query_one(Input).value = text
    await rig.press("enter")


@pytest.mark.parametrize("charset", ["unicode", "ascii"])
@pytest.mark.parametrize("size", SIZES)
async def test_setup_fits_every_screen(size: tuple[int, int], charset: str) -> None:
    async with running(size, charset=charset, midi=SETUP) as rig:
        await report(rig, STATE, DeviceState("Scarlett", 48000, 256, 0.012, False))
        await rig.press("5")
        for line in range(KNOB + 1):
            for cell in (0, 7):
                rig.desk.setup_at = (line, cell)
                await rig.press("right")
                lines = rig.lines()
                assert len(lines) == size[1]
                assert {cell_len(each) for each in lines} == {size[0]}
        await rig.press("escape")
        assert "A 16" in rig.text()


@pytest.mark.parametrize("size", SIZES)
async def test_the_cell_under_the_cursor_is_in_sight(size: tuple[int, int]) -> None:
    async with running(size, midi=SETUP) as rig:
        await at(rig, IN + 1, 8, "+ + +")
        assert "+3 ms" in rig.text()


async def test_setup_shows_sound_ports_clock_and_what_is_wrong() -> None:
    async with running((120, 30), midi=SETUP) as rig:
        await report(rig, STATE, DeviceState("Scarlett", 48000, 256, 0.012, False))
        await rig.press("5")
        for words in ("Scarlett  48 kHz  256 frames  12 ms", "internal", "no peers", "Minilogue 24:0"):
            assert words in rig.text()
        assert "drums: TR-8S is not there; plug it in." in rig.text()
        assert "no KeyStep*" in rig.text()
        assert "pads         ch 1   cc 74   mix of kick, cutoff_hz" in rig.text()
        assert "Digitone:Digitone 32:0" in rig.text()


@pytest.mark.parametrize("width", [60, 68, 80])
async def test_no_word_of_setup_is_cut_where_there_is_little_room(width: int) -> None:
    source = replace(PADS, name="a-long-named")
    linked = MidiSetup(ins=(source,), link=LinkSetup(True, 16), source=source.name)
    clock = ClockState(source.name, False, 0.0, 12)
    device = DeviceState("PulseAudio: alsa_output.usb-Scarlett", 48000, 256, 0.012, False)
    async with running((width, 24), midi=linked) as rig:
        await report(rig, MidiState(clock=clock), device)
        await rig.press("5")
        ends = {line.rstrip()[5:].split(" ")[0]: line.rstrip().split(" ")[-1] for line in rig.lines()}
        assert (ends["audio"], ends["clock"], ends["link"]) == ("ms", "clock", "peers")
        assert ends["learned"] == "it"


async def test_without_midi_setup_says_why_and_all_else_works() -> None:
    async with running((80, 24)) as rig:
        await report(rig, MidiState(problem="There is no MIDI here: install libjack0."))
        await rig.press("5")
        assert "There is no MIDI here: install libjack0." in rig.text()
        await rig.press("escape enter space")
        assert rig.engine.snapshot().running
        assert rig.rhythm("kick") != "x.....x..x......"


async def test_opening_setup_asks_which_ports_there_are() -> None:
    async with running() as rig:
        assert rig.engine.sent == []
        await rig.press("5")
        assert rig.engine.sent == [SetMidi(MidiSetup())]


def out(**changes: object) -> MidiSetup:
    return replace(SETUP, outs=(replace(SYNTH, **changes), DRUMS))  # type: ignore[arg-type]


def into(**changes: object) -> MidiSetup:
    return replace(SETUP, ins=(replace(PADS, **changes), KEYS))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "cell", "keys", "wanted"),
    [
        (0, 0, "enter l i n k enter", replace(SETUP, source="link", link=LinkSetup(on=True))),
        (0, 0, "enter p a d s enter", replace(into(clock=True), source="pads")),
        (1, 0, "enter", replace(SETUP, link=LinkSetup(on=True))),
        (1, 1, "+", replace(SETUP, link=LinkSetup(quantum=5))),
        (1, 2, "-", replace(SETUP, link=LinkSetup(start_stop=False))),
        (OUT, 2, "enter", out(clock=False)),
        (OUT, 3, "enter", out(transport=False)),
        (OUT, 4, "-", out(clock_when_stopped=False)),
        (OUT, 5, "enter", out(with_audio=False)),
        (OUT, 6, "-", out(offset_ms=-1.0)),
        (OUT, 6, ">", out(offset_ms=10.0)),
        (IN, 2, "+", into(drums=False, track="kick")),
        (IN, 2, "-", into(drums=False)),
        (IN, 2, "- -", into(drums=False, notes=False)),
        (IN, 3, "+ +", into(channel=2)),
        (IN, 4, "+", into(curve="soft")),
        (IN, 5, "enter", into(clock=True)),
        (IN, 6, "enter", into(transport=True)),
        (IN, 7, "enter", into(programs=True)),
        (IN, 8, "+", into(offset_ms=1.0)),
        (KNOB, 0, "d", replace(SETUP, learned=())),
        (OUT, 0, "d y", replace(SETUP, outs=(DRUMS,))),
        (OUT, 0, "d n", SETUP),
        (IN, 0, "d y", replace(SETUP, ins=(KEYS,), learned=())),
    ],
)
async def test_every_cell_changes_what_it_says(line: int, cell: int, keys: str, wanted: MidiSetup) -> None:
    kept: list[MidiSetup] = []
    async with running(midi=SETUP, keep_midi=kept.append) as rig:
        rig.engine.sent.clear()
        await at(rig, line, cell, *keys.split())
        assert rig.desk.midi.setup == wanted
        assert kept[-1:] == ([wanted] if wanted != SETUP else [])
        assert rig.engine.sent[-1] == SetMidi(wanted)


@pytest.mark.parametrize(
    ("line", "cell", "keys", "says"),
    [
        (0, 0, "+", "enter changes the source"),
        (OUT, 0, "+", "enter changes the name"),
        (OUT, 1, "-", "enter changes the port"),
        (KNOB, 0, "+", "learns another"),
        (KNOB, 0, "enter", "learns another"),
        (0, 0, "d", "a adds an output"),
        (IN, 0, "p", "Go to an output"),
    ],
)
async def test_what_cannot_be_is_said(line: int, cell: int, keys: str, says: str) -> None:
    async with running((160, 30), midi=SETUP) as rig:
        await at(rig, line, cell, keys)
        assert says in rig.text()
        assert rig.desk.midi.setup == SETUP


async def test_an_output_says_on_which_channels_the_song_sends_there() -> None:
    async with running((200, 50), midi=SETUP) as rig:
        kick, snare, *others = rig.desk.song.tracks
        sent = (replace(kick, midi=MidiOut(channel=10)), replace(snare, midi=MidiOut("synth", channel=2)))
        rig.desk.session.edit("send", lambda song: replace(song, tracks=(*sent, *others)))
        await at(rig, OUT, 6, "right")
        (line,) = [each for each in rig.lines() if "Minilogue" in each]
        assert line.split()[-2:] == ["2", "10"]
        assert f"Sent there: {kick.name} 10, {snare.name} 2" in " ".join(rig.text().split())
        await rig.press("enter")
        assert "Each track has a channel of its own" in rig.text()


async def test_tracks_that_are_sent_to_an_output_that_is_not_there_are_named() -> None:
    async with running((120, 30), midi=SETUP) as rig:
        kick, snare, hat, *others = rig.desk.song.tracks
        sent = [replace(each, midi=MidiOut("modular")) for each in (kick, hat)]
        song = replace(rig.desk.song, tracks=(*sent, replace(snare, midi=MidiOut()), *others))
        rig.desk.session.edit("send", lambda _: song)
        await at(rig, OUT, 0, "right")
        said = f"{kick.name}, {hat.name}: sent to “modular”, but no output is called that"
        assert said in rig.text() and f"{snare.name}: sent" not in rig.text()


async def test_an_offset_may_be_typed() -> None:
    async with running(midi=SETUP) as rig:
        await at(rig, OUT, 6, "enter")
        await answer(rig, "-12.5")
        assert rig.desk.midi.setup == out(offset_ms=-12.5)


async def test_an_output_is_added_from_the_ports_of_the_system() -> None:
    async with running(midi=SETUP) as rig:
        await report(rig, STATE)
        await rig.press("5", "a")
        assert "Digitone:Digitone 32:0" in rig.text()
        await rig.press("d i g i", "enter")
        assert rig.desk.midi.setup.outs[2:] == (OutPort("digitone", "Digitone:Digitone*"),)
        assert rig.desk.setup_at == (OUT + 2, 0)


async def test_an_input_of_its_own_is_added_and_renamed() -> None:
    async with running() as rig:
        await rig.press("5", "A", "v i r t u a l", "enter")
        assert rig.desk.midi.setup.ins == (InPort("beatterm", virtual=True),)
        await rig.press("r")
        await answer(rig, "from live")
        assert rig.desk.midi.setup.ins == (InPort("from live", virtual=True),)


async def test_a_port_that_is_not_there_is_chosen_by_a_part_of_its_name() -> None:
    async with running(midi=SETUP) as rig:
        await at(rig, OUT, 1, "enter", "a n o t h e r", "enter")
        await answer(rig, "*digitakt*")
        assert rig.desk.midi.setup == out(match="*digitakt*")


async def test_tracks_that_keep_sending_to_the_old_name_are_named() -> None:
    song = set_midi_field(make_song(), "hat", port="synth")
    async with running((120, 30), song=song, midi=SETUP) as rig:
        await at(rig, OUT, 0, "enter")
        await answer(rig, "poly")
        assert "hat still send to synth" in rig.text()


@pytest.mark.parametrize(
    ("sends", "note"),
    [
        (None, messages.TestNote("synth", 1, 60)),
        (MidiOut("synth", 4, 38), messages.TestNote("synth", 4, 38)),
        (MidiOut(), messages.TestNote("synth", 10, 36)),
        (MidiOut("drums", 4, 38), messages.TestNote("synth", 1, 60)),
    ],
)
async def test_the_test_note_is_what_the_track_sends_there(
    sends: MidiOut | None, note: messages.TestNote
) -> None:
    song = make_song()
    tracks = (replace(song.tracks[0], midi=sends), *song.tracks[1:])
    async with running(song=replace(song, tracks=tracks), midi=SETUP) as rig:
        await at(rig, OUT, 0, "p")
        assert rig.engine.sent[-1] == note


async def test_a_light_flashes_when_something_passes() -> None:
    async with running(midi=SETUP) as rig:
        await rig.press("5")
        await report(
            rig, replace(STATE, ins=(PortState("pads", "MPD218 28:0", messages=1), PortState("keys")))
        )
        assert "● pads" in rig.text()
        assert "● synth" not in rig.text()
        for _ in range(10):
            await report(rig)
        assert "● pads" not in rig.text()


async def test_panic_works_from_setup() -> None:
    async with running(midi=SETUP) as rig:
        await rig.press("5 !")
        assert rig.engine.sent[-1] == Panic()


async def test_a_control_is_learned_for_the_knob_under_the_cursor() -> None:
    async with running((120, 30), midi=replace(SETUP, learned=())) as rig:
        await rig.press("tab")
        rig.desk.knob = "strip.gain_db"
        await rig.press("m")
        assert "LEARN" in rig.text()
        await report(rig, MidiTurned("keys", 2, 21, 1.0))
        assert rig.desk.midi.setup.learned == (Learned("keys", 2, 21, "mixer.kick.gain_db"),)
        assert "keys channel 2 cc 21 turns mix of kick, gain_db" in rig.text()
        assert "LEARN" not in rig.text()
        assert isinstance(rig.engine.sent[-1], SetMixer)
        await rig.press("u")
        assert rig.song.mixer.strips == ()


@pytest.mark.parametrize(
    ("knob", "path"),
    [
        ("strip.pan", "mixer.kick.pan"),
        ("sound.pitch", "sound.kick.pitch"),
        ("delay.feedback", "effect.delay.feedback"),
        ("song.tempo", "song.tempo"),
        ("master.gain_db", "master.gain_db"),
        ("row.swing", "track.kick.swing"),
        ("pattern.chance", "pattern.chance"),
        ("step.velocity", "step.velocity"),
        ("mix-lock.pan", "lock.pan"),
        ("sound.sound", "sound.kick.sound"),
        ("song.groove", "song.groove"),
        ("row.groove", "track.kick.groove"),
    ],
)
async def test_knobs_of_every_kind_can_be_learned(knob: str, path: str) -> None:
    async with running(midi=SETUP) as rig:
        await rig.press("tab")
        rig.desk.knob = knob
        await rig.press("m")
        assert rig.desk.midi.learning == path
        await rig.press("escape")
        assert rig.desk.midi.learning == ""
        assert rig.desk.pane is Pane.INSPECTOR


async def test_every_knob_of_the_inspector_can_be_learned_and_turned() -> None:
    """All but the numbers of control changes. Off is no output to turn to: it forgets all that is sent."""
    setup = replace(SETUP, learned=())
    async with running(midi=setup) as rig:
        rig.desk.edit("midi", lambda song: set_midi_field(song, "kick", channel=2))
        for knob in [each for each in knobs(rig.desk) if each.kind != CONTROLS]:
            words = tuple(word for word in knob.param.choices if (knob.key, word) != ("midi.output", OFF))
            ends = (words[0], words[-1]) if words else (knob.param.low, knob.param.high)
            path = learning.path_of(rig.desk, knob)
            rig.desk.midi.change(replace(setup, learned=(Learned("keys", 1, 20, path),)))
            for share, end in zip((0.0, 1.0), ends, strict=True):
                rig.desk.midi.take([MidiTurned("keys", 1, 20, share)])
                turned = next(each for each in knobs(rig.desk) if each.key == knob.key)
                assert turned.value == end, path


@pytest.mark.parametrize(
    ("knob", "sent", "words"),
    [("midi-cc.pan", True, "pan: a control would pass by"), ("midi.output", False, "kick is not sent to")],
)
async def test_what_no_control_can_turn_says_why(knob: str, sent: bool, words: str) -> None:
    async with running((140, 30), midi=SETUP) as rig:
        if sent:
            rig.desk.edit("midi", lambda song: set_midi_field(song, "kick", channel=2))
        await rig.press("tab")
        rig.desk.knob = knob
        await rig.press("m")
        assert words in rig.text()
        assert rig.desk.midi.learning == ""


async def test_setup_shows_a_list_that_a_control_goes_through() -> None:
    learned = (replace(LEARNED, path="sound.kick.sound"), replace(LEARNED, path="sound.gong.sound"))
    async with running((120, 30), midi=replace(SETUP, learned=learned)) as rig:
        await rig.press("5")
        assert "cc 74   sound of kick, sound" in rig.text()
        assert "sound.gong.sound (not in this song)" in rig.text()


async def test_a_control_turns_the_hits_at_the_cursor_and_a_run_of_turns_is_one_undo() -> None:
    velocity = Learned("keys", 1, 20, "step.velocity")
    async with running(midi=replace(SETUP, learned=(velocity,))) as rig:
        before = rig.song
        for share in (0.2, 0.6, 1.0):
            await report(rig, MidiTurned("keys", 1, 20, share))
        assert velocities(rig)[:2] == [127, 100]
        await rig.press("right right right right right right")
        await report(rig, MidiTurned("keys", 1, 20, 0.0))
        assert velocities(rig)[:2] == [127, 1]
        await rig.press("u")
        assert velocities(rig)[:2] == [127, 100]
        await rig.press("u")
        assert rig.song == before


def velocities(rig: Rig) -> list[int]:
    """Those of the kick's hits."""
    row = rig.song.patterns[0].track("kick")
    return [step.velocity for step in row.steps if step] if row else []


async def test_a_pattern_that_a_control_shortens_keeps_the_cursor_inside() -> None:
    length = Learned("keys", 1, 20, "pattern.length")
    async with running(midi=replace(SETUP, learned=(length,))) as rig:
        await rig.press("end")
        for name in ("pattern.length", *(f"track.{each.name}.length" for each in rig.song.tracks)):
            rig.desk.midi.change(replace(SETUP, learned=(replace(length, path=name),)))
            await report(rig, MidiTurned("keys", 1, 20, 0.0))
        assert rig.song.patterns[0].length == 1
        assert rig.desk.place == rig.desk.place.within(rig.song)


async def test_what_is_tried_out_learns_a_control_and_is_turned_by_it_alone() -> None:
    gain = Learned("keys", 1, 7, "mixer.kick.gain_db")
    async with running((120, 30), midi=replace(SETUP, learned=(gain,))) as rig:
        await rig.press("f e", "m")
        assert rig.desk.tuner is not None
        name = rig.desk.tuner.param.name
        await report(rig, MidiTurned("keys", 1, 30, 1.0))
        assert rig.desk.midi.setup.learned[-1] == Learned("keys", 1, 30, f"tuner.{name}")
        assert rig.desk.tuner.values[name] == rig.desk.tuner.param.high
        await report(rig, MidiTurned("keys", 1, 7, 1.0), MidiTurned("keys", 1, 30, 0.0))
        assert rig.desk.tuner.values[name] == rig.desk.tuner.param.low
        await rig.press("escape")
        assert rig.song.mixer.strips == ()
        await report(rig, MidiTurned("keys", 1, 30, 0.5))
        assert rig.desk.midi.name_of(f"tuner.{name}") == f"what is tried out, {name}"


async def test_a_keyboard_plays_the_track_under_the_cursor() -> None:
    async with running(midi=SETUP) as rig:
        await rig.press("down")
        assert Aim("snare", Cue(pattern="A")) in rig.engine.sent
        await report(rig, MidiPlayed("keys", "", 64, 90, 1.0))
        assert rig.engine.sent[-1] == Audition("snare", None, 90)
        for _ in range(6):
            await rig.press("down")
        await report(rig, MidiPlayed("keys", "", 64, 90, 2.0), MidiPlayed("keys", "", 64, 0, 2.1))
        assert rig.engine.sent[-1] == Audition("bass", 64, 90)


async def test_what_the_engine_has_sounded_is_not_sounded_again() -> None:
    async with running(midi=SETUP) as rig:
        await report(
            rig, MidiPlayed("pads", "snare", None, 90, 1.0), MidiPlayed("pads", "gone", None, 90, 1.0)
        )
        assert not any(isinstance(command, Audition) for command in rig.engine.sent)


async def test_what_is_played_over_midi_is_recorded_at_its_time() -> None:
    async with running(midi=SETUP) as rig:
        await rig.press("o space")
        await rig.see(running=True, pattern="A", tick=0, tempo=92.0, heard_seconds=100.0)
        step = 60 / 92 / 4
        await report(rig, MidiPlayed("pads", "clap", None, 90, 100.0 + 4 * step))
        await rig.see(
            running=True,
            pattern="A",
            tick=5 * 840,
            pattern_tick=5 * 840,
            tempo=92.0,
            heard_seconds=100 + 5 * step,
        )
        assert rig.rhythm("clap") == "....?..........."
        await rig.press("u")
        assert set(rig.rhythm("clap")) <= {"."}


async def test_what_a_key_holds_is_recorded_as_long_as_it_is_held() -> None:
    step = 60 / 92 / 4
    async with running(midi=SETUP) as rig:
        rig.desk.edit("midi", lambda song: set_midi_field(song, "bass", channel=2))
        await rig.press("o space")

        async def see(at: int) -> None:
            now = {"tick": at * 840, "pattern_tick": at * 840, "heard_seconds": 100.0 + at * step}
            await rig.see(running=True, pattern="A", tempo=92.0, **now)

        await see(0)
        await report(rig, MidiPlayed("keys", "bass", 50, 90, 100.0 + 8 * step, 3))
        await see(10)
        await rig.press("up")
        await report(rig, MidiPlayed("keys", "bass", 50, 0, 100.0 + 11 * step, 3))
        await see(13)
        row = rig.song.patterns[0].track("bass")
        assert row is not None
        assert row.steps[8] == Step(90, (50,), length=3)


@pytest.mark.parametrize(("number", "shown"), [(1, "B"), (7, "A")])
async def test_a_program_chooses_a_pattern(number: int, shown: str) -> None:
    async with running((120, 30), midi=SETUP) as rig:
        await rig.press("space")
        await report(rig, MidiAsked("pattern", number))
        assert rig.desk.place.pattern == shown
        assert (Queue(Cue(pattern="B")) in rig.engine.sent) is (shown == "B")
        assert ("there are 2 patterns" in rig.text()) is (shown == "A")


async def test_hardware_arms_the_recorder() -> None:
    async with running(midi=SETUP) as rig:
        for what, is_armed in (
            ("record", True),
            ("record", True),
            ("record exit", False),
            ("record exit", False),
        ):
            await report(rig, MidiAsked(what))
            assert rig.desk.recorder.is_armed == is_armed


@pytest.mark.parametrize(
    ("source", "clock", "says"),
    [
        ("internal", ClockState(), ("92.0", "int")),
        ("pads", ClockState("pads", True, 123.456), ("123.5", "pads locked")),
        ("pads", ClockState("pads", False, 119.96), ("120.0", "pads lost")),
        ("pads", ClockState(), ("92.0", "pads sends no clock")),
        ("pads", ClockState("pads", False), ("92.0", "pads sends no clock")),
        ("link", ClockState("link", True, 128.0, 2), ("128.0", "Link 2")),
    ],
)
@pytest.mark.parametrize("width", [80, 120])
async def test_the_top_says_whose_tempo_is_played(
    width: int, source: str, clock: ClockState, says: tuple[str, str]
) -> None:
    async with running((width, 24), midi=replace(SETUP, source=source)) as rig:
        await report(rig, replace(STATE, clock=clock))
        top = "\n".join(rig.lines()[:2])
        assert all(words in top for words in says)


async def test_a_click_on_the_clock_opens_setup_and_one_on_a_cell_goes_there() -> None:
    async with running((120, 30), midi=SETUP) as rig:
        await rig.pilot.click("#transport", offset=(rig.lines()[0].index(" int ") + 1, 0))
        assert rig.desk.pane is Pane.SETUP
        row = next(at for at, line in enumerate(rig.lines()) if " drums " in line)
        await rig.pilot.click("#setup", offset=(rig.lines()[row].index("0 ms"), row - 2))
        assert rig.desk.setup_at == (OUT + 1, 6)


async def go(rig: Rig, knob: str, keys: str) -> MidiOut | None:
    """Press keys with the inspector's cursor on a knob; what the first track sends then."""
    await rig.press("tab")
    rig.desk.knob = knob
    await rig.press(keys)
    return rig.song.tracks[0].midi


@pytest.mark.parametrize(
    ("knob", "keys", "wanted"),
    [
        ("midi.output", "+", MidiOut("")),
        ("midi.output", "+ +", MidiOut("synth")),
        ("midi.output", "+ d", None),
    ],
)
async def test_a_track_is_sent_to_an_output(knob: str, keys: str, wanted: MidiOut | None) -> None:
    async with running(midi=SETUP) as rig:
        assert await go(rig, knob, keys) == wanted


@pytest.mark.parametrize(
    ("knob", "keys", "wanted"),
    [
        ("midi.channel", "-", MidiOut(channel=9)),
        ("midi.note", "+", MidiOut(note=0)),
        ("midi.note", "> > > > +", MidiOut(note=40)),
        ("midi.note", "> d", MidiOut()),
        ("midi.program", "+ +", MidiOut(program=2)),
        ("midi.bank", "+", MidiOut(bank=0)),
        ("midi.bank", "+ -", MidiOut()),
        ("midi.audio", "+", MidiOut(audio=True)),
        ("midi-cc.pan", "> +", MidiOut(controls=(Control("pan", 10),))),
        ("midi-cc.pan", "> d", MidiOut()),
    ],
)
async def test_what_a_track_sends_is_turned_in_the_inspector(knob: str, keys: str, wanted: MidiOut) -> None:
    song = set_midi_field(make_song(), "kick")
    async with running(song=song, midi=SETUP) as rig:
        assert await go(rig, knob, keys) == wanted
        await rig.press("tab shift+tab", *["u"] * 6)
        assert rig.song == song


async def test_no_bank_is_said_in_a_word() -> None:
    async with running((200, 50), song=set_midi_field(make_song(), "kick", program=3)) as rig:
        await go(rig, "midi.bank", "+ -")
        assert "midi of kick: bank none" in rig.lines()[-1]


async def test_a_number_that_is_taken_is_not_offered() -> None:
    song = set_midi_field(make_song(), "kick", controls=(Control("gain_db", 0), Control("reverb", 2, True)))
    async with running(song=song) as rig:
        midi = await go(rig, "midi-cc.pan", "+ + +")
        assert midi is not None
        assert Control("pan", 4) in midi.controls
