"""Keys that are held while recording: how long the notes last that are written."""

from dataclasses import replace

import pytest

from beatterm.formats.beat_text import format_song, parse_song
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.midi import MidiOut
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.session.lengths import held_for, note_ends
from tests.material import notes, row, song_of
from tests.session.fakes import PARAMS
from tests.session.test_recorder import STEP_SECONDS, TEMPO, Loop, S

KIT = Kit(
    "dusty",
    sounds=(
        Sound("kick", (Layer(127, ("kick.wav",)),)),
        Sound("bass", (Layer(127, ("bass.wav",)),), root=36, release_ms=80.0),
    ),
)


def song(length: int = 16) -> Song:
    return song_of(row("kick", "." * 16), notes("bass", ". " * length), length=16, tempo=TEMPO, kit="dusty")


class Keys(Loop):
    """A loop that is played on keys, which are held."""

    def __init__(self, over: Song, **options: object) -> None:
        super().__init__(over, KIT, **options)
        self.keys = 0

    def down(self, step: float, note: int | None = 48, track: str = "bass") -> int:
        """A key goes down at a step, counted on over all turns; its number."""
        self.keys += 1
        self.at(round(step * S) - 60)
        self.recorder.strike(track, note, 100, 1000.0 + step * STEP_SECONDS, self.keys)
        return self.keys

    def up(self, key: int, step: float) -> None:
        self.at(round(step * S) - 60)
        self.recorder.let_go(key, 1000.0 + step * STEP_SECONDS)

    def lasting(self, at: int) -> tuple[int, float]:
        step = self.steps("bass")[at]
        return step.length, step.gate


@pytest.mark.parametrize("looks", [False, True])
@pytest.mark.parametrize(
    ("held", "quantise", "lasts"),
    [
        (0.3, 0, (1, 30)),
        (0.3, 100, (1, 30)),
        (0.001, 100, (1, 5)),
        (0.98, 100, (1, 100)),
        (1.0, 0, (1, 100)),
        (1.3, 0, (2, 30)),
        (1.3, 50, (2, 15)),
        (1.3, 100, (1, 100)),
        (1.6, 100, (2, 100)),
        (3.5, 0, (4, 50)),
        (7.9, 100, (8, 100)),
    ],
)
def test_a_note_lasts_as_long_as_its_key_was_held(
    held: float, quantise: int, lasts: tuple[int, int], looks: bool
) -> None:
    """Whether or not the screen has looked, and written the step, before the key goes up."""
    loop = Keys(song(), quantise=quantise)
    key = loop.down(4)
    if looks:
        loop.through(4 * S, round((4 + held) * S))
    loop.up(key, 4 + held)
    loop.at(15 * S)
    assert loop.lasting(4) == lasts


def test_drums_ring_out_and_say_nothing_of_gates() -> None:
    loop = Keys(song())
    loop.up(loop.down(4, None, "kick"), 4.2)
    loop.at(8 * S)
    assert loop.steps("kick") == {4: Step()}


def test_a_hit_without_a_key_is_a_plain_one() -> None:
    loop = Keys(song())
    loop.hit(4 * S, "bass", 48)
    loop.recorder.let_go(0, 1000.0 + 4.2 * STEP_SECONDS)
    loop.at(8 * S)
    assert loop.steps("bass") == {4: Step(notes=(48,))}


def test_over_the_seam_of_the_loop_a_note_lasts_on() -> None:
    loop = Keys(song())
    key = loop.down(14)
    loop.through(14 * S, 19 * S)
    loop.up(key, 19)
    assert loop.lasting(14) == (5, 100)


def test_a_key_held_into_the_next_turn_is_one_note_and_struck_once() -> None:
    loop = Keys(song())
    key = loop.down(2)
    loop.through(2 * S, 30 * S)
    assert loop.lasting(2) == (16, 100)
    loop.up(key, 30)
    loop.at(31 * S)
    assert (set(loop.steps("bass")), loop.lasting(2)) == ({2}, (16, 100))


def test_a_row_that_turns_over_sooner_holds_no_longer_than_its_turn() -> None:
    loop = Keys(song(6))
    key = loop.down(1)
    loop.through(S, 12 * S)
    loop.up(key, 12)
    assert loop.lasting(1) == (6, 100)


def test_a_chord_lasts_as_its_longest_note() -> None:
    for order in ((2.0, 4.0), (4.0, 2.0)):
        loop = Keys(song())
        keys = [(loop.down(4, 48), 4 + order[0]), (loop.down(4.05, 52), 4.05 + order[1])]
        for key, up in sorted(keys, key=lambda each: each[1]):
            loop.through(5 * S, round(up * S) - 100)
            loop.up(key, up)
        loop.at(15 * S)
        assert loop.steps("bass")[4].notes == (48, 52)
        assert loop.lasting(4) == (4, 100)


def test_notes_that_overlap_last_each_for_itself() -> None:
    loop = Keys(song())
    first, second = loop.down(2, 48), loop.down(4, 50)
    loop.up(first, 5)
    loop.up(second, 5.5)
    loop.at(10 * S)
    assert (loop.lasting(2), loop.lasting(4)) == ((3, 100), (2, 50))


def test_in_a_later_turn_the_new_length_holds() -> None:
    loop = Keys(song())
    loop.up(loop.down(4), 8)
    loop.at(10 * S)
    loop.up(loop.down(20), 20.5)
    loop.at(26 * S)
    assert loop.lasting(4) == (1, 50)


def test_when_the_take_ends_keys_that_are_down_end() -> None:
    loop = Keys(song())
    key = loop.down(4)
    loop.through(4 * S, 7 * S + 1)
    loop.recorder.end()
    assert loop.lasting(4) == (3, 100)
    loop.up(key, 12)
    assert loop.lasting(4) == (3, 100)


def test_what_somebody_else_has_changed_since_stays() -> None:
    loop = Keys(song())
    key = loop.down(4)
    loop.at(6 * S)
    mine = Step(60, (48,), gate=70)
    loop.session.edit("mine", lambda song: replace_step(song, mine))
    loop.up(key, 8)
    assert loop.steps("bass")[4] == mine


def replace_step(over: Song, step: Step) -> Song:
    pattern = over.patterns[0]
    bass = pattern.track("bass")
    assert bass is not None
    return over.with_pattern(pattern.with_track(bass.with_step(4, step)))


def test_a_take_with_its_lengths_is_one_undo() -> None:
    loop = Keys(song())
    before = loop.session.song
    keys = [loop.down(2), loop.down(5)]
    loop.through(5 * S, 9 * S)
    for key in keys:
        loop.up(key, 9)
    loop.recorder.end()
    assert (loop.lasting(2), loop.lasting(5)) == ((7, 100), (4, 100))
    loop.session.undo()
    assert loop.session.song == before


def test_what_was_held_is_written_into_the_file_and_read_as_the_same() -> None:
    loop = Keys(song())
    for down, up in ((1, 3.5), (6, 6.25), (14, 19)):
        loop.up(loop.down(down), up)
    loop.at(30 * S)
    loop.recorder.end()
    text = format_song(loop.session.song, PARAMS)
    assert parse_song(text, PARAMS) == loop.session.song


@pytest.mark.parametrize("quantise", [0, 37, 100])
def test_whatever_the_time_a_length_is_one_that_a_step_may_have(quantise: int) -> None:
    for ticks in (1e-9, 1, 20, 419, 420, 421, 839, 840, 841, 1260, 1e4, 1e9):
        length, gate = held_for(ticks, 840, quantise, 16)
        assert 1 <= length <= 16
        assert 5 <= gate <= 100


def test_lengths_matter_to_notes_with_a_release_and_to_notes_that_are_sent() -> None:
    sent = replace(song(), tracks=tuple(replace(each, midi=MidiOut()) for each in song().tracks))
    assert note_ends(Project(song(), KIT), "bass", (48,))
    assert not note_ends(Project(song(), KIT), "kick", (48,))
    assert note_ends(Project(sent, KIT), "kick", (48,))
    assert not note_ends(Project(sent, KIT), "kick", ())
    assert not note_ends(Project(song(), KIT), "gone", (48,))
