"""The characters of the screen, as shapes that say the same without colour, in two charsets."""

import locale
from collections.abc import Mapping
from dataclasses import dataclass

from beatterm.model.step import ALWAYS, Step

GHOST_UP_TO, HIT_UP_TO = 63, 114
"""Velocities that are drawn as a ghost and as a hit; above them, an accent."""
_FULL_GATE = 100


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """One charset. `half` fills the left half of a cell that `thick` fills. `blocks` fill a cell from the
    bottom, `halves` are an empty one, its lower half, its upper half, and all of it. What a hit carries is
    said by `condition` … `lock`.
    """

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
    blocks: str
    halves: str
    condition: str
    chance: str
    ratchet: str
    early: str
    late: str
    tie: str
    lock: str
    play: str
    stop: str
    arrow: str
    more_up: str
    more_down: str
    enter: str
    ellipsis: str
    cursor: str
    either: str

    def spelt(self, text: str) -> str:
        """A text in the characters of this charset."""
        return text.replace("…", self.ellipsis).replace("±", self.either)

    def velocity(self, velocity: int) -> str:
        """The shape of a hit that strong."""
        if velocity <= GHOST_UP_TO:
            return self.ghost
        return self.hit if velocity <= HIT_UP_TO else self.accent

    def signs(self, step: Step) -> str:
        """What a hit carries, the most telling first: whether it sounds, how often, when, and how."""
        nudge = self.early if step.nudge < 0.0 else self.late
        carried = (
            (bool(step.condition), self.condition),
            (step.chance != ALWAYS, self.chance),
            (step.ratchet > 1, self.ratchet),
            (step.nudge != 0.0, nudge),
            (step.tie, self.tie),
            (bool(step.locks) or step.gate != _FULL_GATE, self.lock),
        )
        return "".join(sign for is_there, sign in carried if is_there)

    def legend(self) -> tuple[tuple[str, str], ...]:
        """Every sign of the grid and what it says."""
        return (
            (f"{self.ghost} {self.hit} {self.accent}", "Ghost, hit, accent"),
            (self.hold, "Held, or tied"),
            (self.condition, "Condition"),
            (self.chance, "Chance"),
            (self.ratchet, "Ratchet"),
            (f"{self.early} {self.late}", "Nudged earlier, later"),
            (self.tie, "Tie"),
            (self.lock, "Locks, or a short gate"),
        )

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
    blocks=" ▁▂▃▄▅▆▇█",
    halves=" ▄▀█",
    condition="◐",
    chance="◇",
    ratchet="≡",
    early="‹",
    late="›",
    tie="~",
    lock="*",
    play="▶",
    stop="■",
    arrow="→",
    more_up="▲",
    more_down="▼",
    enter="⏎",
    ellipsis="…",
    cursor="▸",
    either="±",
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
    blocks=" .=#",
    halves=" .'#",
    condition="&",
    chance="?",
    ratchet="=",
    early="<",
    late=">",
    tie="~",
    lock="*",
    play=">",
    stop="#",
    arrow=">",
    more_up="^",
    more_down="v",
    enter="enter",
    ellipsis="~",
    cursor=">",
    either="+-",
)

CHARSETS: Mapping[str, Glyphs] = {"unicode": UNICODE, "ascii": ASCII}


def charset_of(name: str, environ: Mapping[str, str]) -> Glyphs:
    """The charset of that name; "auto" asks the locale, and trusts no Linux console."""
    if name != "auto":
        return CHARSETS[name]
    encoding = locale.getpreferredencoding(False).lower().replace("-", "")
    speaks = encoding == "utf8" and environ.get("TERM") not in ("linux", "vt100", "dumb")
    return UNICODE if speaks else ASCII
