"""How the player likes to work, from the settings onto the desk."""

from beatterm.library.settings import Settings
from beatterm.session.record import RecordOptions
from beatterm.ui.desk.desk import Desk, Keep
from beatterm.ui.desk.order import Order
from beatterm.ui.desk.order_fields import KEPT
from beatterm.ui.desk.recording import REPLACE
from beatterm.ui.input.layouts import CUSTOM, LAYOUTS, custom_layout


def prefer(desk: Desk, settings: Settings, keep: Keep | None = None) -> None:
    """Take the settings; what cannot be taken is said and left at its default."""
    desk.keep = keep or desk.keep
    desk.recorder.options = RecordOptions(settings.quantise, settings.record == REPLACE, settings.count_in)
    desk.hands.edit_step = settings.edit_step
    if settings.click:
        desk.hands.click = True
        desk.session.set_click(True)
    words = {name: getattr(settings, name) for name in KEPT}
    desk.order = Order(values={KEPT[name].name: word for name, word in words.items() if word})
    desk.kept_order = dict(words)
    _take_layout(desk, settings)


def _take_layout(desk: Desk, settings: Settings) -> None:
    try:
        desk.hands.custom = custom_layout(settings.custom_layout) if settings.custom_layout else None
    except ValueError as error:
        desk.front.tell(f"custom_layout in the settings: {error}.")
    own = desk.hands.custom
    if settings.layout == CUSTOM and own is not None:
        desk.hands.layout = own
    elif settings.layout in LAYOUTS:
        desk.hands.layout = LAYOUTS[settings.layout]
    elif settings.layout == CUSTOM:
        desk.front.tell('layout = "custom" needs custom_layout, four rows of keys; g i chooses another.')
    else:
        desk.front.tell(f"There is no layout {settings.layout}; g i chooses one.")
