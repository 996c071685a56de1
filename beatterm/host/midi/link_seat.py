"""The MIDI process's seat in the Ableton Link session: taken while the setup has Link on."""

from collections.abc import Callable

from beatterm.devices.link import LinkMissing, LinkPeer
from beatterm.host.midi.wire import LinkTime, SetLink
from beatterm.model.midi_setup import LinkSetup


class LinkSeat:
    """`say` is told where the session is, on a thread of the peer's. `problem` says why there is no Link,
    with what to do.
    """

    def __init__(self, say: Callable[[LinkTime], None]) -> None:
        self._say = say
        self._setup = LinkSetup()
        self._peer: LinkPeer | None = None
        self.problem = ""

    def configure(self, setup: LinkSetup) -> None:
        """Be in the session as the setup has it; one who is there already stays."""
        if setup == self._setup:
            return
        self.leave()
        self._setup = setup
        if setup.on:
            self._join(setup)

    def tell(self, word: SetLink) -> None:
        """Tell the session, if there is one."""
        if self._peer is None:
            return
        if word.tempo is not None:
            self._peer.set_tempo(word.tempo)
        if word.playing is not None:
            self._peer.set_playing(word.playing, word.seconds)

    def leave(self) -> None:
        """Say goodbye to the others."""
        peer, self._peer = self._peer, None
        self._setup, self.problem = LinkSetup(), ""
        if peer is not None:
            peer.stop()

    def _join(self, setup: LinkSetup) -> None:
        try:
            peer = LinkPeer(setup, lambda reading: self._say(LinkTime(*reading)))
        except LinkMissing as error:
            self.problem = str(error)
            return
        peer.start()
        self._peer = peer
