"""What a control of hardware can turn: every knob by a path, such as `mixer.snare.pan` or `step.velocity`.

The one table of them. The studio's file is read by it, the screen names knobs by it, and the session turns
what it says.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from beatterm.model import list_params as lists
from beatterm.model.midi_params import MIDI_PARAMS
from beatterm.model.mixer import MASTER_PARAMS
from beatterm.model.note import HIGHEST_NOTE
from beatterm.model.param import Param, ParamTable
from beatterm.model.song_params import BORROWED_PARAMS, LENGTH, PATTERN_PARAMS, SONG_PARAMS
from beatterm.model.step_params import STEP_PARAMS
from beatterm.model.track_params import TRACK_PARAMS

MIXER, SOUND, EFFECT, MIDI, TRACK = "mixer", "sound", "effect", "midi", "track"
SONG, MASTER, PATTERN, STEP, LOCK = "song", "master", "pattern", "step", "lock"
TUNER = "tuner"
OF_TRACKS = (MIXER, SOUND, MIDI, TRACK)
"""Kinds whose path names a track. A TRACK is its row in the pattern on the screen."""
NOTE = Param(
    "note", 60.0, 0.0, HIGHEST_NOTE, step=1.0, whole=True, about="In semitones; a chord moves as one."
)
_WORD = re.compile(r"[a-z][a-z0-9_]{0,31}")

_ROW = (LENGTH, lists.STEP, lists.ROW_GROOVE, *BORROWED_PARAMS, *(field.param for field in TRACK_PARAMS))
_STEP = (*(field.param for field in STEP_PARAMS), NOTE)
_MIDI = (lists.OUTPUT, *(field.param for field in MIDI_PARAMS))
_SONG = (*(field.param for field in SONG_PARAMS), lists.GROOVE, lists.KEY)


@dataclass(frozen=True, slots=True)
class Turnable:
    """A Param that a path names. `owner` is a track or an effect, "" for what there is once, or what lies
    under the cursor. A list that depends on the song stands here with the words that are always there. Of
    what is tried out (TUNER) only the name counts: its ranges are the tuner's.
    """

    kind: str
    owner: str
    param: Param

    @property
    def path(self) -> str:
        """How it is written."""
        return ".".join(filter(None, (self.kind, self.owner, self.param.name)))


def turnable(params: ParamTable, path: str) -> Turnable | None:
    """What a path names, whatever tracks a song has; None if there is nothing of that name."""
    kind, _, rest = path.partition(".")
    owner, _, name = rest.rpartition(".")
    if kind == TUNER:
        return Turnable(kind, "", Param(rest, 0.0)) if _WORD.fullmatch(rest) else None
    known = params.effects.get(owner, ()) if kind == EFFECT else _known(params).get(kind, ())
    param = next((each for each in known if each.name == name), None)
    what = Turnable(kind, owner, param) if param is not None else None
    has_owner = kind in OF_TRACKS or kind == EFFECT
    return what if what is not None and bool(owner) == has_owner and what.path == path else None


def _known(params: ParamTable) -> Mapping[str, tuple[Param, ...]]:
    return {
        MIXER: params.strip,
        SOUND: (lists.SOUND, *params.sound, lists.IN_KEY),
        MIDI: _MIDI,
        TRACK: _ROW,
        SONG: _SONG,
        MASTER: MASTER_PARAMS,
        PATTERN: (*PATTERN_PARAMS, lists.METRE),
        STEP: _STEP,
        LOCK: params.lockable,
    }
