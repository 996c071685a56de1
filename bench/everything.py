"""The song that uses everything on a shipped kit: what `questions` asks for, with a mix for its locks."""

from dataclasses import replace

from beatterm.library.kits import find_kit
from beatterm.model.edits.generate import mutate
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.param import Values
from beatterm.model.project import Project
from beatterm.model.song import TrackSetup
from bench.questions import full
from bench.rig import TRACKS

KIT = "deep"
PATTERNS = "A", "B"
FILTER_EVERY = 4
"""Every so many tracks have a filter, which the locked hits of these are baked through."""
_SEED, _AMOUNT = 5, 0.5


def everything() -> Project:
    """The song in two patterns, each track with a sound of the kit and both sends."""
    kit, song = find_kit(KIT), full().song
    names = [setup.name for setup in song.tracks]
    pairs = zip(names, kit.sounds, strict=False)
    tracks = tuple(TrackSetup(name, sound.name, in_key=True) for name, sound in pairs)
    strips = tuple(Strip(name, values=_values(place)) for place, name in enumerate(names))
    other = replace(song.patterns[0], name=PATTERNS[1])
    song = replace(
        song,
        title="everything",
        kit=KIT,
        tracks=tracks,
        patterns=(*song.patterns, other),
        mixer=Mixer(strips, master=(("gain_db", -12.0),)),
    )
    return Project(mutate(song, PATTERNS[1], names, _SEED, _AMOUNT), kit)


def _values(place: int) -> Values:
    values: list[tuple[str, float | str]] = [
        ("delay", 0.2),
        ("pan", place / TRACKS - 0.5),
        ("reverb", 0.3),
    ]
    if place % FILTER_EVERY == 0:
        values += [("cutoff_hz", 800.0 + 200.0 * place), ("filter", "low"), ("resonance", 0.3)]
    return tuple(sorted(values))
