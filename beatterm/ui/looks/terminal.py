"""What the terminal says about itself before the screen takes it over: is its background dark?"""

import os
import re
import select
import time
from collections.abc import Mapping

from textual.color import Color

from beatterm.ui.looks.contrast import luminance
from beatterm.ui.looks.themes import DARK, LIGHT, PLAIN

ASK_SECONDS = 0.15
"""How long a terminal may take to answer; those that know the question take a few milliseconds."""

_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
"""OSC 11 asks for the background; the device attributes behind it are answered by every terminal, so that
one which does not know the first is not waited for.
"""
_COLOR = re.compile(rb"\x1b\]11;rgb:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
_ATTRIBUTES = re.compile(rb"\x1b\[\?[0-9;]*c")
_LIGHT_FROM = 0.4


def fitting_theme(environ: Mapping[str, str]) -> str:
    """The name of the theme that suits this terminal: NO_COLOR, then its background, then COLORFGBG."""
    if environ.get("NO_COLOR"):
        return PLAIN.name
    light = _is_light(_ask())
    if light is None:
        light = _light_by_colorfgbg(environ.get("COLORFGBG", ""))
    return LIGHT.name if light else DARK.name


def _is_light(answer: bytes) -> bool | None:
    """What an answer to OSC 11 says; None if it says nothing."""
    found = _COLOR.search(answer)
    if found is None:
        return None
    red, green, blue = (round(int(part, 16) / (16 ** len(part) - 1) * 255) for part in found.groups())
    return luminance(Color(red, green, blue)) > _LIGHT_FROM


def _light_by_colorfgbg(text: str) -> bool:
    """Some terminals put `foreground;background` as colour numbers into the environment."""
    return text.rpartition(";")[2] in ("7", "15")


def _ask() -> bytes:
    """The terminal's answer, or nothing where there is no terminal to ask."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return b""
    try:
        return _asked_raw(terminal)
    except OSError:
        return b""
    finally:
        os.close(terminal)


def _asked_raw(terminal: int) -> bytes:
    import termios
    import tty

    before = termios.tcgetattr(terminal)
    try:
        tty.setraw(terminal)
        os.write(terminal, _QUESTION)
        return _read_answer(terminal)
    except termios.error as error:
        raise OSError(*error.args) from error
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def _read_answer(terminal: int) -> bytes:
    answer = b""
    until = time.monotonic() + ASK_SECONDS
    while not _ATTRIBUTES.search(answer):
        ready, _, _ = select.select([terminal], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            break
        answer += os.read(terminal, 256)
    return answer
