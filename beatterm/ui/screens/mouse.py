"""The mouse on the main screen: what a click, a stroke and the wheel do to the desk."""

from beatterm.model.edits.steps import step_at
from beatterm.ui.desk import hearing, inspecting, lanes, playing, setup, setup_place, steps, tracks, tuner
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.notes import fresh_step
from beatterm.ui.screens.stage import Stage

_WHEEL_VELOCITY = 5


class Mouse:
    """Remembers what the first click of a stroke did, so that the stroke goes on doing it."""

    def __init__(self, desk: Desk, stage: Stage) -> None:
        self._desk, self._stage = desk, stage
        self._strikes = True
        self._wheeled = ""

    def press(self, row: int, step: int) -> None:
        """On a step: strike or clear it. On the ruler: go there."""
        desk = self._desk
        if row < 0:
            desk.go(desk.place.at(desk.song, desk.place.track, step))
            return
        if self._go(row, step):
            desk.session.seal()
            self._strikes = step_at(desk.song, desk.place.pattern, desk.track, desk.place.step) is None
            steps.paint(desk, desk.place.step, self._strikes)
            if self._strikes:
                hearing.sound(desk, fresh_step(desk))

    def drag(self, row: int, step: int) -> None:
        """Do the same to the next step; the whole stroke undoes as one."""
        desk, track = self._desk, self._stage.track_at(row)
        if track is not None and desk.tuner is None:
            desk.place = desk.place.at(desk.song, track, step)
            steps.paint(desk, desk.place.step, self._strikes)

    def wheel(self, row: int, step: int, by: int) -> None:
        """Louder or softer."""
        if row >= 0 and self._go(row, step):
            steps.velocity_at(self._desk, self._desk.place.step, by * _WHEEL_VELOCITY)

    def lane_press(self, step: int, share: float) -> None:
        """In the lane: go to the step and put its value there."""
        desk = self._desk
        desk.pane = Pane.LANE
        desk.go(desk.place.unselected().at(desk.song, desk.place.track, step))
        desk.session.seal()
        lanes.draw(desk, share)

    def lane_drag(self, step: int, share: float) -> None:
        """Draw on; the whole stroke undoes as one."""
        desk = self._desk
        desk.place = desk.place.at(desk.song, desk.place.track, step)
        lanes.draw(desk, share)

    def lane_wheel(self, step: int, by: int) -> None:
        """Turn a hit's value a little."""
        desk = self._desk
        desk.pane = Pane.LANE
        desk.go(desk.place.unselected().at(desk.song, desk.place.track, step))
        lanes.wheel(desk, by)

    def name(self, row: int) -> None:
        """Go to the track and let it be heard."""
        if self._go(row, self._desk.place.step):
            hearing.track(self._desk)

    def mute(self, row: int) -> None:
        """Mute the track."""
        if self._go(row, self._desk.place.step):
            tracks.mute(self._desk)

    def solo(self, row: int) -> None:
        """Solo the track."""
        if self._go(row, self._desk.place.step):
            tracks.solo(self._desk)

    def _go(self, row: int, step: int) -> bool:
        track = self._stage.track_at(row)
        if track is None or self._desk.tuner is not None:
            return False
        self._desk.pane = Pane.GRID
        self._desk.go(self._desk.place.unselected().at(self._desk.song, track, step))
        return True

    def pick(self, key: str) -> None:
        """In a pane: a knob, a pattern or a section."""
        kind, _, name = key.partition(" ")
        if self._desk.tuner is not None:
            tuner.pick(name)(self._desk)
        elif kind == "pattern":
            playing.show(self._desk, name)
        elif kind == "mix":
            self._pick_strip(*name.split(" ", 1))
        elif kind == "setup":
            setup_place.pick(name)(self._desk)
        elif kind == "section":
            self._desk.pane = Pane.SECTIONS
            self._desk.section = int(name)
            self._desk.settle()
        else:
            self._desk.pane = Pane.INSPECTOR
            self._desk.session.seal()
            self._desk.knob = key

    def _pick_strip(self, param: str, track: str) -> None:
        desk = self._desk
        names = [setup.name for setup in desk.song.tracks]
        desk.go(desk.place.at(desk.song, names.index(track), desk.place.step))
        self.pick(f"strip.{param}")

    def turn(self, key: str, by: int) -> None:
        """Turn the knob under the wheel."""
        if self._desk.tuner is not None:
            self.pick(key)
            tuner.turn(by)(self._desk)
            return
        kind, _, name = key.partition(" ")
        if kind == "setup":
            self.pick(key)
            setup.turn(by)(self._desk)
            return
        if kind == "mix":
            self._pick_strip(*name.split(" ", 1))
            key = self._desk.knob
        if kind not in ("pattern", "section"):
            if key != self._wheeled:
                self._desk.session.seal()
            self._wheeled = key
            inspecting.turn_at(self._desk, key, by)
