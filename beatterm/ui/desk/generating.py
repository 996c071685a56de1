"""Generators: rhythms spread evenly, filled, rotated, rolled at random, mutated or varied, each tried out in
the tuner before it is taken.
"""

from collections.abc import Callable
from dataclasses import replace

from beatterm.model.edits import generate, steps
from beatterm.model.note import HIGHEST_NOTE, note_name, note_number
from beatterm.model.param import Param
from beatterm.model.song import Song
from beatterm.model.step import ACCENT_VELOCITY, MIN_VELOCITY
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.notes import fresh_step_of, is_pitched_track, own_pitch
from beatterm.ui.desk.place import steps_of
from beatterm.ui.desk.tuner import SEED, Offer, Settings, number, open_tuner, whole

ROW_END, AFTER_STEPS = "at its end", "after the steps"
NOTE_NAMES = tuple(note_name(number) for number in range(HIGHEST_NOTE + 1))
_LONGEST = 64
_PULSES, _FILL = 4, 4
_TURNS_OVER = Param(
    "turns_over", ROW_END, choices=(ROW_END, AFTER_STEPS), about="Whether the row gets as long as the rhythm."
)
_KEEP = Param("keep", "off", choices=("off", "on"), about="Whether the hits that are there stay.")
_BEATS = whole("weighting", 50, -100, 100, "%", "Prefers strong beats (up) or weak ones (down).")
_OCTAVE = 12


def rows(desk: Desk) -> tuple[str, ...]:
    """The tracks that a generator works on: the cursor's, or all that are selected."""
    return desk.region.tracks if desk.place.anchor is not None else (desk.track,)


def named(tracks: tuple[str, ...]) -> str:
    """Some tracks in few words."""
    return tracks[0] if len(tracks) == 1 else f"{len(tracks)} tracks"


def _shortest(desk: Desk, tracks: tuple[str, ...]) -> int:
    return min(steps.fitting_track(desk.pattern, name).length for name in tracks)


def _each(tracks: tuple[str, ...], change: Callable[[Song, str], Song]) -> Callable[[Song], Song]:
    def run(song: Song) -> Song:
        for name in tracks:
            song = change(song, name)
        return song

    return run


def euclid(desk: Desk) -> None:
    """Hits spread over steps as evenly as they can be."""
    pattern, tracks = desk.pattern.name, rows(desk)
    shortest = _shortest(desk, tracks)
    struck = sum(step is not None for step in steps_of(desk.song, pattern, desk.track)[:shortest])
    fresh = {name: fresh_step_of(desk, name) for name in tracks}
    span = whole("steps", shortest, 1, shortest, "steps", "Steps of one turn of the rhythm.")

    def params(settings: Settings) -> tuple[Param, ...]:
        sets_length = settings.get(_TURNS_OVER.name) == AFTER_STEPS
        long = replace(span, high=max(_LONGEST, span.high)) if sets_length else span
        count = min(float(settings.get("steps", long.default)), long.high)
        pulses = whole("hits", _PULSES, 0, round(count), "hits", "Hits in one turn of the rhythm.")
        hits = min(float(settings.get("hits", pulses.default)), pulses.high)
        rotation = whole("rotation", 0, 0, round(count) - 1, "steps", "How much later the rhythm begins.")
        accents = whole("accents", 0, 0, round(hits), "hits", "Accents spread over the hits the same way.")
        return pulses, long, rotation, accents, _TURNS_OVER

    def change(song: Song, settings: Settings) -> Song:
        hits, count, turn, accents = (number(settings, each) for each in params(settings)[:4])
        sets_length = settings[_TURNS_OVER.name] == AFTER_STEPS

        def spread(song: Song, name: str) -> Song:
            return generate.euclid(song, pattern, name, hits, count, turn, accents, fresh[name], sets_length)

        return _each(tracks, spread)(song)

    start: Settings = {"hits": float(struck or min(_PULSES, shortest))}
    open_tuner(desk, Offer(f"Euclid on {named(tracks)}", "euclid", params, start, change))


def fill(desk: Desk) -> None:
    """Every n-th step, from any step on."""
    pattern, tracks = desk.pattern.name, rows(desk)
    fresh = {name: fresh_step_of(desk, name) for name in tracks}
    most = max(1, _shortest(desk, tracks))

    def params(settings: Settings) -> tuple[Param, ...]:
        every = whole("every", min(_FILL, most), 1, most, "steps", "How far the hits are apart.")
        apart = round(min(float(settings.get("every", every.default)), every.high))
        return every, whole("offset", 0, 0, apart - 1, "steps", "How much later the first one is.")

    def change(song: Song, settings: Settings) -> Song:
        every, offset = (number(settings, each) for each in params(settings))
        return _each(
            tracks, lambda song, name: steps.fill_every(song, pattern, name, every, fresh[name], offset)
        )(song)

    open_tuner(desk, Offer(f"Fill {named(tracks)}", "fill", params, {}, change))


def rotate(desk: Desk) -> None:
    """All steps later or earlier, around the row's end."""
    pattern, tracks = desk.pattern.name, rows(desk)
    most = min(_LONGEST, max(steps.fitting_track(desk.pattern, name).length for name in tracks) - 1)
    by = whole("by", 0, -most, most, "steps", "Later; below zero earlier.")

    def change(song: Song, settings: Settings) -> Song:
        return _each(tracks, lambda song, name: steps.rotate(song, pattern, name, number(settings, by)))(song)

    open_tuner(desk, Offer(f"Rotate {named(tracks)}", "rotate", lambda _: (by,), {}, change))


def _remembered(desk: Desk, label: str) -> Settings:
    """What was taken last, with another roll."""
    tried = dict(desk.tried.get(label, {}))
    if SEED.name in tried:
        tried[SEED.name] = float(tried[SEED.name]) % SEED.high + 1
    return tried


def random(desk: Desk) -> None:
    """Hits at random, as many and as loud as wanted."""
    pattern, tracks = desk.pattern.name, rows(desk)
    pitched = {name for name in tracks if is_pitched_track(desk, name)}
    notes = _note_range(desk, tuple(pitched)) if pitched else ()
    density = whole("density", 35, 0, 100, "%", "How many of the steps are struck.")

    def params(settings: Settings) -> tuple[Param, ...]:
        loudest = float(settings.get("loudest", 115.0))
        soft = whole("softest", 60, MIN_VELOCITY, round(loudest), "", "Velocity of the softest hits.")
        loud = whole("loudest", 115, MIN_VELOCITY, ACCENT_VELOCITY, "", "Velocity of the loudest hits.")
        return SEED, density, soft, loud, _BEATS, _KEEP, *notes

    def change(song: Song, settings: Settings) -> Song:
        velocities = round(float(settings["softest"])), round(float(settings["loudest"]))
        pitches = sorted(note_number(str(settings[param.name])) for param in notes)
        for name in tracks:
            song = generate.randomise(
                song,
                pattern,
                (name,),
                number(settings, SEED),
                number(settings, density) / 100,
                velocities,
                number(settings, _BEATS) / 100,
                settings[_KEEP.name] == "on",
                (pitches[0], pitches[1]) if name in pitched else None,
            )
        return song

    start = _remembered(desk, "random")
    open_tuner(desk, Offer(f"Random hits on {named(tracks)}", "random", params, start, change))


def _note_range(desk: Desk, tracks: tuple[str, ...]) -> tuple[Param, Param]:
    """Between which notes new hits lie: those that are there, or an octave from the sound's own pitch."""
    written = [
        note
        for name in tracks
        for step in steps_of(desk.song, desk.place.pattern, name)
        if step
        for note in step.notes
    ]
    low = min(written, default=own_pitch(desk, tracks[0]))
    high = max(written, default=low)
    high = high if high > low else min(HIGHEST_NOTE, low + _OCTAVE)
    return (
        Param("lowest", note_name(low), choices=NOTE_NAMES, about="The lowest note of new hits."),
        Param("highest", note_name(high), choices=NOTE_NAMES, about="The highest note of new hits."),
    )


_AMOUNT = whole("amount", 30, 0, 100, "%", "How much of it changes.")


def mutate(desk: Desk) -> None:
    """The rows changed a little."""
    pattern, tracks = desk.pattern.name, rows(desk)

    def change(song: Song, settings: Settings) -> Song:
        seed, amount = number(settings, SEED), number(settings, _AMOUNT) / 100
        return generate.mutate(song, pattern, tracks, seed, amount)

    start = _remembered(desk, "mutate")
    open_tuner(desk, Offer(f"Mutate {named(tracks)}", "mutate", lambda _: (SEED, _AMOUNT), start, change))


def variations(desk: Desk) -> None:
    """Four new patterns, each further from this one; one of them at a time is seen and heard in its place."""
    pattern = desk.pattern.name
    which = whole(
        "variation", 1, 1, generate.VARIATIONS, f"of {generate.VARIATIONS}", "Which one is heard now."
    )

    def made(song: Song, settings: Settings) -> tuple[Song, tuple[str, ...]]:
        return generate.variations(song, pattern, number(settings, SEED), number(settings, _AMOUNT) / 100)

    def change(song: Song, settings: Settings) -> Song:
        varied, names = made(song, settings)
        heard = varied.pattern(names[number(settings, which) - 1])
        return song.with_pattern(replace(heard, name=pattern)) if heard else song

    start = {**_remembered(desk, "variations"), which.name: 1.0}
    offer = Offer(
        f"Four variations of {pattern}",
        "variations",
        lambda _: (which, SEED, _AMOUNT),
        start,
        change,
        lambda song, settings: made(song, settings)[0],
    )
    open_tuner(desk, offer)
