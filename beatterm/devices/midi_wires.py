"""Who is connected to a port, and how often messages are passed on, asked of the JACK server: rtmidi only
tells which ports there are.

Where JACK's own library is not found, and for other systems, nothing is known.
"""

import ctypes
from contextlib import suppress
from itertools import count, takewhile

_LIBRARY = "libjack.so.0"
_CLIENT = b"beatterm wires"
_NO_START_SERVER = 1


class Wires:
    """A client of the JACK server that runs now, which only asks."""

    def __init__(self) -> None:
        self._jack = _library()
        status = ctypes.c_int()
        opened = self._jack and self._jack.jack_client_open(_CLIENT, _NO_START_SERVER, ctypes.byref(status))
        self._client: int | None = opened or None

    def of(self, port: str) -> frozenset[str] | None:
        """All ports that one is connected to, by the names that JACK gives them; None if it is not known."""
        if self._jack is None or self._client is None:
            return None
        here = self._jack.jack_port_by_name(self._client, port.encode())
        if not here:
            return None
        names = self._jack.jack_port_get_all_connections(self._client, here)
        if not names:
            return frozenset()
        found = takewhile(lambda name: name is not None, (names[number] for number in count()))
        texts = frozenset(name.decode(errors="replace") for name in found)
        self._jack.jack_free(names)
        return texts

    def period_seconds(self) -> float | None:
        """How often the server passes messages on; None if it is not known."""
        if self._jack is None or self._client is None:
            return None
        frames = int(self._jack.jack_get_buffer_size(self._client))
        return frames / int(self._jack.jack_get_sample_rate(self._client))

    def close(self) -> None:
        """Leave the server. It must still run, or this may hang."""
        if self._jack is not None and self._client is not None:
            self._jack.jack_client_close(self._client)
        self._client = None


def _library() -> ctypes.CDLL | None:
    with suppress(OSError, AttributeError):
        jack = ctypes.CDLL(_LIBRARY)
        pointer, texts = ctypes.c_void_p, ctypes.POINTER(ctypes.c_char_p)
        jack.jack_client_open.restype = pointer
        jack.jack_client_open.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_int)]
        jack.jack_client_close.argtypes = [pointer]
        jack.jack_port_by_name.restype = pointer
        jack.jack_port_by_name.argtypes = [pointer, ctypes.c_char_p]
        jack.jack_port_get_all_connections.restype = texts
        jack.jack_port_get_all_connections.argtypes = [pointer, pointer]
        jack.jack_free.argtypes = [pointer]
        jack.jack_get_buffer_size.argtypes = [pointer]
        jack.jack_get_sample_rate.argtypes = [pointer]
        return jack
    return None
