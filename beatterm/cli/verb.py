"""What a verb is: what each file of this folder that stands behind `beatterm` has."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Protocol


class Verb(Protocol):
    """What stands after `beatterm`: its help, its options, and what it does."""

    @property
    def HELP(self) -> str:
        """A line for `--help`."""

    @property
    def add_to(self) -> Callable[[ArgumentParser], None]:
        """Declares its options."""

    @property
    def run(self) -> Callable[[Namespace], int]:
        """Does it; the exit code."""
