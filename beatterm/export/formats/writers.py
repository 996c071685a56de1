"""Who writes which kind of sound file, and what each can hold.

Adding a format: a module beside this one with a function like `Write`, and its line here. Nothing of sound is
loaded before a file is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Protocol

from beatterm.engine.rates import RATES
from beatterm.export.facts import NO_FACTS, Facts
from beatterm.export.job import BITS, Refused
from beatterm.model.time import PPQN

if TYPE_CHECKING:
    from beatterm.engine.frames import Frames

_MOST_BYTES = 2**32 - 2**20


class Write(Protocol):
    """A format's function."""

    def __call__(
        self,
        file: BinaryIO,
        blocks: "Iterable[Frames]",
        rate: int,
        bits: str,
        facts: Facts = NO_FACTS,
    ) -> int:
        """Write blocks of frames to an empty, seekable file that can be read too; how many frames it holds.

        The same sound and facts are the same file, to the byte. Refused where a file cannot hold that much.
        """


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of sound file. `bits` are those it can hold, none where it is compressed with loss (then it
    takes any); `note` is what a musician should know of any loop in it.
    """

    name: str
    module: str
    function: str
    bits: tuple[str, ...] = ()
    rates: tuple[int, ...] = RATES
    is_large: bool = False
    note: str = ""

    @property
    def is_lossless(self) -> bool:
        """Whether the sound comes out as it went in."""
        return bool(self.bits)

    def loop_notes(self, ticks: int) -> tuple[str, ...]:
        """What a musician should know of a loop of so many ticks in it."""
        whole = _WHOLE_BEATS.format(*_beats_and_times(ticks)) if ticks % PPQN and self.bits else ""
        return tuple(filter(None, (self.note, whole)))

    @property
    def write(self) -> Write:
        """Its writer."""
        writer: Write = getattr(import_module(self.module), self.function)
        return writer

    def check(self, rate: int, bits: str, frames: int = 0) -> None:
        """Refused, with what to use instead, if it cannot hold such a sound, or so much of it."""
        if rate not in self.rates:
            known = ", ".join(str(each) for each in self.rates)
            raise Refused(f"{self.name} has no rate of {rate}. Use {known}, or another format, such as WAV.")
        if self.bits and bits not in self.bits:
            raise Refused(f"{self.name} has no {bits}. Use {' or '.join(self.bits)} bits, or WAV.")
        if self.bits and not self.is_large and frames * BITS[bits] // 4 > _MOST_BYTES:
            raise Refused(
                f"A {self.name} file holds at most 4 GB. "
                "Render less of it, at 16 bits or a lower rate, or take FLAC."
            )


def _beats_and_times(ticks: int) -> tuple[str, int]:
    """A length in quarter notes, and how many times over it is a whole number of them."""
    beats = Fraction(ticks, PPQN)
    return f"{float(beats):.3f}".rstrip("0"), beats.denominator


_WHOLE_BEATS = (
    "{0} quarter notes are no whole number, so programs that stretch loops by their beats take it for a "
    "one-shot. A loop {1} times as long is stretched."
)
_GAP = (
    "MP3 begins and ends with some silence of its own, so most players leave a gap where the loop turns "
    "over. WAV, FLAC, AIFF and OGG have none."
)
_AIFF = Format("AIFF", "beatterm.export.formats.aiff", "write_aiff", ("16", "24"))
WRITERS = {
    ".wav": Format("WAV", "beatterm.export.formats.wav", "write_wav", ("16", "24", "32f")),
    ".flac": Format("FLAC", "beatterm.export.formats.flac", "write_flac", ("16", "24"), is_large=True),
    ".aif": _AIFF,
    ".aiff": _AIFF,
    ".ogg": Format("OGG", "beatterm.export.formats.ogg", "write_ogg"),
    ".mp3": Format("MP3", "beatterm.export.formats.mp3", "write_mp3", rates=(44100, 48000), note=_GAP),
}
"""Formats by the suffix of a file's name; of several for one, the last is what it is called."""
