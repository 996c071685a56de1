"""A synthesizer of a few lines: what sounds in it, from the bytes that reach it and nothing else."""


class Synth:
    """Each note-on is a voice of its own, as in a synthesizer that stacks them: each needs its note-off."""

    def __init__(self) -> None:
        self.voices: list[tuple[int, int]] = []
        self.is_running = False
        self.received: list[bytes] = []

    def hear(self, data: bytes) -> bool:
        """Take a message in; True, as an output says that it has left."""
        self.received.append(data)
        kind, channel = data[0] >> 4, data[0] & 15
        if data[0] in (0xFA, 0xFB, 0xFC):
            self.is_running = data[0] != 0xFC
        elif kind == 9 and data[2] > 0:
            self.voices.append((channel, data[1]))
        elif kind in (8, 9):
            if (channel, data[1]) in self.voices:
                self.voices.remove((channel, data[1]))
        elif kind == 11 and data[1] == 120:
            self.voices = [voice for voice in self.voices if voice[0] != channel]
        return True
