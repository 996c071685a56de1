"""What keys do to an Order: move in it, turn and type its values."""

from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.param import Param
from beatterm.ui.desk.order import Order
from beatterm.ui.desk.turning import parsed, turned

_NUMBER = "0123456789.-"


def moved(order: Order, by: int) -> Order:
    """The cursor so many fields further down."""
    return at(order, order.at + by)


def at(order: Order, index: int) -> Order:
    """The cursor on a field, at the end of its text; the number that was being typed stands."""
    index = max(0, min(len(order.fields) - 1, index))
    there = replace(order, at=index, typed="")
    return replace(there, caret=len(text_of(there)) if there.is_text else 0)


def on(order: Order, name: str) -> Order:
    """The cursor on the field of a name, if there is one."""
    names = [param.name for param in order.fields]
    return at(order, names.index(name)) if name in names else order


def turn(order: Order, by: int) -> Order:
    """Turn the value under the cursor; in a text, move in it."""
    if order.is_text:
        return replace(order, caret=max(0, min(len(text_of(order)), order.caret + by)))
    param = order.here
    return _put(replace(order, typed=""), param, turned(param, order.value(param), by))


def turn_round(order: Order) -> Order:
    """The next of its words; after the last, the first."""
    param = order.here
    if order.is_text or not param.choices:
        return order
    words = param.choices
    return _put(order, param, words[(words.index(str(order.value(param))) + 1) % len(words)])


def type_in(order: Order, text: str) -> Order:
    """Type: into a text, a number digit by digit, or the first letter of a word."""
    if order.is_text:
        now = text_of(order)
        typed = now[: order.caret] + text + now[order.caret :]
        return replace(order.with_value(order.here, typed), caret=order.caret + len(text))
    if order.here.choices:
        return _to_word(order, text)
    return _type_number(order, order.typed + text) if all(each in _NUMBER for each in text) else order


def rub_out(order: Order, ahead: bool = False) -> Order:
    """Take back the character before the caret (or `ahead` of it); a value goes back to its default."""
    if order.is_text:
        now, caret = text_of(order), order.caret + ahead
        if not 0 < caret <= len(now):
            return order
        return replace(order.with_value(order.here, now[: caret - 1] + now[caret:]), caret=caret - 1)
    if order.typed:
        return _type_number(order, order.typed[:-1])
    return _put(order, order.here, order.here.default)


def to_end(order: Order, is_end: bool) -> Order:
    """In a text, to its end or its beginning; elsewhere to the last field or the first."""
    if order.is_text:
        return replace(order, caret=len(text_of(order)) if is_end else 0)
    return at(order, len(order.fields) - 1 if is_end else 0)


def text_of(order: Order) -> str:
    """The value under the cursor, as text."""
    return str(order.value(order.here))


def _put(order: Order, param: Param, value: float | str) -> Order:
    return on(order.with_value(param, value), param.name)


def _to_word(order: Order, text: str) -> Order:
    """The next of the words that begins so."""
    param, now = order.here, str(order.value(order.here))
    after = param.choices.index(now) + 1
    words = (*param.choices[after:], *param.choices[:after])
    found = next((word for word in words if word.lower().startswith(text.lower())), now)
    return _put(order, param, found)


def _type_number(order: Order, text: str) -> Order:
    """The number so far; the value follows as soon as it is one that the field takes."""
    typed = replace(order, typed=text)
    try:
        return typed.with_value(typed.here, parsed(typed.here, text))
    except EditError:
        return typed
