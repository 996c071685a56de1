"""Generators that roll dice: random hits, mutation, four variations of a pattern. Each is tried out in the
tuner before it is taken; `r` rolls again.
"""

from dataclasses import replace

from beatterm.model.edits import generate
from beatterm.model.field_param import OFF, ON
from beatterm.model.note import HIGHEST_NOTE, note_name, note_number
from beatterm.model.param import Param
from beatterm.model.song import Song
from beatterm.model.step import ACCENT_VELOCITY, MIN_VELOCITY
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.notes import OCTAVE, is_pitched_track, own_pitch
from beatterm.ui.desk.offer import SEED, Offer, Settings, number, whole
from beatterm.ui.desk.place import steps_of
from beatterm.ui.desk.rows import Rows, rows_of
from beatterm.ui.desk.tuner import open_tuner

NOTE_NAMES = tuple(note_name(note) for note in range(HIGHEST_NOTE + 1))
DENSITY = whole("density", 35, 0, 100, "%", "How many of the steps are struck.")
LOUDEST = whole(
    "loudest",
    generate.VELOCITIES[1],
    MIN_VELOCITY,
    ACCENT_VELOCITY,
    about="Velocity of the loudest hits.",
)
BEATS = whole("weighting", 50, -100, 100, "%", "Prefers strong beats (up) or weak ones (down).")
KEEP = Param("keep", OFF, choices=(OFF, ON), about="Whether the hits that are there stay.")
AMOUNT = whole("amount", 30, 0, 100, "%", "How much of it changes.")
FURTHEST = replace(AMOUNT, default=50.0, about="How much of the last one changes.")
WHICH = whole("variation", 1, 1, generate.VARIATIONS, f"of {generate.VARIATIONS}", "Which one is heard now.")


def _remembered(desk: Desk, label: str, *params: Param) -> Settings:
    """What was taken last of these Params, with another roll."""
    tried = desk.tried.get(label)
    if tried is None:
        return {}
    kept = {param.name: tried[param.name] for param in params}
    return kept | {SEED.name: float(tried[SEED.name]) % SEED.high + 1}


def random(desk: Desk) -> None:
    """Hits at random, as many and as loud as wanted."""
    rows = rows_of(desk)
    pitched = tuple(name for name in rows.tracks if is_pitched_track(desk, name))
    notes = _note_range(desk, rows.pattern, pitched) if pitched else ()

    def params(settings: Settings) -> tuple[Param, ...]:
        return SEED, DENSITY, _softest(settings), LOUDEST, BEATS, KEEP, *notes

    offer = Offer(
        f"Random hits on {rows.name}",
        "random",
        params,
        _remembered(desk, "random", DENSITY, LOUDEST, BEATS, KEEP),
        lambda song, settings: _random(rows, pitched, song, settings),
    )
    open_tuner(desk, offer)


def _softest(settings: Settings) -> Param:
    loudest = round(float(settings.get(LOUDEST.name, LOUDEST.default)))
    usual = min(generate.VELOCITIES[0], loudest)
    return whole("softest", usual, MIN_VELOCITY, loudest, about="Velocity of the softest hits.")


def _random(rows: Rows, pitched: tuple[str, ...], song: Song, settings: Settings) -> Song:
    velocities = number(settings, _softest(settings)), number(settings, LOUDEST)
    between = _pitches(settings) if pitched else None
    return rows.each(
        song,
        lambda song, name: generate.randomise(
            song,
            rows.pattern,
            (name,),
            number(settings, SEED),
            number(settings, DENSITY) / 100,
            velocities,
            number(settings, BEATS) / 100,
            settings[KEEP.name] == ON,
            between if name in pitched else None,
        ),
    )


def _pitches(settings: Settings) -> tuple[int, int]:
    low, high = sorted(note_number(str(settings[name])) for name in ("lowest", "highest"))
    return low, high


def _note_range(desk: Desk, pattern: str, tracks: tuple[str, ...]) -> tuple[Param, Param]:
    """Between which notes new hits lie: those that are there, or an octave from the sound's own pitch."""
    struck = (step for name in tracks for step in steps_of(desk.song, pattern, name) if step)
    written = [note for step in struck for note in step.notes]
    low = min(written, default=own_pitch(desk, tracks[0]))
    high = max(written, default=low)
    high = high if high > low else min(HIGHEST_NOTE, low + OCTAVE)
    return (
        Param("lowest", note_name(low), choices=NOTE_NAMES, about="The lowest note of new hits."),
        Param("highest", note_name(high), choices=NOTE_NAMES, about="The highest note of new hits."),
    )


def mutate(desk: Desk) -> None:
    """The rows changed a little."""
    rows = rows_of(desk)

    def change(song: Song, settings: Settings) -> Song:
        seed, amount = number(settings, SEED), number(settings, AMOUNT) / 100
        return generate.mutate(song, rows.pattern, rows.tracks, seed, amount)

    start = _remembered(desk, "mutate", AMOUNT)
    open_tuner(desk, Offer(f"Mutate {rows.name}", "mutate", lambda _: (SEED, AMOUNT), start, change))


def variations(desk: Desk) -> None:
    """Four new patterns, each further from this one; one of them at a time is seen and heard in its place."""
    pattern = desk.pattern.name
    offer = Offer(
        f"Four variations of {pattern}",
        "variations",
        lambda _: (WHICH, SEED, FURTHEST),
        _remembered(desk, "variations", FURTHEST),
        lambda song, settings: _heard(pattern, song, settings),
        lambda song, settings: _varied(pattern, song, settings)[0],
    )
    open_tuner(desk, offer)


def _varied(pattern: str, song: Song, settings: Settings) -> tuple[Song, tuple[str, ...]]:
    return generate.variations(song, pattern, number(settings, SEED), number(settings, FURTHEST) / 100)


def _heard(pattern: str, song: Song, settings: Settings) -> Song:
    """The song with one of the variations in the pattern's place: it sounds in the loop that plays."""
    varied, names = _varied(pattern, song, settings)
    chosen = varied.pattern(names[number(settings, WHICH) - 1])
    return song.with_pattern(replace(chosen, name=pattern)) if chosen else song
