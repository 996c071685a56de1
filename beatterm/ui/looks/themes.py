"""The themes: beatterm's own dark, light and none (no colour), beside all of Textual's."""

from collections.abc import Mapping

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="dark",
    primary="#6aa9e9",
    secondary="#8fc7c4",
    accent="#f0b35f",
    success="#7cc47f",
    warning="#e3c15a",
    error="#f0737c",
    foreground="#d6dbe3",
    background="#12161c",
    surface="#191e26",
    panel="#212732",
)

LIGHT = Theme(
    name="light",
    primary="#2a6fb0",
    secondary="#22666b",
    accent="#a64b00",
    success="#2e7d36",
    warning="#8a6200",
    error="#b3262b",
    foreground="#23272e",
    background="#f7f5f0",
    surface="#edeae3",
    panel="#e3dfd6",
    dark=False,
)

_NOTHING = "ansi_default"
_BARE = (
    "ansi-background",
    "ansi-foreground",
    "border",
    "border-blurred",
    "block-cursor-foreground",
    "block-cursor-background",
    "block-cursor-blurred-background",
    "input-selection-background",
    "scrollbar",
    "scrollbar-hover",
    "scrollbar-active",
    "scrollbar-background",
    "scrollbar-background-hover",
    "scrollbar-background-active",
)
"""What Textual would else draw in colours of its own."""

PLAIN = Theme(
    name="none",
    ansi=True,
    primary=_NOTHING,
    secondary=_NOTHING,
    accent=_NOTHING,
    success=_NOTHING,
    warning=_NOTHING,
    error=_NOTHING,
    foreground=_NOTHING,
    background=_NOTHING,
    surface=_NOTHING,
    panel=_NOTHING,
    boost=_NOTHING,
    variables=dict.fromkeys(_BARE, _NOTHING)
    | {"block-cursor-text-style": "bold reverse", "input-cursor-text-style": "reverse"},
)

OWN: tuple[Theme, ...] = (DARK, LIGHT, PLAIN)
"""What beatterm brings; the first is the default."""

THEMES: Mapping[str, Theme] = BUILTIN_THEMES | {theme.name: theme for theme in OWN}
"""Every theme there is, by name."""
