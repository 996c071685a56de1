"""Looks: every sign can be read on every ground in every theme, and without colour its shape still speaks."""

import os
import pty
import threading
from itertools import product

import pytest
from rich.cells import cell_len
from textual.color import Color

from beatterm.ui.looks import terminal
from beatterm.ui.looks.contrast import READABLE, contrast, readable
from beatterm.ui.looks.glyphs import ASCII, UNICODE, Glyphs, charset_of
from beatterm.ui.looks.look import look_of
from beatterm.ui.looks.palette import Ground, Ink, Palette
from beatterm.ui.looks.themes import OWN, PLAIN, THEMES
from tests.ui.rig import running

COLOURED = [name for name, theme in THEMES.items() if not theme.ansi]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21.0)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert contrast(Color(9, 9, 9), Color(9, 9, 9)) == 1.0


def test_readable_moves_a_colour_only_if_it_must() -> None:
    white, grey = Color(255, 255, 255), Color(200, 200, 200)
    assert readable(Color(0, 0, 0), white) == Color(0, 0, 0)
    moved = readable(grey, white)
    assert moved != grey
    assert contrast(moved, white) >= READABLE


@pytest.mark.parametrize("name", COLOURED)
def test_every_ink_can_be_read_on_every_ground(name: str) -> None:
    palette = Palette(THEMES[name])
    for ink, ground in product(Ink, Ground):
        shown, under = palette.colors(ink, ground)
        assert contrast(shown, under) >= READABLE, (name, ink, ground)


@pytest.mark.parametrize("name", COLOURED)
def test_playhead_selection_and_cursor_stand_out(name: str) -> None:
    palette = Palette(THEMES[name])
    grounds = {ground: palette.colors(Ink.TEXT, ground)[1] for ground in Ground}
    marked = [Ground.PLAIN, Ground.PLAYHEAD, Ground.SELECTED, Ground.CURSOR]
    assert len({grounds[ground].hex for ground in marked}) == len(marked)


def test_own_themes_come_dark_light_and_without_colour() -> None:
    assert [(theme.dark, theme.ansi) for theme in OWN[:2]] == [(True, False), (False, False)]
    assert PLAIN.ansi


def test_without_colour_roles_are_told_apart_by_attributes() -> None:
    palette = Palette(PLAIN)
    assert all(palette.style(ink, ground).color is None for ink, ground in product(Ink, Ground))
    assert all(palette.style(ink, ground).bgcolor is None for ink, ground in product(Ink, Ground))
    grounds = (Ground.PLAIN, Ground.CURSOR, Ground.PLAYHEAD, Ground.SELECTED)
    assert len({str(palette.style(Ink.HIT, ground)) for ground in grounds}) == len(grounds)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_velocity_is_told_by_shape(glyphs: Glyphs) -> None:
    shapes = {glyphs.rest, *(glyphs.velocity(velocity) for velocity in (35, 100, 127))}
    assert len(shapes) == 4
    assert all(cell_len(shape) == 1 for shape in shapes)
    assert [glyphs.velocity(velocity) for velocity in (1, 63)] == [glyphs.ghost] * 2
    assert [glyphs.velocity(velocity) for velocity in (64, 114)] == [glyphs.hit] * 2
    assert [glyphs.velocity(velocity) for velocity in (115, 127)] == [glyphs.accent] * 2


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("share", [-1.0, 0.0, 0.03, 0.5, 0.99, 1.0, 7.0])
def test_bars_and_sliders_keep_their_width(glyphs: Glyphs, share: float) -> None:
    for width in (1, 2, 9):
        assert cell_len(glyphs.bar(share, width)) == width
        assert cell_len("".join(glyphs.slider(share, width))) == width
    assert glyphs.bar(1.0, 3) == glyphs.thick * 3
    assert glyphs.bar(0.0, 3) == "   "


@pytest.mark.parametrize(
    ("locale_says", "term", "expected"),
    [("UTF-8", "xterm-256color", UNICODE), ("ISO-8859-1", "xterm", ASCII), ("utf8", "linux", ASCII)],
)
def test_the_charset_suits_locale_and_terminal(
    monkeypatch: pytest.MonkeyPatch, locale_says: str, term: str, expected: Glyphs
) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda _: locale_says)
    assert charset_of("auto", {"TERM": term}) is expected
    assert charset_of("ascii", {}) is ASCII


ANSWERS = [
    (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c", "light"),
    (b"\x1b]11;rgb:1c1c/1c1c/2020\x07\x1b[?62;4c", "dark"),
    (b"\x1b]11;rgb:f/f/e\x1b\\\x1b[?6c", "light"),
    (b"\x1b[?62c", "dark"),
]


@pytest.mark.parametrize(("answer", "theme"), ANSWERS)
def test_the_terminal_is_asked_for_its_background(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, theme: str
) -> None:
    ours, theirs = pty.openpty()
    monkeypatch.setattr("os.open", lambda *_: os.dup(theirs))

    def reply() -> None:
        asked = b""
        while not asked.endswith(b"\x1b[c"):
            asked += os.read(ours, 64)
        os.write(ours, answer)

    thread = threading.Thread(target=reply)
    thread.start()
    monkeypatch.setattr(terminal, "ASK_SECONDS", 10.0)
    try:
        assert terminal.fitting_theme({}) == theme
    finally:
        thread.join()
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize(
    ("environ", "theme"),
    [
        ({}, "dark"),
        ({"COLORFGBG": "0;15"}, "light"),
        ({"COLORFGBG": "15;0"}, "dark"),
        ({"COLORFGBG": "rubbish"}, "dark"),
        ({"NO_COLOR": "1", "COLORFGBG": "0;15"}, "none"),
        ({"NO_COLOR": ""}, "dark"),
    ],
)
def test_the_environment_decides_where_the_terminal_is_silent(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], theme: str
) -> None:
    monkeypatch.setattr(terminal, "_ask", lambda: b"")
    assert terminal.fitting_theme(environ) == theme


async def test_every_theme_can_be_worn() -> None:
    async with running((200, 50)) as rig:
        for name in ("light", "none", "nord", "ansi-light", "dark"):
            rig.app.theme = name
            await rig.settle()
            assert rig.app.screen.query_one("#page0").look is look_of(name, UNICODE)  # type: ignore[attr-defined]
            assert "kick" in rig.text()


async def test_an_unknown_theme_is_named_and_replaced() -> None:
    async with running(theme="bogus") as rig:
        assert rig.app.theme == "dark"
        assert "no theme bogus" in rig.lines()[-1]


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_without_colour_nothing_is_coloured(size: tuple[int, int]) -> None:
    async with running(size, theme="none") as rig:
        for keys in ("", "v l j", "tab", "g", "escape ?", "escape :", "escape Z", "escape d q"):
            await rig.press(keys)
            for strip in rig.app.screen._compositor.render_strips():
                for segment in strip:
                    style = segment.style
                    if style:
                        assert style.color is None or style.color.is_default
                        assert style.bgcolor is None or style.bgcolor.is_default
