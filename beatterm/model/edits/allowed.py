"""Values as they are given to a Param by an edit: what it does not take is said with its rule."""

from beatterm.model.edits.errors import EditError
from beatterm.model.param import Param, Value


def allowed(param: Param, value: Value) -> Value:
    """The value, if the Param takes it; else EditError with the rule and a right example."""
    if not param.allows(value):
        raise EditError(f"{param.name} takes {param.rule()}, such as {_example(param)}, not {value}.")
    return value


def _example(param: Param) -> str:
    return str(param.default) if param.choices else f"{param.default:g}"


def moved(param: Param, value: Value, by: float) -> Value:
    """The value `by` of the Param's own steps up (negative: down), kept within its range.

    Choices move along their list, and Params with a ratio are multiplied. Unlike under the fingers nothing
    is put on a raster, so that values which differ keep their difference until one reaches the range's end.
    """
    if param.choices:
        at = param.choices.index(str(value)) + round(by)
        return param.choices[max(0, min(len(param.choices) - 1, at))]
    number = float(value) * param.step**by if param.ratio else float(value) + _amount(param, by)
    return within(param, number)


def within(param: Param, number: float) -> float:
    """The nearest number that a Param takes."""
    return max(param.low, min(param.high, float(round(number)) if param.whole else round(number, 6)))


def _amount(param: Param, by: float) -> float:
    """By how much a number moves: whole where the Param is, and then by one at least."""
    amount = by * param.step
    if not param.whole or not by:
        return amount
    return max(1.0, float(round(abs(amount)))) * (1.0 if by > 0 else -1.0)
