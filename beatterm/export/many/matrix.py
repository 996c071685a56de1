"""Many files of one song: every combination of patterns, kits, tempos and seeds is a job of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from beatterm.export.job import DEFAULT_NAME, Job, Part, Refused
from beatterm.export.names import Named, fields_in, file_name, tempo_text, told_apart
from beatterm.model.kit import Kit
from beatterm.model.project import Project
from beatterm.model.song import Song

MOST_FILES = 10_000


@dataclass(frozen=True, slots=True)
class Axes:
    """What varies; None stands for what the song says, or for the job's own part."""

    patterns: tuple[str | None, ...] = (None,)
    sections: tuple[str | None, ...] = (None,)
    kits: tuple[str | None, ...] = (None,)
    tempos: tuple[float | None, ...] = (None,)
    seeds: tuple[int | None, ...] = (None,)

    @property
    def count(self) -> int:
        """How many combinations there are."""
        return len(self.patterns) * len(self.sections) * len(self.kits) * len(self.tempos) * len(self.seeds)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of a name that tell combinations apart, in the order in which they vary."""
        axes = (
            ("pattern", self.patterns),
            ("section", self.sections),
            ("kit", self.kits),
            ("tempo", self.tempos),
            ("seed", self.seeds),
        )
        return tuple(field for field, values in axes if len(values) > 1)


@dataclass(frozen=True, slots=True)
class Combination:
    """A song at one place of the matrix, the name of the kit it wants, and what is made of it. `label` says
    what sets it apart.
    """

    label: str
    song: Song
    job: Job


def combinations(song: Song, axes: Axes, job: Job) -> tuple[Combination, ...]:
    """All of them, in order. Refused if there are too many, or if two would have one name."""
    if axes.count > MOST_FILES:
        raise Refused(f"That makes {axes.count} files; {MOST_FILES} at most are made at once.")
    named = replace(job, name=template_for(job.name, axes))
    found = tuple(_combinations(song, axes, named))
    names = [_name(each) for each in found]
    if told_apart(names) != tuple(names):
        twice = next(name for name, told in zip(names, told_apart(names), strict=True) if name != told)
        raise Refused(f"Two of these files would be called {twice}. Leave one of them out.")
    return found


def template_for(template: str, axes: Axes, usual: str = DEFAULT_NAME) -> str:
    """A template by which the files differ: fields are added to the usual one, another one must have them."""
    has = fields_in(template)
    missing = [field for field in axes.fields if field not in has]
    if "section" in missing and "pattern" in has:
        missing.remove("section")
    if not missing:
        return template
    words = "".join(f"-{'seed' * (field == 'seed')}{{{field}}}" for field in missing)
    if template == usual:
        return template + words
    raise Refused(f"One file would take the other's place: add to the name what varies: {template}{words}")


def _combinations(song: Song, axes: Axes, job: Job) -> Iterator[Combination]:
    for pattern, section, kit, tempo, seed in product(
        axes.patterns, axes.sections, axes.kits, axes.tempos, axes.seeds
    ):
        other = replace(
            song,
            kit=song.kit if kit is None else kit,
            tempo=song.tempo if tempo is None else tempo,
            seed=song.seed if seed is None else seed,
        )
        mine = replace(job, part=_part(job.part, pattern, section))
        yield Combination(_label(axes, other, mine.part), other, mine)


def _part(part: Part, pattern: str | None, section: str | None) -> Part:
    if pattern is None and section is None:
        return part
    return replace(part, pattern=pattern, section=section)


def _label(axes: Axes, song: Song, part: Part) -> str:
    words = {
        "pattern": part.pattern or "",
        "section": part.section or "",
        "kit": song.kit,
        "tempo": f"{tempo_text(song.tempo)} bpm",
        "seed": f"seed {song.seed}",
    }
    return ", ".join(words[field] for field in axes.fields)


def _name(combination: Combination) -> str:
    """Its name as far as it is known before rendering."""
    job = combination.job
    project = Project(combination.song, Kit(combination.song.kit))
    return file_name(job.name, Named(project, job.part, job.form, ticks=0))
