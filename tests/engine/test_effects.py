"""The contract that every effect keeps, checked over the tables."""

from collections.abc import Callable
from dataclasses import dataclass
from pkgutil import iter_modules

import numpy as np
import pytest

from beatterm.engine import effects
from beatterm.engine.effects import PARAMS, SEND_EFFECTS, STRIP_EFFECTS
from beatterm.engine.effects.base import LONGEST_BLOCK, Planes, Processor
from beatterm.engine.rates import RATES
from beatterm.model.param import Param, Value, Values, with_value

RATE = 44100
TEMPO = 120.0
_NOT_EFFECTS = {"base", "board"}


@dataclass(frozen=True)
class Case:
    """An effect with settings at which it is heard."""

    name: str
    params: tuple[Param, ...]
    make: Callable[[int], Processor]
    values: Values
    tail_seconds: float


def heard(params: tuple[Param, ...]) -> Values:
    """Settings that switch an effect on: the first choice that is not the default, the rest in the middle."""
    values: Values = ()
    for param in params:
        if param.name == "filter":
            values = with_value(values, param, "low")
        if param.name == "cutoff_hz":
            values = with_value(values, param, 800.0)
    return values


CASES = [
    *(
        Case(name, each.params, each.make, heard(each.params), each.tail_seconds)
        for name, each in STRIP_EFFECTS.items()
    ),
    *(
        Case(name, each.params, each.make, (), each.tail_seconds((), TEMPO))
        for name, each in SEND_EFFECTS.items()
    ),
]
all_effects = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def made(case: Case, values: Values | None = None, rate: int = RATE) -> Processor:
    effect = case.make(rate)
    effect.set(case.values if values is None else values, TEMPO)
    effect.settle()
    return effect


def burst(frames: int, level: float = 0.3) -> Planes:
    return (np.random.default_rng(5).standard_normal((2, frames)) * level).astype(np.float32)


def processed(effect: Processor, planes: Planes, size: int) -> Planes:
    blocks = range(0, planes.shape[1], size)
    return np.concatenate([effect.process(planes[:, at : at + size].copy()) for at in blocks], axis=1)


def test_every_module_of_the_folder_stands_in_a_table() -> None:
    modules = {module.name for module in iter_modules(effects.__path__)} - _NOT_EFFECTS
    assert modules == set(STRIP_EFFECTS) | set(SEND_EFFECTS)


def test_no_two_params_of_a_strip_share_a_name() -> None:
    names = [param.name for param in PARAMS.strip]
    assert len(names) == len(set(names))


@all_effects
def test_params_have_defaults_that_they_allow_and_a_line_of_help(case: Case) -> None:
    assert all(param.allows(param.default) and param.about for param in case.params)
    assert not any(param.allows(value) for param in case.params for value in (float("nan"), True, None, "?"))


@all_effects
@pytest.mark.parametrize("size", [1, 2, 63, 64, 65, 512, LONGEST_BLOCK])
def test_the_frames_do_not_depend_on_the_blocks(case: Case, size: int) -> None:
    frames = 3000 if size < 60 else 12_000
    whole = processed(made(case), burst(12_000), 1000)[:, :frames]
    assert np.array_equal(processed(made(case), burst(12_000)[:, :frames], size), whole)


@all_effects
def test_after_a_reset_it_is_as_new(case: Case) -> None:
    effect = made(case)
    first = processed(effect, burst(9000), 500)
    effect.reset()
    assert np.array_equal(processed(effect, burst(9000), 500), first)


@all_effects
@pytest.mark.parametrize("first", [1, 2, 10, 63, 394])
def test_after_a_reset_a_block_may_be_longer_than_the_first(case: Case, first: int) -> None:
    effect = made(case)
    processed(effect, burst(777), 500)
    effect.reset()
    sound = burst(9000)
    parts = [effect.process(sound[:, :first].copy()), processed(effect, sound[:, first:], LONGEST_BLOCK)]
    assert np.array_equal(np.concatenate(parts, axis=1), processed(made(case), sound, 512))


@all_effects
def test_silence_stays_silence(case: Case) -> None:
    assert not processed(made(case), np.zeros((2, 5000), np.float32), 512).any()


@all_effects
@pytest.mark.parametrize("rate", RATES)
def test_every_end_of_every_range_stays_finite(case: Case, rate: int) -> None:
    for param in case.params:
        ends: tuple[Value, ...] = param.choices or (param.low, param.high)
        for value in ends:
            out = processed(made(case, with_value(case.values, param, value), rate), burst(3000), 512)
            assert np.isfinite(out).all(), (param.name, value)
            assert np.abs(out).max() < 50.0, (param.name, value)


@all_effects
def test_every_param_changes_the_sound(case: Case) -> None:
    """All but a return's level, which the desk applies."""
    plain = processed(made(case), burst(RATE), 1000)
    for param in case.params:
        if param.name == "level_db":
            continue
        other: Value = param.choices[1] if param.choices else param.high
        if (param.name, other) in case.values or other == param.default:
            other = param.choices[2] if param.choices else param.low
        changed = processed(made(case, with_value(case.values, param, other)), burst(RATE), 1000)
        assert not np.array_equal(changed, plain), param.name


@all_effects
def test_its_tail_is_over_when_it_says(case: Case) -> None:
    effect = made(case)
    sounding = processed(effect, burst(RATE // 2), 1000)
    frames = round(case.tail_seconds * RATE)
    processed(effect, np.zeros((2, frames), np.float32), 1000)
    left = processed(effect, np.zeros((2, 4000), np.float32), 1000)
    assert np.abs(left).max() < np.abs(sounding).max() * 10 ** (-70 / 20)


def level_at(hz: float, values: Values) -> float:
    """What a tone comes out at, against what went in."""
    tone = np.sin(2 * np.pi * hz * np.arange(RATE) / RATE).astype(np.float32) * 0.1
    out = processed(made(CASES[0], values), np.stack([tone, tone]), 1000)[0, RATE // 2 :]
    return float(np.sqrt(np.mean(out**2)) / np.sqrt(np.mean(tone**2)))


@pytest.mark.parametrize(("mode", "low", "high"), [("low", True, False), ("high", False, True)])
def test_the_filter_passes_what_its_mode_says(mode: str, low: bool, high: bool) -> None:
    values: Values = (("cutoff_hz", 1000.0), ("filter", mode))
    assert (level_at(100.0, values) > 0.5) is low
    assert (level_at(10_000.0, values) > 0.3) is high
    assert min(level_at(100.0, values), level_at(10_000.0, values)) < 0.05


def test_echoes_stand_a_step_value_apart() -> None:
    effect = SEND_EFFECTS["delay"].make(RATE)
    effect.set((("feedback", 0.5), ("time", "1/8")), TEMPO)
    effect.settle()
    click = np.zeros((2, RATE), np.float32)
    click[:, 0] = 1.0
    out = processed(effect, click, 1000)[0]
    echoes = np.flatnonzero(np.abs(out) > 0.1)
    eighth = RATE * 60 / TEMPO / 2
    assert np.allclose(echoes[:3], [eighth, 2 * eighth, 3 * eighth], atol=2)
