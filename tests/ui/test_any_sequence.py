"""Whatever is done in whatever order: nothing breaks, the engine hears the song that is seen, and undo
leads all the way back.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatterm.engine.messages import Snapshot
from beatterm.model.edits.errors import EditError
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.song import Song, TrackSetup
from beatterm.model.time import Meter
from beatterm.ui.actions import ACTIONS, Action
from beatterm.ui.desk import tuner
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Choice, Question
from beatterm.ui.desk.knobs import knobs
from beatterm.ui.looks.glyphs import UNICODE
from beatterm.ui.screens.front import AppFront
from beatterm.ui.screens.main import MainScreen
from beatterm.ui.views.grid import playheads, rows_of, sheet_of
from beatterm.ui.views.inspector import inspector_lines
from beatterm.ui.views.lane import lane_of
from beatterm.ui.views.mix import mix_lines
from beatterm.ui.views.saying import said
from beatterm.ui.views.sections import section_lines
from beatterm.ui.views.transport import transport_of
from beatterm.ui.views.tuner import tuner_lines
from tests.session.fakes import make_song
from tests.ui.rig import make_session, running

AWAY = {"open", "quit"}
"""Actions that leave the song."""

STAYING = [action for action in ACTIONS if action.id not in AWAY]
ANSWERS = [
    "",
    "1",
    "7",
    "12",
    "16",
    "64",
    "256",
    "999",
    "-3",
    "66",
    "1/8",
    "1/16t",
    "pattern",
    "c2",
    "eb2 g2",
    "low",
    "x",
]


SONGS = [
    make_song(),
    Song(kit="dusty"),
    Song(kit="dusty", tracks=(TrackSetup("kick", "kick"), TrackSetup("odd", "gone"))),
    Song(kit="dusty", patterns=(Pattern("A", 1),), meter=Meter(7, 8)),
    replace(make_song(), sections=(), meter=Meter(3, 4)),
]


class AnyFront:
    """Answers every question with something, right or wrong; a form takes only what it accepts."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.told: list[str] = []

    def tell(self, text: str) -> None:
        self.told.append(text)

    warn = tell

    async def choose(self, title: str, choices: Sequence[Choice], current: str = "") -> str | None:
        offered = [each.value for each in choices if each.value not in AWAY | {"commands"}]
        return self._random.choice([None, *offered])

    async def ask(self, title: str, questions: Sequence[Question]) -> tuple[str, ...] | None:
        answers = tuple(self._random.choice([each.answer, *ANSWERS]) for each in questions)
        fine = all(each.check(answer) is None for each, answer in zip(questions, answers, strict=True))
        return answers if fine else None

    async def decide(self, question: str, answers: Sequence[Choice]) -> str | None:
        return self._random.choice([None, *(each.value for each in answers)])

    def show_export(self) -> None:
        pass

    def show_help(self) -> None:
        pass

    def use_theme(self, name: str) -> None:
        pass

    def theme_name(self) -> str:
        return "dark"

    def leave(self) -> None:
        raise AssertionError("nothing here leaves")


def do(desk: Desk, action: Action) -> None:
    """Run an Action to its end; a refusal is fine."""

    async def finished() -> None:
        try:
            work = action.run(desk)
            if work is not None:
                await work
        except EditError as refusal:
            assert str(refusal)

    asyncio.run(finished())


def look_at(desk: Desk) -> None:
    """Make every view of what is there."""
    playing = Snapshot(running=True, pattern=desk.place.pattern, pattern_tick=9999, section=0)
    rows = rows_of(desk)
    assert len(sheet_of(desk, rows, 0, 5, 0, 16).rows) == min(5, len(rows))
    assert len(playheads(desk, playing).rows) in (0, len(rows))
    for width, height in ((36, 40), (80, 3)):
        assert len(inspector_lines(desk, UNICODE, width, height)) <= height
        assert len(section_lines(desk, playing, UNICODE, width, height)) <= height
        assert len(mix_lines(desk, UNICODE, width, height)) <= height
    for key in ("step.velocity", "step.condition", "step.nudge", "mix-lock.cutoff_hz", desk.lane):
        desk.lane = key
        assert len(lane_of(desk, 0, 16).cells) <= 16
    assert said(desk)
    if desk.tuner is not None:
        for width, height in ((36, 40), (80, 3)):
            assert 0 < len(tuner_lines(desk.tuner, UNICODE, width, height)) <= height
    assert transport_of(desk, playing).position
    assert knobs(desk)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(STAYING), max_size=40), st.integers(0, 10**6), st.sampled_from(SONGS))
def test_any_sequence_can_be_undone_to_the_first_song(actions: list[Action], seed: int, song: Song) -> None:
    engine, _, session = make_session(song)
    engine.project = Project(session.song, session.kit)
    desk = Desk(session, AnyFront(Random(seed)), now=iter(range(10**6)).__next__)
    first = session.song
    for action in actions:
        do(desk, action)
        look_at(desk)
        assert engine.project.song == session.song
        assert desk.place.within(desk.song) == desk.place
    if desk.tuner is not None:
        tuner.leave(desk)
    while session.undo():
        pass
    assert session.song == first
    while session.redo():
        assert engine.project.song == session.song


@pytest.mark.parametrize("song", SONGS[1:4])
async def test_an_almost_empty_song_can_be_shown_and_edited(song: Song) -> None:
    for size in ((60, 18), (200, 50)):
        async with running(size, song) as rig:
            await rig.press("enter + space n pagedown tab tab tab g")
            await rig.press("escape g w")
            await rig.press("I")
            await rig.press("enter")
            await rig.press("end enter")
            assert any(track.steps for pattern in rig.song.patterns for track in pattern.tracks)


async def test_a_long_random_walk_on_the_real_screen() -> None:
    async with running((80, 24)) as rig:
        random = Random(7)
        for count in range(250):
            rig.app.perform(random.choice(STAYING).run)
            rig.engine.now = Snapshot(
                running=random.random() < 0.7,
                pattern=random.choice(["A", "B", "gone"]),
                pattern_tick=random.randrange(100000),
                peaks=(0.5,) * random.randrange(9),
            )
            if count % 40 == 0:
                await rig.pilot.resize_terminal(*random.choice([(80, 24), (200, 50), (40, 9), (120, 40)]))
            if count % 10 == 0:
                await rig.settle()
                await rig.press("escape " * len(rig.app.screen_stack))
                assert rig.app.screen is rig.app.screen_stack[1]
            rig.app.tick()
        await rig.pilot.resize_terminal(80, 24)
        await rig.press(*["escape"] * 12)
        while rig.session.undo():
            pass
        assert rig.song.patterns == make_session()[2].song.patterns


KEYS = [key for action in ACTIONS for key in action.keys]
TYPED = ["enter", "enter", "escape", "backspace", "tab", "up", "down", "1", "6", "a", "c", "y", "n", "s", "d"]


async def test_keys_in_any_order_leave_nobody_in_a_dialog_that_esc_does_not_close(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(AppFront, "leave", lambda front: None)
    seen = set()
    async with running((80, 24)) as rig:
        random = Random(11)
        for _ in range(40):
            await rig.press(" ".join(random.choice(random.choice((KEYS, TYPED))) for _ in range(6)))
            rig.app.tick()
            seen |= {type(each).__name__ for each in rig.app.screen_stack[1:]}
            for _ in range(len(rig.app.screen_stack) - 2):
                above = len(rig.app.screen_stack)
                await rig.press("escape", "")
                assert len(rig.app.screen_stack) == above - 1
            assert isinstance(rig.app.screen, MainScreen)
            assert rig.engine.project.song == rig.song
    assert seen >= {"MainScreen", "ChooseScreen", "ExportScreen", "FormScreen"}
