"""What is written is read as the same again: the two laws of songs and kits."""

from hypothesis import given

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import format_song, parse_song
from beatterm.formats.kit_text import format_kit, parse_kit
from beatterm.model.kit import Kit
from beatterm.model.song import Song
from tests.model.kit_strategies import kits
from tests.model.strategies import songs


@given(songs())
def test_a_song_written_and_read_is_the_same_song(song: Song) -> None:
    assert parse_song(format_song(song, PARAMS), PARAMS) == song


@given(songs())
def test_canonical_text_read_and_written_is_the_same_text(song: Song) -> None:
    text = format_song(song, PARAMS)
    assert format_song(parse_song(text, PARAMS), PARAMS) == text


@given(kits())
def test_a_kit_written_and_read_is_the_same_kit(kit: Kit) -> None:
    text = format_kit(kit)
    assert parse_kit(text, kit.name) == kit
    assert format_kit(parse_kit(text, kit.name)) == text
