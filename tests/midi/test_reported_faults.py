"""The faults in MIDI and sync that users of other programs report, one test each, named after what they saw.
In the docstrings: the program and the number of the report, of those that were read.
"""

from dataclasses import replace
from itertools import pairwise

import pytest

from beatterm.devices.midi_names import chosen, named
from beatterm.engine.messages import Play
from beatterm.engine.midi.due import NOTE_OFF, NOTE_ON, REALTIME, Due
from beatterm.engine.midi.incoming import Incoming
from beatterm.host.midi.schedule import Schedule
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import InPort, MidiSetup, OutPort
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue
from tests.host.midi.synth import Synth
from tests.material import notes, row, song_of
from tests.midi.chain import Chain
from tests.midi.masters import BEGAN_SECONDS, CLOCK, CONTINUE, START, STOP, Master, position, within
from tests.midi.stage import RATE, Stage, to_midi
from tests.midi.studio import Studio, errors, worst
from tests.midi.test_follower_playing import before_clock, without

FRAME = 1 / RATE
HATS = song_of(row("hat", "x" * 16))


def sending(song: Song, *outs: MidiOut, **settings: object) -> Stage:
    """The song, sent and begun."""
    stage = Stage(Project(to_midi(song, *outs)), **settings)  # type: ignore[arg-type]
    stage.go(0.1)
    stage.play()
    return stage


# What is sent


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


# The clock that is sent


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


# The clock that is followed


def followed(master: Master, studio: Studio, seconds: float, start_at: int = 0) -> Studio:
    """Let a studio follow a master."""
    studio.run(master.messages(within(1.0), start_at=start_at), BEGAN_SECONDS + seconds)
    return studio


@pytest.mark.parametrize("start_at", [0, 48])
def test_a_start_from_outside_is_obeyed_and_its_first_clock_is_the_first_hit(start_at: int) -> None:
    """Hydrogen 1644, giada 177, strudel 844, BespokeSynth 178: no external clock at all; seq66 76: Start is
    ignored; Orca 53: a quarter late. Nothing is ever sent here but Start and clocks.
    """
    master = Master(lambda at: 120.0, 12.0)
    late = errors(followed(master, Studio(), 11.0, start_at), master, start_at / 24)
    assert len(late) > 60
    assert worst(late) < 0.04 and worst(late[32:]) < 0.001


def test_tempo_and_transport_are_taken_apart() -> None:
    """Hydrogen 1644 again: masters send clocks without Start, or buttons without a clock."""
    for port, wanted in (
        (InPort("in", clock=True), ["pulse"]),
        (InPort("in", transport=True), ["start", "continue", "stop"]),
        (InPort("in", clock=True, transport=True), ["pulse", "start", "continue", "stop"]),
    ):
        read = [Incoming(port).read(data, HATS) for data in (CLOCK, START, CONTINUE, STOP)]
        assert [word.what for words in read for word in words] == wanted  # type: ignore[union-attr]


def test_loops_that_send_stop_position_and_start_are_followed_without_a_gap() -> None:
    """Orca 240: Bitwig does so at each turn of its loop."""
    master, studio = Master(lambda at: 120.0, 14.0), Studio()
    messages = master.messages(within(1.0))
    for number in range(96, 24 * 26, 96):
        messages = before_clock(messages, number, STOP, position(0), START)
    studio.run(messages, BEGAN_SECONDS + 12.0)
    late = errors(studio, master)
    assert len(studio.starts) == 6 and len(late) >= 95
    assert worst(late[32:]) < 0.001


@pytest.mark.parametrize("stops_at", [600, 601, 602, 603, 604, 605])
def test_where_the_master_was_paused_does_not_move_the_phase(stops_at: int) -> None:
    """Polyend 1057, from the other side."""
    master, studio = Master(lambda at: 120.0, 22.0), Studio()
    messages = before_clock(master.messages(within(1.0)), 700, CONTINUE)
    studio.run(before_clock(messages, stops_at, STOP), BEGAN_SECONDS + 21.0)
    before = sum(hit < master.moments[700] for hit in studio.hits)
    to_sixteenth = -(-stops_at // 6) * 6 - stops_at
    late = errors(studio, master, (700 + to_sixteenth) / 24, slice(before, None))
    assert len(late) > 40
    assert worst(late[32:]) < 0.001


@pytest.mark.parametrize("song, clock", [(87.0, 174.0), (174.0, 87.0), (60.0, 200.0), (200.0, 60.0)])
def test_a_clock_is_never_taken_for_its_double_or_its_half(song: float, clock: float) -> None:
    """Polyend 1103: it plays at twice the tempo."""
    master, studio = Master(lambda at: clock, 9.0), Studio(song_tempo=song)
    followed(master, studio, 8.0)
    assert studio.follower.tempo_shown == pytest.approx(clock, abs=0.15)
    late = errors(studio, master)
    assert worst(late[16:]) < 0.004


@pytest.mark.parametrize("clock", [70.0, 160.0])
def test_swing_is_the_same_under_another_clock(clock: float) -> None:
    """Polyend 1593: swing is wrong under an external clock."""
    master = Master(lambda at: clock, 15.0)
    studio = Studio(song=song_of(row("hat", "x" * 16), swing=62.0, tempo=120.0))
    followed(master, studio, 14.0)
    due = [master.seconds_of(n / 4 + (0.24 / 4 if n % 2 else 0.0)) for n in range(len(studio.hits))]
    assert len(due) > 60
    assert worst([hit - at for hit, at in zip(studio.hits, due, strict=True)][32:]) < 0.001


def test_following_does_not_drift_apart_over_minutes() -> None:
    """Polyend 90 and strudel 119, as the listener: on a sound card that is 80 millionths off."""
    master, studio = Master(lambda at: 133.0, 182.0), Studio(512, 0.02, rate=44100 * 1.00008)
    late = errors(followed(master, studio, 180.0), master)
    assert len(late) > 1590
    assert worst(late[-32:]) < 0.001


def test_a_tempo_that_changes_again_and_again_leaves_no_offset() -> None:
    """Hydrogen 174 and 190, as the listener."""
    master = Master(lambda at: (120.0, 126.0, 117.0, 131.0)[min(3, int(at / 4))], 24.0)
    late = errors(followed(master, Studio(), 23.0), master)
    assert len(late) > 180
    assert worst(late[-32:]) < 0.001


def test_who_follows_may_lead_others() -> None:
    """BespokeSynth 417 and 856: clock in, then clock out with Start and Stop. Both at once here."""
    master, chain = Master(lambda at: 110.0, 30.0), Chain()
    messages = before_clock(master.messages(within(1.0)), 900, STOP)
    chain.run(without(6.0, 6.5)(messages), BEGAN_SECONDS + 24.0)
    receiver = chain.cables.receivers["out"]
    assert [word for _, word in receiver.transport] == ["start", "stop"]
    assert receiver.faults == []
    pulses = receiver.played_pulses()
    assert [place for _, place in pulses] == list(range(len(pulses)))
    assert 900 <= len(pulses) < 904  # a Stop is only believed when nothing has followed it for a moment
    off = [seconds - master.moments[place] for seconds, place in pulses]
    assert worst(off[192:]) < 0.001
    sixteenths = [seconds for seconds, place in pulses if place % 6 == 0]
    assert chain.hits[: len(sixteenths)] == pytest.approx(sixteenths, abs=0.0005)


# Ports


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


def test_a_start_by_hand_under_another_clock_keeps_to_its_pulses() -> None:
    """Polyend 1057 once more: where only the tempo is followed."""
    master, studio = Master(lambda at: 128.0, 12.0), Studio(follows_transport=False)
    messages = master.messages(within(1.0), start=None)
    studio.run(messages, BEGAN_SECONDS + 2.3456)
    studio.tell(Play(Cue()))
    studio.run(messages, BEGAN_SECONDS + 11.0)
    nearest = round((studio.hits[0] - BEGAN_SECONDS) * 128 / 60 * 24) / 24
    assert worst(errors(studio, master, nearest)[32:]) < 0.001
