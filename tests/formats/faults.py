"""One fault at a time: a text that is right, a piece of it put wrong, and how the reader names that."""

from collections.abc import Callable

import pytest

from beatterm.formats.errors import FormatError

Fault = tuple[str, str, str, str]
"""What is right, what stands there instead, line:column of the fault, a part of the message."""
LONGEST = 450


def assert_named(read: Callable[[str, str], object], text: str, fault: Fault, file: str) -> None:
    """The error begins with file and place, and says the rule in one line. `read` takes a text and the name
    of its file.
    """
    right, wrong, place, message = fault
    assert text.count(right) == 1
    with pytest.raises(FormatError) as caught:
        read(text.replace(right, wrong), file)
    said = str(caught.value)
    assert said.startswith(f"{file}:{place}: ")
    assert message in said
    assert "\n" not in said
    assert len(said) < LONGEST
