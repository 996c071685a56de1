"""Params under the fingers: a value one key press up or down, as text for eyes, and from text typed in."""

from collections.abc import Callable
from math import isfinite, log

from beatterm.model.edits.allowed import moved, within
from beatterm.model.edits.errors import EditError
from beatterm.model.param import Param, Value

SILENCE_DB = -60.0


def turned(param: Param, value: Value, by: int) -> Value:
    """The value after so many presses up (negative: down), within its range."""
    if param.choices:
        at = param.choices.index(str(value)) + by
        return param.choices[max(0, min(len(param.choices) - 1, at))]
    number = float(value)
    if param.ratio or param.whole:
        return moved(param, number, by)
    return within(param, _on_raster(param, number + by * param.step))


def _on_raster(param: Param, number: float) -> float:
    """Whole steps from zero, so that turning up and down comes back to the same values."""
    return round(number / param.step) * param.step


def share(param: Param, value: Value) -> float:
    """How far up its range a value stands, 0 to 1; in octaves where presses multiply."""
    if param.choices:
        return param.choices.index(str(value)) / max(1, len(param.choices) - 1)
    number = float(value)
    if param.low == param.high:
        return 0.0
    if param.ratio:
        return log(number / param.low) / log(param.high / param.low)
    return (number - param.low) / (param.high - param.low)


def at_share(param: Param, part: float) -> Value:
    """The value that stands so far up the range: the inverse of `share`."""
    part = max(0.0, min(1.0, part))
    if param.choices:
        return param.choices[round(part * (len(param.choices) - 1))]
    if param.ratio:
        return within(param, param.low * (param.high / param.low) ** part)
    return within(param, _on_raster(param, param.low + part * (param.high - param.low)))


def shown(param: Param, value: Value) -> str:
    """A value with its unit, as a musician writes it."""
    if param.choices:
        return str(value)
    number = float(value)
    text = f"{number:+g}" if param.low < 0.0 and number else f"{number:g}"
    match param.unit:
        case "dB":
            return "silent" if number <= SILENCE_DB else f"{number:+.1f} dB"
        case "Hz":
            return f"{number / 1000:.1f} kHz" if number >= 1000 else f"{number:.0f} Hz"
        case "":
            return _bare(param, number)
        case "%":
            return f"{text}%"
        case unit:
            return f"{text} {unit.removesuffix('s') if number == 1 else unit}"


def span(param: Param) -> str:
    """A Param's range in few characters: `1…127`, `±48`, `20…20k`, or how many words there are."""
    if param.choices:
        return f"of {len(param.choices)}"
    if (param.low, param.high) == (-1.0, 1.0) and not param.unit:
        return "L…R"
    if not param.unit and (param.low, param.high) == (0.0, 1.0):
        return "0…100"
    return f"±{param.high:g}" if param.low == -param.high else f"{_short(param.low)}…{_short(param.high)}"


def _short(number: float) -> str:
    return f"{number / 1000:g}k" if abs(number) >= 10000 else f"{number:g}"


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
    name = param.name
    for unit in ("_db", "_hz", "_ms"):
        name = name.removesuffix(unit)
    return name.replace("_", " ")


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
    return _said(parsed, param, text)


def wish(param: Param, text: str) -> Callable[[Value], Value]:
    """What a typed text does to a value: puts another in its place (`90`, `=+3`), or changes it (`+10`, `-5`,
    `*1.2`, `/2`). Where values may be negative, `-5` is a value. EditError with the rule if it does not fit.
    """
    text = text.strip()
    sign, rest = text[:1], text[1:].strip()
    if param.choices or sign not in _CHANGES or (sign == "-" and param.low < 0.0):
        wanted = parsed(param, text.removeprefix("="))
        return lambda _: wanted
    amount = _read(param, rest) if sign in "+-" else _factor(sign, rest)
    if not isinstance(amount, float) or not isfinite(amount):
        raise EditError(f"{label_of(param)} takes {param.rule()}, or +10, -5, *1.2; not {text}.")
    if sign in "+-":
        return lambda value: within(param, float(value) + (amount if sign == "+" else -amount))
    return lambda value: within(param, float(value) * amount)


_CHANGES = ("+", "-", "*", "/")


def _factor(sign: str, text: str) -> float | None:
    try:
        factor = float(text) if sign == "*" else 1.0 / float(text)
    except (ValueError, ZeroDivisionError):
        return None
    return factor


def wish_fault(param: Param, text: str) -> str | None:
    """What is wrong with a typed value or change, or None."""
    return _said(wish, param, text)


def _said(read: Callable[[Param, str], object], param: Param, text: str) -> str | None:
    try:
        read(param, text)
    except EditError as error:
        return str(error)
    return None
