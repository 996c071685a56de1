"""The clock as its listeners see it: the downbeat is the first pulse after Start, and no tempo moves it."""

from dataclasses import replace
from itertools import pairwise

import pytest

from beatterm.model.midi_setup import MidiSetup, OutPort
from beatterm.model.project import Project
from beatterm.model.song import Section
from beatterm.model.time import PPQN, Meter
from beatterm.sequencer.live import Cue
from tests.material import row, song_of
from tests.midi.receiver import Receiver
from tests.midi.stage import RATE, Stage, to_midi

FRAME = 1 / RATE
PULSE = 0.5 / 24


def stage(latency_seconds: float = 0.03, port: OutPort | None = None, **song: object) -> Stage:
    setup = MidiSetup(outs=(port or OutPort("synth", clock=True),))
    return Stage(Project(to_midi(song_of(row("kick", "x..."), **song))), setup, latency_seconds)  # type: ignore[arg-type]


def words(playing: Stage) -> list[str]:
    return [word for _, word in playing.synth.transport]


def distances(receiver: Receiver) -> list[float]:
    return [after - before for (before, _), (after, _) in pairwise(receiver.pulses)]


@pytest.mark.parametrize("latency", [0.0, 0.003, 0.012, 0.03, 0.2])
def test_the_first_pulse_after_start_is_the_downbeat(latency: float) -> None:
    playing = stage(latency)
    playing.go(0.3137)
    playing.play()
    playing.go(1.0)
    (started, word), first = playing.synth.transport[0], playing.synth.played_pulses()[0]
    assert word == "start"
    assert first[1] == 0
    late = first[0] - playing.heard.seconds_of(0)
    assert -FRAME < late < (0.009 if latency < 0.012 else FRAME)
    assert playing.synth.notes[0][0] - first[0] < FRAME
    if latency >= 0.012:
        assert 0.001 <= first[0] - started <= 0.002
    assert playing.synth.faults == []


def test_start_and_the_pulse_leave_before_the_note_of_the_same_moment() -> None:
    playing = stage()
    playing.play()
    playing.go(0.1)
    sent = [due.data[0] for due in playing.cables.sent]
    downbeat = sent.index(0xFA)
    assert sent[downbeat : downbeat + 3] == [0xFA, 0xF8, 0x99]


def test_exactly_24_pulses_a_quarter_at_their_ticks() -> None:
    playing = stage(tempo=127.3)
    playing.play()
    playing.go(10.0)
    pulses = playing.synth.played_pulses()
    assert [place for _, place in pulses] == list(range(len(pulses)))
    for seconds, place in pulses:
        assert seconds == pytest.approx(playing.heard.seconds_of(place * 140), abs=FRAME / 2)
    beats = [seconds for seconds, *_ in playing.synth.notes]
    assert beats == pytest.approx([seconds for seconds, place in pulses if place % 24 == 0], abs=FRAME)


def test_a_count_in_is_clocked_and_start_comes_before_tick_0() -> None:
    playing = stage()
    playing.go(0.1)
    playing.play(count_in_bars=1)
    playing.go(2.5)
    (started, word) = playing.synth.transport[0]
    downbeat = playing.heard.seconds_of(0)
    assert word == "start"
    assert downbeat - started == pytest.approx(0.0015, abs=FRAME)
    began = playing.heard.seconds_of(-4 * PPQN)
    counted = [at for at, place in playing.synth.pulses if place is None and at > began - FRAME]
    assert len(counted) == 96
    assert playing.synth.played_pulses()[0][0] == pytest.approx(downbeat, abs=FRAME)


def test_while_stopped_the_clock_runs_on_in_phase_at_the_songs_tempo() -> None:
    playing = stage()
    playing.go(0.5)
    assert distances(playing.synth) == pytest.approx([PULSE] * (len(playing.synth.pulses) - 1), abs=1e-6)
    playing.play()
    playing.go(1.0)
    playing.stop()
    playing.go(0.2)
    before = len(playing.synth.pulses)
    playing.go(0.5)
    assert words(playing) == ["start", "stop"]
    assert len(playing.synth.pulses) - before in (23, 24, 25)
    after_start = distances(playing.synth)[30:]
    assert after_start == pytest.approx([PULSE] * len(after_start), abs=2 * FRAME)
    playing.edit_song(tempo=60.0)
    playing.go(1.0)
    assert distances(playing.synth)[-10:] == pytest.approx([2 * PULSE] * 10, abs=1e-6)


def test_the_free_clock_neither_doubles_nor_crowds_the_downbeat() -> None:
    for waited in range(25):
        playing = stage()
        playing.go(0.2 + waited * 0.003)
        playing.play()
        playing.go(0.3)
        assert min(distances(playing.synth)) > 0.49 * PULSE
        assert max(distances(playing.synth)) < 1.52 * PULSE
        assert playing.synth.faults == []


def test_a_port_may_be_silent_while_stopped() -> None:
    playing = stage(port=OutPort("synth", clock=True, clock_when_stopped=False))
    playing.go(0.3)
    playing.play(count_in_bars=1)
    playing.go(2.3)
    playing.stop()
    playing.go(0.3)
    assert [place for _, place in playing.synth.pulses] == list(range(len(playing.synth.pulses)))
    assert words(playing) == ["start", "stop"]


def test_a_port_may_have_the_clock_without_the_transport_or_neither() -> None:
    playing = stage(port=OutPort("synth", clock=True, transport=False))
    playing.play()
    playing.go(0.5)
    assert words(playing) == []
    assert 20 < len(playing.synth.pulses) < 30
    none = stage(port=OutPort("synth"))
    none.play()
    none.go(0.5)
    none.end()
    assert words(none) == []
    assert none.synth.pulses == []
    assert none.synth.notes != []


def test_a_tempo_change_keeps_the_phase() -> None:
    playing = stage()
    playing.play()
    for tempo in (60.0, 399.0, 33.3, 120.0, 121.0):
        playing.go(0.7)
        playing.edit_song(tempo=tempo)
    playing.go(1.0)
    pulses = playing.synth.played_pulses()
    assert [place for _, place in pulses] == list(range(len(pulses)))
    kicks = {round(struck.frame): struck for struck in playing.struck}
    moments = {place: seconds for seconds, place in pulses}
    for number, struck in enumerate(kicks.values()):
        if 24 * number in moments:
            assert moments[24 * number] == pytest.approx(playing.seconds_of(struck.frame), abs=FRAME)
    assert len(kicks) > 8


def test_turning_the_tempo_for_long_never_skips_or_doubles_a_pulse() -> None:
    playing = stage()
    playing.play()
    for turn in range(100):
        playing.go(0.01)
        playing.edit_song(tempo=60.0 + 3.0 * turn)
    pulses = playing.synth.played_pulses()
    assert [place for _, place in pulses] == list(range(len(pulses)))
    tick = playing.heard.tick_at(playing.now)
    assert abs(len(pulses) - tick / 140) < 3


def test_from_the_middle_of_the_song_it_is_position_then_continue() -> None:
    playing = stage()
    playing.edit_song(sections=(Section("a", "A", 2), Section("b", "A", 4)))
    playing.play(Cue(first=1))
    playing.go(0.5)
    assert words(playing) == ["stop", "position 8", "continue"]
    located, continued = playing.synth.transport[1][0], playing.synth.transport[2][0]
    assert continued - located > 0.005
    seconds, place = playing.synth.played_pulses()[0]
    assert place == 48
    assert seconds == pytest.approx(playing.heard.seconds_of(0), abs=FRAME)
    playing.play(Cue(first=1))
    playing.go(0.5)
    assert words(playing)[3:] == ["stop", "position 8", "continue"]
    assert playing.synth.faults == []


def test_where_there_is_no_time_to_locate_listeners_join_on_the_next_sixteenth_in_phase() -> None:
    playing = stage(latency_seconds=0.0)
    playing.play(Cue(pattern="A", offset_ticks=1000))
    playing.go(1.0)
    assert words(playing)[:3] == ["stop", "position 2", "continue"]
    for seconds, place in playing.synth.played_pulses():
        assert seconds == pytest.approx(playing.heard.seconds_of(place * 140 - 1000), abs=2 * FRAME)


def test_a_clock_that_is_switched_on_while_it_plays_joins_by_song_position() -> None:
    playing = stage(port=OutPort("synth"))
    playing.play()
    playing.go(3.33)
    playing.setup = MidiSetup(outs=(OutPort("synth", clock=True), OutPort("other", clock=True)))
    playing.go(0.5)
    for name in ("synth", "other"):
        receiver = playing.cables.receivers[name]
        assert [word for _, word in receiver.transport] == ["stop", "position 27", "continue"]
        for seconds, place in receiver.played_pulses():
            assert seconds == pytest.approx(playing.heard.seconds_of(place * 140), abs=FRAME)
    playing.setup = MidiSetup(outs=(OutPort("synth"), OutPort("other", clock=True)))
    playing.go(0.1)
    assert words(playing)[-1] == "stop"
    count = len(playing.synth.pulses)
    playing.go(0.1)
    assert len(playing.synth.pulses) == count


def test_ports_with_offsets_are_each_in_their_own_time() -> None:
    outs = tuple(OutPort(f"{ms}", clock=True, offset_ms=ms) for ms in (-20.0, 0.0, 300.0))
    playing = stage()
    playing.setup = MidiSetup(outs=outs)
    playing.go(0.2)
    playing.play()
    playing.go(1.0)
    playing.edit_song(tempo=90.0)
    playing.go(1.0)
    playing.stop()
    playing.go(1.0)
    played = [playing.cables.receivers[out.name].played_pulses() for out in outs]
    for out, pulses in zip(outs, played, strict=True):
        assert pulses[0][0] - played[1][0][0] == pytest.approx(out.offset_ms / 1000, abs=1e-4)
        assert [place for _, place in pulses] == list(range(len(pulses)))
        assert playing.cables.receivers[out.name].faults == []
    late = zip(played[1], played[2], strict=True)
    assert all(after - before == pytest.approx(0.3, abs=FRAME) for (before, _), (after, _) in late)


def test_after_an_hour_the_pulses_are_on_their_ticks() -> None:
    playing = stage(tempo=121.7)
    playing.block, playing.period = 1 << 17, 2.9
    playing.play()
    playing.latency = 4.0
    playing.go(3600.0)
    pulses = playing.synth.played_pulses()
    assert len(pulses) == pytest.approx(3596 * 121.7 / 60 * 24, abs=200)
    for seconds, place in pulses[-100:]:
        exact = playing.heard.seconds_of(0) + place * 60 / (121.7 * 24)
        assert seconds == pytest.approx(exact, abs=FRAME)


def test_metres_of_small_units_count_in_from_the_next_pulse() -> None:
    playing = stage(meter=Meter(3, 16))
    playing.play(count_in_bars=1)
    playing.go(1.0)
    assert words(playing) == ["start"]
    assert playing.synth.played_pulses()[0][0] == pytest.approx(playing.heard.seconds_of(0), abs=FRAME)


def test_restarting_right_away_stops_and_starts_with_time_between() -> None:
    playing = stage()
    playing.play()
    playing.go(0.513)
    playing.play()
    playing.go(0.5)
    assert words(playing) == ["start", "stop", "start"]
    stopped, started = playing.synth.transport[1][0], playing.synth.transport[2][0]
    downbeat = next(at for at, place in playing.synth.pulses if at > started)
    assert 0.001 < started - stopped < 0.002
    assert 0.001 < downbeat - started < 0.002
    assert playing.synth.notes[-1][0] >= downbeat - FRAME
    assert playing.synth.faults == []


def test_a_song_that_is_very_long_wraps_the_pointer_in_phase_with_the_bar() -> None:
    playing = stage()
    playing.edit_song(sections=(Section("a", "A", 5000), Section("b", "A", 4)))
    playing.play(Cue(first=1))
    playing.go(0.2)
    assert words(playing) == ["stop", f"position {20000 % 16384}", "continue"]


def test_what_the_project_is_changed_to_while_it_stands_starts_no_clock() -> None:
    playing = stage(port=OutPort("synth", clock=True, clock_when_stopped=False))
    playing.edit(replace(playing.project))
    playing.go(0.2)
    assert playing.cables.sent == []
