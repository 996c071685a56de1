"""What the planner sends for what plays: the same notes as audio, at the times at which audio is heard."""

from dataclasses import replace

import pytest

from beatterm.engine.messages import StartRoll
from beatterm.engine.midi import messages, planner
from beatterm.engine.midi.controls import scaled
from beatterm.model.midi import Control, MidiOut
from beatterm.model.midi_setup import MidiSetup, OutPort
from beatterm.model.mixer import PAN, Mixer, Strip
from beatterm.model.pattern import Track
from beatterm.model.project import Project
from beatterm.model.song import Section, Song
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue
from tests.material import kit_of, notes, row, song_of
from tests.midi.stage import ONE_PORT, RATE, Stage, to_midi

FRAME = 1 / RATE
STEP = 0.125
"""Seconds of a sixteenth at 120."""


def stage(song: Song, *outs: MidiOut, **settings: object) -> Stage:
    return Stage(Project(to_midi(song, *outs)), **settings)  # type: ignore[arg-type]


def began(playing: Stage) -> float:
    """When tick 0 is heard."""
    return playing.heard.seconds_of(0)


def steps_of(playing: Stage, note: int) -> list[float]:
    """On which sixteenths a note was struck."""
    return [
        round((seconds - began(playing)) / STEP, 2)
        for seconds, _, each, _ in playing.synth.notes
        if each == note
    ]


def test_a_track_sends_the_drum_of_its_name_on_channel_10_when_it_is_heard() -> None:
    playing = stage(song_of(row("kick", "x..."), row("hat", "..o.")))
    playing.play()
    playing.go(1.0)
    assert [(channel, note, vel) for _, channel, note, vel in playing.synth.notes[:2]] == [
        (10, 36, 100),
        (10, 42, 35),
    ]
    assert steps_of(playing, 36)[:2] == [0, 4]
    assert steps_of(playing, 42)[:1] == [2]


def test_notes_of_steps_and_of_the_track_come_before_the_drum_map() -> None:
    song = song_of(notes("bass", "40 . ."), row("kick", "x.."), row("zap", "x.."))
    playing = stage(song, MidiOut(channel=2, note=99), MidiOut(channel=3, note=50), MidiOut(channel=4))
    playing.play()
    playing.go(0.1)
    assert sorted((channel, note) for _, channel, note, _ in playing.synth.notes) == [
        (2, 40),
        (3, 50),
        (4, 60),
    ]


def test_a_hit_at_its_own_pitch_plays_the_note_its_sound_was_recorded_at() -> None:
    song = to_midi(song_of(row("zap", "x")))
    playing = Stage(Project(song, kit_of("zap", root=45)))
    playing.play()
    playing.go(0.1)
    assert playing.synth.notes[0][2] == 45


def test_the_middle_of_a_param_is_the_middle_number() -> None:
    for value, coarse, fine in ((-1.0, 0, 0), (0.0, 64, 8192), (1.0, 127, 16383), (-0.5, 32, 4096)):
        assert (scaled(PAN, value, 127), scaled(PAN, value, 16383)) == (coarse, fine)


def test_a_track_without_midi_or_with_a_port_that_is_not_there_sends_nothing() -> None:
    song = song_of(row("kick", "x..."))
    playing = Stage(Project(song))
    playing.play()
    playing.go(0.5)
    playing.edit(Project(to_midi(song, MidiOut(port="elsewhere"))))
    playing.go(0.5)
    assert playing.synth.notes == []


def test_gates_are_the_lengths_of_notes() -> None:
    song = song_of(Track("kick", (Step(100, (40,), length=2, gate=50), None, None, None)))
    playing = stage(song)
    playing.play()
    playing.go(0.4)
    (struck,), (ended,) = playing.synth.notes, playing.synth.ends
    assert ended[0] - struck[0] == pytest.approx(1.5 * STEP, abs=2 * FRAME)


def test_swing_moves_notes_but_not_the_clock() -> None:
    playing = stage(song_of(row("kick", "xxxx"), swing=66.0))
    playing.play()
    playing.go(1.0)
    assert steps_of(playing, 36)[:4] == [0, 1.32, 2, 3.32]
    pulses = playing.synth.played_pulses()
    for seconds, place in pulses:
        assert seconds - began(playing) == pytest.approx(place * STEP / 6, abs=FRAME)


def test_a_note_struck_again_while_it_sounds_ends_right_before() -> None:
    song = song_of(notes("bass", "40 40 . .", length=4))
    playing = stage(song, MidiOut(channel=1))
    playing.play()
    playing.go(2.0)
    playing.end()
    assert playing.synth.faults == []
    second = playing.synth.notes[1][0]
    assert playing.synth.ends[0][0] == pytest.approx(second, abs=1e-5)


def test_two_tracks_on_one_key_strike_it_once_and_end_it_once() -> None:
    song = song_of(notes("a", "40 . . .", length=1), notes("b", "40 . . .", length=3))
    playing = stage(song, MidiOut(channel=1), MidiOut(channel=1))
    playing.play()
    playing.go(0.45)
    playing.end()
    assert playing.synth.faults == []
    assert len(playing.synth.notes) == len(playing.synth.ends) == 1
    assert playing.synth.ends[0][0] - playing.synth.notes[0][0] == pytest.approx(3 * STEP, abs=2 * FRAME)


def held_song() -> Song:
    return song_of(notes("bass", "40 . . . . . . . . . . . . . . .", length=16))


def ends_at_once(playing: Stage) -> None:
    """A note that sounds is ended now, not when its length is over."""
    playing.go(0.05)
    assert playing.synth.sounding == set()
    assert playing.synth.faults == []
    assert len(playing.synth.ends) == 1


def test_muting_ends_what_sounds_and_sends_nothing_more() -> None:
    song = song_of(notes("bass", "40 . 41 .", length=2))
    playing = stage(song, MidiOut(channel=1))
    playing.play()
    playing.go(0.1)
    assert playing.synth.sounding == {(1, 40)}
    playing.edit_song(mixer=Mixer((Strip("bass", mute=True),)))
    ends_at_once(playing)
    playing.go(1.0)
    assert len(playing.synth.notes) == 1
    playing.edit_song(mixer=Mixer())
    playing.go(1.0)
    assert len(playing.synth.notes) > 2


def test_a_solo_elsewhere_is_a_mute() -> None:
    song = song_of(notes("bass", "40 . . .", length=4), row("kick", "...."))
    playing = stage(song, MidiOut(channel=1))
    playing.play()
    playing.go(0.1)
    playing.edit_song(mixer=Mixer((Strip("kick", solo=True),)))
    ends_at_once(playing)


def test_a_track_that_goes_away_or_moves_to_another_channel_or_port_ends_its_notes() -> None:
    for out in (None, MidiOut(channel=2), MidiOut(port="elsewhere", channel=1)):
        playing = stage(held_song(), MidiOut(channel=1))
        playing.play()
        playing.go(0.1)
        (track,) = playing.project.song.tracks
        playing.edit_song(tracks=(replace(track, midi=out),))
        ends_at_once(playing)


def test_a_port_that_leaves_the_setup_is_told_to_end_its_notes() -> None:
    playing = stage(held_song(), MidiOut(channel=1))
    playing.play()
    playing.go(0.1)
    playing.setup = MidiSetup()
    ends_at_once(playing)
    assert playing.synth.transport[-1][1] == "stop"


def test_an_edit_leaves_a_sounding_note_its_length() -> None:
    playing = stage(held_song(), MidiOut(channel=1))
    playing.play()
    playing.go(0.1)
    playing.edit_song(patterns=song_of(row("bass", "................")).patterns, tempo=240.0)
    playing.go(0.5)
    assert playing.synth.sounding == {(1, 40)}
    playing.go(1.6)
    assert playing.synth.sounding == set()
    assert len(playing.synth.ends) == 1


def test_stop_ends_notes_when_it_is_heard_and_then_stops_the_clock() -> None:
    playing = stage(held_song(), MidiOut(channel=1))
    playing.play()
    playing.go(0.1)
    playing.stop()
    stopped = playing.seconds_of(playing.frame)
    playing.go(0.1)
    assert playing.synth.ends[0][0] == pytest.approx(stopped, abs=FRAME)
    assert playing.synth.transport[-1][0] == pytest.approx(stopped, abs=1e-4)
    assert playing.synth.transport[-1][0] > playing.synth.ends[-1][0]


def test_starting_anew_ends_the_notes_of_before() -> None:
    playing = stage(held_song(), MidiOut(channel=1))
    playing.play()
    playing.go(0.5)
    playing.play()
    playing.go(0.5)
    assert playing.synth.faults == []
    assert len(playing.synth.notes) == 2
    assert len(playing.synth.ends) == 1
    assert [word for _, word in playing.synth.transport] == ["start", "stop", "start"]


def test_panic_withdraws_and_silences_all() -> None:
    playing = stage(held_song(), MidiOut(channel=1))
    playing.play()
    playing.go(0.1)
    playing.panic()
    plan = playing.planner.plan(playing._heard(), playing.setup, playing.now + 0.012)
    assert plan.release == (0.0, True)
    assert [due.data for due in plan.messages] == [b"\xfc"]


def test_another_engine_or_device_leaves_no_note_behind() -> None:
    playing = stage(held_song(), MidiOut(channel=1))
    playing.play()
    playing.go(0.3)
    playing.restart_engine()
    ends_at_once(playing)
    playing.play(Cue(pattern="A", offset_ticks=6720))
    playing.go(0.1)
    assert [word for _, word in playing.synth.transport[-3:]] == ["stop", "position 8", "continue"]
    playing.moved = 5.0
    playing.go(0.5)
    playing.end()
    playing.go(6.0)
    assert playing.synth.faults == []
    assert playing.synth.sounding == set()


def test_what_is_much_too_late_is_not_struck_but_ended() -> None:
    playing = stage(song_of(notes("bass", "40 41 42 43 44 45 46 47", length=1)), MidiOut(channel=1))
    playing.play()
    playing.go(0.05)
    playing.moved = -0.5
    playing.go(0.5)
    struck = [note for _, _, note, _ in playing.synth.notes]
    assert struck[0] == 40
    assert 42 not in struck
    assert playing.synth.faults == []
    playing.end()
    assert playing.synth.sounding == set()


def test_bank_and_program_come_before_the_first_note_and_when_they_change() -> None:
    playing = stage(song_of(row("kick", "x...")), MidiOut(channel=3, program=12, bank=300))
    playing.go(0.1)
    assert [each[1:] for each in playing.synth.programs] == [(3, 300, 11)]
    playing.edit_song(tracks=to_midi(playing.project.song, MidiOut(channel=3, program=13, bank=300)).tracks)
    playing.go(0.1)
    assert [each[1:] for each in playing.synth.programs] == [(3, 300, 11), (3, 300, 12)]
    playing.play()
    playing.go(0.1)
    assert playing.synth.programs[-1][1:] == (3, 300, 12)
    assert playing.synth.programs[-1][0] < playing.synth.notes[0][0]


LOCKED = Track(
    "kick", (Step(100), Step(100, locks=(("cutoff_hz", 20.0),)), Step(100, locks=(("pan", 1.0),)), None)
)


def test_locks_are_controls_before_their_note_that_the_next_one_takes_back() -> None:
    out = MidiOut(channel=1, note=40, controls=(Control("cutoff_hz", 74), Control("pan", 10, fine=True)))
    playing = stage(song_of(LOCKED), out)
    playing.play()
    playing.go(0.45)
    heard = [
        (round((at - began(playing)) / STEP, 2), number, value)
        for at, _, number, value in playing.synth.controls
    ]
    assert [each[1:] for each in heard[:3]] == [(74, 127), (10, 64), (42, 0)]
    assert heard[3:] == [(1, 74, 0), (2, 74, 127), (2, 10, 127), (2, 42, 127)]
    order = [due.data[0] for due in playing.cables.sent if due.data[0] in (0x90, 0xB0)]
    assert order == [0xB0] * 3 + [0x90] + [0xB0, 0x90] + [0xB0] * 3 + [0x90]
    playing.go(0.2)
    assert [each[2:] for each in playing.synth.controls[-2:]] == [(10, 64), (42, 0)]


def test_the_mixer_moves_controls_at_once_and_only_when_the_value_is_another() -> None:
    out = MidiOut(
        channel=1, controls=(Control("cutoff_hz", 74), Control("filter", 20), Control("gain_db", 7))
    )
    playing = stage(song_of(row("kick", "....")), out)
    playing.go(0.1)
    playing.synth.controls.clear()
    for cutoff in (20000.0, 640.0, 639.0):
        playing.edit_song(mixer=Mixer((Strip("kick", values=(("cutoff_hz", cutoff), ("filter", "high"))),)))
        playing.go(0.05)
    assert [each[2:] for each in playing.synth.controls] == [(20, 127), (74, 64)]


def test_a_muted_track_sends_no_controls_until_it_is_heard_again() -> None:
    out = MidiOut(channel=1, controls=(Control("pan", 10),))
    playing = stage(song_of(row("kick", "....")), out)
    playing.go(0.1)
    playing.synth.controls.clear()
    playing.edit_song(mixer=Mixer((Strip("kick", mute=True, values=(("pan", 1.0),)),)))
    playing.go(0.1)
    assert playing.synth.controls == []
    playing.edit_song(mixer=Mixer((Strip("kick", values=(("pan", 1.0),)),)))
    playing.go(0.1)
    assert [each[2:] for each in playing.synth.controls] == [(10, 127)]


@pytest.mark.parametrize(
    ("offset_ms", "with_audio", "later"),
    [(0.0, True, 0.0), (20.0, True, 0.02), (-15.0, True, -0.015), (0.0, False, -0.03)],
)
def test_a_port_has_an_offset_and_may_leave_out_the_time_until_audio_is_heard(
    offset_ms: float, with_audio: bool, later: float
) -> None:
    port = OutPort("synth", clock=True, offset_ms=offset_ms, with_audio=with_audio)
    playing = stage(song_of(row("kick", "x...")), setup=MidiSetup(outs=(port,)))
    playing.play()
    playing.go(1.0)
    for number, (seconds, *_) in enumerate(playing.synth.notes):
        assert seconds - began(playing) == pytest.approx(later + number * 4 * STEP, abs=FRAME)
    assert playing.synth.played_pulses()[0][0] - began(playing) == pytest.approx(later, abs=1e-4 + FRAME)


def test_a_late_port_still_plays_what_was_heard_before_an_edit_and_a_stop() -> None:
    port = OutPort("synth", offset_ms=400.0)
    playing = stage(song_of(row("kick", "xxxx")), setup=MidiSetup(outs=(port,)))
    playing.play()
    playing.go(0.3)
    playing.edit_song(patterns=song_of(row("kick", "....")).patterns, tempo=60.0)
    playing.go(0.1)
    playing.stop()
    playing.go(1.0)
    assert len(playing.struck) == len(playing.synth.notes) == 3
    for struck, (seconds, *_) in zip(playing.struck, playing.synth.notes, strict=True):
        assert seconds == pytest.approx(playing.seconds_of(struck.frame) + 0.4, abs=FRAME)


def test_repeated_notes_are_sent_while_the_transport_stands() -> None:
    playing = stage(song_of(row("kick", "....")))
    playing.go(0.2)
    playing.transport.start_roll(StartRoll("kick", None, 90, 840), playing.project, playing.frame)
    playing.since = playing.frame
    playing.go(0.5)
    playing.transport.stop_roll("kick", playing.frame)
    playing.since = playing.frame
    playing.go(0.5)
    assert len(playing.synth.notes) == len(playing.struck) == 4
    assert playing.synth.sounding == set()
    assert [word for _, word in playing.synth.transport] == []


@pytest.mark.parametrize("tells_since", [True, False])
def test_an_arrangement_that_ends_sends_all_its_notes_and_stops(tells_since: bool) -> None:
    song = replace(song_of(row("kick", "xxxx")), sections=(Section("a", "A", 2),))
    playing = stage(song, block=4096, latency_seconds=0.2)
    playing.tells_since = tells_since
    playing.play(Cue(loop=False))
    playing.go(2.5)
    assert steps_of(playing, 36) == [0, 1, 2, 3, 4, 5, 6, 7]
    assert [place for _, place in playing.synth.played_pulses()] == list(range(48))
    assert [word for _, word in playing.synth.transport] == ["start", "stop"]


def test_an_audition_sounds_for_a_beat_whether_or_not_it_plays() -> None:
    playing = stage(song_of(row("kick", "....")))
    playing.go(0.1)
    playing.strike("kick")
    playing.strike("nobody")
    asked = playing.now
    playing.go(1.0)
    (struck,), (ended,) = playing.synth.notes, playing.synth.ends
    assert struck[1:] == (10, 36, 100)
    assert 0.0 <= struck[0] - asked <= 0.004
    assert ended[0] - struck[0] == pytest.approx(0.5, abs=FRAME)


def test_a_test_note_goes_to_its_port_and_ends() -> None:
    begun, ended = planner.tested(messages.TestNote("synth", 3), ONE_PORT, 5.0)
    assert (begun.seconds, begun.port, begun.data) == (5.0, "synth", b"\x92\x3c\x64")
    assert ended.data[:2] == b"\x82\x3c"
    assert ended.seconds > begun.seconds
    assert planner.tested(messages.TestNote("elsewhere", 3), ONE_PORT, 5.0) == ()


def test_a_port_connected_anew_is_told_programs_controls_and_the_place_in_the_song() -> None:
    out = MidiOut(channel=1, program=5, controls=(Control("pan", 10),))
    playing = stage(held_song(), out)
    playing.play()
    playing.go(0.4)
    assert playing.synth.sounding
    playing.planner.forget("synth")
    playing.go(0.01)
    assert not playing.synth.sounding
    playing.go(0.4)
    assert [each[1:] for each in playing.synth.programs][-1] == (1, 0, 4)
    assert len(playing.synth.controls) == 2
    assert [word for _, word in playing.synth.transport] == ["start", "stop", "position 4", "continue"]
    place = next(place for at, place in playing.synth.played_pulses() if at > playing.synth.transport[-1][0])
    assert place == 24
    playing.end()
    assert playing.synth.faults == []


def test_closing_ends_all() -> None:
    playing = stage(held_song(), MidiOut(channel=1))
    playing.play()
    playing.go(0.3)
    playing.close()
    assert playing.synth.sounding == set()
    assert playing.synth.state == "stands"
    assert playing.synth.faults == []
