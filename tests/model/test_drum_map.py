"""General MIDI's drums by the names of tracks, and tracks by the notes of pads."""

import pytest
from hypothesis import given

from beatterm.model.drum_map import drum_track, gm_names, gm_note
from tests.kits.shipped import KIT_NAMES, sounds
from tests.model.strategies import NAMES


@pytest.mark.parametrize(
    ("names", "note"),
    [
        ("kick Kick bd BD1 bassdrum bass-drum kick-soft my_kick kicks", 36),
        ("kick2 kick-2", 35),
        ("snare sd snare-ghost SnareTop", 38),
        ("snare2 snare-electric", 40),
        ("clap claps handclap cp", 39),
        ("rim rimshot sidestick side-stick rs", 37),
        ("hat hats hihat hi-hat HiHat hh hat-closed closedhat hh_closed ch closed", 42),
        ("hat-open open-hat openhat OpenHats HHopen oh open", 46),
        ("hat-pedal hat-foot", 44),
        ("tom-low tomlow tom_lo LowTom lt tom3", 45),
        ("tom tom-mid mt tom2", 47),
        ("tom-high tom-hi hightom ht tom1", 50),
        ("tom-floor floortom tom4", 43),
        ("crash cymbal crash-cymbal", 49),
        ("crash2", 57),
        ("ride", 51),
        ("ride-bell ridebell", 53),
        ("cowbell cb", 56),
        ("tamb tambourine", 54),
        ("shaker shakers maracas", 70),
        ("conga conga-hi conga-open", 63),
        ("conga-low", 64),
        ("bongo", 60),
        ("clave claves", 75),
        ("woodblock wood-block", 76),
    ],
)
def test_a_drum_is_known_by_the_words_of_its_name(names: str, note: int) -> None:
    assert {name: gm_note(name) for name in names.split()} == dict.fromkeys(names.split(), note)


@pytest.mark.parametrize(
    "name", ["bass", "lead", "keys", "chords", "zap", "chat", "trim", "bride", "low", "2", "808", "hand", "-"]
)
def test_what_is_no_drum_has_no_note(name: str) -> None:
    assert gm_note(name) is None


@given(NAMES)
def test_any_name_is_a_drum_of_general_midi_or_none(name: str) -> None:
    note = gm_note(name)
    assert note is None or 35 <= note <= 81


@pytest.mark.parametrize("name", KIT_NAMES)
def test_the_shipped_kits_go_by_the_same_notes(name: str) -> None:
    notes = {sound: table["note"] for sound, table in sounds(name).items() if "note" in table}
    assert {sound: gm_note(sound) for sound in notes} == notes


def test_every_drum_has_a_name_that_leads_back_to_it() -> None:
    assert [note for note in range(35, 82) if note not in map(gm_note, gm_names(note))] == []
    assert [note for note in range(128) if gm_names(note) and not 35 <= note <= 81] == []


def test_its_own_names_come_first_and_then_those_of_what_may_stand_in() -> None:
    assert gm_names(36)[0] == "kick"
    assert gm_names(35)[:2] == ("kick-2", "kick")
    assert gm_names(46).index("hat-open") < gm_names(46).index("hat")


def test_a_pad_plays_the_track_that_is_its_drum() -> None:
    tracks = ("bass", "kick", "hat", "hat-open", "tom-low")
    assert [drum_track(note, tracks) for note in (36, 42, 46, 45)] == ["kick", "hat", "hat-open", "tom-low"]


@pytest.mark.parametrize(
    ("note", "tracks", "played"),
    [
        (35, ("snare", "kick"), "kick"),
        (46, ("kick", "hat"), "hat"),
        (41, ("tom-high", "tom-low"), "tom-low"),
        (48, ("tom-low", "tom-high"), "tom-high"),
        (57, ("ride", "crash"), "crash"),
        (40, ("snare", "clap"), "snare"),
        (36, ("snare", "bass"), None),
        (60, ("kick", "snare"), None),
        (0, ("kick",), None),
    ],
)
def test_what_is_not_there_is_played_by_what_is_near(
    note: int, tracks: tuple[str, ...], played: str | None
) -> None:
    assert drum_track(note, tracks) == played


def test_of_two_tracks_of_one_drum_the_first_is_played() -> None:
    assert drum_track(36, ("kick-soft", "kick")) == "kick-soft"
