"""Strip effects bypassed: a project whose tracks sound as they do before their own effects."""

from dataclasses import replace

from beatterm.engine.effects import STRIP_EFFECTS
from beatterm.model.param import Values
from beatterm.model.pattern import Pattern, Track
from beatterm.model.project import Project
from beatterm.model.step import Step

_NAMES = frozenset(param.name for effect in STRIP_EFFECTS.values() for param in effect.params)


def bypassed(project: Project) -> Project:
    """A project without the effects of its strips and of single hits; level, pan and sends stay."""
    song = project.song
    strips = tuple(replace(strip, values=_without(strip.values)) for strip in song.mixer.strips)
    patterns = tuple(_pattern(pattern) for pattern in song.patterns)
    return replace(project, song=replace(song, mixer=replace(song.mixer, strips=strips), patterns=patterns))


def _pattern(pattern: Pattern) -> Pattern:
    return replace(pattern, tracks=tuple(_track(track) for track in pattern.tracks))


def _track(track: Track) -> Track:
    return track.with_steps(tuple(step and _step(step) for step in track.steps))


def _step(step: Step) -> Step:
    return replace(step, locks=_without(step.locks)) if step.locks else step


def _without(values: Values) -> Values:
    return tuple(each for each in values if each[0] not in _NAMES)
