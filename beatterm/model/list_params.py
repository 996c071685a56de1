"""What is picked from a list, as Params: grooves, keys, metres, steps, sounds and outputs. Inspector and
controls of hardware read them from here.

Some lists depend on the song, its kit or the studio. Such a Param stands here with the words that are always
there, and `at_the_moment` gives it all that there are now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from beatterm.model.field_param import OFF, ON
from beatterm.model.groove import SHIPPED_GROOVES
from beatterm.model.param import Param
from beatterm.model.pattern import NO_GROOVE
from beatterm.model.scale import SCALES, TONICS, Key
from beatterm.model.song import Song, TrackSetup
from beatterm.model.time import STEP_TICKS, Meter

AS_SONG, AS_PATTERN, NO_KEY, FIRST_OUTPUT = "song", "pattern", "none", "first output"
_BEATS = {2: 4, 4: 15, 8: 15, 16: 32}
"""Most beats of each unit that turning the knob comes past."""

GROOVE = Param("groove", NO_GROOVE, choices=(NO_GROOVE, *SHIPPED_GROOVES), about="How the whole song leans.")
KEY = Param(
    "key",
    NO_KEY,
    choices=(NO_KEY, *(str(Key(tonic, scale)) for scale in SCALES for tonic in range(len(TONICS)))),
    about="Tonic and scale, such as c minor.",
)
METRE = Param(
    "metre",
    AS_SONG,
    choices=(AS_SONG, *(str(Meter(beats, unit)) for unit in _BEATS for beats in range(1, _BEATS[unit] + 1))),
    about="Its bars; the song's, or its own.",
)
STEP = Param("step", AS_PATTERN, choices=(AS_PATTERN, *STEP_TICKS), about="What one step of the row lasts.")
ROW_GROOVE = Param(
    "groove",
    AS_SONG,
    choices=(AS_SONG, NO_GROOVE, *SHIPPED_GROOVES),
    about="How it leans; the song's, none, or its own.",
)
SOUND = Param("sound", "", choices=("",), about="Which sound of the kit it plays.")
IN_KEY = Param("in_key", OFF, choices=(OFF, ON), about="Its notes are moved into the song's key.")
OUTPUT = Param(
    "output", FIRST_OUTPUT, choices=(FIRST_OUTPUT,), about="Where its notes go; Setup (5) has the outputs."
)


@dataclass(frozen=True, slots=True)
class Supply:
    """What lists hold that does not stand in the song: its kit's sounds and the studio's outputs, by name."""

    sounds: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()


def at_the_moment(param: Param, song: Song, supply: Supply) -> Param:
    """A Param with the words that its list holds now, which may be none; any other Param as it is.

    What is set already does not count unless it is one of them, so that a control's way stays divided as it
    is while it turns.
    """
    if param is GROOVE:
        return groove_in(song)
    if param is ROW_GROOVE:
        return row_groove_in(song)
    if param is SOUND:
        return replace(SOUND, choices=supply.sounds)
    return output_in(supply) if param is OUTPUT else param


def holding(param: Param, own: str) -> Param:
    """The Param with what is set at the end of its list, if it is none of the words."""
    return param if own in param.choices else _listing(param, (*param.choices, own))


def groove_in(song: Song) -> Param:
    """The song's groove: none, its own ones, those that beatterm brings along."""
    return _listing(GROOVE, (NO_GROOVE, *_groove_names(song)))


def row_groove_in(song: Song) -> Param:
    """A row's groove, which may be that of its song."""
    return _listing(ROW_GROOVE, (AS_SONG, NO_GROOVE, *_groove_names(song)))


def meter_named(word: str) -> Meter | None:
    """What one of the words of METRE says; None: the song's metre."""
    return None if word == AS_SONG else Meter(*map(int, word.split("/")))


def sound_of(setup: TrackSetup, supply: Supply) -> Param:
    """What a track plays; by itself the sound of its own name, where the kit has it."""
    by_itself = setup.name if setup.name in supply.sounds else setup.sound
    return holding(replace(SOUND, default=by_itself, choices=supply.sounds), setup.sound)


def output_in(supply: Supply) -> Param:
    """Where a track is sent to."""
    return _listing(OUTPUT, (FIRST_OUTPUT, *supply.outputs))


def _groove_names(song: Song) -> tuple[str, ...]:
    return (*(groove.name for groove in song.grooves), *SHIPPED_GROOVES)


def _listing(param: Param, words: Iterable[str]) -> Param:
    """The Param with these words, each once."""
    return replace(param, choices=tuple(dict.fromkeys(words)))
