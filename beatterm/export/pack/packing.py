"""A pack's folder while it is filled: what lies in it so far, and what is to be said of that."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

from beatterm.export.formats.pcm import FLOAT
from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import Form, Made
from beatterm.export.pack.contents import Rendering
from beatterm.export.pack.parcel import Parcel
from beatterm.export.pack.sheet import Entry, made_entry
from beatterm.model.project import Project

_MOST_NAMES = 2
_CLIPPED = "Peaks go above full scale and are clipped there. Take 32 bit float, or a lower level."


@dataclass(slots=True)
class Packing:
    """A folder that is being filled, and what is to be said of it."""

    folder: Path
    parcel: Parcel
    entries: list[Entry] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def project(self) -> Project:
        """The song and its kit."""
        return self.parcel.material.project

    @property
    def told(self) -> Iterator[str]:
        """The notes, with the files that they are about, or where these are many, how many."""
        for note, paths in self.notes.items():
            if len(paths) > _MOST_NAMES:
                yield f"{note} ({len(paths)} files)"
            else:
                yield f"{', '.join(paths)}: {note}" if paths else note

    def write(self, path: str, data: bytes, about: str = "") -> None:
        """Put a file into the folder."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self.entries.append(Entry(path, about))

    def note(self, rendering: Rendering, made: Made) -> None:
        """Take in a sound file that is there."""
        path, form = Path(made.path).relative_to(self.folder).as_posix(), rendering.job.form
        beats = made.frames / made.rate * self.project.song.tempo / 60.0 if form.loop else 0.0
        self.entries.append(made_entry(path, made, round(beats, 3)))
        for note in (*made.notes, *[_CLIPPED] * _is_clipped(form, made)):
            self.notes.setdefault(note, []).append(path)


def _is_clipped(form: Form, made: Made) -> bool:
    peak_db = made.loudness.sample_peak_db if made.loudness else -inf
    return WRITERS[form.suffix].is_lossless and form.bits != FLOAT and peak_db > 0.0
