"""Messages leave in their order, and whatever happens to a port, no note of it sounds on."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.midi.due import CONTROL, NOTE_OFF, NOTE_ON, REALTIME, Due
from beatterm.host.midi.schedule import Schedule
from tests.host.midi.synth import Synth

CLOCK, START, STOP = b"\xf8", b"\xfa", b"\xfc"
HIT, LET_GO = b"\x99\x24\x64", b"\x89\x24\x40"
NOW = 100.0


def at(seconds: float) -> Callable[[], float]:
    return lambda: seconds


def ignore(_late: float) -> None:
    pass


def plugged(*ports: str) -> tuple[Schedule, dict[str, Synth]]:
    """A schedule with a synthesizer at each port, what was sent at first forgotten."""
    schedule, synths = Schedule(), {port: Synth() for port in ports}
    for port, synth in synths.items():
        schedule.plug(port, synth.hear)
        synth.received.clear()
    return schedule, synths


def test_of_one_moment_clocks_leave_before_note_offs_controls_and_notes() -> None:
    schedule, synths = plugged("a")
    wanted = [
        Due(1.0, REALTIME, "a", CLOCK),
        Due(1.0, NOTE_OFF, "a", LET_GO),
        Due(1.0, CONTROL, "a", b"\xb9\x07\x64"),
        Due(1.0, NOTE_ON, "a", HIT),
    ]
    schedule.add([Due(0.5, NOTE_ON, "a", HIT), *reversed(wanted)])
    schedule.send_due(at(NOW), ignore)
    assert synths["a"].received == [HIT, *(due.data for due in wanted)]


def test_of_equal_ones_the_first_that_came_leaves_first() -> None:
    schedule, synths = plugged("a")
    controls = [b"\xb0\x20\x01", b"\xb0\x00\x00", b"\xc0\x05"]
    schedule.add(Due(1.0, CONTROL, "a", data) for data in controls)
    schedule.send_due(at(NOW), ignore)
    assert synths["a"].received == controls


def test_what_is_not_due_waits() -> None:
    schedule, synths = plugged("a")
    schedule.add([Due(NOW + 0.001, REALTIME, "a", CLOCK), Due(NOW, REALTIME, "a", START)])
    schedule.send_due(at(NOW), ignore)
    assert synths["a"].received == [START]
    assert schedule.next_seconds == NOW + 0.001


def test_lateness_is_told_with_and_without_an_output_but_not_of_what_is_due_at_once() -> None:
    schedule, _ = plugged("a")
    late: list[float] = []
    schedule.add([Due(99.5, NOTE_ON, "a", HIT), Due(99.75, NOTE_ON, "b", HIT), Due(0.0, NOTE_ON, "a", HIT)])
    schedule.send_due(at(NOW), late.append)
    assert late == [0.5, 0.25]
    assert schedule.counts["a"] == 2 and "b" not in schedule.counts


def test_a_new_port_is_silenced_on_all_channels_as_another_program_may_have_left_notes() -> None:
    schedule, synth = Schedule(), Synth()
    synth.voices = [(channel, 60) for channel in range(16)]
    schedule.plug("a", synth.hear)
    assert synth.voices == []
    assert len(synth.received) == 32


def test_release_ends_notes_and_forgets_what_is_due_from_its_moment_on() -> None:
    schedule, synths = plugged("a")
    schedule.add([Due(1.0, NOTE_ON, "a", HIT), Due(NOW + 1, NOTE_ON, "a", HIT), Due(NOW + 2, 0, "a", CLOCK)])
    schedule.send_due(at(NOW), ignore)
    schedule.release(NOW + 2, panic=False)
    assert synths["a"].received == [HIT, LET_GO]
    assert schedule.next_seconds == NOW + 1
    schedule.release(0.0, panic=False)
    assert schedule.next_seconds is None


def test_a_note_that_begins_before_the_release_ends_with_it() -> None:
    schedule, synths = plugged("a")
    other = b"\x90\x40\x40"
    schedule.add([Due(101.0, NOTE_ON, "a", HIT), Due(104.0, NOTE_OFF, "a", LET_GO)])
    schedule.add([Due(101.0, NOTE_ON, "a", other), Due(102.0, NOTE_OFF, "a", b"\x80\x40\x00")])
    schedule.release(103.0, panic=False)
    schedule.send_due(at(102.5), ignore)
    assert synths["a"].voices == [(9, 0x24)]
    schedule.send_due(at(103.0), ignore)
    assert synths["a"].voices == []
    assert schedule.next_seconds is None


def test_panic_silences_the_channels_that_were_used_and_no_other() -> None:
    schedule, synths = plugged("a")
    schedule.add(
        [Due(1.0, NOTE_ON, "a", HIT), Due(2.0, NOTE_OFF, "a", LET_GO), Due(1.0, CONTROL, "a", b"\xc2\x01")]
    )
    schedule.send_due(at(NOW), ignore)
    synths["a"].received.clear()
    schedule.release(NOW, panic=True)
    assert synths["a"].received == [b"\xb2\x7b\0", b"\xb2\x78\0", b"\xb9\x7b\0", b"\xb9\x78\0"]


def test_an_output_that_was_lost_is_silenced_and_let_go_of_when_it_is_back() -> None:
    schedule, synths = plugged("a")
    synth = synths["a"]
    schedule.add([Due(1.0, NOTE_ON, "a", HIT)])
    schedule.send_due(at(NOW), ignore)
    schedule.lose("a")
    schedule.add([Due(2.0, NOTE_OFF, "a", LET_GO), Due(3.0, NOTE_ON, "a", HIT)])
    schedule.send_due(at(NOW), ignore)
    assert synth.received == [HIT]
    schedule.plug("a", synth.hear)
    assert synth.received == [HIT, LET_GO, b"\xb9\x7b\0", b"\xb9\x78\0"]


def test_what_a_process_that_died_left_running_is_ended_when_its_port_is_there() -> None:
    schedule, synth = Schedule(), Synth()
    synth.voices, synth.is_running = [(9, 0x24)], True
    schedule.inherit((("a", LET_GO), ("b", LET_GO), ("a", STOP)))
    schedule.plug("a", synth.hear)
    assert synth.received[:2] == [LET_GO, STOP] and len(synth.received) == 34
    assert synth.voices == [] and not synth.is_running
    schedule.unplug("a")
    synth.received.clear()
    schedule.plug("a", synth.hear)
    assert LET_GO not in synth.received


def test_a_port_that_is_connected_in_the_middle_of_a_start_hears_nothing_of_it() -> None:
    schedule, synth = Schedule(), Synth()
    schedule.add(
        [Due(1.0, 0, "a", b"\xf2\x04\x00"), Due(NOW + 1, 0, "a", b"\xfb"), Due(NOW + 2, 0, "a", CLOCK)]
    )
    schedule.send_due(at(NOW), ignore)
    schedule.plug("a", synth.hear)
    synth.received.clear()
    schedule.send_due(at(NOW + 3), ignore)
    assert synth.received == [CLOCK]


def test_who_follows_is_stopped_at_the_end_if_it_runs() -> None:
    schedule, synths = plugged("runs", "stopped", "never")
    schedule.add([Due(1.0, 0, "runs", START), Due(1.0, 0, "stopped", b"\xfb"), Due(2.0, 0, "stopped", STOP)])
    schedule.send_due(at(NOW), ignore)
    schedule.unplug_all()
    assert [synths[port].received for port in ("runs", "stopped", "never")] == [
        [START, STOP],
        [b"\xfb", STOP],
        [],
    ]


def test_a_message_that_did_not_leave_does_not_count() -> None:
    schedule, synth = Schedule(), Synth()
    schedule.plug("a", lambda data: False)
    schedule.add([Due(1.0, NOTE_ON, "a", HIT), Due(1.0, NOTE_ON, "a", b"")])
    schedule.send_due(at(NOW), ignore)
    assert schedule.counts["a"] == 0
    schedule.plug("a", synth.hear)
    assert synth.received == []


messages = st.one_of(
    st.builds(
        lambda kind, channel, note, velocity: bytes((kind << 4 | channel, note, velocity)),
        st.sampled_from([8, 9, 9, 9, 11]),
        st.integers(0, 2),
        st.sampled_from([36, 38, 120, 123]),
        st.sampled_from([0, 1, 127]),
    ),
    st.sampled_from([CLOCK, START, b"\xfb", STOP]),
)
dues = st.builds(
    Due, st.floats(1.0, 200.0), st.integers(0, 3), st.sampled_from(["a", "b", "nowhere"]), messages
)
happenings = st.one_of(dues, st.sampled_from(["send", "release", "panic", "lose", "plug"]))


@given(st.lists(happenings, max_size=40))
def test_whatever_happens_nothing_sounds_or_runs_after_the_end(story: list[Due | str]) -> None:
    schedule, synths = plugged("a", "b")
    for number, happening in enumerate(story):
        if isinstance(happening, Due):
            schedule.add([happening])
        elif happening == "send":
            schedule.send_due(at(1.0 + 200.0 * number / len(story)), ignore)
        elif happening == "lose":
            schedule.lose("a")
        elif happening == "plug":
            schedule.plug("a", synths["a"].hear)
        else:
            schedule.release(50.0, happening == "panic")
            assert synths["b"].voices == []
    schedule.plug("a", synths["a"].hear)
    schedule.unplug_all()
    for synth in synths.values():
        assert (synth.voices, synth.is_running) == ([], False)


@pytest.mark.parametrize("data", [b"\x90", b"\x90\x40", b"\x00", b"\xf0\x7e\xf7", b"\x7f\x7f\x7f", b"\xff"])
def test_odd_bytes_are_passed_and_harm_nothing(data: bytes) -> None:
    received: list[bytes] = []

    def outlet(sent: bytes) -> bool:
        received.append(sent)
        return True

    schedule = Schedule()
    schedule.plug("a", outlet)
    schedule.add([Due(1.0, NOTE_ON, "a", data)])
    schedule.send_due(at(NOW), ignore)
    assert received[-1] == data
    schedule.unplug_all()


def test_a_note_off_that_ends_nothing_does_not_leave() -> None:
    schedule, synths = plugged("a")
    schedule.lose("a")
    schedule.add([Due(1.0, NOTE_ON, "a", HIT)])
    schedule.send_due(at(NOW), ignore)
    schedule.plug("a", synths["a"].hear)
    synths["a"].received.clear()
    schedule.add(
        [Due(2.0, NOTE_OFF, "a", LET_GO), Due(3.0, NOTE_ON, "a", HIT), Due(4.0, NOTE_OFF, "a", LET_GO)]
    )
    schedule.add([Due(5.0, NOTE_OFF, "a", LET_GO), Due(6.0, NOTE_OFF, "a", HIT[:2] + bytes(1))])
    schedule.send_due(at(NOW), ignore)
    assert synths["a"].received == [HIT, LET_GO]
