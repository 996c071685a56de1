"""The MIDI process, run as a program by the conductor: what to send by stdin, what came in by stdout, noise
to a log.

    python -m beatterm.host.midi.server

The first thread carries out what it is told; the dispatcher's sends; the listener's takes in what comes; the
reporter's tells of it, and looks after ports and the Link session. It ends when its stdin does: notes end,
and who follows is stopped.
"""

import faulthandler
import os
import signal
import sys
import time
import traceback
from threading import Thread
from typing import BinaryIO

from beatterm.host.midi.dispatcher import Dispatcher
from beatterm.host.midi.inbox import Inbox
from beatterm.host.midi.listener import Listener
from beatterm.host.midi.patchbay import Patchbay
from beatterm.host.midi.reporter import Reporter
from beatterm.host.midi.urgency import be_urgent
from beatterm.host.midi.wire import Configure, Down, Inherit, Release, Send, SetLink
from beatterm.host.pipes import Speaker, take_over_pipes
from beatterm.host.wire import next_message

END_SECONDS = 2.0
"""What giving the ports back may take; then the process ends as it is."""


class Server:
    """Carries out what comes from the conductor."""

    def __init__(self, up: BinaryIO) -> None:
        self._dispatcher = Dispatcher()
        inbox = Inbox()
        self._listener = Listener(inbox)
        self._patchbay = Patchbay(self._dispatcher, self._listener)
        self._reporter = Reporter(inbox, self._patchbay, self._dispatcher, Speaker(up).say)

    def run(self, down: BinaryIO) -> None:
        """Until the pipe ends."""
        self._dispatcher.start()
        self._listener.start()
        self._reporter.start()
        try:
            while True:
                self.carry_out(next_message(down))
        except (EOFError, OSError):
            pass
        finally:
            self._dispatcher.end()

    def carry_out(self, word: Down) -> None:
        """One message, in the order of their coming: what is sent after a Configure finds its ports open."""
        match word:
            case Send():
                self._dispatcher.send(word.messages)
            case Release():
                self._dispatcher.release(word.seconds, word.panic)
            case Inherit():
                self._dispatcher.inherit(word.ends)
            case Configure():
                self._reporter.configure(word.setup)
            case SetLink():
                self._reporter.set_link(word)

    def close(self) -> None:
        """Leave the Link session and give the ports back; may hang where a system has died."""
        self._reporter.leave_link()
        self._patchbay.close()


def main() -> None:
    """Take the pipes over, then serve until the conductor is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    down, up = take_over_pipes()
    faulthandler.enable()
    be_urgent()
    server, code = Server(up), 0
    try:
        server.run(down)
    except BaseException:
        traceback.print_exc()
        code = 1
    _end_soon(code)
    server.close()
    sys.stderr.flush()
    os._exit(code)  # JACK's library may hang in its own end


def _end_soon(code: int) -> None:
    def end() -> None:
        time.sleep(END_SECONDS)
        os._exit(code)

    Thread(target=end, name="end", daemon=True).start()


if __name__ == "__main__":
    main()
