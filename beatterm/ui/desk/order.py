"""The Export dialog as values: what is chosen, and the Job that comes of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import LOUDNESS, NO_STEMS, PEAK, Form, Job, Level, Part
from beatterm.export.many.matrix import Axes, template_for
from beatterm.model.field_param import ON
from beatterm.model.param import Param, Value
from beatterm.ui.desk.order_fields import (
    BIT_DEPTH,
    BIT_WORDS,
    CEILING,
    EVERY_PATTERN,
    EVERY_SECTION,
    FOLDER,
    FOR,
    FORMAT,
    FORMATS,
    KEPT,
    KITS,
    LEVEL,
    LEVELS,
    LOOP,
    LOUDNESS_GOAL,
    MADE_BY,
    MAKE,
    MANY,
    MARKINGS,
    MARKS,
    MIDI_FILE,
    MIDI_SUFFIX,
    NAME,
    OF,
    PACK,
    PACKED,
    PEAK_GOAL,
    RATE,
    RATE_WORDS,
    RECIPIENTS,
    REPEATS,
    SEEDS,
    SHAPE,
    SHAPES,
    SOUND_FILE,
    STEM_KINDS,
    STEMS,
    STRAIGHT_TAILS,
    TAILS,
    TEMPOS,
    TEXTS,
    TRACK_FIELD,
    VARIANTS,
    Piece,
)
from beatterm.ui.desk.varying import kits_of, seeds_of, tempos_of

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Order:
    """The dialog as it is filled in. `pieces` is what there is to export, at least one; `home` the folder
    where it goes if the player names no other; `kits` those that can be chosen; `at` the field under the
    cursor, `caret` where a text is typed on, `typed` a number that is being typed.
    """

    pieces: tuple[Piece, ...] = ()
    home: str = ""
    kits: tuple[str, ...] = ()
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

    def opened(self, pieces: tuple[Piece, ...], home: str, kits: tuple[str, ...] = ()) -> "Order":
        """As it is when the dialog opens: nothing that hangs on another song is left of the last time."""
        folder = self.values.get(FOLDER.name, self.home)
        opened = replace(self, pieces=pieces, home=home, kits=kits, at=0, typed="")
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
        """What makes it, as `host.exporting.MADE_BY` calls it."""
        return MADE_BY.get(self.make) or RECIPIENTS[str(self.value(FOR))]

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

    @property
    def axes(self) -> Axes:
        """What varies from file to file. Refused where that cannot be read."""
        names = {self.piece.word: self.piece.names or (None,)} if self.make != PACK else {}
        patterns, sections = names.get(EVERY_PATTERN, (None,)), names.get(EVERY_SECTION, (None,))
        if not self.has_variants:
            return Axes(patterns, sections)
        tempos, kits, seeds = (str(self.value(each)) for each in (TEMPOS, KITS, SEEDS))
        return Axes(patterns, sections, kits_of(kits, self.kits), tempos_of(tempos), seeds_of(seeds))

    @property
    def has_variants(self) -> bool:
        """Whether other tempos, kits or seeds are asked for."""
        return self.make in (SOUND_FILE, PACK) and self.value(VARIANTS) == MANY

    def job(self, overwrite: bool = False) -> Job:
        """The Job that it comes to. Many files are told apart by what varies, stems by their tracks' names.
        Refused where that cannot be.
        """
        is_pack, is_sound = self.make == PACK, self.make == SOUND_FILE
        named = PACKED if is_pack else NAME
        name = str(self.value(named)).strip() or str(named.default)
        name = template_for(name, self.axes, str(named.default)) if self.axes != Axes() else name
        stems = STEM_KINDS[str(self.value(STEMS))] if is_sound else NO_STEMS
        if stems and TRACK_FIELD not in name:
            name = f"{name}-{TRACK_FIELD}"
        folder = str(self.value(FOLDER)).strip() or "."
        return Job(Part() if is_pack else self.part, self._form(), folder, name, stems, overwrite)

    @property
    def suffix(self) -> str:
        """What the name of what is made ends in."""
        suffixes = {MIDI_FILE: MIDI_SUFFIX, PACK: SHAPES[str(self.value(SHAPE))]}
        return suffixes.get(self.make, FORMATS[str(self.value(FORMAT))])

    def _form(self) -> Form:
        return Form(
            self.suffix,
            RATE_WORDS[str(self.value(RATE))],
            BIT_WORDS[str(self.value(BIT_DEPTH))],
            self.is_loop,
            TAILS[str(self.value(_tail(self)))],
            self.level,
            MARKINGS[str(self.value(MARKS))],
        )

    @property
    def level(self) -> Level:
        """How loud."""
        kind = LEVELS[str(self.value(LEVEL))]
        goal = {PEAK: PEAK_GOAL, LOUDNESS: LOUDNESS_GOAL}.get(kind)
        goal_db = float(self.value(goal)) if goal else 0.0
        return Level(kind, goal_db, float(self.value(CEILING)))


def _of(pieces: tuple[Piece, ...]) -> Param:
    words = tuple(piece.word for piece in pieces)
    return Param(OF, words[0], choices=words, about="What of the song.")


def _tail(order: Order) -> Param:
    words = tuple(TAILS) if order.is_loop else STRAIGHT_TAILS
    return Param("tail", words[0], choices=words, about="What becomes of the sound after the last step.")


def _fields(order: Order) -> Iterator[Param]:
    yield MAKE
    match order.make:
        case "pack":
            yield from (FOR, SHAPE, BIT_DEPTH, RATE, *_level(order), MARKS, *_variants(order), PACKED)
        case "MIDI file":
            yield from (_of(order.pieces), LOOP, REPEATS, NAME)
        case _:
            yield from (_of(order.pieces), LOOP, _tail(order), REPEATS, *_sound(order), NAME)
    yield FOLDER


def _sound(order: Order) -> Iterator[Param]:
    yield FORMAT
    if WRITERS[order.suffix].is_lossless:
        yield BIT_DEPTH
    yield from (RATE, *_level(order), STEMS, MARKS, *_variants(order))


def _level(order: Order) -> Iterator[Param]:
    yield LEVEL
    yield from {PEAK: (PEAK_GOAL,), LOUDNESS: (LOUDNESS_GOAL, CEILING)}.get(order.level.kind, ())


def _variants(order: Order) -> Iterator[Param]:
    yield VARIANTS
    if order.has_variants:
        yield from (TEMPOS, KITS, SEEDS)
