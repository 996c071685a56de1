"""Whatever bytes come in: nothing raises, and what comes out is within its ranges."""

from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.midi.incoming import Clocked, Incoming, Machine, Program, Struck
from beatterm.engine.midi.turning import Turned
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import CURVES, InPort
from beatterm.model.song import Song, TrackSetup

TRACKS = tuple(TrackSetup(name, name) for name in ("kick", "snare", "hat", "bass"))
SONG = Song(tracks=(*TRACKS, TrackSetup("zap", "zap", midi=MidiOut(note=99))))
NAMES = {"", *(setup.name for setup in SONG.tracks)}

ports = st.builds(
    InPort,
    name=st.just("in"),
    channel=st.none() | st.integers(1, 16),
    notes=st.booleans(),
    track=st.sampled_from(sorted(NAMES)),
    drums=st.booleans(),
    curve=st.sampled_from(CURVES),
    clock=st.booleans(),
    transport=st.booleans(),
    programs=st.booleans(),
)
data_bytes = st.integers(0, 127)
nearly_right = st.builds(
    lambda status, data: bytes([status, *data]),
    st.sampled_from([*range(0x80, 0xD0), 0xF2, 0xF8]),
    st.lists(data_bytes, max_size=3),
)
controls = st.builds(
    lambda number, page, value: bytes([0xB0, number + 32 * page, value]),
    st.sampled_from([0, 6, 10]),
    st.integers(0, 3),
    data_bytes,
)
machine = st.builds(lambda inside: b"\xf0\x7f\x7f\x06" + inside + b"\xf7", st.binary(max_size=6))
messages = st.binary(max_size=12) | nearly_right | controls | machine
good_message = st.builds(
    lambda status, first, second: bytes([status, first, second]),
    st.sampled_from([*range(0x80, 0xA0), *range(0xB0, 0xC0)]),
    data_bytes,
    data_bytes,
)


@given(ports, st.lists(messages, max_size=30))
def test_any_bytes_at_all(port: InPort, received: list[bytes]) -> None:
    incoming = Incoming(port)
    for data in received:
        for value in incoming.read(data, SONG):
            match value:
                case Struck(track, note, velocity):
                    assert port.notes
                    assert track in NAMES
                    assert (note is None) is port.drums
                    assert note is None or 0 <= note <= 127
                    assert 0 <= velocity <= 127
                case Turned(channel, number, share):
                    assert port.channel in (None, channel)
                    assert 1 <= channel <= 16
                    assert 0 <= number < 120
                    assert 0.0 <= share <= 1.0
                case Program(number):
                    assert port.programs
                    assert 0 <= number <= 127
                case Clocked(_, sixteenth):
                    assert port.clock or port.transport
                    assert 0 <= sixteenth < 1 << 14
                case Machine():
                    assert port.transport


@given(ports, st.lists(good_message, max_size=40))
def test_whatever_was_struck_can_be_let_go(port: InPort, received: list[bytes]) -> None:
    """A synthesiser that only hears Struck ends silent once every key and every pedal is up."""
    incoming = Incoming(port)
    released = [bytes([0x80 + channel, note, 0]) for channel in range(16) for note in range(128)]
    released += [bytes([0xB0 + channel, 64, 0]) for channel in range(16)]
    down = set[tuple[str, int | None]]()
    for data in [*received, *released]:
        for value in incoming.read(data, SONG):
            if isinstance(value, Struck):
                (down.add if value.velocity else down.discard)((value.track, value.note))
    assert not down


@given(st.lists(messages, max_size=20), st.lists(good_message, max_size=10))
def test_rubbish_between_messages_changes_nothing_of_notes(
    rubbish: list[bytes], received: list[bytes]
) -> None:
    """Only a channel message that is whole can have an effect on another."""
    pure = [data for data in rubbish if not data or data[0] < 0x80 or data[0] >= 0xD0]
    alone, disturbed = Incoming(InPort("in")), Incoming(InPort("in"))
    for place, data in enumerate(received):
        for noise in pure[place : place + 3]:
            assert disturbed.read(noise, SONG) == ()
        assert disturbed.read(data, SONG) == alone.read(data, SONG)
