"""The patterns of a song from pieces of a MIDI file: the tracks that its rows need, and their steps."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from beatterm.importers.midi.cutting import Content, Run
from beatterm.importers.midi.sounds import says_note, setup_of
from beatterm.importers.midi.steps import MOST_LANES, Lane, lanes_of, note_count
from beatterm.importers.midi.voices import Row
from beatterm.model.kit import Kit
from beatterm.model.names import free_name, letters
from beatterm.model.pattern import Pattern, Steps, Track
from beatterm.model.song import TrackSetup
from beatterm.model.time import SIXTEENTH_TICKS, STEP_TICKS

MOST_TRACKS = MOST_LANES


class Place(NamedTuple):
    """A track of the song: the first, second … lane of a row. `drum` is the note that its hits must say."""

    row: int
    lane: int
    setup: TrackSetup
    drum: int | None


class Draft:
    """Rows, laid out as the lanes of each content."""

    def __init__(self, rows: Sequence[Row], contents: Sequence[Content], kit: Kit) -> None:
        self._rows, self._contents, self._kit = rows, contents, kit
        self._lanes = [[lanes_of(hits, each.ticks) for hits in each.hits] for each in contents]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The tracks, each row's together. Of too many, second and third lanes are left out first."""
        wanted = [
            (lane, row)
            for row in range(len(self._rows))
            for lane in range(max(len(lanes[row]) for lanes in self._lanes))
        ]
        used: set[str] = {row.name for row in self._rows}
        places = []
        for lane, row in sorted(wanted)[:MOST_TRACKS]:
            name = free_name(self._rows[row].name, used) if lane else self._rows[row].name
            used.add(name)
            places.append(self._place(row, lane, name))
        return tuple(sorted(places, key=lambda place: place[:2]))

    def _place(self, row: int, lane: int, name: str) -> Place:
        setup = setup_of(self._rows[row], name, self._kit)
        drum = self._rows[row].drum if says_note(self._rows[row], setup, self._kit) else None
        return Place(row, lane, setup, drum)

    @property
    def split(self) -> tuple[str, ...]:
        """The rows that have more than one track."""
        return tuple(self._rows[place.row].name for place in self.places if place.lane == 1)

    def lost_notes(self, runs: Iterable[Run]) -> int:
        """How many notes of all runs there is no track for."""
        lost = [self._struck(content) - self._kept(lanes) for content, lanes in self._laid()]
        by_content = dict(zip(self._contents, lost, strict=True))
        return sum(by_content[run.content] * run.times for run in runs)

    def _laid(self) -> Iterator[tuple[Content, list[tuple[Lane, ...]]]]:
        return zip(self._contents, self._lanes, strict=True)

    @staticmethod
    def _struck(content: Content) -> int:
        return sum(note_count(hit) for hits in content.hits for hit in hits)

    def _kept(self, lanes: list[tuple[Lane, ...]]) -> int:
        placed = (lanes[place.row][place.lane] for place in self.places if self._has(lanes, place))
        return sum(note_count(step) for lane in placed for step in lane.steps if step)

    def patterns(self) -> Iterator[Pattern]:
        """A pattern for each content, in order: A, B …"""
        for number, (content, lanes) in enumerate(self._laid()):
            placed = [
                (place, lanes[place.row][place.lane]) for place in self.places if self._has(lanes, place)
            ]
            step_ticks = _step_ticks(content.ticks, [lane for _, lane in placed])
            tracks = tuple(_track(place, lane, step_ticks) for place, lane in placed)
            name = letters(number).upper()
            yield Pattern(name, content.ticks // step_ticks, step_ticks, tracks, content.meter)

    @staticmethod
    def _has(lanes: Sequence[Sequence[Lane]], place: Place) -> bool:
        return place.lane < len(lanes[place.row])


def _step_ticks(pattern_ticks: int, lanes: Sequence[Lane]) -> int:
    """The step of most lanes, or without any sixteenths, or whatever a pattern of that length can have."""
    usual = Counter(lane.grid.step_ticks for lane in lanes if lane.grid.shift_ticks == 0)
    if usual:
        return max(usual, key=lambda ticks: (usual[ticks], ticks == SIXTEENTH_TICKS))
    steps = (SIXTEENTH_TICKS, *STEP_TICKS.values())
    return next(ticks for ticks in steps if pattern_ticks % ticks == 0)


def _track(place: Place, lane: Lane, step_ticks: int) -> Track:
    grid = lane.grid
    own = None if grid.step_ticks == step_ticks else grid.step_ticks
    shift = grid.shift_ticks / grid.step_ticks
    return Track(place.setup.name, _spelled(lane.steps, place.drum), step_ticks=own, shift=shift)


def _spelled(steps: Steps, drum: int | None) -> Steps:
    if drum is None:
        return steps
    return tuple(step and replace(step, notes=(drum,)) for step in steps)
