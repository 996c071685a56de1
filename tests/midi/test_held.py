"""Keys that are held, sent on to hardware: each ends when it is let go, or when something else ends it."""

from dataclasses import replace

import pytest

from beatterm.engine.messages import Audition, LetGo
from beatterm.model.edits.mix import toggle_mute
from beatterm.model.midi import MidiOut
from beatterm.model.midi_setup import MidiSetup, OutPort
from beatterm.model.project import Project
from tests.material import notes, song_of
from tests.midi.stage import Stage, to_midi

BASS = song_of(notes("bass", ". . . ."), tempo=120.0)
BUSY = song_of(notes("bass", "60 . . ."), tempo=120.0)
PLANNED = 0.004
"""A key waits for the next plan."""


def stage(song: object = BASS, **settings: object) -> Stage:
    playing = Stage(Project(to_midi(song, MidiOut(channel=2))), **settings)  # type: ignore[arg-type]
    playing.go(0.1)
    return playing


def press(playing: Stage, hold: int, note: int = 60) -> None:
    playing.planner.audition(Audition("bass", note, 90, hold))


def let_go(playing: Stage, hold: int) -> None:
    playing.planner.audition(LetGo(hold))


@pytest.mark.parametrize("seconds", [0.02, 0.3, 7.0])
@pytest.mark.parametrize("plays", [False, True])
def test_a_key_sounds_as_long_as_it_is_held(seconds: float, plays: bool) -> None:
    playing = stage()
    if plays:
        playing.play()
    playing.go(0.1)
    press(playing, 1)
    playing.go(seconds)
    assert len(playing.synth.sounding) == 1
    let_go(playing, 1)
    playing.go(0.1)
    (struck,), (ended,) = playing.synth.notes, playing.synth.ends
    assert struck[1:] == (2, 60, 90)
    assert ended[0] - struck[0] == pytest.approx(seconds, abs=PLANNED)


def test_a_key_of_no_time_at_all_ends() -> None:
    playing = stage()
    press(playing, 1)
    let_go(playing, 1)
    playing.go(0.1)
    assert (len(playing.synth.notes), playing.synth.sounding) == (1, set())


def test_keys_of_a_chord_end_by_themselves() -> None:
    playing = stage()
    for hold, note in ((1, 60), (2, 64), (3, 67)):
        press(playing, hold, note)
    playing.go(0.2)
    let_go(playing, 2)
    playing.go(0.1)
    assert {note for _, note in playing.synth.sounding} == {60, 67}
    let_go(playing, 1)
    let_go(playing, 3)
    playing.go(0.1)
    assert playing.synth.sounding == set()


def test_two_hands_on_one_note_leave_nothing_behind() -> None:
    playing = stage()
    for order in ((1, 2), (4, 3)):
        press(playing, min(order))
        press(playing, max(order))
        playing.go(0.1)
        assert len(playing.synth.sounding) == 1
        for hold in order:
            let_go(playing, hold)
        playing.go(0.1)
        assert playing.synth.sounding == set()


def test_what_the_song_plays_on_the_note_is_not_ended_by_the_key() -> None:
    """A quarter of a second: the song strikes the note that is held, and it is the song's from then on."""
    playing = stage(BUSY)
    press(playing, 1)
    playing.play()
    playing.go(playing.heard.seconds_of(0) - playing.now + 0.03)
    let_go(playing, 1)
    playing.go(0.3)
    _, (begun, *_) = playing.synth.notes
    _, (ended, *_) = playing.synth.ends
    assert ended - begun == pytest.approx(0.125, abs=0.001)
    assert playing.synth.faults == []


@pytest.mark.parametrize("what", ["stop", "panic", "mute", "unroute", "unplug", "close", "restart_engine"])
def test_whatever_happens_while_a_key_is_held_no_note_hangs(what: str) -> None:
    playing = stage()
    playing.play()
    playing.go(0.1)
    press(playing, 1)
    playing.go(0.2)
    assert len(playing.synth.sounding) == 1
    match what:
        case "mute":
            playing.edit(replace(playing.project, song=toggle_mute(playing.project.song, "bass")))
        case "unroute":
            playing.edit(Project(BASS))
        case "unplug":
            playing.setup = MidiSetup(outs=(OutPort("other"),))
        case _:
            getattr(playing, what)()
    playing.go(0.5)
    assert playing.synth.sounding == set()
    let_go(playing, 1)
    playing.go(0.2)
    assert (playing.synth.sounding, playing.synth.faults) == (set(), [])


def test_after_a_stop_keys_play_on() -> None:
    playing = stage()
    playing.play()
    press(playing, 1)
    playing.go(0.1)
    playing.stop()
    playing.go(0.1)
    press(playing, 2, 62)
    playing.go(1.0)
    assert {note for _, note in playing.synth.sounding} == {62}
    let_go(playing, 2)
    playing.go(0.1)
    assert playing.synth.sounding == set()


def test_a_late_port_holds_a_key_as_long_only_later() -> None:
    late = MidiSetup(outs=(OutPort("synth", offset_ms=80.0),))
    playing = stage(setup=late)
    press(playing, 1)
    playing.go(0.25)
    let_go(playing, 1)
    playing.go(0.3)
    (struck,), (ended,) = playing.synth.notes, playing.synth.ends
    assert ended[0] - struck[0] == pytest.approx(0.25, abs=PLANNED)
