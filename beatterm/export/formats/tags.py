"""Facts as tags: Vorbis comments for FLAC and OGG, ID3 for MP3 and AIFF."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, BinaryIO

from beatterm.export.facts import Facts, Mark
from beatterm.export.formats.wording import SOFTWARE, key_letters, key_text, line, replay_gain, tempo_text

_ID3_OF_MOST_PLAYERS = 3
"""ID3v2.3: some players and the file managers of some systems do not read 2.4."""
_MOST_CHAPTERS = 255
"""ID3 counts them in a byte; those after them are left out."""
_NO_OFFSET = 0xFFFFFFFF
"""ID3: a chapter is given by its times, not by its bytes."""


def vorbis_comments(facts: Facts, rate: int) -> list[tuple[str, str]]:
    """Names and texts. Those of a loop (LOOPSTART, LOOPLENGTH, in frames) are what game engines read, those
    of the marks what players show as chapters.
    """
    gain = replay_gain(facts)
    found = [
        ("TITLE", facts.title),
        ("ARTIST", facts.author),
        ("ALBUM", facts.album),
        ("COMMENT", facts.comment),
        ("BPM", tempo_text(facts.tempo)),
        ("KEY", key_text(facts.key)),
        ("INITIALKEY", key_letters(facts.key)),
        ("SOFTWARE", SOFTWARE),
    ]
    if gain:
        found += [("REPLAYGAIN_TRACK_GAIN", gain[0]), ("REPLAYGAIN_TRACK_PEAK", gain[1])]
    if facts.loop_frames:
        found += [("LOOPSTART", "0"), ("LOOPLENGTH", str(facts.loop_frames))]
    for number, mark in enumerate(facts.marks[:999], 1):
        found += [(f"CHAPTER{number:03}", _clock(mark, rate)), (f"CHAPTER{number:03}NAME", mark.name)]
    return [(name, line(text)) for name, text in found if line(text)]


def id3_tag(facts: Facts, rate: int, frames: int) -> bytes:
    """An ID3v2.3 tag: texts, tempo, key, gain, and the marks as chapters."""
    held = BytesIO()
    put_id3(held, facts, rate, frames)
    return held.getvalue()


def put_id3(file: BinaryIO, facts: Facts, rate: int, frames: int) -> None:
    """Put that tag at the beginning of a file."""
    from mutagen.id3 import ID3, TXXX

    tag = ID3()
    for frame in (*_texts(facts), *_chapters(facts.marks, rate, frames)):
        tag.add(frame)
    for name, text in _own_texts(facts):
        tag.add(TXXX(encoding=_encoding(text), desc=name, text=[text]))
    tag.update_to_v23()
    tag.save(file, v1=0, v2_version=_ID3_OF_MOST_PLAYERS, padding=lambda info: 0)


@contextmanager
def disk_errors() -> Iterator[None]:
    """Errors of the disk as themselves: mutagen wraps them into its own."""
    from mutagen import MutagenError

    try:
        yield
    except MutagenError as fault:
        if isinstance(fault.__context__, OSError):
            raise fault.__context__ from None
        raise


def _texts(facts: Facts) -> list[Any]:
    """Frames of ID3 that hold one text; the tempo is a whole number there."""
    from mutagen.id3 import COMM, TALB, TBPM, TIT2, TKEY, TPE1, TSSE

    kinds = (
        (TIT2, facts.title),
        (TPE1, facts.author),
        (TALB, facts.album),
        (TBPM, str(round(facts.tempo))),
        (TKEY, key_letters(facts.key)),
        (TSSE, SOFTWARE),
    )
    made = [kind(encoding=_encoding(text), text=[line(text)]) for kind, text in kinds if line(text)]
    if comment := line(facts.comment):
        made.append(COMM(encoding=_encoding(comment), lang="eng", desc="", text=[comment]))
    return made


def _own_texts(facts: Facts) -> list[tuple[str, str]]:
    """What ID3 has no frame for: names that others use too."""
    found = [("KEY", key_text(facts.key))] if key_text(facts.key) else []
    if facts.tempo != round(facts.tempo):
        found.append(("BPM", tempo_text(facts.tempo)))
    if gain := replay_gain(facts):
        found += [("replaygain_track_gain", gain[0]), ("replaygain_track_peak", gain[1])]
    return found


def _chapters(marks: tuple[Mark, ...], rate: int, frames: int) -> list[Any]:
    """Chapters from each mark to its end, or to the next one, and their table of contents."""
    from mutagen.id3 import CTOC, CTOCFlags

    if not marks:
        return []
    nexts = [mark.frame for mark in marks[1:]] + [frames]
    ends = (mark.frame + mark.frames if mark.frames else end for mark, end in zip(marks, nexts, strict=True))
    made = [_chapter(mark, end, rate) for mark, end in zip(marks, ends, strict=True)][:_MOST_CHAPTERS]
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    names = [each.element_id for each in made]
    return [*made, CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[])]


def _chapter(mark: Mark, end: int, rate: int) -> Any:
    from mutagen.id3 import CHAP, TIT2

    return CHAP(
        element_id=f"at {mark.frame}",
        start_time=1000 * mark.frame // rate,
        end_time=1000 * end // rate,
        start_offset=_NO_OFFSET,
        end_offset=_NO_OFFSET,
        sub_frames=[TIT2(encoding=_encoding(mark.name), text=[line(mark.name)])],
    )


def _encoding(text: str) -> int:
    """ID3's number for Latin-1, or for UTF-16 where that does not hold the text."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return 1
    return 0


def _clock(mark: Mark, rate: int) -> str:
    """A place as hours, minutes, seconds and thousandths."""
    whole = 1000 * mark.frame // rate
    return f"{whole // 3600000:02}:{whole // 60000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"
