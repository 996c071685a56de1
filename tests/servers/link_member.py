"""A member of a Link session as a program, for tests and benchmarks. Only started by `link_session`.

    python -m tests.servers.link_member TEMPO QUANTUM SHARES_STARTS

Lines of stdin are wishes: `tempo 133.5`, `play SECONDS`, `stop SECONDS`. Every reading is a line of stdout,
as JSON. It leaves the session at the end of its stdin.
"""

import json
import sys

from beatterm.devices.link import LinkPeer, LinkReading
from beatterm.model.midi_setup import LinkSetup


def main() -> None:
    tempo, quantum, shares_starts = sys.argv[1:]
    setup = LinkSetup(on=True, quantum=int(quantum), start_stop=shares_starts == "yes")
    peer = LinkPeer(setup, _tell, float(tempo))
    peer.start()
    for line in sys.stdin:
        what, number = line.split()
        if what == "tempo":
            peer.set_tempo(float(number))
        else:
            peer.set_playing(what == "play", float(number))
    peer.stop()


def _tell(reading: LinkReading) -> None:
    print(json.dumps(reading), flush=True)


if __name__ == "__main__":
    main()
