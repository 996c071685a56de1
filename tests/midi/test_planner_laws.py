"""Laws of the planner over any songs and any playing: what audio strikes is sent, no note hangs, the clock
counts right.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.engine.messages import FILL_BAR, FILL_OFF, FILL_ON, NEXT_BAR, StartRoll
from beatterm.model.midi import Control, MidiOut
from beatterm.model.midi_setup import MidiSetup, OutPort
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.sequencer.live import Cue
from tests.midi.stage import RATE, Stage
from tests.sequencer.deep_songs import KIT, NAMES, deep_songs

NUMBERS = {name: 100 + place for place, name in enumerate(NAMES)}
CONTROLS = (Control("cutoff_hz", 74), Control("pitch", 16, fine=True), Control("reverse", 20))
OUT = MidiOut(channel=1, controls=CONTROLS)
SETUP = MidiSetup(outs=(OutPort("synth", clock=True),))
Act = Callable[[Stage], None]


def sent(song: Song, **settings: Any) -> Song:
    """The song with all tracks sent, each hit at its own pitch to a note of its track's."""
    tracks = tuple(
        replace(track, midi=replace(OUT, note=NUMBERS[track.name], **settings)) for track in song.tracks
    )
    return replace(song, tracks=tracks)


songs = deep_songs().map(sent)


def plays(cue: Cue, bars: int) -> Act:
    return lambda stage: stage.play(cue, bars)


def tempo(value: float) -> Act:
    return lambda stage: stage.edit_song(tempo=value)


def song(other: Song) -> Act:
    return lambda stage: stage.edit(Project(other, KIT))


def rolls(name: str, step: int) -> Act:
    def act(stage: Stage) -> None:
        stage.since = stage.frame
        stage.transport.start_roll(StartRoll(name, None, 77, step), stage.project, stage.frame)

    return act


def unrolls(name: str | None) -> Act:
    def act(stage: Stage) -> None:
        stage.since = stage.frame
        stage.transport.stop_roll(name, stage.frame)

    return act


def queues(cue: Cue, when: str) -> Act:
    def act(stage: Stage) -> None:
        if stage.transport.is_running:
            stage.since = stage.frame
            stage.transport.queue(cue, when, stage.project, stage.frame)

    return act


def fills(mode: str) -> Act:
    def act(stage: Stage) -> None:
        stage.since = stage.frame
        stage.transport.set_fill(mode, stage.project, stage.frame)

    return act


cues = st.sampled_from(
    (Cue(pattern="A"), Cue(pattern="B"), Cue(loop=False), Cue(first=1), Cue(offset_ticks=1000))
)
tempos = st.floats(20.0, 400.0)
playing = (
    st.builds(plays, cues, st.sampled_from((0, 0, 1)))
    | st.just(Stage.stop)
    | st.builds(tempo, tempos)
    | st.builds(rolls, st.sampled_from(NAMES), st.sampled_from((210, 560, 840)))
    | st.builds(unrolls, st.none() | st.sampled_from(NAMES))
    | st.builds(queues, cues, st.sampled_from((NEXT_BAR, "now", "end")))
    | st.builds(fills, st.sampled_from((FILL_ON, FILL_OFF, FILL_BAR)))
)
waits = st.sampled_from((0.003, 0.02, 0.1, 0.4, 1.2))
blocks = st.sampled_from((32, 64, 256, 1024))


def perform(stage: Stage, script: list[tuple[float, Act]]) -> None:
    for seconds, act in script:
        stage.go(seconds)
        act(stage)
    stage.end()


def assert_sound(stage: Stage) -> None:
    """Nothing hangs, nothing is said against the rules, on any port."""
    for receiver in stage.cables.receivers.values():
        assert receiver.faults == []
        assert receiver.sounding == set()


@settings(max_examples=40)
@given(songs, st.lists(st.tuples(waits, playing | st.builds(song, songs)), max_size=6), blocks)
def test_what_audio_strikes_is_sent_to_the_frame_whatever_is_played_and_edited(
    first: Song, script: list[tuple[float, Act]], block: int
) -> None:
    stage = Stage(Project(first, KIT), SETUP, latency_seconds=0.06, block=block)
    stage.play()
    perform(stage, script)
    struck = stage.struck_notes(NUMBERS)
    heard = sorted(stage.synth.notes)
    assert sorted((note, vel) for _, _, note, vel in heard) == sorted((note, vel) for _, note, vel in struck)
    for note in {note for _, note, _ in struck}:
        moments = [at for at, _, each, _ in heard if each == note]
        assert moments == pytest.approx([at for at, each, _ in struck if each == note], abs=1.5 / RATE)
    assert len(stage.synth.ends) == len(heard)
    assert_sound(stage)


@settings(max_examples=20)
@given(
    songs, st.lists(st.tuples(waits, st.builds(tempo, tempos) | st.builds(song, songs)), max_size=6), blocks
)
def test_the_clock_counts_24_a_quarter_of_what_audio_has_played(
    first: Song, script: list[tuple[float, Act]], block: int
) -> None:
    stage = Stage(Project(first, KIT), SETUP, latency_seconds=0.06, block=block)
    stage.play()
    for seconds, act in script:
        stage.go(seconds)
        act(stage)
    stage.go(0.5)
    stage.stop()
    stopped = stage.transport.tick_at(stage.frame)
    stage.go(0.5)
    pulses = stage.synth.played_pulses()
    assert [place for _, place in pulses] == list(range(len(pulses)))
    assert len(pulses) == -(-stopped // 140)
    assert_sound(stage)


def set_up(*outs: OutPort) -> Act:
    def act(stage: Stage) -> None:
        stage.setup = MidiSetup(outs=outs)

    return act


def mixes(strips: tuple[Strip, ...]) -> Act:
    return lambda stage: stage.edit_song(mixer=Mixer(strips))


def moves(seconds: float) -> Act:
    def act(stage: Stage) -> None:
        stage.moved += seconds

    return act


def strikes(name: str) -> Act:
    return lambda stage: stage.strike(name)


def reroutes(out: MidiOut | None) -> Act:
    def act(stage: Stage) -> None:
        first, *others = stage.project.song.tracks
        stage.edit_song(tracks=(replace(first, midi=out), *others))

    return act


offsets = st.sampled_from((-50.0, -3.0, 0.0, 0.0, 7.0, 200.0))
ports = st.builds(
    lambda name, clock, stopped, transport, offset, with_audio: OutPort(
        name, "*", False, clock, stopped, transport, offset, with_audio
    ),
    st.sampled_from(("synth", "other")),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    offsets,
    st.booleans(),
)
setups = st.lists(ports, max_size=2, unique_by=lambda port: port.name)
strips = st.builds(
    Strip,
    st.sampled_from(NAMES),
    st.booleans(),
    st.booleans(),
    st.sampled_from(((), (("cutoff_hz", 100.0),), (("pan", 1.0),))),
)
outs = st.none() | st.builds(
    MidiOut,
    st.sampled_from(("", "other", "nowhere")),
    st.integers(1, 2),
    st.none() | st.just(101),
    st.none() | st.integers(1, 3),
    st.none() | st.integers(0, 300),
    controls=st.sampled_from(((), CONTROLS)),
)
anything = (
    playing
    | st.builds(song, songs)
    | st.builds(lambda each: set_up(*each), setups)
    | st.builds(mixes, st.lists(strips, max_size=2, unique_by=lambda strip: strip.name).map(tuple))
    | st.builds(moves, st.sampled_from((-1.0, -0.05, -0.002, 0.002, 0.05, 1.0)))
    | st.builds(strikes, st.sampled_from(NAMES))
    | st.builds(reroutes, outs)
    | st.just(Stage.panic)
    | st.just(Stage.restart_engine)
)


@settings(max_examples=80)
@given(
    songs,
    setups,
    st.lists(st.tuples(waits, anything), max_size=12),
    st.sampled_from((64, 1024)),
    st.sampled_from((0.0, 0.005, 0.1)),
    st.sampled_from((0.003, 0.02)),
)
def test_nothing_hangs_and_nothing_is_said_twice_whatever_happens(
    first: Song,
    outs: list[OutPort],
    script: list[tuple[float, Act]],
    block: int,
    latency: float,
    period: float,
) -> None:
    stage = Stage(Project(first, KIT), MidiSetup(outs=tuple(outs)), latency, block, period=period)
    stage.play()
    perform(stage, script)
    stage.go(1.5)
    assert_sound(stage)
    assert [receiver.state for receiver in stage.cables.receivers.values() if receiver.state == "runs"] == []
    for port, receiver in stage.cables.receivers.items():
        leaving = [due.seconds for due in stage.cables.sent if due.port == port and due.data[0] < 0xF8]
        assert leaving == sorted(leaving)
        assert len(receiver.ends) <= len(receiver.notes)
    stage.close()
    assert_sound(stage)
