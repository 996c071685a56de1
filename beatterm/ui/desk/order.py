"""The Export dialog as values: what can be chosen, what is chosen, and the Job that comes of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

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
    Form,
    Job,
    Level,
    Part,
)
from beatterm.export.names import FIELDS
from beatterm.model.field_param import OFF, ON
from beatterm.model.param import Param, Value

SOUND_FILE, MIDI_FILE, PACK = KINDS = ("sound file", "MIDI file", "pack")
MIDI_SUFFIX, ZIP_SUFFIX = ".mid", ".zip"
PACK_NAME = "{title}-{tempo}bpm-{key}-pack"

_MAKERS = {SOUND_FILE: "sound", MIDI_FILE: "midi"}
_WHOM = {"anyone": "pack", "a beat store": "store", "a collaborator": "collaborator"}
"""Names in `host.exporting.MAKERS` of what makes each."""
_SHAPES = {"a zip": ZIP_SUFFIX, "a folder": ""}
_TAILS = {"into the start": WRAP, "rings out": KEEP, "cut off": CUT}
_STRAIGHT_TAILS = ("rings out", "cut off")
_LEVELS = {"as mixed": AS_MIXED, "true peak at": PEAK, "loudness at": LOUDNESS}
_STEMS = {"no": NO_STEMS, "after effects": AFTER_EFFECTS, "before effects": BEFORE_EFFECTS}
_MARKS = {"bars": False, "hits": True}
_RATES = {f"{rate / 1000:g} kHz": rate for rate in RATES}
_BITS = {"32 bit float" if bits == "32f" else f"{bits} bit": bits for bits in BITS}
TRACK_FIELD = "{track}"
_FILLED = " ".join(f"{{{each}}}" for each in FIELDS)
_FORMATS = {form.name: suffix for suffix, form in WRITERS.items()}

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Piece:
    """What of the song can be exported: the kind of thing in a word, which one it is, and its Part."""

    word: str
    name: str
    part: Part


def _words(name: str, words: Mapping[str, object], about: str, default: str = "") -> Param:
    return Param(name, default or next(iter(words)), choices=tuple(words), about=about)


MAKE = Param("make", SOUND_FILE, choices=KINDS, about="What is made.")
FOR = _words("for", _WHOM, "Who gets it: loops, stems, MIDI and song, as much as they need.")
SHAPE = _words("as", _SHAPES, "One file, or many in a folder.")
LOOP = Param("loop", ON, choices=(OFF, ON), about="Exactly as long as its beats, to play round and round.")
REPEATS = Param("repeats", 0.0, 0.0, 9999.0, step=1.0, whole=True, about="How many times over.")
FORMAT = _words("format", _FORMATS, "The kind of sound file.")
BIT_DEPTH = _words("bits", _BITS, "How finely each frame is written.", "24 bit")
RATE = _words("rate", _RATES, "Frames a second.")
LEVEL = _words("level", _LEVELS, "How loud the file is made.")
PEAK_GOAL = Param("peak", -1.0, -24.0, 0.0, "dBTP", step=0.5, about="The true peak that is reached.")
LOUDNESS_GOAL = Param("loudness", -14.0, -36.0, -5.0, "LUFS", step=0.5, about="The integrated loudness.")
CEILING = Param("ceiling", -1.0, -12.0, 0.0, "dBTP", step=0.5, about="The true peak stays below it.")
STEMS = _words("stems", _STEMS, "A file for each track and effect instead of one.")
MARKS = _words("marks", _MARKS, "What samplers and editors find marked in it: bars and sections, or hits.")
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
TEXTS = (NAME.name, PACKED.name, FOLDER.name)
"""Fields that take any text."""
OF = "of"
PATTERN, SECTION, SONG, SELECTION = "pattern", "section", "song", "selection"


@dataclass(frozen=True, slots=True)
class Order:
    """The dialog as it is filled in. `pieces` is what there is to export, at least one; `home` the folder
    where it goes if the player names no other; `at` the field under the cursor, `caret` where a text is typed
    on, `typed` a number that is being typed.
    """

    pieces: tuple[Piece, ...] = ()
    home: str = ""
    values: Values = field(default_factory=dict)
    at: int = 0
    caret: int = 0
    typed: str = ""

    @property
    def fields(self) -> tuple[Param, ...]:
        """The fields that matter with these values, from the top down."""
        return tuple(_fields(self))

    @property
    def here(self) -> Param:
        """The field under the cursor."""
        return self.fields[self.at]

    @property
    def is_text(self) -> bool:
        """Whether that takes any text."""
        return self.here.name in TEXTS

    def value(self, param: Param) -> Value:
        """What a field has; what it no more allows is its default."""
        value = self.values.get(param.name, param.default)
        return value if param.name in TEXTS or param.allows(value) else param.default

    def opened(self, pieces: tuple[Piece, ...], home: str) -> "Order":
        """As it is when the dialog opens: nothing that hangs on another song is left of the last time."""
        folder = self.values.get(FOLDER.name, self.home)
        opened = replace(self, pieces=pieces, home=home, at=0, typed="")
        return opened.with_value(FOLDER, home if folder == self.home else folder)

    @property
    def kept(self) -> dict[str, object]:
        """What is to be remembered, by the names of settings; "" for what is not the player's own choice."""
        own = {**self.values, FOLDER.name: self._own_folder}
        return {name: str(own.get(param.name, "")) for name, param in KEPT.items()}

    @property
    def _own_folder(self) -> str:
        folder = str(self.value(FOLDER))
        return "" if folder == self.home else folder

    def with_value(self, param: Param, value: Value) -> "Order":
        """With another value in a field, and the cursor where it was."""
        return replace(self, values={**self.values, param.name: value})

    @property
    def is_loop(self) -> bool:
        """Whether it is to be a loop."""
        return self.value(LOOP) == ON

    @property
    def kind(self) -> str:
        """What makes it, as `host.exporting.MAKERS` calls it."""
        return _MAKERS.get(self.make) or _WHOM[str(self.value(FOR))]

    @property
    def make(self) -> str:
        """One of KINDS."""
        return str(self.value(MAKE))

    @property
    def part(self) -> Part:
        """What of the song, so many times over."""
        return replace(self.piece.part, repeats=round(float(self.value(REPEATS))) or None)

    @property
    def piece(self) -> Piece:
        """What of the song."""
        word = self.value(_of(self.pieces))
        return next(piece for piece in self.pieces if piece.word == word)

    def with_piece(self, word: str) -> "Order":
        """With another piece of the song, if there is one of that kind."""
        there = any(piece.word == word for piece in self.pieces)
        return self.with_value(_of(self.pieces), word) if there else self

    def job(self, overwrite: bool = False) -> Job:
        """The Job that it comes to. Stems are told apart by their tracks' names."""
        is_pack, is_sound = self.make == PACK, self.make == SOUND_FILE
        named = PACKED if is_pack else NAME
        name = str(self.value(named)).strip() or str(named.default)
        stems = _STEMS[str(self.value(STEMS))] if is_sound else NO_STEMS
        if stems and TRACK_FIELD not in name:
            name = f"{name}-{TRACK_FIELD}"
        folder = str(self.value(FOLDER)).strip() or "."
        return Job(Part() if is_pack else self.part, self._form(), folder, name, stems, overwrite)

    @property
    def suffix(self) -> str:
        """What the name of what is made ends in."""
        suffixes = {MIDI_FILE: MIDI_SUFFIX, PACK: _SHAPES[str(self.value(SHAPE))]}
        return suffixes.get(self.make, _FORMATS[str(self.value(FORMAT))])

    def _form(self) -> Form:
        return Form(
            self.suffix,
            _RATES[str(self.value(RATE))],
            _BITS[str(self.value(BIT_DEPTH))],
            self.is_loop,
            _TAILS[str(self.value(_tail(self)))],
            self.level,
            _MARKS[str(self.value(MARKS))],
        )

    @property
    def level(self) -> Level:
        """How loud."""
        kind = _LEVELS[str(self.value(LEVEL))]
        goal = {PEAK: PEAK_GOAL, LOUDNESS: LOUDNESS_GOAL}.get(kind)
        goal_db = float(self.value(goal)) if goal else 0.0
        return Level(kind, goal_db, float(self.value(CEILING)))


def _of(pieces: tuple[Piece, ...]) -> Param:
    words = tuple(piece.word for piece in pieces)
    return Param(OF, words[0], choices=words, about="What of the song.")


def _tail(order: Order) -> Param:
    words = tuple(_TAILS) if order.is_loop else _STRAIGHT_TAILS
    return Param("tail", words[0], choices=words, about="What becomes of the sound after the last step.")


def _fields(order: Order) -> Iterator[Param]:
    yield MAKE
    match order.make:
        case "pack":
            yield from (FOR, SHAPE, BIT_DEPTH, RATE, PACKED)
        case "MIDI file":
            yield from (_of(order.pieces), LOOP, REPEATS, NAME)
        case _:
            yield from (_of(order.pieces), LOOP, _tail(order), REPEATS, *_sound(order), NAME)
    yield FOLDER


def _sound(order: Order) -> Iterator[Param]:
    yield FORMAT
    if WRITERS[order.suffix].is_lossless:
        yield BIT_DEPTH
    yield from (RATE, LEVEL)
    yield from {PEAK: (PEAK_GOAL,), LOUDNESS: (LOUDNESS_GOAL, CEILING)}.get(order.level.kind, ())
    yield from (STEMS, MARKS)
