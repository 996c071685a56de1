"""Which output plays: the wanted one, or the null device while it cannot be had; and what is told."""

import time
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest

from beatterm.devices.null import NullDevice
from beatterm.devices.output import DeviceError, LibraryMissing, Output, Render
from beatterm.engine.messages import DeviceState, Notice, OpenDevice, Play
from beatterm.host import audio_system
from beatterm.host import keeper as keeper_module
from beatterm.host.audio_system import AudioSystem
from beatterm.host.keeper import Keeper
from beatterm.host.patience import within
from beatterm.host.performer import Performer
from beatterm.host.standing import Resume
from beatterm.host.telemetry import Health
from beatterm.host.wire import Renew
from beatterm.sequencer.live import Cue
from tests.host.fakes import CountingEngine

PATIENCE_SECONDS = 30.0


class Card(NullDevice):
    """A sound card that can be pulled out, and can hang when it is closed."""

    is_null = False

    def __init__(self, render: Render, name: str, rate: int) -> None:
        super().__init__(self._render_and_listen, rate, 64)
        self._way_to_performer = render
        self.levels: list[float] = []
        self.name = name
        self.is_dead = False
        self.hangs = False
        self.is_mute = False

    def _render_and_listen(self, out: Any) -> None:
        out.fill(9.0)
        self._way_to_performer(out)
        self.levels.append(float(out.max()))

    @property
    def active(self) -> bool:
        return super().active and not self.is_dead

    def start(self) -> None:
        if not self.is_mute:
            super().start()

    def pull_out(self) -> None:
        """It asks for no more blocks."""
        super().stop()
        self.is_dead = True

    def stop(self) -> None:
        if self.hangs:
            Event().wait()
        super().stop()


class Bench:
    """A keeper with cards to plug in; `cards` maps names to rates, `found` is what the search says."""

    def __init__(self) -> None:
        self.cards = {"card": 44100, "fast card": 96000}
        self.error: Exception | None = None
        self.mute = False
        self.is_left = False
        self.found = False
        self.looks_again = 0
        self.searches: list[str | None] = []
        self.opened: list[Card] = []
        self.reports: list[Any] = []
        self.performer = Performer(CountingEngine(44100), 44100, self._publish)

    def keeper(self, wanted: OpenDevice) -> Keeper:
        system = AudioSystem(self._open, self._look_again, self._let_go, self._search)  # type: ignore[arg-type]
        return Keeper(self.performer, wanted, self.reports.append, self._prepare_rate, system)

    def texts(self) -> list[str]:
        return [report.text for report in self.reports if isinstance(report, Notice)]

    @property
    def state(self) -> DeviceState:
        return next(report for report in reversed(self.reports) if isinstance(report, DeviceState))

    def is_found(self) -> bool:
        return self.found

    def end(self) -> None:
        self.found = False

    def _publish(self, snapshot: object, health: Health) -> None:
        self.health = health

    def _search(self, name: str | None) -> "Bench":
        self.searches.append(name)
        return self

    def _look_again(self) -> None:
        self.looks_again += 1

    def _let_go(self) -> None:
        if any(card.hangs for card in self.opened):
            Event().wait()
        self.is_left = True

    def _open(self, wanted: OpenDevice, render: Render) -> Output:
        if self.error is not None:
            raise self.error
        name = wanted.name or "card"
        if name not in self.cards:
            raise DeviceError(f"no {name}.")
        card = Card(render, name, wanted.rate or self.cards[name])
        card.is_mute = self.mute
        self.opened.append(card)
        return card

    def _prepare_rate(self, rate: int) -> Callable[[], None]:
        def change() -> None:
            at = self.performer.snapshot
            go_on = [Resume(Cue(pattern=at.pattern, offset_ticks=at.pattern_tick), at.tick)]
            self.performer.engage(CountingEngine(rate), rate, go_on if at.running else [])

        return change


def until(is_so: Callable[[], bool]) -> None:
    give_up_seconds = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < give_up_seconds
        time.sleep(0.005)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(audio_system, "FIRST_BLOCK_SECONDS", 0.05)
    monkeypatch.setattr(keeper_module, "CLOSE_SECONDS", 0.2)
    bench = Bench()
    yield bench
    for card in bench.opened:
        NullDevice.stop(card)


@pytest.fixture
def begun(bench: Bench) -> Iterator[Callable[[OpenDevice], Keeper]]:
    keepers: list[Keeper] = []

    def begin(wanted: OpenDevice) -> Keeper:
        keepers.append(bench.keeper(wanted))
        keepers[-1].begin()
        return keepers[-1]

    yield begin
    for keeper in keepers:
        keeper.close()


Begun = Callable[[OpenDevice], Keeper]


def play(bench: Bench) -> None:
    bench.performer.orders.append((1, Play(Cue(pattern="A"))))
    until(lambda: bench.performer.snapshot.tick > 50)


def test_the_null_device_plays_when_it_is_wanted(bench: Bench, begun: Begun) -> None:
    begun(OpenDevice("null", 48000, 100))
    play(bench)
    assert bench.state == DeviceState("null", 48000, 100, 0.0, True)
    assert not bench.opened and not bench.texts()


def test_the_wanted_card_plays_and_says_so(bench: Bench, begun: Begun) -> None:
    begun(OpenDevice("card"))
    play(bench)
    assert bench.state == DeviceState("card", 44100, 64, 0.0, False)
    assert not bench.texts()


def test_a_card_of_another_rate_goes_on_from_the_same_place(bench: Bench, begun: Begun) -> None:
    keeper = begun(OpenDevice("card"))
    play(bench)
    keeper.open(OpenDevice("fast card"))
    before = bench.performer.snapshot.tick
    until(lambda: bench.performer.snapshot.tick > before + 50)
    assert bench.state.rate == 96000
    assert bench.performer.snapshot.pattern == "A"
    assert bench.performer.snapshot.pattern_tick == bench.performer.snapshot.tick
    assert not bench.opened[0].active


def test_what_cannot_be_opened_is_told_and_time_goes_on_without_sound(bench: Bench, begun: Begun) -> None:
    begun(OpenDevice("gramophone"))
    play(bench)
    assert bench.texts() == ["no gramophone. The beat goes on without sound."]
    assert bench.state.is_null
    assert bench.searches == ["gramophone"]


def test_a_missing_library_is_not_searched_for(bench: Bench, begun: Begun) -> None:
    bench.error = LibraryMissing("PortAudio is missing.")
    begun(OpenDevice())
    play(bench)
    assert bench.texts() == ["PortAudio is missing. The beat goes on without sound."]
    assert bench.searches == []


def test_a_card_that_opens_but_never_asks_for_sound_is_no_output(bench: Bench, begun: Begun) -> None:
    bench.mute = True
    begun(OpenDevice("card"))
    play(bench)
    assert "never asks for sound" in bench.texts()[0]
    assert bench.state.is_null


def test_a_card_that_goes_is_told_once_and_the_same_engine_plays_on(bench: Bench, begun: Begun) -> None:
    keeper = begun(OpenDevice("card"))
    play(bench)
    tick = bench.performer.snapshot.tick
    bench.opened[0].pull_out()
    keeper.watch()
    until(lambda: bench.performer.snapshot.tick > tick + 50)
    keeper.watch()
    assert len(bench.texts()) == 1
    assert bench.texts()[0].startswith("“card” has gone. The beat goes on without sound")
    assert bench.state.is_null
    assert bench.searches == ["card"]


def test_a_card_that_asks_for_nothing_any_more_has_gone(
    bench: Bench, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper_module, "LOOK_SECONDS", 0.001)
    keeper = begun(OpenDevice("card"))
    play(bench)
    monkeypatch.setattr(Card, "active", True)
    NullDevice.stop(bench.opened[0])
    until(lambda: keeper.watch() is None and bench.state.is_null)  # type: ignore[func-returns-value]


def test_a_card_that_comes_back_is_heard_again(bench: Bench, begun: Begun) -> None:
    keeper = begun(OpenDevice("card"))
    play(bench)
    bench.opened[0].pull_out()
    keeper.watch()
    tick = bench.performer.snapshot.tick
    bench.found = True
    keeper.watch()
    until(lambda: bench.performer.snapshot.tick > tick + 50)
    assert bench.state == DeviceState("card", 44100, 64, 0.0, False)
    assert bench.texts()[1:] == ["“card” is here: the beat can be heard."]
    assert bench.looks_again == 1
    assert len(bench.opened) == 2


def test_a_card_that_is_seen_but_does_not_open_is_tried_again_in_silence(bench: Bench, begun: Begun) -> None:
    keeper = begun(OpenDevice("card"))
    bench.opened[0].pull_out()
    keeper.watch()
    bench.found, bench.error = True, DeviceError("“card” is taken.")
    keeper.watch()
    keeper.watch()
    assert len(bench.texts()) == 1
    bench.error = None
    keeper.watch()
    assert bench.state.name == "card"


def test_a_dead_server_that_hangs_is_left_and_needs_another_process(bench: Bench, begun: Begun) -> None:
    keeper = begun(OpenDevice("card"))
    play(bench)
    tick = bench.performer.snapshot.tick
    bench.opened[0].pull_out()
    bench.opened[0].hangs = True
    keeper.watch()
    until(lambda: bench.performer.snapshot.tick > tick + 50)
    assert Renew() not in bench.reports
    bench.found = True
    keeper.watch()
    assert bench.reports[-1] == Renew()
    assert len(bench.opened) == 1
    keeper.open(OpenDevice("null"))
    assert bench.state.is_null


def test_a_card_that_hangs_comes_back_to_life_and_is_not_heard(bench: Bench, begun: Begun) -> None:
    keeper = begun(OpenDevice("card"))
    card = bench.opened[0]
    card.hangs = card.is_dead = True
    keeper.watch()
    given_up = len(card.levels)
    until(lambda: len(card.levels) > given_up + 20)
    assert set(card.levels[given_up + 1 :]) == {0.0}
    assert bench.state.is_null


def test_another_choice_ends_the_search(bench: Bench, begun: Begun) -> None:
    keeper = begun(OpenDevice("gramophone"))
    bench.found = True
    keeper.open(OpenDevice("card"))
    assert bench.state.name == "card"
    assert not bench.found


def test_closing_leaves_the_sound_system_in_order_unless_it_hangs(bench: Bench) -> None:
    for hangs in (False, True):
        keeper = bench.keeper(OpenDevice("card"))
        keeper.begin()
        bench.opened[-1].hangs = hangs
        keeper.close()
        assert bench.is_left is not hangs
        bench.is_left = False


def test_patience_gives_results_errors_and_up() -> None:
    assert within(10.0, lambda: 5) == 5
    with pytest.raises(ZeroDivisionError):
        within(10.0, lambda: 1 // 0)
    with pytest.raises(TimeoutError):
        within(0.01, Event().wait)
