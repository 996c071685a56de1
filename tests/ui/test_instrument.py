"""The instrument by itself: what keys strike, and how a key that is held is told from one that is struck."""

from dataclasses import dataclass, field

from beatterm.ui.input.instrument import Did, Instrument, Silence, Strike

KICK, BASS_C, BASS_D = Strike("kick", None, 100), Strike("bass", 36, 100), Strike("bass", 38, 100)
SIXTEENTH = 840


@dataclass
class Sounds:
    """Remembers what was struck, and which tracks are repeated with which note."""

    struck: list[str] = field(default_factory=list)
    rolls: dict[str, int | None] = field(default_factory=dict)

    def audition(self, track: str, note: int | None, velocity: int) -> None:
        self.struck.append(track)

    def start_roll(self, track: str, note: int | None, velocity: int, step_ticks: int) -> None:
        self.rolls[track] = note

    def stop_roll(self, track: str | None = None) -> None:
        self.rolls = {name: note for name, note in self.rolls.items() if track not in (None, name)}


def instrument(rate: int = 0) -> tuple[Sounds, Instrument]:
    """Keys z (kick), c and d (two notes of the bass), and x, which plays nothing."""
    sounds = Sounds()
    made = Instrument(sounds)
    made.arrange({"z": KICK, "c": BASS_C, "d": BASS_D, "x": Silence()}, rate, True)
    return sounds, made


def did(made: Instrument, key: str, *stamps: float) -> list[Did | None]:
    touches = [made.touch(key, stamp) for stamp in stamps]
    return [touch.did if touch else None for touch in touches]


def test_a_key_outside_the_layer_is_none_of_its_business() -> None:
    sounds, made = instrument()
    assert did(made, "q", 1.0) == [None]
    assert did(made, "x", 1.0) == [Did.HELD]
    assert sounds.struck == []


def test_the_first_repeat_of_a_held_key_is_told_of_once() -> None:
    sounds, made = instrument()
    touches = [made.touch("z", stamp) for stamp in (1.0, 1.5, 1.53, 1.56, 1.59)]
    assert [touch and touch.did for touch in touches] == [Did.STRUCK, Did.STRUCK, *[Did.HELD] * 3]
    undone = [touch.undone for touch in touches if touch]
    assert [each and each.stamp for each in undone] == [None, None, 1.5, None, None]
    assert sounds.struck == ["kick"] * 2


def test_a_bouncing_key_is_one_hit() -> None:
    sounds, made = instrument()
    assert did(made, "z", 1.0, 1.02) == [Did.STRUCK, Did.HELD]
    bounced = made.touch("z", 1.03)
    assert bounced is not None
    assert bounced.undone is None
    assert sounds.struck == ["kick"]


def test_two_keys_are_told_apart() -> None:
    sounds, made = instrument()
    assert did(made, "z", 1.0) == did(made, "c", 1.01) == [Did.STRUCK]
    assert sounds.struck == ["kick", "bass"]


def test_after_a_held_key_the_next_press_counts() -> None:
    _, made = instrument()
    did(made, "z", 1.0, 1.5, 1.53)
    assert did(made, "z", 2.0) == [Did.STRUCK]


def test_a_held_key_leaves_its_roll_as_the_press_made_it() -> None:
    sounds, made = instrument(SIXTEENTH)
    assert did(made, "z", 1.0, 1.4, 1.43, 1.46) == [Did.ROLL_BEGAN, Did.ROLL_ENDED, Did.HELD, Did.HELD]
    assert sounds.rolls == {"kick": None}
    assert made.rolling == ("kick",)
    assert did(made, "z", 3.0) == [Did.ROLL_ENDED]
    assert sounds.rolls == {}


def test_another_note_takes_over_the_roll_of_its_track() -> None:
    sounds, made = instrument(SIXTEENTH)
    did(made, "c", 1.0)
    assert did(made, "d", 2.0) == [Did.ROLL_BEGAN]
    assert sounds.rolls == {"bass": 38}


def test_another_rate_goes_on_and_none_ends_all() -> None:
    sounds, made = instrument(SIXTEENTH)
    did(made, "z", 1.0)
    assert made.change_rate(420) == (KICK,)
    assert sounds.rolls == {"kick": None}
    assert made.change_rate(0) == ()
    assert sounds.rolls == {}
    assert made.rolling == ()
