"""What goes into a pack for whom, and the Jobs that render it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import AFTER_EFFECTS, DEFAULT_NAME, NO_STEMS, Form, Job, Part
from beatterm.export.names import told_apart
from beatterm.model.pattern import Pattern
from beatterm.model.song import Song, song_ticks
from beatterm.model.time import PPQN

STORE, COLLABORATOR = FOR = ("store", "collaborator")
SONG_STEMS, PATTERN_STEMS = STEMS_OF = ("song", "patterns")
MIX_NAME = "{title}-{tempo}bpm-{key}"
_FREE = ("CC0", "CC-BY", "PUBLIC-DOMAIN", "MIT", "BSD", "APACHE", "ISC", "UNLICENSE", "GPL", "AGPL", "LGPL")
"""How licences begin that let recordings be passed on."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a pack. `mixes` are suffixes of the whole song's files, `stems_of` says of what there
    are stems; `samples` None: the kit's recordings go along if its licence allows.
    """

    loops: bool = True
    mixes: tuple[str, ...] = (".wav",)
    stems_of: tuple[str, ...] = (SONG_STEMS,)
    midi: bool = True
    song: bool = True
    samples: bool | None = False


CONTENTS = {
    "": Contents(),
    STORE: Contents(mixes=(".wav", ".mp3"), stems_of=(), midi=False, song=False),
    COLLABORATOR: Contents(stems_of=STEMS_OF, samples=None),
}
"""What is put together for whom; without a word, all but the kit's recordings."""


def jobs_of(song: Song, contents: Contents, form: Form, folder: Path) -> Iterator[tuple[float, Job]]:
    """Everything to render, with what it weighs against the others: its beats, more of them where it is
    rendered more than once.
    """
    whole = song_ticks(song) / PPQN
    if whole:
        for suffix in contents.mixes:
            yield whole, _job(folder, "", Part(), _mix_form(form, suffix), MIX_NAME)
        if SONG_STEMS in contents.stems_of:
            yield 2 * whole, _job(folder, "stems/song", Part(), form, _stem_name("song"), AFTER_EFFECTS)
    for pattern, name in named_patterns(song):
        yield from _jobs_of_pattern(pattern, name, contents, replace(form, loop=True), folder)


def named_patterns(song: Song) -> Iterator[tuple[Pattern, str]]:
    """Patterns in which anything is struck, and names for them that every system tells apart."""
    struck = [each for each in song.patterns if not all(track.is_empty for track in each.tracks)]
    return zip(struck, told_apart(each.name for each in struck), strict=True)


def is_mix(job: Job) -> bool:
    """Whether a job makes the whole song's mix."""
    return job.part == Part() and not job.stems


def may_be_passed_on(license: str) -> bool:
    """Whether a licence is known to allow giving recordings to somebody else."""
    word = license.strip().upper().replace(" ", "-")
    return word.startswith(_FREE) and "-NC" not in word and "-ND" not in word


def _jobs_of_pattern(
    pattern: Pattern, name: str, contents: Contents, loop: Form, folder: Path
) -> Iterator[tuple[float, Job]]:
    beats, part = pattern.length_ticks / PPQN, Part(pattern=pattern.name)
    if contents.loops:
        yield 2 * beats, _job(folder, "loops", part, loop, DEFAULT_NAME.replace("{pattern}", name))
    if PATTERN_STEMS in contents.stems_of:
        yield 3 * beats, _job(folder, f"stems/{name}", part, loop, _stem_name(name), AFTER_EFFECTS)


def _stem_name(what: str) -> str:
    return f"{{title}}-{what}-{{track}}-{{tempo}}bpm-{{key}}"


def _job(folder: Path, below: str, part: Part, form: Form, name: str, stems: str = NO_STEMS) -> Job:
    return Job(part, form, str(folder / below), name, stems)


def _mix_form(form: Form, suffix: str) -> Form:
    """The form in another format, at the nearest rate that it has."""
    rates = WRITERS[suffix].rates
    rate = form.rate if form.rate in rates else next(each for each in rates if form.rate % each == 0)
    return replace(form, suffix=suffix, rate=rate)
