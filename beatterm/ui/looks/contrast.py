"""Contrast after WCAG 2.1: how far apart two colours are for the eye, and the nearest colour that can be
read.
"""

from textual.color import BLACK, WHITE, Color

READABLE = 3.0
"""The least contrast of a sign that carries meaning."""

_STEP = 0.05


def luminance(color: Color) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part / 255.0) for part in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def contrast(one: Color, other: Color) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(ink: Color, ground: Color, least: float = READABLE) -> Color:
    """The ink, moved towards black or white just as far as it must to be read on that ground."""
    goal = max((BLACK, WHITE), key=lambda each: contrast(each, ground))
    share = 0.0
    shown = ink
    while contrast(shown, ground) < least and share < 1.0:
        share += _STEP
        shown = ink.blend(goal, min(share, 1.0))
    return shown
