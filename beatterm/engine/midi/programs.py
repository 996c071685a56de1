"""Programs: which sound of a synthesizer each channel plays, told at the start and when it changes."""

from collections.abc import Iterable

from beatterm.engine.midi.encoding import bank_select, program_change
from beatterm.engine.midi.routes import Route

_Choice = tuple[int | None, int | None]


class Programs:
    """The bank and program of each channel behind one port, as far as we have sent them."""

    def __init__(self) -> None:
        self._sent: dict[int, _Choice] = {}

    def forget(self) -> None:
        """Whoever listens may play another by now."""
        self._sent.clear()

    def changed(self, routes: Iterable[Route]) -> list[bytes]:
        """The messages for what has changed. Of tracks that share a channel the song's first one decides."""
        wanted: dict[int, _Choice] = {}
        for route in routes:
            if route.out.bank is not None or route.out.program is not None:
                wanted.setdefault(route.out.channel, (route.out.bank, route.out.program))
        said: list[bytes] = []
        for channel, choice in wanted.items():
            if self._sent.get(channel) != choice:
                self._sent[channel] = choice
                said += _messages(channel, *choice)
        return said


def _messages(channel: int, bank: int | None, program: int | None) -> list[bytes]:
    said = list(bank_select(channel, bank)) if bank is not None else []
    return said if program is None else [*said, program_change(channel, program)]
