"""The desk: the session, where the cursor is, what was copied, and how the player likes to work."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path

from beatterm.engine.messages import DeviceState
from beatterm.model.edits.errors import EditError
from beatterm.model.edits.regions import Clip, Region
from beatterm.model.kit import Sound
from beatterm.model.param import Value
from beatterm.model.pattern import Pattern
from beatterm.model.song import Song
from beatterm.session.exporting import Exports
from beatterm.session.midi import Midi
from beatterm.session.recorder import Recorder
from beatterm.session.session import Session
from beatterm.ui.desk.coming import Previews
from beatterm.ui.desk.front import Front
from beatterm.ui.desk.hands import Hands
from beatterm.ui.desk.offer import Tuner
from beatterm.ui.desk.order import Order
from beatterm.ui.desk.place import Place, region
from beatterm.ui.input.instrument import Instrument

Keep = Callable[[dict[str, object]], None]
"""Remembers settings by their names in the user's file."""


BeginSong = Callable[[str, str, float, bool], Path]
"""Writes a new song: its name or path, its kit, its tempo, and whether it may replace another; its file.
FileExistsError if one is there and it may not.
"""


def _no_new_song(name: str, kit: str, tempo: float, overwrite: bool) -> Path:
    """Where there is no disk to write songs to."""
    raise EditError("There is nowhere to write a new song to.")


def _forget(settings: dict[str, object]) -> None:
    """Where there is no file to remember settings in."""


class Pane(Enum):
    """What the keys act on."""

    GRID = "grid"
    LANE = "lane"
    INSPECTOR = "inspector"
    SECTIONS = "sections"
    TUNER = "tuner"
    SETUP = "setup"


class Auditions(Enum):
    """When a step that is entered is heard at once."""

    STOPPED = "when stopped"
    ALWAYS = "always"
    NEVER = "never"


class Desk:
    """Everything an action works with. `now` is a clock in seconds, for tapping."""

    def __init__(self, session: Session, front: Front, now: Callable[[], float] = time.monotonic) -> None:
        self.session, self.front, self.now = session, front, now
        self.place = Place().within(session.song)
        self.clip: Clip = ()
        self._pane = Pane.GRID
        self.tuner: Tuner | None = None
        self.tried: dict[str, Mapping[str, Value]] = {}
        self.knob = ""
        self.knob_columns = 1
        self.lane = ""
        self.shows_lane = False
        self.section = 0
        self.plays_song = False
        self.follows = False
        self.auditions = Auditions.STOPPED
        self.last_notes: dict[str, int] = {}
        self.taps: tuple[float, ...] = ()
        self.device: DeviceState | None = None
        self.hands = Hands()
        self.instrument = Instrument(session)
        self.recorder = Recorder(session)
        self.midi = Midi(session, lambda: self.region)
        self.exports = Exports(session)
        self.order = Order()
        self.previews = Previews()
        self.kept_order: dict[str, object] = {}
        self.setup_at = (0, 0)
        self.pressed_seconds: float | None = None
        self.keep: Keep = _forget
        self.begin_song: BeginSong = _no_new_song

    @property
    def pane(self) -> Pane:
        """What the keys act on: the tuner while something is tried out, else what the player chose."""
        return self._pane if self.tuner is None else Pane.TUNER

    @pane.setter
    def pane(self, pane: Pane) -> None:
        self._pane = pane

    @property
    def song(self) -> Song:
        """The song."""
        return self.session.song

    @property
    def pattern(self) -> Pattern:
        """The pattern on the screen."""
        found = self.song.pattern(self.place.pattern)
        if found is None:
            raise EditError("This song has no pattern yet; g w makes one.")
        return found

    @property
    def track(self) -> str:
        """The name of the track under the cursor."""
        if not self.song.tracks:
            raise EditError("This song has no track yet; I adds one.")
        return self.song.tracks[self.place.track].name

    @property
    def sound(self) -> Sound | None:
        """What that track plays, if the kit has it."""
        return self.session.kit.sound(self.song.setup(self.track).sound)

    @property
    def region(self) -> Region:
        """The selected steps, or the one under the cursor."""
        return region(self.place, self.song)

    @property
    def is_running(self) -> bool:
        """Whether the engine plays."""
        return self.session.snapshot().running

    def go(self, place: Place) -> None:
        """Put the cursor there, or as near as the song goes. A run of edits ends with it: what comes next is
        undone by itself.
        """
        wanted = place.within(self.song)
        if wanted != self.place:
            self.session.seal()
        self.place = wanted

    def edit(self, label: str, change: Callable[[Song], Song], merge: bool = False) -> None:
        """Change the song, undoably, and keep the cursor inside it."""
        self.session.edit(label, change, merge)
        self.settle()

    def show_pattern(self, name: str) -> bool:
        """Bring a pattern of the song onto the screen, if it is not there; whether the screen changed."""
        if name == self.place.pattern or self.song.pattern(name) is None:
            return False
        self.go(replace(self.place, pattern=name, anchor=None))
        return True

    def settle(self) -> None:
        """Bring the cursor back into a song that has changed."""
        self.place = self.place.within(self.song)
        self.section = max(0, min(self.section, len(self.song.sections) - 1))

    def start_over(self) -> None:
        """Begin with another song: the cursor at its first step, nothing remembered of the last one."""
        self.place = Place().within(self.song)
        self.recorder.drop()
        self.instrument.end_rolls()
        self.section, self.knob = 0, ""
        self.last_notes = {}

    def toggle_selection(self, whole_rows: bool) -> None:
        """Start to select, change between steps and whole rows, or end it."""
        same = self.place.anchor is not None and self.place.whole_rows == whole_rows
        chosen = self.place.unselected() if same else self.place.selecting(whole_rows)
        self.go(replace(chosen))
