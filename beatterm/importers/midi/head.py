"""The head of a song from a MIDI file: title, author, tempo and key, and what of all that did not fit in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from beatterm.importers.midi.bars import Span
from beatterm.importers.midi.reading import Sheet
from beatterm.model.scale import Key, key_named
from beatterm.model.song import MAX_TEMPO, MIN_TEMPO, Song
from beatterm.model.time import Meter

MAX_TEXT = 200
_MICROSECONDS_A_MINUTE = 60_000_000
_DECIMALS = 3
_RESPELLED = {"Cb": "B", "Cbm": "Bm", "Fbm": "Em", "E#": "F", "B#": "C"}


def headed(song: Song, sheet: Sheet, title: str) -> Song:
    """The song with what stands at the file's start; `title` where the file has none."""
    tempo = tempo_of(sheet.tempos[0][1]) if sheet.tempos else song.tempo
    return replace(
        song,
        title=(sheet.title or title)[:MAX_TEXT],
        author=sheet.author[:MAX_TEXT],
        tempo=max(MIN_TEMPO, min(MAX_TEMPO, tempo)),
        key=_key(sheet.keys[0][1]) if sheet.keys else None,
    )


def tempo_of(microseconds: int) -> float:
    """The plainest tempo that a file would say by so many microseconds a quarter note."""
    exact = _MICROSECONDS_A_MINUTE / max(1, microseconds)
    rounded = (round(exact, decimals) for decimals in range(_DECIMALS))
    fitting = (each for each in rounded if each and round(_MICROSECONDS_A_MINUTE / each) == microseconds)
    return float(next(fitting, round(exact, _DECIMALS)))


def _key(name: str) -> Key:
    name = _RESPELLED.get(name, name)
    return key_named(f"{name.removesuffix('m')} {'minor' if name.endswith('m') else 'major'}")


def head_notes(sheet: Sheet, song: Song) -> Iterator[str]:
    """What of the file's tempo and key the song does not say, for the musician."""
    tempos = {tempo for _, tempo in sheet.tempos}
    if len(tempos) > 1:
        yield f"The tempo changes in this file; the song keeps the first, {song.tempo:g} BPM."
    elif tempos and not MIN_TEMPO <= tempo_of(*tempos) <= MAX_TEMPO:
        yield f"The file's tempo is {tempo_of(*tempos):g} BPM; the song has {song.tempo:g}."
    if len({key for _, key in sheet.keys}) > 1:
        yield f"The key changes in this file; the song keeps the first, {song.key}."


def left_out_notes(sheet: Sheet, spans: Sequence[Span]) -> Iterator[str]:
    """What of the file stands in no pattern, for the musician."""
    lost = sum(not _is_kept(tick, meter, spans) for tick, meter in sheet.meters)
    if lost:
        yield f"{_count(lost, 'metre')} of this file cannot be in a song and did not come in."
    if sheet.left_out:
        yield f"Only notes came in; the file also has {_listed(sorted(sheet.left_out))}."


def _is_kept(tick: int, meter: tuple[int, int], spans: Sequence[Span]) -> bool:
    """Whether bars are in that metre there; past the end it does not matter."""
    span = next((each for each in reversed(spans) if each.start_tick <= tick), spans[0])
    return tick >= span.start_tick + span.ticks or span.meter == Meter(*meter)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
