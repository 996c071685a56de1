"""Fingerprints: a small text that proves, after any change, that a song still renders to the same frames.

The frames are the engine's own, float32 before any level and dither. `render --check FILE.sha` takes one and
compares it with the file's, or writes the file if there is none yet or `--force` is said.
"""

import hashlib
import platform
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm import __version__
from beatterm.export.job import Job, Part, Refused
from beatterm.export.names import tempo_text
from beatterm.model.project import Project

if TYPE_CHECKING:
    from beatterm.engine.frames import Frames
    from beatterm.export.disk import NewFile

SUFFIX = ".sha"
_LIBRARIES = ("numpy", "pedalboard", "soxr")
_SECOND_DIGITS = 16
_MAX_BYTES = 16_000_000
_HEAD = "# What a song renders to. The same render with --check and this file compares.\n"
_SECONDS = "# Every second by itself, to name the first that differs:\n"
_TEXT = re.compile(
    r"of: (?P<of>.*)\nmade with: (?P<made_with>.*)\nrate: (?P<rate>[0-9]{1,9})\n"
    r"frames: (?P<frames>[0-9]{1,15})\n"
    rf"sha256: (?P<sha256>[0-9a-f]{{64}})\n(?P<seconds>(?:[0-9]+: [0-9a-f]{{{_SECOND_DIGITS}}}\n)*)"
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes of frames, float32 little endian: of all, and the beginning of one for every second. `of` says
    what was rendered, `made_with` by which versions.
    """

    of: str
    made_with: str
    rate: int
    frames: int
    sha256: str
    seconds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether the frames are the same, and what to tell the musician."""

    same: bool
    text: str


def fingerprint_of(blocks: "Iterable[Frames]", rate: int, of: str) -> Fingerprint:
    """The fingerprint of frames, float32 (frames, 2) a block; the same whatever the blocks' lengths."""
    whole, frames, seconds, second = hashlib.sha256(), 0, [], hashlib.sha256()
    for piece in _cut_at_seconds(blocks, rate):
        data = piece.astype("<f4").tobytes()
        whole.update(data)
        second.update(data)
        frames += len(piece)
        if frames % rate == 0:
            seconds.append(second.hexdigest()[:_SECOND_DIGITS])
            second = hashlib.sha256()
    if frames % rate:
        seconds.append(second.hexdigest()[:_SECOND_DIGITS])
    return Fingerprint(of, made_with(), rate, frames, whole.hexdigest(), tuple(seconds))


def check(path: Path, taken: Fingerprint, new_file: "NewFile", anew: bool = False) -> Checked:
    """Compare with the fingerprint in a file; without one, or `anew`, write it. Refused if it is none."""
    check_path(path)
    if anew or not path.exists():
        with new_file(path, anew) as file:
            file.write(text_of(taken).encode())
        return Checked(True, f"{path} is written: {taken.frames} frames, {taken.sha256[:12]}…")
    before = _read(path)
    problem = difference(before, taken)
    if problem is None:
        return Checked(True, f"{path}: the same {taken.frames} frames.")
    return Checked(False, f"{path}: {problem}{_why(before, taken)}")


def check_path(path: Path) -> None:
    """Refuse what is no fingerprint, before any work is done."""
    if path.suffix != SUFFIX:
        raise Refused(f"A fingerprint's name ends in {SUFFIX}: --check {path.stem or 'song'}{SUFFIX}")
    if path.exists():
        _read(path)


def _read(path: Path) -> Fingerprint:
    with path.open("rb") as file:
        return read_text(file.read(_MAX_BYTES).decode(errors="replace"), str(path))


def difference(before: Fingerprint, now: Fingerprint) -> str | None:
    """What is not as it was, in a sentence; None if the frames are the same to the last bit."""
    if before.of != now.of:
        return f"it was taken of {before.of}; this is {now.of}."
    if before.rate != now.rate:
        return f"it was taken at {before.rate} Hz; this is {now.rate} Hz."
    if (before.sha256, before.frames) == (now.sha256, now.frames):
        return None
    pairs = enumerate(zip_longest(before.seconds, now.seconds))
    second = next((second for second, (old, new) in pairs if old != new), len(now.seconds))
    length = f" There were {before.frames} frames, now there are {now.frames}." * (
        before.frames != now.frames
    )
    return f"the frames differ, from {second // 60}:{second % 60:02} on.{length}"


def text_of(fingerprint: Fingerprint) -> str:
    """A fingerprint as it stands in a file."""
    each = fingerprint
    lines = "".join(f"{second}: {digits}\n" for second, digits in enumerate(each.seconds))
    return (
        f"{_HEAD}of: {each.of}\nmade with: {each.made_with}\nrate: {each.rate}\nframes: {each.frames}\n"
        f"sha256: {each.sha256}\n{_SECONDS}{lines}"
    )


def read_text(text: str, source: str) -> Fingerprint:
    """The fingerprint that a text says; Refused, naming `source`, if it is none."""
    said = re.sub(r"^(#.*)?\n", "", text.replace("\r\n", "\n"), flags=re.MULTILINE)
    form = _TEXT.fullmatch(said)
    if form is None:
        raise Refused(f"{source} is no fingerprint of beatterm's. Choose another name, or remove it.")
    seconds = tuple(line.partition(": ")[2] for line in form["seconds"].splitlines())
    numbers = int(form["rate"]), int(form["frames"])
    return Fingerprint(form["of"], form["made_with"], *numbers, form["sha256"], seconds)


def described(project: Project, job: Job) -> str:
    """What a job renders, in a line: the part, how it ends, and what the command line may change."""
    song, form = project.song, job.form
    how = f"loop, tail {form.what_rings}" if form.loop else f"tail {form.what_rings}"
    words = (
        *_part_words(job.part),
        how,
        f"{tempo_text(song.tempo)} bpm",
        f"kit {project.kit.name or 'none'}",
        f"seed {song.seed}",
    )
    return ", ".join(words)


def made_with() -> str:
    """The versions that frames depend on."""
    libraries = [f"{name} {_version(name)}" for name in _LIBRARIES]
    return ", ".join([f"beatterm {__version__}", *libraries, f"{platform.system()} {platform.machine()}"])


def _part_words(part: Part) -> Iterator[str]:
    what = ("pattern", part.pattern), ("section", part.section)
    yield next((f"{kind} {name}" for kind, name in what if name is not None), "the song")
    if part.steps:
        yield f"steps {part.steps[0]} to {part.steps[1]}"
    if part.tracks:
        yield f"tracks {' '.join(part.tracks)}"
    if part.bars is not None:
        yield f"{part.bars} bars"
    if part.repeats is not None:
        yield f"{part.repeats} times"


def _cut_at_seconds(blocks: "Iterable[Frames]", rate: int) -> "Iterator[Frames]":
    """The same frames in pieces that do not reach over a second's end."""
    at = 0
    for block in blocks:
        left = block
        while len(left):
            room = rate - at % rate
            yield left[:room]
            at += len(left[:room])
            left = left[room:]


def _why(before: Fingerprint, now: Fingerprint) -> str:
    if before.made_with == now.made_with or before.of != now.of:
        return ""
    return (
        f" It was made with {before.made_with}; this is {now.made_with}: the same bits are promised only "
        "on one machine with one set of versions."
    )


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "?"
