"""kit.toml of the shipped kits: only known keys, only files that exist, lanes that both kits share."""

import pytest

from tests.kits.shipped import KIT_NAMES, KITS_FOLDER, kit, layers, sounds

KIT_KEYS = {"beatterm_kit", "title", "author", "license", "about", "sound"}
SOUND_KEYS = {"file", "files", "layer", "note", "gain_db", "pan", "choke", "root", "release_ms"}
LAYER_KEYS = {"up_to", "file", "files"}
SHARED_LANES = {
    *("kick", "kick2", "snare", "snare2", "clap", "rim", "hat", "hat-open", "hat-pedal", "ride", "ride-bell"),
    *(
        "crash",
        "tom-low",
        "tom-mid",
        "tom-high",
        "shaker",
        "tamb",
        "cowbell",
        "clave",
        "conga",
        "perc",
        "bass",
    ),
}
SIX_MEGABYTES = 6_150_000


@pytest.mark.parametrize("name", KIT_NAMES)
def test_a_kit_says_only_what_the_format_knows(name: str) -> None:
    assert set(kit(name)) == KIT_KEYS
    for sound in sounds(name).values():
        assert set(sound) <= SOUND_KEYS
        assert len({"file", "files", "layer"} & set(sound)) == 1
        assert all(set(layer) <= LAYER_KEYS for layer in sound.get("layer", []))


@pytest.mark.parametrize("name", KIT_NAMES)
def test_values_lie_in_their_ranges(name: str) -> None:
    for sound in sounds(name).values():
        assert 35 <= sound.get("note", 35) <= 81
        assert -60.0 <= sound.get("gain_db", 0.0) <= 0.0, "above 0 dB a single hit would clip"
        assert -1.0 <= sound.get("pan", 0.0) <= 1.0
        borders = [layer.up_to for layer in layers(sound)]
        assert borders == sorted(set(borders))
        assert borders[-1] == 127


@pytest.mark.parametrize("name", KIT_NAMES)
def test_every_file_exists_and_none_is_left_over(name: str) -> None:
    named = [file for sound in sounds(name).values() for layer in layers(sound) for file in layer.files]
    assert sorted(named) == sorted(path.name for path in (KITS_FOLDER / name).glob("*.wav"))
    assert "CC0" in (KITS_FOLDER / name / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", KIT_NAMES)
def test_a_song_can_change_to_this_kit(name: str) -> None:
    assert set(sounds(name)) >= SHARED_LANES


def test_one_lane_is_one_midi_note_in_both_kits() -> None:
    deep, dry = (
        {lane: sound.get("note") for lane, sound in sounds(name).items() if lane in SHARED_LANES}
        for name in KIT_NAMES
    )
    assert deep == dry
    notes = [note for note in deep.values() if note is not None]
    assert len(notes) == len(set(notes))


@pytest.mark.parametrize("name", KIT_NAMES)
def test_hats_choke_each_other_and_the_bass_plays_notes(name: str) -> None:
    lanes = sounds(name)
    assert {lanes[lane]["choke"] for lane in ("hat", "hat-open", "hat-pedal")} == {"hats"}
    assert lanes["bass"]["choke"] == "bass"
    assert lanes["bass"]["root"] == "c2"
    assert lanes["bass"]["release_ms"] > 0


@pytest.mark.parametrize("name", KIT_NAMES)
@pytest.mark.parametrize("lane", ["snare", "hat"])
def test_snare_and_hat_have_velocity_layers_with_round_robins(name: str, lane: str) -> None:
    found = layers(sounds(name)[lane])
    assert len(found) >= 2
    assert all(len(layer.files) >= 2 for layer in found)


def test_both_kits_are_small() -> None:
    assert sum(path.stat().st_size for path in KITS_FOLDER.glob("d*/*")) < SIX_MEGABYTES
