"""What was made, in a musician's words: for the end of `render`, of the matrix and of the Export dialog."""

from beatterm.export.job import Made
from beatterm.export.loudness.text import loudness_text


def made_text(made: Made) -> str:
    """`beat.wav: 341333 frames, 7.11 s, -9.8 LUFS integrated, …, raised by 2.1 dB`; what has no frames of its
    own, such as a pack of them, without these.
    """
    words = [f"{made.frames} frames", f"{made.frames / made.rate:.2f} s"] if made.rate else []
    if made.loudness is not None:
        words.append(loudness_text(made.loudness))
    if made.gain_db:
        words.append(f"{'raised' if made.gain_db > 0 else 'lowered'} by {abs(made.gain_db):.1f} dB")
    return f"{made.path}: {', '.join(words)}" if words else made.path


def midi_text(path: str, bars: float, notes: int, tracks: int) -> str:
    """`beat.mid: 4 bars, 36 notes, 2 tracks`."""
    counted = ((round(bars, 3), "bar"), (notes, "note"), (tracks, "track"))
    words = [f"{str(count).removesuffix('.0')} {word}{'s' * (count != 1)}" for count, word in counted]
    return f"{path}: {', '.join(words)}"
