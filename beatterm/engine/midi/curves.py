"""What a keyboard's numbers become: velocities by a curve, controls from 0 to 1 with the middle at 0.5."""

from beatterm.model.midi_setup import FIXED, HARD, LINEAR, SOFT
from beatterm.model.step import ACCENT_VELOCITY, HIT_VELOCITY, MIN_VELOCITY

_EXPONENTS = {LINEAR: 1.0, SOFT: 0.6, HARD: 1.7}
"""With `soft` a light touch is enough for loud hits, `hard` takes a heavy hand."""


def _bent(exponent: float) -> tuple[int, ...]:
    shares = ((velocity / ACCENT_VELOCITY) ** exponent for velocity in range(ACCENT_VELOCITY + 1))
    return tuple(max(MIN_VELOCITY, round(ACCENT_VELOCITY * share)) for share in shares)


VELOCITIES: dict[str, tuple[int, ...]] = {
    **{curve: _bent(exponent) for curve, exponent in _EXPONENTS.items()},
    FIXED: (HIT_VELOCITY,) * (ACCENT_VELOCITY + 1),
}
"""By the name of a curve, what each velocity from 0 to 127 becomes: 1 to 127, never less for a harder hit."""


def share_of(number: int, bits: int) -> float:
    """A control's number of 7 or 14 bits as a share: 0 is 0.0, the middle (64, 8192) 0.5, the highest 1.0.

    There is one number less above the middle than below, so each half has a scale of its own, as in MIDI 2.0.
    """
    middle, highest = 1 << (bits - 1), (1 << bits) - 1
    if number <= middle:
        return 0.5 * number / middle
    return 0.5 + 0.5 * (number - middle) / (highest - middle)
