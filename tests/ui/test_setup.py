"""Setup on the screen: its cells, ports that come and go, and whose tempo it is."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from beatterm.engine.messages import DeviceState, Panic
from beatterm.engine.midi import messages
from beatterm.engine.midi.messages import ClockState, MidiState, PortState, SetMidi
from beatterm.model.edits.midi import set_midi_field
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import InPort, LinkSetup, MidiSetup, OutPort
from beatterm.ui.desk.desk import Pane
from tests.session.fakes import make_song
from tests.ui.ports import DRUMS, IN, KEYS, KNOB, OUT, PADS, SETUP, STATE, SYNTH, answer, at, report
from tests.ui.rig import running

SIZES = [(60, 18), (80, 24), (120, 30), (200, 50)]


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
