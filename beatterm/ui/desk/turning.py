"""Params under the fingers: a value one key press up or down, as text for eyes, and from text typed in."""

from math import log

from beatterm.model.edits.errors import EditError
from beatterm.model.param import Param, Value

SILENCE_DB = -60.0


def turned(param: Param, value: Value, by: int) -> Value:
    """The value after so many presses up (negative: down), within its range."""
    if param.choices:
        at = param.choices.index(str(value)) + by
        return param.choices[max(0, min(len(param.choices) - 1, at))]
    number = float(value)
    moved = number * param.step**by if param.ratio else _on_raster(param, number + by * param.step)
    return max(param.low, min(param.high, round(moved, 6)))


def _on_raster(param: Param, number: float) -> float:
    """Whole steps from zero, so that turning up and down comes back to the same values."""
    return round(number / param.step) * param.step


def share(param: Param, value: Value) -> float:
    """How far up its range a value stands, 0 to 1; in octaves where presses multiply."""
    if param.choices:
        return param.choices.index(str(value)) / max(1, len(param.choices) - 1)
    number = float(value)
    if param.ratio:
        return log(number / param.low) / log(param.high / param.low)
    return (number - param.low) / (param.high - param.low)


def shown(param: Param, value: Value) -> str:
    """A value with its unit, as a musician writes it."""
    if param.choices:
        return str(value)
    number = float(value)
    match param.unit:
        case "dB":
            return "silent" if number <= SILENCE_DB else f"{number:+.1f} dB"
        case "Hz":
            return f"{number / 1000:.1f} kHz" if number >= 1000 else f"{number:.0f} Hz"
        case "":
            return _bare(param, number)
        case "%":
            return f"{number:g}%"
        case unit:
            return f"{number:g} {unit}"


def _bare(param: Param, number: float) -> str:
    """Numbers without a unit: a balance between left and right, a share, or the number itself."""
    if (param.low, param.high) == (-1.0, 1.0):
        side = "L" if number < 0 else "R"
        return f"{side}{abs(number) * 100:.0f}" if round(number, 3) else "centre"
    if param.low >= 0.0 and param.high <= 1.0:
        return f"{number * 100:.0f}%"
    return f"{number:g}"


def label_of(param: Param) -> str:
    """A Param's name without its unit, for eyes."""
    return param.name.removesuffix("_db").removesuffix("_hz").replace("_", " ")


def parsed(param: Param, text: str) -> Value:
    """A value from what was typed; EditError with the rule if it does not fit."""
    value = _read(param, text.strip().lower())
    if value is None or not param.allows(value):
        raise EditError(f"{label_of(param)} takes {param.rule()}, not {text.strip() or 'nothing'}.")
    return value


def _read(param: Param, text: str) -> Value | None:
    if param.choices:
        return text
    bare = text.removesuffix(param.unit.lower()).strip() if param.unit else text
    try:
        if bare.endswith("%"):
            return float(bare[:-1]) / 100.0
        return float(bare[:-1]) * 1000.0 if bare.endswith("k") else float(bare)
    except ValueError:
        return None


def fault(param: Param, text: str) -> str | None:
    """What is wrong with a typed value, or None."""
    try:
        parsed(param, text)
    except EditError as error:
        return str(error)
    return None
