"""The layers of the keyboard: what each key plays now, and what a key that was played does on the desk."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.note import HIGHEST_NOTE, note_name
from beatterm.model.step import ACCENT_VELOCITY, MIN_VELOCITY
from beatterm.ui.desk import step_record
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.front import Choice
from beatterm.ui.desk.hands import Layer
from beatterm.ui.desk.notes import is_pitched_track, own_pitch
from beatterm.ui.desk.place import steps_of
from beatterm.ui.desk.steps import accent, strike
from beatterm.ui.input.instrument import Did, Plays, Silence, Strike, Touch, Trig
from beatterm.ui.input.layouts import LAYOUTS, OCTAVE, PADS
from beatterm.ui.layout import raster_of

LEVEL_STEP = 10
MAX_OCTAVES = 4


def turn(layer: Layer) -> Callable[[Desk], None]:
    """Let the keys be a layer, or commands again if they are that one already."""
    return lambda desk: go(desk, Layer.EDIT if desk.hands.layer is layer else layer)


def go(desk: Desk, layer: Layer) -> None:
    """Let the keys be a layer."""
    desk.hands.layer = layer
    if layer is not Layer.EDIT:
        desk.pane = Pane.GRID
    desk.front.tell(_ABOUT[layer])


_ABOUT = {
    Layer.EDIT: "The keys are commands.",
    Layer.PADS: "The keys are 16 pads: 6 7 8 9 repeat, - + level, esc leaves.",
    Layer.TRIGS: "The keys are 16 steps of the row; esc leaves.",
    Layer.PIANO: "The keys are a piano: / * octave, esc leaves.",
}


def arrange(desk: Desk, is_open: bool) -> None:
    """Tell the instrument what each key plays now."""
    keys = _KEYS[desk.hands.layer](desk) if desk.tuner is None else {}
    rate = desk.hands.rate if desk.hands.layer is Layer.PADS else 0
    desk.instrument.arrange(keys, rate, is_open and bool(keys))


def bank_of(desk: Desk) -> int:
    """Which 16 tracks the pads play, from 0: those that the cursor's track is among."""
    return desk.place.track // PADS


def pad_tracks(desk: Desk) -> tuple[str, ...]:
    """The tracks on the pads, pad 1 first."""
    first = bank_of(desk) * PADS
    return tuple(setup.name for setup in desk.song.tracks[first : first + PADS])


def _no_keys(desk: Desk) -> dict[str, Plays]:
    return {}


def _pad_keys(desk: Desk) -> dict[str, Plays]:
    layout, level = desk.hands.layout, desk.hands.level
    keys = _silent(desk, layout.pads)
    for key, track in zip(layout.pads, pad_tracks(desk), strict=False):
        note = desk.last_notes.get(track)
        keys[key] = Strike(track, note, level)
        for loud in layout.accents(key):
            keys[loud] = Strike(track, note, ACCENT_VELOCITY)
    return keys


def _silent(desk: Desk, own: Iterable[str]) -> dict[str, Plays]:
    """The keys of a layer before they play anything: none of them is a command."""
    return {each: Silence() for key in own for each in (key, *desk.hands.layout.accents(key))}


def _trig_keys(desk: Desk) -> dict[str, Plays]:
    keys = _silent(desk, desk.hands.layout.trigs)
    if not desk.song.tracks or not desk.song.patterns:
        return keys
    page_steps, _, _ = raster_of(desk.pattern, desk.song.meter_of(desk.pattern))
    first = desk.place.step // page_steps * page_steps
    length = len(steps_of(desk.song, desk.place.pattern, desk.track)) or desk.pattern.length
    for at, key in enumerate(desk.hands.layout.trigs[: min(page_steps, length - first)]):
        keys[key] = Trig(first + at, False)
        for loud in desk.hands.layout.accents(key):
            keys[loud] = Trig(first + at, True)
    return keys


def piano_notes(desk: Desk) -> dict[str, int | None]:
    """What each key of the piano plays; None: the sound at its own pitch."""
    lowest = _lowest(desk) if desk.song.tracks else 0
    notes = {key: None if lowest is None else lowest + above for key, above in desk.hands.layout.piano}
    return {key: note for key, note in notes.items() if note is None or 0 <= note <= HIGHEST_NOTE}


def _piano_keys(desk: Desk) -> dict[str, Plays]:
    keys = _silent(desk, (key for key, _ in desk.hands.layout.piano if key.isalpha()))
    keys |= {key: Silence() for key, _ in desk.hands.layout.piano}
    for key, note in piano_notes(desk).items() if desk.song.tracks else ():
        keys[key] = Strike(desk.track, note, desk.hands.level)
        # Shift and a digit is a sign, which is a command.
        for loud in desk.hands.layout.accents(key) if key.isalpha() else ():
            keys[loud] = Strike(desk.track, note, ACCENT_VELOCITY)
    return keys


def _lowest(desk: Desk) -> int | None:
    """The C of the lower row; None for a sound without a pitch."""
    if not is_pitched_track(desk, desk.track):
        return None
    return own_pitch(desk, desk.track) // OCTAVE * OCTAVE + desk.hands.octave * OCTAVE


_KEYS: dict[Layer, Callable[[Desk], dict[str, Plays]]] = {
    Layer.EDIT: _no_keys,
    Layer.PADS: _pad_keys,
    Layer.TRIGS: _trig_keys,
    Layer.PIANO: _piano_keys,
}


def played(desk: Desk, touch: Touch) -> None:
    """What a key that was played does beside its sound."""
    match touch:
        case Touch(plays=Trig() as trig, did=Did.CHOSEN):
            _choose(desk, trig)
        case Touch(plays=Strike() as plays, did=Did.STRUCK):
            struck(desk, plays, touch.stamp)
        case Touch(plays=Strike() as plays, did=Did.ROLL_BEGAN):
            desk.recorder.end_roll(plays.track, touch.stamp)
            desk.recorder.begin_roll(plays.track, plays.note, plays.velocity, touch.rate, touch.stamp)
        case Touch(plays=Strike() as plays, did=Did.ROLL_ENDED):
            desk.recorder.end_roll(plays.track, touch.stamp)
        case Touch(undone=Touch() as undone):
            _undo(desk, undone)


def struck(desk: Desk, plays: Strike, stamp: float, key: int = 0) -> None:
    """A hit was played at a moment: it is recorded, or entered. `key` is the number of one that is held."""
    if plays.note is not None:
        desk.last_notes[plays.track] = plays.note
    if desk.hands.layer is Layer.PIANO and step_record.is_on(desk):
        step_record.enter(desk, plays, stamp)
    else:
        desk.recorder.strike(plays.track, plays.note, plays.velocity, stamp, key)


def _choose(desk: Desk, trig: Trig) -> None:
    """Strike or clear a step; with Shift, make it an accent or plain again."""
    desk.go(replace(desk.place, step=trig.index, anchor=None))
    if trig.is_accent:
        accent(desk)
    else:
        strike(desk, trig.index)


def _undo(desk: Desk, touch: Touch) -> None:
    """The key was held down: what its first repeat did is taken back."""
    plays = touch.plays
    if isinstance(plays, Trig):
        desk.session.undo()
        desk.settle()
    elif isinstance(plays, Silence):
        return
    elif touch.did is Did.STRUCK:
        if not step_record.take_back(desk, touch.stamp):
            desk.recorder.take_back(touch.stamp)
    elif touch.did is Did.ROLL_ENDED:
        desk.recorder.go_on_rolling(plays.track)
    else:
        desk.recorder.end_roll(plays.track, touch.stamp)


def level(by: int) -> Callable[[Desk], None]:
    """Strike the pads harder or softer."""

    def run(desk: Desk) -> None:
        desk.hands.level = max(MIN_VELOCITY, min(ACCENT_VELOCITY, desk.hands.level + by * LEVEL_STEP))
        desk.front.tell(f"Pads strike with velocity {desk.hands.level}.")

    return run


def bank(by: int) -> Callable[[Desk], None]:
    """The next 16 tracks on the pads."""

    def run(desk: Desk) -> None:
        wanted = desk.place.track + by * PADS
        if not 0 <= wanted // PADS * PADS < len(desk.song.tracks):
            raise EditError(f"There is no other bank: {len(desk.song.tracks)} tracks, {PADS} pads.")
        desk.go(replace(desk.place, track=wanted, anchor=None))

    return run


def octave(by: int) -> Callable[[Desk], None]:
    """The piano an octave lower or higher."""

    def run(desk: Desk) -> None:
        desk.hands.octave = max(-MAX_OCTAVES, min(MAX_OCTAVES, desk.hands.octave + by))
        lowest = _lowest(desk)
        if lowest is None:
            raise EditError(f"{desk.track} has no pitch; choose a pitched sound with b.")
        desk.front.tell(f"The lower row begins at {note_name(max(0, min(HIGHEST_NOTE, lowest)))}.")

    return run


async def choose_layout(desk: Desk) -> None:
    """Let the player say which keyboard it is, and remember it."""
    own = desk.hands.custom
    known = {**LAYOUTS, **({own.name: own} if own else {})}
    offered = [
        Choice(each.name, each.name, f"top row of letters: {' '.join(each.rows[1][:6])}")
        for each in known.values()
    ]
    name = await desk.front.choose("Your keyboard", offered, desk.hands.layout.name)
    if name is not None:
        desk.hands.layout = known[name]
        desk.keep({"layout": name})
        desk.front.tell(f"Pads, steps and piano lie as on a {name} keyboard.")
