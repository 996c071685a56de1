"""Facts as the words that files carry: lines of limited length, keys, tempos, and what made the file."""

import unicodedata

from beatterm import __version__
from beatterm.export.facts import Facts
from beatterm.model.scale import Key, key_named

SOFTWARE = f"beatterm {__version__}"
REPLAY_GAIN_LUFS = -18.0
"""The loudness that ReplayGain 2.0 plays everything at."""

_LONGEST_LINE = 1000
_MINOR_THIRD, _MAJOR_THIRD = 3, 4


def line(text: str, most_bytes: int = _LONGEST_LINE) -> str:
    """A text without line breaks and control characters, cut to so many bytes of UTF-8."""
    clean = "".join(each if each.isprintable() else " " for each in text).strip()
    return clean.encode("utf-8", "replace")[:most_bytes].decode("utf-8", "ignore")


def plain(text: str, most_bytes: int) -> bytes:
    """A text in ASCII: accents fall off, what has no plain letter becomes a question mark."""
    bare = (each for each in unicodedata.normalize("NFKD", line(text)) if not unicodedata.combining(each))
    return "".join(bare).encode("ascii", "replace")[:most_bytes]


def tempo_text(tempo: float) -> str:
    """Quarter notes a minute, to a thousandth and no longer than it needs: 124 or 97.5."""
    return f"{tempo:.3f}".rstrip("0").rstrip(".")


def key_of(text: str) -> Key | None:
    """The key of a text such as `c minor`, None if it names none."""
    try:
        return key_named(text)
    except ValueError:
        return None


def key_text(text: str) -> str:
    """A key as it is read: `C minor`."""
    return line(text[:1].upper() + text[1:])


def key_letters(text: str) -> str:
    """A key as ID3's TKEY has it: `Cm`, `F#`, `Bb`; a scale with only a minor third counts as minor."""
    key = key_of(text)
    if key is None:
        return ""
    is_minor = _MINOR_THIRD in key.degrees and _MAJOR_THIRD not in key.degrees
    return str(key).partition(" ")[0].capitalize() + ("m" if is_minor else "")


def replay_gain(facts: Facts) -> tuple[str, str] | None:
    """ReplayGain's gain and peak, such as `-4.20 dB` and `0.988553`; None without a loudness."""
    heard = facts.loudness
    if heard is None or heard.integrated_lufs == float("-inf"):
        return None
    gain = REPLAY_GAIN_LUFS - heard.integrated_lufs
    return f"{gain:.2f} dB", f"{10 ** (heard.true_peak_db / 20):.6f}"
