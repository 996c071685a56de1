"""Patterns of another song: they come in behind what is there, on its tracks, and nothing else changes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import format_song, parse_song
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.merging import with_patterns_of
from beatterm.model.edits.patterns import MAX_PATTERNS, MAX_TRACKS
from beatterm.model.groove import Groove
from beatterm.model.pattern import Pattern
from beatterm.model.scale import Key
from beatterm.model.song import Song, TrackSetup
from beatterm.model.time import Meter
from tests.material import notes, row, song_of
from tests.model.strategies import songs


def with_sounds(song: Song, **sounds: str) -> Song:
    """A song whose tracks play other sounds."""
    setups = (replace(each, sound=sounds.get(each.name, each.sound)) for each in song.tracks)
    return replace(song, tracks=tuple(setups))


def rhythm(pattern: Pattern) -> dict[str, str]:
    """The rows of a pattern."""
    return {each.name: "".join("x" if step else "." for step in each.steps) for each in pattern.tracks}


@settings(max_examples=40)
@given(songs(), songs())
def test_nothing_that_was_there_changes(song: Song, other: Song) -> None:
    try:
        merged = with_patterns_of(song, other)
    except EditError as refusal:
        assert "groove" in str(refusal)
        return
    tracks, patterns = len(song.tracks), len(song.patterns)
    assert (merged.tracks[:tracks], merged.patterns[:patterns]) == (song.tracks, song.patterns)
    assert replace(merged, tracks=song.tracks, patterns=song.patterns) == song
    assert parse_song(format_song(merged, PARAMS), PARAMS) == merged
    for new, old in zip(merged.patterns[patterns:], other.patterns, strict=True):
        assert merged.meter_of(new) == other.meter_of(old)
        assert [each.steps for each in new.tracks] == [each.steps for each in old.tracks]
        assert len({each.name for each in new.tracks}) == len(old.tracks)


def test_drums_go_by_sound_and_notes_by_name() -> None:
    song = with_sounds(song_of(row("bd", "x..."), row("rim", "x..."), row("bass", "x...")), bd="kick")
    song = with_sounds(song, bass="sub")
    other = song_of(row("kick", "xx.."), notes("bass", "36 . 38 ."), notes("lead", "60 . . 62"))
    merged = with_patterns_of(song, with_sounds(other, lead="rim"))
    assert merged.tracks[3:] == (TrackSetup("lead", "rim"),)
    assert rhythm(merged.patterns[1]) == {"bd": "xx..", "bass": "x.x.", "lead": "x..x"}


def test_a_drum_finds_its_namesake_before_another_track_of_its_sound() -> None:
    song = with_sounds(song_of(row("low", "x..."), row("kick", "x...")), low="kick")
    assert rhythm(with_patterns_of(song, song_of(row("kick", "xx.."))).patterns[1]) == {"kick": "xx.."}


def test_a_drum_whose_sound_nobody_plays_goes_to_its_namesake() -> None:
    song = with_sounds(song_of(row("kick", "x...")), kick="boom")
    merged = with_patterns_of(song, song_of(row("kick", "xx..")))
    assert merged.tracks == song.tracks
    assert rhythm(merged.patterns[1]) == {"kick": "xx.."}


def test_two_drums_of_one_sound_do_not_share_a_track() -> None:
    other = with_sounds(song_of(row("kick", "x..."), row("kick-b", ".x..")), **{"kick-b": "kick"})
    merged = with_patterns_of(song_of(row("kick", "x...")), other)
    assert merged.tracks[1:] == (TrackSetup("kick-b", "kick"),)


def test_a_new_track_whose_name_is_taken_gets_another() -> None:
    song = with_sounds(song_of(row("kick", "x..."), row("bd", "x...")), kick="boom", bd="kick")
    other = with_sounds(song_of(row("kick", "xx.."), row("bd", ".x..")), kick="kick", bd="deep")
    merged = with_patterns_of(song, other)
    assert rhythm(merged.patterns[1]) == {"bd": "xx..", "bd-b": ".x.."}
    assert merged.tracks[2:] == (TrackSetup("bd-b", "deep"),)


def test_swing_groove_and_metre_are_the_patterns_own_where_they_differ() -> None:
    late = Groove("late", time=(0.0, 0.1))
    song = song_of(row("kick", "x..."), swing=58.0, groove="late", grooves=(late,), meter=Meter(4, 4))
    merged = with_patterns_of(song, song_of(row("kick", "x..."), meter=Meter(3, 4)))
    (track,) = merged.patterns[1].tracks
    assert (track.swing, track.groove, merged.patterns[1].meter) == (50.0, "none", Meter(3, 4))
    again = with_patterns_of(replace(song, swing=50.0, groove=""), song_of(row("kick", "x...")))
    (track,) = again.patterns[1].tracks
    assert (track.swing, track.groove, again.patterns[1].meter) == (None, None, None)


def test_only_the_patterns_that_are_named_come_in_with_their_tracks() -> None:
    other = song_of(row("kick", "x..."), row("hat", "xxxx"))
    other = other.with_pattern(Pattern("B", tracks=(row("clap", "..x."),)))
    other = replace(other, tracks=(*other.tracks, TrackSetup("clap", "clap")))
    merged = with_patterns_of(song_of(row("kick", "x...")), other, "B")
    assert [rhythm(each) for each in merged.patterns] == [{"kick": "x..."}, {"clap": "..x."}]
    assert [setup.name for setup in merged.tracks] == ["kick", "clap"]


def test_key_tempo_and_sections_are_not_taken_over() -> None:
    other = song_of(row("kick", "x..."), tempo=90.0, key=Key(2, "minor"), kit="deep", title="Theirs")
    merged = with_patterns_of(song_of(row("kick", "x..."), title="Mine"), other)
    assert (merged.tempo, merged.key, merged.kit, merged.title) == (120.0, None, "", "Mine")


def test_a_full_song_takes_no_more() -> None:
    song, other = song_of(row("kick", "x...")), song_of(row("hat", "x..."))
    for number in range(MAX_PATTERNS - 1):
        song = song.with_pattern(Pattern(f"P{number}"))
    with pytest.raises(EditError, match="64 patterns; of the 1 that would come in 0 have room"):
        with_patterns_of(song, other)
    many = tuple(TrackSetup(f"t{number}", "t") for number in range(MAX_TRACKS - 1))
    full = replace(song_of(row("kick", "x...")), tracks=(TrackSetup("kick", "kick"), *many))
    with pytest.raises(EditError, match="64 tracks; with those that would come in it has 65"):
        with_patterns_of(full, other)


def test_a_groove_that_the_song_has_not_is_refused() -> None:
    other = song_of(row("kick", "x..."), groove="late", grooves=(Groove("late", time=(0.1,)),))
    with pytest.raises(EditError, match="groove late"):
        with_patterns_of(song_of(row("kick", "x...")), other)
