"""What can be chosen in the Export dialog: its fields, and what their words stand for."""

from collections.abc import Mapping
from dataclasses import dataclass

from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import (
    AFTER_EFFECTS,
    AS_MIXED,
    BEFORE_EFFECTS,
    BITS,
    CUT,
    DEFAULT_NAME,
    KEEP,
    LOUDNESS,
    NO_STEMS,
    PEAK,
    RATES,
    WRAP,
    Part,
)
from beatterm.export.names import FIELDS
from beatterm.model.field_param import OFF, ON
from beatterm.model.param import Param

SOUND_FILE, MIDI_FILE, PACK = KINDS = ("sound file", "MIDI file", "pack")
MIDI_SUFFIX, ZIP_SUFFIX = ".mid", ".zip"
PACK_NAME = "{title}-{tempo}bpm-{key}-pack"

MADE_BY = {SOUND_FILE: "sound", MIDI_FILE: "midi"}
RECIPIENTS = {"anyone": "pack", "a beat store": "store", "a collaborator": "collaborator"}
"""Names in `host.exporting.MAKERS` of what makes each."""
SHAPES = {"a zip": ZIP_SUFFIX, "a folder": ""}
TAILS = {"into the start": WRAP, "rings out": KEEP, "cut off": CUT}
STRAIGHT_TAILS = ("rings out", "cut off")
LEVELS = {"as mixed": AS_MIXED, "true peak at": PEAK, "loudness at": LOUDNESS}
STEM_KINDS = {"no": NO_STEMS, "after effects": AFTER_EFFECTS, "before effects": BEFORE_EFFECTS}
MARKINGS = {"bars": False, "hits": True}
RATE_WORDS = {f"{rate / 1000:g} kHz": rate for rate in RATES}
BIT_WORDS = {"32 bit float" if bits == "32f" else f"{bits} bit": bits for bits in BITS}
TRACK_FIELD = "{track}"
_FILLED = " ".join(f"{{{each}}}" for each in FIELDS)
FORMATS = {form.name: suffix for suffix, form in WRITERS.items()}


def _words(name: str, words: Mapping[str, object], about: str, default: str = "") -> Param:
    return Param(name, default or next(iter(words)), choices=tuple(words), about=about)


MAKE = Param("make", SOUND_FILE, choices=KINDS, about="What is made.")
FOR = _words("for", RECIPIENTS, "Who gets it: loops, stems, MIDI and song, as much as they need.")
SHAPE = _words("as", SHAPES, "One file, or many in a folder.")
LOOP = Param("loop", ON, choices=(OFF, ON), about="Exactly as long as its beats, to play round and round.")
REPEATS = Param("repeats", 0.0, 0.0, 9999.0, step=1.0, whole=True, about="How many times over.")
FORMAT = _words("format", FORMATS, "The kind of sound file.")
BIT_DEPTH = _words("bits", BIT_WORDS, "How finely each frame is written.", "24 bit")
RATE = _words("rate", RATE_WORDS, "Frames a second.")
LEVEL = _words("level", LEVELS, "How loud the file is made.")
PEAK_GOAL = Param("peak", -1.0, -24.0, 0.0, "dBTP", step=0.5, about="The true peak that is reached.")
LOUDNESS_GOAL = Param("loudness", -14.0, -36.0, -5.0, "LUFS", step=0.5, about="The integrated loudness.")
CEILING = Param("ceiling", -1.0, -12.0, 0.0, "dBTP", step=0.5, about="The true peak stays below it.")
STEMS = _words("stems", STEM_KINDS, "A file for each track and effect instead of one.")
MARKS = _words("marks", MARKINGS, "What samplers and editors find marked in it: bars and sections, or hits.")
NAME = Param("name", DEFAULT_NAME, choices=(DEFAULT_NAME,), about=f"Filled in are {_FILLED}.")
PACKED = Param("pack name", PACK_NAME, choices=(PACK_NAME,), about=NAME.about)
FOLDER = Param("folder", "", choices=("",), about="Where it is put.")
KEPT = {
    "export_format": FORMAT,
    "export_bits": BIT_DEPTH,
    "export_rate": RATE,
    "export_name": NAME,
    "export_folder": FOLDER,
}
"""What is remembered from one day to the next, by the names of settings."""
ONE, MANY = "one", "many"
VARIANTS = Param("variants", ONE, choices=(ONE, MANY), about="Whether there are other tempos, kits or seeds.")
TEMPOS = Param("tempos", "", choices=("",), about="Such as 90,100 or 90..140:5. Empty: the song's.")
KITS = Param("kits", "", choices=("",), about="Such as dusty,deep, or all. Empty: the song's.")
SEEDS = Param("seeds", "", choices=("",), about="What chance does, such as 7 or 1..8. Empty: the song's.")
VARYING = (TEMPOS.name, KITS.name, SEEDS.name)
"""Fields that take several values, a file for each; empty they are the song's."""
TEXTS = (NAME.name, PACKED.name, FOLDER.name, *VARYING)
"""Fields that take any text."""
OF = "of"
PATTERN, SECTION, SONG, SELECTION = "pattern", "section", "song", "selection"
EVERY_PATTERN, EVERY_SECTION = "every pattern", "every section"


@dataclass(frozen=True, slots=True)
class Piece:
    """What of the song can be exported: the kind of thing in a word, which one it is, and its Part; of every
    pattern or section, the names of all.
    """

    word: str
    name: str
    part: Part
    names: tuple[str, ...] = ()
