"""MIDI files into a song that is there: every hit at its tick in any song, and what came of it in words."""

from collections import Counter
from dataclasses import replace
from io import BytesIO

import mido
from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.importers.arrival import arrival, arrival_notes, new_patterns
from beatterm.importers.midi.song import Imported, song_of_midi
from beatterm.model.edits.merging import with_patterns_of
from beatterm.model.kit import Kit
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.scale import Key
from beatterm.model.song import Section, Song
from beatterm.model.time import Meter
from beatterm.sequencer.live import Cue, Live
from beatterm.sequencer.query import events_between
from tests.material import kit_of, notes, row, song_of
from tests.model.kit_strategies import kits
from tests.model.strategies import songs

HITS = st.lists(
    st.tuples(
        st.integers(0, 3839),
        st.sampled_from((35, 36, 38, 42, 46, 56)),
        st.integers(1, 127),
        st.integers(1, 90),
    ),
    min_size=1,
    max_size=24,
    unique_by=lambda hit: (hit[0] // 90, hit[1]),
)
"""Tick (480 a quarter), drum, velocity and length."""


def loop(hits: list[tuple[int, int, int, int]]) -> bytes:
    """A drum loop as a file."""
    told = [(tick, 1, "note_on", note, velocity) for tick, note, velocity, _ in hits]
    told += [(tick + length, 0, "note_off", note, 0) for tick, note, _, length in hits]
    file, line, now, out = mido.MidiFile(ticks_per_beat=480), mido.MidiTrack(), 0, BytesIO()
    for tick, _, kind, note, velocity in sorted(told):
        line.append(mido.Message(kind, channel=9, note=note, velocity=velocity, time=tick - now))
        now = tick
    file.tracks.append(line)
    file.save(file=out)
    return out.getvalue()


def struck(song: Song, kit: Kit, pattern: Pattern) -> Counter[tuple[int, int, int]]:
    """Tick, velocity and length of all that two passes of a pattern strike."""
    live = Live((Cue(pattern=pattern.name),))
    events = events_between(Project(song, kit), 0, 2 * pattern.length_ticks, live)
    return Counter((event.tick, event.velocity, event.length_ticks) for event in events)


def words(before: Song, imported: Imported, kit: Kit) -> tuple[str, tuple[str, ...]]:
    """What is said of a song's patterns that come into another."""
    after = with_patterns_of(before, imported.song)
    return arrival(before, after), tuple(arrival_notes(before, after, imported, kit))


@settings(max_examples=40)
@given(songs(), HITS, kits() | st.just(kit_of("kick", "snare", "hat")))
def test_a_loop_plays_in_any_song_as_in_its_own_to_the_tick(
    song: Song, hits: list[tuple[int, int, int, int]], kit: Kit
) -> None:
    imported = song_of_midi(loop(hits), kit=kit).song
    merged = with_patterns_of(song, imported)
    found = new_patterns(song, merged)
    assert len(found) == len(imported.patterns) > 0
    for old, new in zip(imported.patterns, found, strict=True):
        assert struck(merged, kit, new) == struck(imported, kit, old)


def test_a_loop_on_the_songs_own_tracks_is_told_in_a_line() -> None:
    kit = kit_of("kick", "snare")
    song = song_of(row("kick", "x..."), tempo=120.0)
    imported = song_of_midi(loop([(0, 36, 100, 60), (490, 38, 90, 60)]), kit=kit)
    assert words(song, imported, kit) == ("Pattern B: 2 hits on 2 tracks; new: snare.", ())


def test_what_the_song_keeps_and_what_the_kit_lacks_is_told() -> None:
    other = song_of(row("kick", "x..."), notes("bass", "36 ."), tempo=90.0, key=Key(2, "minor"))
    other = other.with_pattern(Pattern("B", tracks=(row("triangle", "x"),), meter=Meter(3, 4)))
    other = Song(
        tempo=90.0,
        key=Key(2, "minor"),
        tracks=(*other.tracks, *song_of(row("triangle", "x")).tracks),
        patterns=other.patterns,
        sections=(Section("a", "A", 4), Section("b", "B"), Section("a", "A")),
    )
    kit = kit_of("kick", "bass")
    line, said = words(song_of(row("kick", "x...")), Imported(other, ("head", "left"), ("left",)), kit)
    assert line == "Patterns B, C: 3 hits on 3 tracks; new: bass, triangle."
    assert said == (
        "left",
        "The file is at 90 BPM; the song stays at 120.",
        "The file is in d minor; the song has no key.",
        "The file plays B 4 times, C, B.",
        "The song is in 4/4, C in 3/4.",
        "The kit has no sound for triangle.",
    )


def test_notes_that_a_track_keeps_in_key_are_told() -> None:
    song = song_of(notes("bass", "36 ."), key=Key(2, "minor"))
    song = replace(song, tracks=(replace(song.tracks[0], in_key=True),))
    imported = Imported(song_of(notes("bass", "36 37")))
    (said,) = words(song, imported, kit_of("bass"))[1]
    assert said == "Kept in the song's key, with other notes than in the file: bass."


def test_of_many_names_some_are_told() -> None:
    other = song_of(*(row(f"t{number}", "x") for number in range(9)))
    line, _ = words(song_of(row("kick", "x...")), Imported(other), kit_of("kick"))
    assert line.endswith("9 hits on 9 tracks; new: t0, t1, t2, t3, t4 and 4 more.")
