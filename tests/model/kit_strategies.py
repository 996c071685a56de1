"""Any kit that a text can say."""

from hypothesis import strategies as st

from beatterm.model.kit import Kit, Layer, Sound
from tests.model.strategies import LINES, NAMES, few


@st.composite
def layers(draw: st.DrawFn) -> tuple[Layer, ...]:
    """Rising layers, each with recordings that take turns."""
    tops = sorted(draw(st.sets(st.integers(1, 126), max_size=3)) | {127})
    part = st.from_regex(r"[A-Za-z0-9 _#-][A-Za-z0-9 _#.-]{0,12}", fullmatch=True)
    file = st.lists(part, min_size=1, max_size=3).map("/".join)
    return tuple(Layer(top, tuple(draw(st.lists(file, min_size=1, max_size=3)))) for top in tops)


@st.composite
def sounds(draw: st.DrawFn, name: str) -> Sound:
    """Any valid sound."""
    return Sound(
        name,
        draw(layers()),
        note=draw(st.none() | st.integers(0, 127)),
        gain_db=draw(st.floats(-60.0, 12.0)),
        pan=draw(st.floats(-1.0, 1.0)),
        choke=draw(st.none() | NAMES),
        root=draw(st.none() | st.integers(0, 127)),
        release_ms=draw(st.none() | st.floats(1.0, 10_000.0)),
    )


@st.composite
def kits(draw: st.DrawFn) -> Kit:
    """Any valid kit that is not on the disk."""
    drawn = tuple(draw(sounds(name)) for name in few(draw, NAMES, 0, 5))
    title, author, license_name, about = (draw(LINES) for _ in range(4))
    return Kit(draw(NAMES), title, author, license_name, about, drawn)
