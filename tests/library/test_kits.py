"""Kits on the disk: where they are found, and that no hostile one crashes or leads out of its folder."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatterm.formats.errors import FormatError
from beatterm.formats.kit_text import format_kit
from beatterm.library.errors import LibraryError
from beatterm.library.kits import find_kit, kit_of_song, list_kits
from beatterm.library.sounds import read_sound
from beatterm.model.kit import Kit
from tests.model.kit_strategies import kits

DEEP = 'beatterm_kit = 1\ntitle = "Mine"\n[sound.kick]\nfile = "kick.wav"\n'


def put(folder: Path, text: str = DEEP) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kit.toml").write_text(text)
    return folder


def test_a_kit_is_looked_for_by_the_song_then_here_then_with_the_user_then_with_beatterm(here: Path) -> None:
    song_folder = here / "album" / "patterns"
    song_folder.mkdir(parents=True)
    assert find_kit("deep", song_folder).title == "Deep"
    for folder in (
        here / "home" / "kits",
        here / "kits",
        here / "album" / "kits",
        song_folder / "kits",
        song_folder,
    ):
        put(folder / "deep", DEEP.replace("Mine", folder.name))
        kit = find_kit("deep", song_folder)
        assert (kit.name, kit.title, kit.folder) == ("deep", folder.name, str(folder / "deep"))


def test_kits_are_listed_by_name(here: Path) -> None:
    put(here / "kits" / "zebra")
    (here / "kits" / "no-kit").mkdir()
    assert {"deep", "dry", "zebra"} <= set(list_kits())
    assert "no-kit" not in list_kits()
    assert list_kits() == tuple(sorted(list_kits()))


def test_a_missing_kit_gets_the_nearest_name_and_all_there_are(here: Path) -> None:
    with pytest.raises(
        LibraryError, match=r"There is no kit depp\. Did you mean deep\? There is: .*deep, dry"
    ):
        find_kit("depp")


def test_who_opens_a_song_without_its_kit_is_told_its_file_its_line_and_what_to_do(here: Path) -> None:
    with pytest.raises(LibraryError) as fault:
        kit_of_song("depp", here / "mine.beat")
    assert str(fault.value).startswith(
        f'{here / "mine.beat"}: kit = "depp": There is no kit depp. Did you mean'
    )
    assert str(fault.value).endswith("Put its folder into kits/ beside the song, or name another kit.")
    put(here / "kits" / "depp", "beatterm_kit = 99\n")
    with pytest.raises(LibraryError, match=r'kit = "depp": depp/kit\.toml:1:'):
        kit_of_song("depp", here / "mine.beat")
    put(here / "kits" / "depp")
    assert kit_of_song("depp", here / "mine.beat").title == "Mine"


def test_no_kit_is_an_empty_kit() -> None:
    assert find_kit("") == Kit("")


@pytest.mark.parametrize("name", ["..", ".", "../deep", "/etc", "a/b", "\0", "x" * 5000])
def test_what_is_no_name_of_a_kit_is_refused(here: Path, name: str) -> None:
    with pytest.raises(LibraryError):
        find_kit(name)


def test_a_fault_in_a_kit_names_its_file(here: Path) -> None:
    put(here / "kits" / "mine", DEEP.replace("kick.wav", "../kick.wav"))
    with pytest.raises(FormatError, match=r"^mine/kit\.toml:4:8: "):
        find_kit("mine")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(kit=kits(), damage=st.data())
def test_a_hostile_kit_is_read_or_refused_and_so_are_its_sounds(
    here: Path, kit: Kit, damage: st.DataObject
) -> None:
    text = format_kit(kit)
    at = damage.draw(st.integers(0, len(text)))
    puts = damage.draw(st.sampled_from(("", "..", '"', "/", "[[sound.x.layer]]\n", "\0", "é", "=")))
    put(here / "kits" / "hostile", text[:at] + puts + text[at + damage.draw(st.integers(0, 3)) :])
    try:
        found = find_kit("hostile")
    except (FormatError, LibraryError):
        return
    for sound in found.sounds:
        for layer in sound.layers:
            for file in layer.files:
                with pytest.raises(LibraryError, match=r"^Kit hostile: "):
                    read_sound(found, file)
