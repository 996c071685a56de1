"""The fewest Commands that turn the song the engine has into the one on the screen."""

from dataclasses import replace

from beatterm.engine.messages import Command, SetMixer, SetPattern, SetSong
from beatterm.model.song import Song


def commands_between(old: Song, new: Song) -> tuple[Command, ...]:
    """What to send so that an engine playing `old` plays `new`. The kit is not covered: it needs the disk."""
    if old == new:
        return ()
    if not _same_frame(old, new):
        return (SetSong(new),)
    pairs = zip(old.patterns, new.patterns, strict=True)
    changed: list[Command] = [
        SetPattern(after) for before, after in pairs if before is not after and before != after
    ]
    if old.mixer != new.mixer:
        changed.append(SetMixer(new.mixer))
    return tuple(changed)


def _same_frame(old: Song, new: Song) -> bool:
    """Whether nothing but the insides of patterns and the mixer differs."""
    names = [pattern.name for pattern in old.patterns]
    bare = replace(old, patterns=new.patterns, mixer=new.mixer)
    return names == [pattern.name for pattern in new.patterns] and bare == new
