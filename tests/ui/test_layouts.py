"""Keyboard layouts: which character is where, on every one of them."""

import pytest

from beatterm.ui.input.layouts import LAYOUTS, PADS, TRIGS, custom_layout

PAD_ROWS = {
    "qwerty": "zxcvasdfqwer1234",
    "qwertz": "yxcvasdfqwer1234",
    "azerty": "wxcvqsdfazer&é\"'",
    "dvorak": ";qjkaoeu',.p1234",
    "colemak": "zxcvarstqwfp1234",
    "bepo": 'àyx.auiebépo"«»(',
}
TOP_LEFT = {
    "qwerty": "qwerty",
    "qwertz": "qwertz",
    "azerty": "azerty",
    "dvorak": "',.pyf",
    "colemak": "qwfpgj",
    "bepo": "bépoèv",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_pads_lie_in_the_order_of_a_drum_machine(name: str) -> None:
    assert "".join(LAYOUTS[name].pads) == PAD_ROWS[name]
    assert LAYOUTS[name].rows[1].startswith(TOP_LEFT[name])


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_key_plays_two_things(name: str) -> None:
    layout = LAYOUTS[name]
    for keys, count in (
        (layout.pads, PADS),
        (layout.trigs, TRIGS),
        (tuple(key for key, _ in layout.piano), 24),
    ):
        loud = [accent for key in keys for accent in layout.accents(key)]
        assert len(set(keys)) == len(keys) == count
        assert not set(keys) & set(loud)
        assert len(set(loud)) == len(loud)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_pad_and_step_has_an_accent(name: str) -> None:
    layout = LAYOUTS[name]
    for key in (*layout.pads, *layout.trigs):
        assert layout.accents(key)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_piano_is_two_octaves_from_left_to_right(name: str) -> None:
    layout = LAYOUTS[name]
    assert sorted(note for _, note in layout.piano) == list(range(24))
    lower = [
        key for key, note in sorted(layout.piano, key=lambda each: each[1]) if note in (0, 2, 4, 5, 7, 9, 11)
    ]
    assert "".join(lower) == layout.rows[3][:7]


def test_the_piano_is_the_one_of_trackers() -> None:
    by_note = [key for key, _ in sorted(LAYOUTS["qwerty"].piano, key=lambda each: each[1])]
    assert "".join(by_note) == "zsxdcvgbhnjmq2w3er5t6y7u"


def test_a_layout_of_ones_own_is_checked() -> None:
    own = custom_layout(LAYOUTS["azerty"].rows)
    assert own.pads == LAYOUTS["azerty"].pads
    assert own.accents("w") == ("W",)
    for rows in ((), ("12345678",) * 4, ("1234567", "qwertyui", "asdfghjk", "zxcvbnm,")):
        with pytest.raises(ValueError, match="layout"):
            custom_layout(rows)
