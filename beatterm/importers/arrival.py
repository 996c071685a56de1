"""What came of an imported file whose patterns went into a song that was there, in a musician's words."""

from collections.abc import Iterator, Sequence

from beatterm.importers.midi.song import Imported, sound_notes
from beatterm.model.kit import Kit
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.song import Song

_MOST_NAMED = 6


def new_patterns(before: Song, after: Song) -> tuple[Pattern, ...]:
    """The patterns that came in."""
    return after.patterns[len(before.patterns) :]


def arrival(before: Song, after: Song) -> str:
    """What came in, in a line: patterns, hits, and which tracks are new."""
    patterns = new_patterns(before, after)
    rows = [row for pattern in patterns for row in pattern.tracks]
    hits = sum(step is not None for row in rows for step in row.steps)
    new = [setup.name for setup in after.tracks[len(before.tracks) :]]
    added = f"; new: {_listed(new)}" if new else ""
    word = "Pattern" if len(patterns) == 1 else "Patterns"
    on = f"{_count(hits, 'hit')} on {_count(len({row.name for row in rows}), 'track')}"
    return f"{word} {_listed([pattern.name for pattern in patterns])}: {on}{added}."


def arrival_notes(before: Song, after: Song, imported: Imported, kit: Kit) -> Iterator[str]:
    """What is otherwise in the song than it was in the file, which `imported` is the song of."""
    song, patterns = imported.song, new_patterns(before, after)
    yield from imported.pattern_notes
    if song.tempo != after.tempo:
        yield f"The file is at {song.tempo:g} BPM; the song stays at {after.tempo:g}."
    if song.key not in (None, after.key):
        yield f"The file is in {song.key}; the song {f'stays in {after.key}' if after.key else 'has no key'}."
    if song.sections:
        yield f"The file plays {_order(song, patterns)}."
    own = [f"{pattern.name} in {pattern.meter}" for pattern in patterns if pattern.meter]
    if own:
        yield f"The song is in {after.meter}, {_listed(own)}."
    moved = [name for name in _played(patterns) if after.key and after.setup(name).in_key]
    if moved:
        yield f"Kept in the song's key, with other notes than in the file: {_listed(moved)}."
    yield from sound_notes(Project(after, kit), before)


def _order(song: Song, patterns: Sequence[Pattern]) -> str:
    """The imported song's sections, by the names that its patterns have now."""
    names = {old.name: new.name for old, new in zip(song.patterns, patterns, strict=True)}
    runs = [
        names[section.pattern] + (f" {section.repeat} times" if section.repeat > 1 else "")
        for section in song.sections
    ]
    return _listed(runs)


def _played(patterns: Sequence[Pattern]) -> Iterator[str]:
    """The tracks on which notes came in."""
    rows = [row for pattern in patterns for row in pattern.tracks]
    return iter(dict.fromkeys(row.name for row in rows if any(step and step.notes for step in row.steps)))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _listed(words: Sequence[str]) -> str:
    if len(words) > _MOST_NAMED:
        return f"{', '.join(words[: _MOST_NAMED - 1])} and {len(words) - _MOST_NAMED + 1} more"
    return ", ".join(words)
