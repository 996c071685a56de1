"""What came of an export, as lines of its dialog: files with their figures, what was kept, what failed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap

from beatterm.export.job import Made
from beatterm.host.export_wire import Missed
from beatterm.session.exporting import ExportState
from beatterm.ui.desk.exported import besides, count_text, level
from beatterm.ui.looks.palette import Ink
from beatterm.ui.views.spans import Span, Spans, fit

_LOUDNESS, _LENGTH = 23, 10


def figures_of(state: ExportState, width: int) -> Iterator[Spans]:
    """All lines of what came of an export: what failed and why, each file with its figures, and the notes;
    those of all files once.
    """
    made = state.made
    if made:
        yield (Span(f" {Path(made[0].path).parent}"[:width], Ink.FAINT),)
    if state.kept or state.missed:
        yield (Span(f" {count_text(len(made))} made{besides(state)}"[:width], Ink.STRONG),)
    yield from (line for each in state.missed for line in _missed(each, width))
    if len(made) > 1:
        yield from _many(made, width)
    elif made:
        yield from _one(made[0], width)


def _missed(missed: Missed, width: int) -> Iterator[Spans]:
    yield ()
    yield (Span(f" {fit(missed.label or 'It', width - 2)}", Ink.STRONG),)
    yield from _wrapped(missed.why, Ink.ERROR, width)


def _one(made: Made, width: int) -> Iterator[Spans]:
    yield ()
    yield (Span(f" {fit(Path(made.path).name, width - 2)}", Ink.STRONG),)
    yield from _wrapped(_measures(made), Ink.TEXT, width)
    yield from _notes(made.notes, width)


def _many(made: tuple[Made, ...], width: int) -> Iterator[Spans]:
    """Each file with the notes that are its own; those of several stand below, those of all above."""
    counts = Counter(note for each in made for note in dict.fromkeys(each.notes))
    is_even = len({(each.frames, each.rate, each.gain_db) for each in made}) == 1
    if is_even:
        yield from _wrapped(_measures(made[0], with_loudness=False), Ink.TEXT, width)
    yield from _notes((note for note, count in counts.items() if count == len(made)), width)
    yield ()
    for each in made:
        yield _row(each, width, with_length=not is_even and each.rate > 0)
        yield from _notes((note for note in each.notes if counts[note] == 1), width)
    several = [(note, count) for note, count in counts.items() if 1 < count < len(made)]
    if several:
        yield ()
    yield from _notes((f"{count} files: {note}" for note, count in several), width)


def _notes(notes: Iterable[str], width: int) -> Iterator[Spans]:
    yield from (line for note in notes for line in _wrapped(note, Ink.SOFT, width))


def _wrapped(text: str, ink: Ink, width: int) -> Iterator[Spans]:
    yield from ((Span(f"   {line}", ink),) for line in wrap(text, width - 4))


def _row(made: Made, width: int, with_length: bool) -> Spans:
    """One of many files."""
    room = width - _LOUDNESS - _LENGTH * with_length - 2
    name = Span(f" {fit(Path(made.path).name, room)} ", Ink.STRONG)
    if made.loudness is None:
        return (name,)
    length = f"{made.frames / made.rate:>{_LENGTH - 3}.2f} s " if with_length else ""
    loudness, peak = level(made.loudness.integrated_lufs), level(made.loudness.true_peak_db)
    return (name, Span(f"{length}{loudness:>6} LUFS {peak:>6} dBTP", Ink.TEXT))


def _measures(made: Made, with_loudness: bool = True) -> str:
    words = []
    if made.rate:
        words.append(f"{made.frames:,} frames, {made.frames / made.rate:.2f} s at {made.rate / 1000:g} kHz")
    if made.loudness and with_loudness:
        words += (
            f"{level(made.loudness.integrated_lufs)} LUFS",
            f"true peak {level(made.loudness.true_peak_db)} dBTP",
        )
    if made.gain_db:
        words.append(f"{made.gain_db:+.1f} dB added")
    return ", ".join(words)
