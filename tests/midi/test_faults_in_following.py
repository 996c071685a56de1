"""The faults in MIDI and sync that users of other programs report, one test each, named after what they saw:
a clock that is followed. Docstrings have the program, and the number of the report, of those that were read.
"""

import pytest

from beatterm.engine.messages import Play
from beatterm.engine.midi.incoming import Incoming
from beatterm.model.midi_setup import InPort
from beatterm.sequencer.live import Cue
from tests.material import row, song_of
from tests.midi.chain import Chain
from tests.midi.masters import BEGAN_SECONDS, CLOCK, CONTINUE, START, STOP, Master, position, within
from tests.midi.studio import Studio, errors, worst
from tests.midi.test_follower_playing import before_clock, without

HATS = song_of(row("hat", "x" * 16))


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


def test_a_start_by_hand_under_another_clock_keeps_to_its_pulses() -> None:
    """Polyend 1057 once more: where only the tempo is followed."""
    master, studio = Master(lambda at: 128.0, 12.0), Studio(follows_transport=False)
    messages = master.messages(within(1.0), start=None)
    studio.run(messages, BEGAN_SECONDS + 2.3456)
    studio.tell(Play(Cue()))
    studio.run(messages, BEGAN_SECONDS + 11.0)
    nearest = round((studio.hits[0] - BEGAN_SECONDS) * 128 / 60 * 24) / 24
    assert worst(errors(studio, master, nearest)[32:]) < 0.001
