"""The characters of the screen, as shapes that say the same without colour, in two charsets."""

import locale
from collections.abc import Mapping
from dataclasses import dataclass

GHOST_UP_TO, HIT_UP_TO = 63, 114
"""Velocities that are drawn as a ghost and as a hit; above them, an accent."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One charset. `half` fills the left half of a cell that `thick` fills."""

    rest: str
    ghost: str
    hit: str
    accent: str
    hold: str
    past_end: str
    playhead: str
    rule: str
    thick: str
    half: str
    thin: str
    knob: str
    ramp: str
    play: str
    stop: str
    arrow: str
    more_up: str
    more_down: str
    enter: str
    ellipsis: str
    cursor: str

    def velocity(self, velocity: int) -> str:
        """The shape of a hit that strong."""
        if velocity <= GHOST_UP_TO:
            return self.ghost
        return self.hit if velocity <= HIT_UP_TO else self.accent

    def bar(self, share: float, width: int) -> str:
        """A bar `width` cells long, filled to a share (0 to 1) of it from the left, to half a cell."""
        whole, half = divmod(round(max(0.0, min(1.0, share)) * width * 2), 2)
        return (self.thick * whole + self.half * half).ljust(width)

    def slider(self, share: float, width: int) -> tuple[str, str]:
        """A slider `width` cells long: the part up to its knob, and the part behind it."""
        at = round(max(0.0, min(1.0, share)) * (width - 1))
        return self.thick * at + self.knob, self.thin * (width - 1 - at)


UNICODE = Glyphs(
    rest="·",
    ghost="▫",
    hit="■",
    accent="█",
    hold="─",
    past_end="╌",
    playhead="▼",
    rule="─",
    thick="━",
    half="╸",
    thin="─",
    knob="●",
    ramp=" ▁▂▃▄▅▆▇",
    play="▶",
    stop="■",
    arrow="→",
    more_up="▲",
    more_down="▼",
    enter="⏎",
    ellipsis="…",
    cursor="▸",
)

ASCII = Glyphs(
    rest=".",
    ghost="o",
    hit="x",
    accent="X",
    hold="-",
    past_end=" ",
    playhead="v",
    rule="-",
    thick="=",
    half="-",
    thin="-",
    knob="o",
    ramp=" .:-=+*%#",
    play=">",
    stop="#",
    arrow=">",
    more_up="^",
    more_down="v",
    enter="enter",
    ellipsis="~",
    cursor=">",
)

CHARSETS: Mapping[str, Glyphs] = {"unicode": UNICODE, "ascii": ASCII}


def charset_of(name: str, environ: Mapping[str, str]) -> Glyphs:
    """The charset of that name; "auto" asks the locale, and trusts no Linux console."""
    if name != "auto":
        return CHARSETS[name]
    encoding = locale.getpreferredencoding(False).lower().replace("-", "")
    speaks = encoding == "utf8" and environ.get("TERM") not in ("linux", "vt100", "dumb")
    return UNICODE if speaks else ASCII
