"""The text sheet of a pack: what it is, how it was made, and every file in it with its length and level."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from math import isfinite

from beatterm import __version__
from beatterm.export.job import Loudness, Made
from beatterm.export.names import key_text, tempo_text
from beatterm.model.project import Project
from beatterm.model.song import arrangement, section_ticks, song_ticks
from beatterm.model.time import PPQN

SHEET = "info.txt"
LAST_LINE = f"Made with beatterm {__version__}."
_LAST_WORDS = "Made with beatterm "
_FILES = "Files"
_APART = "  "


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a pack: its path below the pack's folder, with forward slashes, and what the sheet says."""

    path: str
    about: str = ""


def sheet_text(
    project: Project, entries: Iterable[Entry], notes: Iterable[str], mix: Made | None, levels: str = ""
) -> str:
    """The sheet. `mix` is the whole song, if it was rendered; `levels` what was brought to which level."""
    song = project.song
    head = [song.title or "Untitled", *([f"by {song.author}"] if song.author else []), ""]
    about = [f"{name + ':':10} {text}" for name, text in _about(project, mix, levels) if text]
    told = ["", "Notes", *(f"- {note}" for note in notes)]
    lines = [*head, *about, "", _FILES, *_listed(entries), *(told if len(told) > 2 else []), "", LAST_LINE]
    return "\n".join(" ".join(line.splitlines()) for line in lines) + "\n"


def files_of(text: str) -> tuple[str, ...] | None:
    """The files that a sheet lists; None if the text is no sheet of a pack."""
    lines = text.splitlines()
    if _FILES not in lines or not lines[-1].startswith(_LAST_WORDS):
        return None
    listed = tuple(takewhile(bool, lines[len(lines) - lines[::-1].index(_FILES) : -1]))
    # What is said of files stands in one column, behind the longest path; a path may have spaces as well.
    width = max((line.rfind(_APART) for line in listed if _APART in line), default=None)
    return tuple(line[:width].rstrip() for line in listed)


def made_entry(path: str, made: Made, beats: float = 0.0) -> Entry:
    """The entry of a sound file, which lasts so many quarter notes (0: that is not said)."""
    words = [clock(made.frames / made.rate), f"{made.frames} frames", f"{made.rate} Hz"]
    if beats:
        words.append(f"{beats:.10g} beat{'s' * (beats != 1)}")
    if made.loudness is not None:
        words.append(_short_loudness(made.loudness))
    return Entry(path, ", ".join(words))


def clock(seconds: float) -> str:
    """Minutes, seconds and thousandths: 1:02.500."""
    thousandths = round(seconds * 1000)
    return f"{thousandths // 60_000}:{thousandths // 1000 % 60:02}.{thousandths % 1000:03}"


def _about(project: Project, mix: Made | None, levels: str) -> list[tuple[str, str]]:
    song, kit = project.song, project.kit
    seconds = song_ticks(song) / PPQN * 60.0 / song.tempo
    credit = ", ".join(
        text for text in (kit.title or kit.name, f"by {kit.author}" * bool(kit.author), kit.license) if text
    )
    return [
        ("tempo", f"{tempo_text(song.tempo)} bpm"),
        ("key", f"{song.key} ({key_text(song.key)})" if song.key else ""),
        ("metre", str(song.meter)),
        ("seed", str(song.seed) if song.seed else ""),
        ("length", f"{clock(seconds)}, {tempo_text(_bars(project))} bars"),
        ("loudness", _long_loudness(mix.loudness) if mix and mix.loudness else ""),
        ("levels", levels),
        ("kit", credit),
    ]


def _bars(project: Project) -> float:
    song = project.song
    bars = 0.0
    for section in arrangement(song):
        pattern = song.pattern(section.pattern)
        meter = song.meter_of(pattern) if pattern else song.meter
        bars += section_ticks(song, section) / meter.bar_ticks
    return bars


def _listed(entries: Iterable[Entry]) -> list[str]:
    found = sorted(entries, key=lambda each: each.path)
    width = max((len(each.path) for each in found), default=0)
    return [f"{each.path:{width}}{_APART}{each.about}".rstrip() for each in found]


def _short_loudness(loudness: Loudness) -> str:
    if not isfinite(loudness.true_peak_db):
        return "silent"
    return f"{_level(loudness.integrated_lufs)} LUFS, true peak {_level(loudness.true_peak_db)} dBTP"


def _long_loudness(loudness: Loudness) -> str:
    if not isfinite(loudness.true_peak_db):
        return "silent"
    return f"{_short_loudness(loudness)}, range {loudness.range_lu:.1f} LU"


def _level(value_db: float) -> str:
    """A level with one decimal; never `-0.0`."""
    return f"{round(value_db, 1) + 0.0:.1f}"
