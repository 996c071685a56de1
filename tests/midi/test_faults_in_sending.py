"""The faults in MIDI and sync that users of other programs report, one test each, named after what they saw:
what is sent, and ports. Docstrings have the program, and the number of the report, of those that were read.
"""

from dataclasses import replace
from itertools import pairwise

import pytest

from beatterm.devices.midi_names import chosen, named
from beatterm.engine.midi.due import NOTE_OFF, NOTE_ON, REALTIME, Due
from beatterm.host.midi.schedule import Schedule
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import MidiSetup, OutPort
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue
from tests.host.midi.synth import Synth
from tests.material import notes, row, song_of
from tests.midi.masters import CLOCK
from tests.midi.stage import RATE, Stage, to_midi

FRAME = 1 / RATE
HATS = song_of(row("hat", "x" * 16))


def sending(song: Song, *outs: MidiOut, **settings: object) -> Stage:
    """The song, sent and begun."""
    stage = Stage(Project(to_midi(song, *outs)), **settings)  # type: ignore[arg-type]
    stage.go(0.1)
    stage.play()
    return stage


def test_swing_ratchets_nudges_and_chance_are_sent_as_they_are_heard() -> None:
    """Hydrogen 86, the oldest of its kind: swing is missing in MIDI out."""
    rolled = row("snare", "x.x." * 4)
    steps = (Step(90, ratchet=3), None, Step(70, chance=50), None, Step(60, nudge=-0.2), None) * 2
    song = song_of(row("hat", "x" * 16), replace(rolled, steps=steps + rolled.steps[12:]), swing=62.0)
    stage = sending(song)
    stage.go(8.0)
    stage.end()
    struck = stage.struck_notes({"hat": 42, "snare": 38})
    assert len(struck) > 64
    heard = sorted((at, note, velocity) for at, _, note, velocity in stage.synth.notes)
    assert sorted((note, velocity) for _, note, velocity in heard) == sorted(each[1:] for each in struck)
    assert [at for at, *_ in heard] == pytest.approx([at for at, *_ in struck], abs=FRAME)


@pytest.mark.parametrize("strip", [Strip("hat", mute=True), Strip("kick", solo=True)])
def test_what_is_muted_is_not_sent(strip: Strip) -> None:
    """Hydrogen 826: a muted instrument goes on sending."""
    stage = sending(song_of(row("hat", "xxxx"), row("kick", "....")))
    stage.go(1.0)
    stage.edit_song(mixer=Mixer((strip,)))
    stage.go(0.1)
    before = len(stage.synth.notes)
    stage.go(1.0)
    assert before > 4 and len(stage.synth.notes) == before
    assert stage.synth.sounding == set() and stage.synth.faults == []


def test_a_note_ends_once() -> None:
    """Hydrogen 464: two note-offs for one note."""
    stage = sending(song_of(notes("bass", "40 40 . 40 41 . . .", length=3)), MidiOut(channel=2))
    stage.go(5.0)
    stage.end()
    assert len(stage.synth.ends) == len(stage.synth.notes) > 20
    assert stage.synth.faults == []


def test_each_track_has_a_channel_of_its_own() -> None:
    """Hydrogen 63, 473 and 2113: one channel for all instruments."""
    stage = sending(song_of(row("kick", "x..."), row("hat", "x...")), MidiOut(channel=3), MidiOut(channel=16))
    stage.go(0.2)
    assert {(channel, note) for _, channel, note, _ in stage.synth.notes} == {(3, 36), (16, 42)}


def test_a_panic_ends_each_note_and_silences_its_channel() -> None:
    """Hydrogen 2113: panic has to send all-notes-off, and some machines only know note-off."""
    schedule, synth = Schedule(), Synth()
    schedule.plug("synth", synth.hear)
    synth.received.clear()
    schedule.add([Due(1.0, NOTE_ON, "synth", b"\x92\x3c\x64")])
    schedule.send_due(lambda: 1.0, lambda _: None)
    schedule.release(2.0, panic=True)
    assert synth.received[1:] == [b"\x82\x3c\x40", b"\xb2\x7b\x00", b"\xb2\x78\x00"]


def test_sixteenths_are_evenly_long() -> None:
    """Polyend 1136: 10 ms of jitter over 200 events; schism 75: “not rock solid”."""
    stage = sending(HATS, block=1024, latency_seconds=0.06)
    stage.go(27.0)
    moments = [at for at, *_ in stage.synth.notes[:201]]
    long = [after - before for before, after in pairwise(moments)]
    assert len(long) == 200
    assert max(long) - min(long) <= 2 * FRAME


def test_hits_within_a_block_are_not_gathered_at_its_beginning() -> None:
    """Zyncoder 20: jitter as large as an audio block."""
    stage = sending(song_of(row("hat", "x" * 16), tempo=133.7), block=4096, latency_seconds=0.15)
    stage.go(4.0)
    exact = [stage.heard.seconds_of(840 * number) for number in range(len(stage.synth.notes))]
    assert [at for at, *_ in stage.synth.notes] == pytest.approx(exact, abs=FRAME)
    assert len(exact) > 30


def test_a_clock_is_on_its_beat_after_minutes() -> None:
    """Polyend 90: 139 ms in 3 minutes; Furnace 2715, strudel 119, mido 160: the clock drifts."""
    stage = sending(song_of(row("kick", "x..."), tempo=127.3), block=8192, latency_seconds=0.4, period=0.01)
    stage.go(180.0)
    pulses = stage.synth.played_pulses()
    beats = [seconds for seconds, place in pulses if place % 24 == 0]
    struck = [at for at, *_ in stage.synth.notes]
    assert len(beats) > 370
    assert beats[-5:] == pytest.approx([beats[0] + n * 60 / 127.3 for n in range(len(beats))][-5:], abs=FRAME)
    assert struck == pytest.approx(beats[: len(struck)], abs=FRAME)


def test_a_new_tempo_moves_no_beat_of_the_listeners() -> None:
    """Hydrogen 174 and 190: out of sync after a change of tempo."""
    stage = sending(song_of(row("kick", "x...")))
    for tempo in (90.0, 174.0, 60.5, 200.0):
        stage.go(1.3)
        stage.edit_song(tempo=tempo)
    stage.go(1.0)
    beats = [seconds for seconds, place in stage.synth.played_pulses() if place % 24 == 0]
    struck = [at for at, *_ in stage.synth.notes]
    assert len(struck) > 10
    assert struck == pytest.approx(beats[: len(struck)], abs=FRAME)


@pytest.mark.parametrize("run", range(5))
def test_where_it_was_paused_does_not_move_the_phase(run: int) -> None:
    """Polyend 1057: the phase depends on where one paused."""
    stage = sending(HATS)
    stage.go(1.0 + 0.0371 * run)
    stage.stop()
    stage.go(0.3)
    offset = round(3360 * 2 * (0.5 + 0.0371 * run))
    stage.play(Cue(pattern="A", offset_ticks=offset))
    stage.go(1.0)
    before = next(at for at, word in stage.synth.transport if word == "continue")
    pulses = [each for each in stage.synth.played_pulses() if each[0] > before]
    assert len(pulses) > 30
    for seconds, place in pulses:
        assert seconds == pytest.approx(stage.heard.seconds_of(place * 140 - offset), abs=2 * FRAME)
    assert stage.synth.faults == []


def test_listeners_hear_the_tempo_while_the_transport_stands() -> None:
    """Digit_ui 39: a master that is silent while stopped; its slave needs 11 s to catch up."""
    stage = Stage(Project(to_midi(song_of(row("kick", "x..."), tempo=174.0))))
    stage.go(1.0)
    stage.play()
    stage.go(1.0)
    moments = [seconds for seconds, _ in stage.synth.pulses]
    far = [after - before for before, after in pairwise(moments)]
    assert len(far) > 130
    assert far == pytest.approx([60 / 174 / 24] * len(far), rel=0.51)
    assert sum(abs(each - 60 / 174 / 24) > FRAME for each in far) <= 2


def test_start_stop_and_place_are_sent_too() -> None:
    """Sektron: clocks, but never Start, Stop or a song position; BespokeSynth 856."""
    stage = sending(HATS)
    stage.go(0.5)
    stage.stop()
    stage.go(0.2)
    stage.play(Cue(pattern="A", offset_ticks=3360))
    stage.go(0.5)
    assert [word for _, word in stage.synth.transport] == ["start", "stop", "position 4", "continue"]
    assert stage.synth.faults == []


def test_a_start_is_no_beat_by_itself() -> None:
    """Orca 53: the listener is exactly one quarter late; the downbeat is the first clock after Start."""
    stage = sending(HATS)
    stage.go(0.2)
    first, place = stage.synth.played_pulses()[0]
    assert place == 0
    assert stage.synth.notes[0][0] == pytest.approx(first, abs=FRAME)


def test_clocks_leave_before_the_notes_of_their_moment() -> None:
    """A burst of notes before a clock holds it up by a millisecond a note on a cable."""
    schedule, synth = Schedule(), Synth()
    schedule.plug("synth", synth.hear)
    synth.received.clear()
    chord = [Due(1.0, NOTE_ON, "synth", bytes((0x90, 60 + note, 100))) for note in range(8)]
    ends = [Due(1.0, NOTE_OFF, "synth", bytes((0x80, 40 + note, 64))) for note in range(8)]
    schedule.add([*chord, *ends, Due(1.0, REALTIME, "synth", CLOCK)])
    schedule.send_due(lambda: 1.0, lambda _: None)
    assert synth.received[0] == CLOCK and len(synth.received) == 9


def test_a_port_is_found_again_under_another_number() -> None:
    """Subsequence: the names of ALSA's ports carry numbers that change."""
    for number in (20, 131):
        found = named([("ALSA", f"TR-8S:TR-8S MIDI 1 {number}:0"), ("ALSA", "Midi Through:Port-0 14:0")])
        port = chosen(found, "tr-8s*")
        assert port is not None and port.raw == f"TR-8S:TR-8S MIDI 1 {number}:0"


def test_without_any_port_all_else_works() -> None:
    """MidiTracker: it crashes where there is no MIDI port."""
    stage = sending(HATS, setup=MidiSetup())
    stage.go(0.5)
    stage.setup = MidiSetup(outs=(OutPort("synth", clock=True),))
    stage.go(0.5)
    assert len(stage.struck) > 5 and len(stage.synth.notes) > 2
