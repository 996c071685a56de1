"""Key and scale: what key the song has, which tracks keep to it, and moving notes and chords by degrees."""

from collections.abc import Callable
from dataclasses import replace

from beatterm.model.edits import pitch, regions, steps
from beatterm.model.edits.regions import Region
from beatterm.model.note import note_name
from beatterm.model.param import Param
from beatterm.model.scale import OCTAVE, SCALES, TONICS, Key
from beatterm.model.song import Song
from beatterm.model.step import Step
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Question
from beatterm.ui.desk.notes import fresh_step, own_pitch, refuse_drums, remember, transpose
from beatterm.ui.desk.offer import Offer, Settings, whole
from beatterm.ui.desk.tuner import open_tuner
from beatterm.ui.desk.turning import fault, parsed

NO_TONIC = "none"
TONIC = Param("tonic", NO_TONIC, choices=(NO_TONIC, *TONICS), about="The note that the song rests on.")
SCALE = Param("scale", "minor", choices=tuple(SCALES), about="Which notes belong to it.")
CHORD_OCTAVE = whole("octave", 3, -1, 9, "", "The octave of the key's tonic.")
_NO_KEY = Key(0, "major")
"""What plain notes are read in where the song has no key."""
_CHORDS = "a degree such as ii7, V, 4, bVII or vi/1, or notes such as c3 eb3 g3"

Change = Callable[[Song, Region], Song]


def choose_key(desk: Desk) -> None:
    """Try out keys for the song; tracks that keep to it are heard in them."""
    key = desk.song.key
    start = {TONIC.name: TONICS[key.tonic] if key else NO_TONIC, SCALE.name: key.scale if key else "minor"}

    def change(song: Song, settings: Settings) -> Song:
        tonic, scale = str(settings[TONIC.name]), str(settings[SCALE.name])
        wanted = None if tonic == NO_TONIC else Key(TONICS.index(tonic), scale)
        return pitch.set_key(song, wanted)

    open_tuner(desk, Offer("Key of the song", "key", lambda _: (TONIC, SCALE), start, change))


def keep_track(desk: Desk) -> None:
    """Have the track's notes moved into the key as they are played, or play them as they are written."""
    name = desk.track
    wanted = not desk.song.setup(name).in_key
    desk.edit("in key", lambda song: pitch.set_in_key(song, name, wanted))
    key = f"kept in {desk.song.key}" if desk.song.key else "kept in key; Y k gives the song one"
    desk.front.tell(f"{name} is {key}." if wanted else f"{name} plays its notes as they are written.")


def _on_notes(label: str, change: Change, nothing: str) -> Callable[[Desk], None]:
    """An edit of the selected notes; where nothing changes, it is said why."""

    def run(desk: Desk) -> None:
        where, before = desk.region, desk.song
        desk.edit(label, lambda song: change(song, where), merge=True)
        if desk.song is before:
            desk.front.tell(nothing)
        else:
            remember(desk)

    return run


def degrees(by: int) -> Callable[[Desk], None]:
    """Move the selected notes by degrees of the key."""

    def run(desk: Desk) -> None:
        refuse_drums(desk)
        where, root = desk.region, own_pitch(desk, desk.track)

        def moved(song: Song) -> Song:
            named = regions.change_steps(
                song, where, lambda step: step if step.notes else replace(step, notes=(root,))
            )
            return pitch.transpose_degrees(named, where, by)

        desk.edit("degrees", moved, merge=True)
        remember(desk)

    return run


def step(by: int) -> Callable[[Desk], None]:
    """Move the selected notes by semitones; on a track that is kept in key, by degrees: semitones would be
    moved back.
    """
    by_degrees, by_semitones = degrees(by), transpose(by)

    def run(desk: Desk) -> None:
        keeps_key = desk.song.key is not None and desk.song.setup(desk.track).in_key
        (by_degrees if keeps_key else by_semitones)(desk)

    return run


keep_selection = _on_notes("keep in key", pitch.keep_in_key, "These notes are in key already.")
mirror = _on_notes("mirror", pitch.mirror, "A mirror needs a melody; select more steps with v or V.")


def invert(by: int) -> Callable[[Desk], None]:
    """Turn the selected chords over: up or down."""
    return _on_notes(
        "inversion", lambda song, where: pitch.invert(song, where, by), "There is no chord to turn over."
    )


async def write_chord(desk: Desk) -> None:
    """Ask for a chord of the key for the step under the cursor."""
    refuse_drums(desk)
    pattern, track, index = desk.pattern.name, desk.track, desk.place.step
    key = desk.song.key
    step = steps.step_at(desk.song, pattern, track, index) or fresh_step(desk)
    title = f"Chord in {key or 'no key'}: {track}, step {index + 1}"
    answers = await desk.front.ask(title, _chord_questions(desk, step))
    if answers is not None:
        octave = int(parsed(CHORD_OCTAVE, answers[1]))
        written = replace(step, notes=pitch.chord_of(key or _NO_KEY, answers[0], octave))
        desk.edit("chord", lambda song: steps.set_step(song, pattern, track, index, written))
        remember(desk)


def _chord_questions(desk: Desk, step: Step) -> list[Question]:
    key = desk.song.key
    octave = (step.notes[0] if step.notes else own_pitch(desk, desk.track)) // OCTAVE - 1
    names = " ".join(map(note_name, step.notes))
    return [
        Question("chord", names, _CHORDS, lambda text: _chord_fault(key, text)),
        Question("octave", str(octave), CHORD_OCTAVE.rule(), lambda text: fault(CHORD_OCTAVE, text)),
    ]


def _chord_fault(key: Key | None, text: str) -> str | None:
    if key is None and text.strip()[:1].lower() not in "abcdefg":
        return "The song has no key yet; Y k sets one. Notes such as c3 eb3 g3 can be written without."
    try:
        pitch.chord_of(key or _NO_KEY, text, round(float(CHORD_OCTAVE.default)))
    except ValueError as error:
        return str(error)
    return None
