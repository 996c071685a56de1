"""Writes the README's table of keys from the table of Actions: `python -m tools.readme_keys`."""

from pathlib import Path

from beatterm.ui.key_help import key_table

README = Path(__file__).parent.parent / "README.md"
_BEGIN = "<!-- keys: begin (written by `python -m tools.readme_keys`) -->\n"
_END = "<!-- keys: end -->\n"


def with_keys(text: str) -> str:
    """The README's text with the table that belongs there."""
    before, rest = text.split(_BEGIN)
    after = rest.split(_END)[1]
    return f"{before}{_BEGIN}{key_table().strip()}\n{_END}{after}"


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text()))
