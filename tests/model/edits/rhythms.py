"""Songs of one row from a text, and back: `x` hit, `o` ghost, `X` accent, `?` another, `.` rest."""

from beatterm.model.edits.regions import Region
from beatterm.model.pattern import Pattern, Track
from beatterm.model.song import Song, TrackSetup
from beatterm.model.step import Step
from tests.session.fakes import row

SIGNS = {35: "o", 100: "x", 127: "X"}


def song_of(text: str) -> Song:
    """A song whose pattern A has this rhythm on the kick."""
    return song_with(row("kick", text))


def song_with(*tracks: Track) -> Song:
    """A song whose pattern A has these rows, as long as the first."""
    setups = tuple(TrackSetup(track.name, track.name) for track in tracks)
    return Song(tracks=setups, patterns=(Pattern("A", tracks[0].length, tracks=tracks),))


def melody(*notes: int | tuple[int, ...] | None) -> Song:
    """A song whose pattern A has these notes and chords on the lead; None is a rest."""
    chords = ((note,) if isinstance(note, int) else note for note in notes)
    return song_with(Track("lead", tuple(None if chord is None else Step(notes=chord) for chord in chords)))


def track_of(song: Song, name: str = "kick", pattern: str = "A") -> Track:
    """A row of a song that has it."""
    owner = song.pattern(pattern)
    track = owner.track(name) if owner else None
    assert track is not None
    return track


def hits_of(song: Song, name: str = "kick", pattern: str = "A") -> list[Step]:
    """The hits of a row, in order."""
    return [step for step in track_of(song, name, pattern).steps if step]


def text_of(song: Song, name: str = "kick", pattern: str = "A") -> str:
    """A row as a rhythm."""
    steps = track_of(song, name, pattern).steps
    return "".join(SIGNS.get(step.velocity, "?") if step else "." for step in steps)


def notes_of(song: Song) -> list[tuple[int, ...]]:
    """The notes of each hit of the lead."""
    return [step.notes for step in hits_of(song, "lead")]


def whole(*tracks: str) -> Region:
    """All of some rows of pattern A."""
    return Region("A", tracks or ("kick",), 0, 255)
