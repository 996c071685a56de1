"""The fewest Commands that turn the song the engine has into the one on the screen, and the smallest: what
passes through the pipe is read by a process that plays meanwhile.
"""

from collections.abc import Iterator
from dataclasses import replace

from beatterm.engine.edits import SetMixer, SetPattern, SetSettings, SetSong, SetTracks
from beatterm.engine.messages import Command
from beatterm.model.pattern import Pattern
from beatterm.model.song import Song


def commands_between(old: Song, new: Song) -> tuple[Command, ...]:
    """What to send so that an engine playing `old` plays `new`. The kit is not covered: it needs the disk."""
    if old == new:
        return ()
    if old.patterns == new.patterns:
        bare = replace(old, mixer=new.mixer)
        return (SetMixer(new.mixer),) if bare == new else (SetSettings(replace(new, patterns=())),)
    if not _same_frame(old, new):
        return (SetSong(new),)
    changed = list(_pattern_commands(old, new))
    if old.mixer != new.mixer:
        changed.append(SetMixer(new.mixer))
    return tuple(changed)


def _same_frame(old: Song, new: Song) -> bool:
    """Whether nothing but the insides of patterns and the mixer differs."""
    names = [pattern.name for pattern in old.patterns]
    bare = replace(old, patterns=new.patterns, mixer=new.mixer)
    return names == [pattern.name for pattern in new.patterns] and bare == new


def _pattern_commands(old: Song, new: Song) -> Iterator[Command]:
    for before, after in zip(old.patterns, new.patterns, strict=True):
        if before is not after and before != after:
            yield _pattern_command(before, after)


def _pattern_command(old: Pattern, new: Pattern) -> Command:
    """The tracks that changed, if nothing else did."""
    names = [track.name for track in old.tracks]
    if names == [track.name for track in new.tracks] and replace(old, tracks=new.tracks) == new:
        pairs = zip(old.tracks, new.tracks, strict=True)
        return SetTracks(new.name, tuple(after for before, after in pairs if before != after))
    return SetPattern(new)
