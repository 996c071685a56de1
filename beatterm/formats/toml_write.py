"""Values as TOML text, in the one way that the canonical form writes them."""

import re

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def text_of(value: object) -> str:
    """A text, number, flag, list or table as it stands after the `=`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, tuple | list):
        return f"[{', '.join(text_of(each) for each in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key_of(name)} = {text_of(each)}" for name, each in value.items()) + " }"
    return repr(value)


def quoted(text: str) -> str:
    """A text in quotes."""
    return '"' + "".join(_escaped(each) for each in text) + '"'


def multi_line(text: str) -> str:
    """A text of several lines in triple quotes, its first line below them."""
    return (
        '"""\n'
        + "".join(each if each in '\n\t"' else _escaped(each) for each in text).replace('"""', '""\\"')
        + '"""'
    )


def key_of(name: str) -> str:
    """A name as it stands before the `=`."""
    return name if _BARE.fullmatch(name) else quoted(name)


def dotted(names: tuple[str, ...]) -> str:
    """A table's name."""
    return ".".join(map(key_of, names))


def _escaped(each: str) -> str:
    if each in _ESCAPES:
        return _ESCAPES[each]
    return f"\\u{ord(each):04x}" if ord(each) < 32 or ord(each) == 127 else each
