"""Songs from Standard MIDI Files: every note at its tick, as hard and as long as it was played."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from beatterm.importers.errors import ImportFault
from beatterm.importers.midi.bars import Span, spans_of
from beatterm.importers.midi.cutting import Cut, best_cut
from beatterm.importers.midi.head import MAX_TEXT, head_notes, headed, left_out_notes
from beatterm.importers.midi.patterns import MOST_TRACKS, Draft
from beatterm.importers.midi.reading import Voice, read_score, read_sheet
from beatterm.importers.midi.steps import note_count, overlong
from beatterm.importers.midi.voices import Row, rows_of
from beatterm.model.kit import Kit
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project, missing_sounds
from beatterm.model.song import Section, Song
from beatterm.model.time import PPQN

MAX_NOTES = 50_000


@dataclass(frozen=True, slots=True)
class Imported:
    """A song from another program's file, and what a musician should know of how it came in: all that, and
    what of it holds wherever its patterns go.
    """

    song: Song
    notes: tuple[str, ...] = ()
    pattern_notes: tuple[str, ...] = ()


def song_of_midi(
    data: bytes, title: str = "", kit: Kit | None = None, channel: int | None = None
) -> Imported:
    """The song of a MIDI file of type 0 or 1, or of one channel (1-16) of it, for the sounds of a kit.

    `title` stands where the file has none. ImportFault if it cannot be read or strikes nothing.
    """
    kit = kit or Kit("")
    sheet = read_sheet(read_score(data))
    voices = [voice for voice in sheet.voices if channel in (None, voice.channel)]
    _check(voices, channel)
    rows = tuple(islice(rows_of(voices), MOST_TRACKS))
    spans = spans_of(sheet, max(row.hits[-1].tick for row in rows))
    cut = best_cut(rows, spans)
    draft = Draft(rows, cut.contents, kit)
    lost = _note_count(voices) - _note_count_of_rows(rows) + draft.lost_notes(cut.runs)
    song = headed(_song(cut, spans, draft, kit), sheet, title)
    notes = (*left_out_notes(sheet, spans), *_notes(cut, draft, lost))
    return Imported(song, (*head_notes(sheet, song), *notes, *sound_notes(Project(song, kit))), notes)


def _check(voices: Sequence[Voice], channel: int | None) -> None:
    if not voices:
        where = "" if channel is None else f" on channel {channel}"
        raise ImportFault(f"No notes are struck{where} in this MIDI file; choose one with a rhythm in it.")
    if _note_count(voices) > MAX_NOTES:
        raise ImportFault(f"This has more than {MAX_NOTES} notes; save a part of it.")


def _note_count(voices: Sequence[Voice]) -> int:
    return sum(len(voice.notes) for voice in voices)


def _note_count_of_rows(rows: Sequence[Row]) -> int:
    return sum(note_count(hit) for row in rows for hit in row.hits)


def _song(cut: Cut, spans: Sequence[Span], draft: Draft, kit: Kit) -> Song:
    meter = spans[0].meter
    patterns = tuple(
        replace(pattern, meter=None if pattern.meter == meter else pattern.meter)
        for pattern in draft.patterns()
    )
    return Song(
        meter=meter,
        kit=kit.name,
        tracks=tuple(place.setup for place in draft.places),
        patterns=patterns,
        sections=tuple(_sections(cut, spans, patterns)),
    )


def _sections(cut: Cut, spans: Sequence[Span], patterns: Sequence[Pattern]) -> Iterator[Section]:
    """The runs of a cut; a single pattern needs none."""
    names = {content: pattern.name for content, pattern in zip(cut.contents, patterns, strict=True)}
    if len(cut.runs) == 1 and cut.runs[0].times == 1 and not spans[0].name:
        return
    for run in cut.runs:
        name = names[run.content]
        yield Section(spans[run.span].name[:MAX_TEXT] or name, name, run.times)


def _notes(cut: Cut, draft: Draft, lost: int) -> Iterator[str]:
    """What came in otherwise than it was, for the musician; `lost` notes found no track."""
    if draft.split:
        yield f"What is struck twice within a step has a track of its own: {', '.join(draft.split)}."
    if lost:
        yield f"A song has no room for so many tracks: {lost} notes did not come in."
    if cut.left_ticks:
        yield f"A song has no room for so many patterns: the last {cut.left_ticks // PPQN} beats are missing."
    cut_short = sum(overlong(hits, content.ticks) for content in cut.contents for hits in content.hits)
    if cut_short:
        yield f"Notes last at most 256 steps: {cut_short} end earlier than in the file."


def sound_notes(project: Project, before: Song | None = None) -> Iterator[str]:
    """Which tracks the kit has no sound for, but for those of the song `before`."""
    known = {setup.name for setup in before.tracks} if before else ()
    missing = [name for name in missing_sounds(project) if name not in known]
    if missing:
        yield f"The kit has no sound for {', '.join(missing)}."
