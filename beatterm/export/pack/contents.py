"""What goes into a pack for whom, and the Jobs that render it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import AFTER_EFFECTS, DEFAULT_NAME, NO_STEMS, Form, Job, Level, Part
from beatterm.export.names import told_apart
from beatterm.model.pattern import Pattern
from beatterm.model.song import Song, song_ticks
from beatterm.model.time import PPQN

STORE, COLLABORATOR = FOR = ("store", "collaborator")
SONG_STEMS, PATTERN_STEMS = STEMS_OF = ("song", "patterns")
MIX_NAME = "{title}-{tempo}bpm-{key}"
_FREE = ("CC0", "CC-BY", "PUBLIC-DOMAIN", "MIT", "BSD", "APACHE", "ISC", "UNLICENSE", "GPL", "AGPL", "LGPL")
"""How licences begin that let recordings be passed on."""
_BUSES = 2
"""Stems of a usual song beside its tracks: a send effect, and the master."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a pack. `mixes` are suffixes of the whole song's files, `stems_of` says of what there
    are stems, `stems` whether after or before effects; `samples` None: the kit's recordings go along if its
    licence allows. With `levels_loops` each loop is brought to the level that is asked for, as the song is;
    otherwise it gets the song's gain, as stems do.
    """

    loops: bool = True
    mixes: tuple[str, ...] = (".wav",)
    stems_of: tuple[str, ...] = (SONG_STEMS,)
    stems: str = AFTER_EFFECTS
    midi: bool = True
    song: bool = True
    samples: bool | None = False
    levels_loops: bool = False


CONTENTS = {
    "": Contents(),
    STORE: Contents(mixes=(".wav", ".mp3"), stems_of=(), midi=False, song=False, levels_loops=True),
    COLLABORATOR: Contents(stems_of=STEMS_OF, samples=None),
}
"""What is put together for whom; without a word, all but the kit's recordings."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A Job of a pack. `weight` is the time it takes, beside the others'. One that `follows` gets the gain
    that brought the mix to its level, so that both still add up.
    """

    job: Job
    weight: float
    follows: bool = False

    @property
    def is_mix(self) -> bool:
        """Whether it makes the whole song's mix."""
        return self.job.part == Part() and not self.job.stems


def renderings(song: Song, contents: Contents, form: Form, folder: Path) -> tuple[Rendering, ...]:
    """Everything to render; `form` says of what kind loops and stems are, and what level is asked for. What
    comes round and what rings out it does not say: a loop does the one, a song the other. Nor do slices
    matter to a song, in which sections are marked. Refused where a format has no such rate or bits.
    """
    form = replace(form, loop=False, tail=None)
    found = (*_of_song(song, contents, form, folder), *_of_patterns(song, contents, form, folder))
    for each in found:
        made = each.job.form
        WRITERS[made.suffix].check(made.rate, made.bits)
    return found


def weight_of(song: Song, ticks: int, files: int) -> float:
    """About how many seconds it takes to render so many ticks once, and to write so many files of them."""
    seconds = ticks / PPQN * 60.0 / song.tempo
    begun, rendered, written = 0.2 + 0.03 * files, 0.015 * seconds, 0.012 * seconds * files
    return begun + rendered + written


def named_patterns(song: Song) -> Iterator[tuple[Pattern, str]]:
    """Patterns in which anything is struck, and names for them that every system tells apart."""
    struck = [each for each in song.patterns if not all(track.is_empty for track in each.tracks)]
    return zip(struck, told_apart(each.name for each in struck), strict=True)


def may_be_passed_on(license: str) -> bool:
    """Whether a licence is known to allow giving recordings to somebody else."""
    word = license.strip().upper().replace(" ", "-")
    return word.startswith(_FREE) and "-NC" not in word and "-ND" not in word


def _of_song(song: Song, contents: Contents, form: Form, folder: Path) -> Iterator[Rendering]:
    ticks = song_ticks(song)
    if not ticks:
        return
    song_form = replace(form, slices=False)
    for suffix in contents.mixes:
        job = _job(folder, "", Part(), _mix_form(song_form, suffix), MIX_NAME)
        yield Rendering(job, weight_of(song, ticks, 1))
    if SONG_STEMS in contents.stems_of:
        job = _job(folder, "stems/song", Part(), _plain(song_form), _stem_name("song"), contents.stems)
        struck = {track.name for pattern in song.patterns for track in pattern.tracks if not track.is_empty}
        yield Rendering(job, weight_of(song, ticks, len(struck) + _BUSES), follows=True)


def _of_patterns(song: Song, contents: Contents, form: Form, folder: Path) -> Iterator[Rendering]:
    loop = replace(form, loop=True)
    follows = bool(song_ticks(song)) and not contents.levels_loops
    for pattern, name in named_patterns(song):
        part, ticks = Part(pattern=pattern.name), 2 * pattern.length_ticks
        if contents.loops:
            mine = _plain(loop) if follows else loop
            job = _job(folder, "loops", part, mine, DEFAULT_NAME.replace("{pattern}", name))
            yield Rendering(job, weight_of(song, ticks, 1), follows)
        if PATTERN_STEMS in contents.stems_of:
            job = _job(folder, f"stems/{name}", part, _plain(loop), _stem_name(name), contents.stems)
            struck = [track for track in pattern.tracks if not track.is_empty]
            yield Rendering(job, weight_of(song, ticks, len(struck) + _BUSES), follows=True)


def _stem_name(what: str) -> str:
    return f"{{title}}-{what}-{{track}}-{{tempo}}bpm-{{key}}"


def _job(folder: Path, below: str, part: Part, form: Form, name: str, stems: str = NO_STEMS) -> Job:
    return Job(part, form, str(folder / below), name, stems)


def _plain(form: Form) -> Form:
    """The form without a level of its own."""
    return replace(form, level=Level())


def _mix_form(form: Form, suffix: str) -> Form:
    """The form in another format, at the nearest rate and the most bits that it has."""
    kind = WRITERS[suffix]
    rate = form.rate if form.rate in kind.rates else next(r for r in kind.rates if form.rate % r == 0)
    bits = form.bits if form.bits in kind.bits or not kind.bits else kind.bits[-1]
    return replace(form, suffix=suffix, rate=rate, bits=bits)
