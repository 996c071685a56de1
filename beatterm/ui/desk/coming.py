"""What an Order comes to: the file, how long it is and why, and what cannot go together. Told before anything
is made.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import AS_MIXED, Job, Part, Refused
from beatterm.export.layout import Laid, laid_out
from beatterm.export.many.matrix import Axes, Combination, combinations
from beatterm.export.names import Named, file_name
from beatterm.export.take import TakeError
from beatterm.model.kit import Kit
from beatterm.model.project import Project
from beatterm.model.song import Song
from beatterm.ui.desk.order import Order
from beatterm.ui.desk.order_fields import PACK, SOUND_FILE


@dataclass(frozen=True, slots=True)
class Coming:
    """The path of what is made ("." if it cannot be), its frames (0 for what has none), how long it is, why
    it cannot be made ("" if it can), and remarks. Of many `files` it is the first.
    """

    path: Path = Path()
    frames: int = 0
    seconds: float = 0.0
    fault: str = ""
    remarks: tuple[str, ...] = ()
    files: int = 1


class Previews:
    """Works out what Orders come to. How long the last part is it remembers, and the first of many files:
    after how many passes a pattern repeats, and whether names clash, can take a moment to find.
    """

    def __init__(self) -> None:
        self._last: tuple[Project, Part, bool, Laid] | None = None
        self._last_many: tuple[Song, Axes, Job, tuple[Combination, ...]] | None = None

    def of(self, project: Project, order: Order) -> Coming:
        """What an Order of that project comes to."""
        try:
            job, axes = order.job(), order.axes
            if axes != Axes():
                return self._first_of(project, order, self._many(project.song, axes, job))
            if order.make == PACK:
                return _pack(project, order, job)
            return _coming(project, order, job, self._laid(project, job.part, order.is_loop))
        except (Refused, TakeError) as error:
            return Coming(fault=str(error))

    def _laid(self, project: Project, part: Part, loop: bool) -> Laid:
        last = self._last
        if last is None or last[:3] != (project, part, loop):
            last = self._last = (project, part, loop, laid_out(project, part, loop))
        return last[3]

    def _many(self, song: Song, axes: Axes, job: Job) -> tuple[Combination, ...]:
        last = self._last_many
        if last is None or last[:3] != (song, axes, job):
            last = self._last_many = (song, axes, job, combinations(song, axes, job))
        return last[3]

    def _first_of(self, project: Project, order: Order, many: tuple[Combination, ...]) -> Coming:
        first, kit = many[0], project.kit
        named = Project(first.song, kit if kit.name == first.song.kit else Kit(first.song.kit))
        if order.make == PACK:
            coming = _pack(named, order, first.job)
        else:
            laid = self._laid(Project(first.song, kit), first.job.part, order.is_loop)
            coming = _coming(named, order, first.job, replace(laid, notes=()))
        return replace(coming, files=len(many), remarks=(_KEPT, *coming.remarks))


_KEPT = "Of these, what is there already and still holds is kept."


def _coming(project: Project, order: Order, job: Job, laid: Laid) -> Coming:
    frames = round(laid.seconds * job.form.rate) if order.make == SOUND_FILE else 0
    if order.make == SOUND_FILE:
        WRITERS[job.form.suffix].check(job.form.rate, job.form.bits, frames)
        if job.stems and job.form.level.kind != AS_MIXED:
            raise Refused("Stems keep the levels that they have in the mix: make level as mixed.")
    track = project.song.tracks[0].name if job.stems and project.song.tracks else ""
    name = file_name(job.name, Named(project, job.part, job.form, laid.ticks, track))
    path = expanded(job.folder) / (name + job.form.suffix)
    return Coming(path, frames, float(laid.seconds), "", tuple(_remarks(order, job, laid, path)))


def _pack(project: Project, order: Order, job: Job) -> Coming:
    name = file_name(job.name, Named(project, job.part, job.form, 0))
    path = expanded(job.folder) / (name + job.form.suffix)
    levels = [] if job.form.level.kind == AS_MIXED else [_LEVELLED[order.kind]]
    return Coming(path, remarks=(*_PACKED[order.kind], *levels, *_on_folder(path)))


_PACKED = {
    "pack": ("Loops of every pattern, the song, its stems, MIDI files, the song's text and a sheet.",),
    "store": ("Loops of every pattern, the song as WAV and MP3, and a sheet.",),
    "collaborator": (
        "Loops and stems of every pattern and of the song, MIDI files, the song's text, the kit's recordings "
        "if their licence allows, and a sheet.",
    ),
}
_WITH_SONG = "The song is brought to that level; loops and stems get the same gain, so all still add up."
_LEVELLED = {
    "pack": _WITH_SONG,
    "store": "The song and each loop are brought to that level, each by itself.",
    "collaborator": _WITH_SONG,
}


def _remarks(order: Order, job: Job, laid: Laid, path: Path) -> Iterator[str]:
    yield from laid.notes
    if job.stems:
        yield "A file like this for each track and effect that is heard, and for the master."
    if order.make == SOUND_FILE and job.form.loop:
        yield from WRITERS[job.form.suffix].loop_notes(laid.ticks)
    yield from _on_folder(path)


def _on_folder(path: Path) -> Iterator[str]:
    if not path.parent.is_dir():
        yield f"The folder {path.parent} will be made."


def expanded(folder: str) -> Path:
    """A folder as the player writes it, in full."""
    try:
        return Path(folder).expanduser().absolute()
    except RuntimeError:  # a user without a home
        return Path(folder).absolute()
