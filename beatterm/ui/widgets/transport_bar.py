"""The two lines at the top: what plays and how loud; which song, kit and device."""

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from beatterm.ui.looks.look import Look
from beatterm.ui.looks.palette import Ground, Ink
from beatterm.ui.views.levels import zones
from beatterm.ui.views.spans import fit
from beatterm.ui.views.transport import Transport
from beatterm.ui.widgets.drawn import Drawn
from beatterm.ui.widgets.line import Line

Part = tuple[str, Ink, str]
"""Text, its ink, and the Action that a click on it does ("" for none)."""

_BADGE = 10
_MIDDLE, _WIDE, _ROOMY = 72, 100, 120
"""Widths of the screen from which there is room for units, for words, and for words on a clock."""
_HIGH_LOAD = 70
_CUT_LEAST, _GAP = 3, 1
_UNCUT = ("tempo", "click")
"""Items that say nothing unless they are whole."""
_BAR_LEAST, _BAR_MOST, _BAR_BESIDE = 4, 20, 12


class TransportBar(Drawn):
    """Shows a Transport; a click on an item does what its key does."""

    class Chosen(Message):
        """An item was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(look, id=id)
        self._view: Transport | None = None
        self._spots: list[list[tuple[int, int, str]]] = [[], []]

    def show(self, view: Transport) -> None:
        """Show a Transport; only a line that looks different is drawn anew."""
        self._view = view
        for y, strip in list(self._kept.items()):
            if self.draw(y, self.size.width) != strip:
                self.redraw_line(y)

    def draw(self, y: int, width: int) -> Strip:
        view = self._view
        if view is None:
            return Line().strip(width, self.look.style(Ink.TEXT, Ground.BAR))
        if y == 0:
            left = self._playing(view, width)
            right = self._loud(view, width, width - sum(cell_len(text) for text, _, _ in left))
        else:
            right = self._engine(view, width)
            left = self._song(view, width - sum(cell_len(text) for text, _, _ in right))
        room = width - sum(cell_len(text) for text, _, _ in right)
        return self._joined(y, left, right, room, width)

    def _joined(self, y: int, left: list[Part], right: list[Part], room: int, width: int) -> Strip:
        """Left and right parts with blanks between."""
        line, bar = Line(), self.look.style(Ink.TEXT, Ground.BAR)
        spots: list[tuple[int, int, str]] = []
        for text, ink, action in left:
            kept = self._cut(text, room - _GAP - line.width, action)
            spots.append((line.width, line.width + cell_len(kept), action))
            line.add(kept, self.look.style(ink, Ground.BAR))
        line.to(room, bar)
        for text, ink, action in right:
            spots.append((line.width, line.width + cell_len(text), action))
            line.add(text, self.look.style(ink, Ground.BADGE if action == "back" else Ground.BAR))
        self._spots[y] = spots
        return line.strip(width, bar)

    def _cut(self, text: str, room: int, action: str) -> str:
        """What of a part fits: all, its beginning, or nothing where that would say nothing."""
        bare = text.rstrip()
        if cell_len(bare) <= room:
            return fit(text, min(cell_len(text), room), "")
        least = len(bare) - len(bare.lstrip()) + _CUT_LEAST
        is_worth_it = room >= least and action not in _UNCUT
        return fit(bare, room, self.look.glyphs.ellipsis) if is_worth_it else ""

    def _playing(self, view: Transport, width: int) -> list[Part]:
        glyphs, wide = self.look.glyphs, width >= _WIDE
        sign, word, ink = (glyphs.play, "PLAY", Ink.GO) if view.running else (glyphs.stop, "STOP", Ink.SOFT)
        queued = [(f" {glyphs.arrow} {view.queued}", Ink.WARN, "")] if view.queued else []
        record = [(f"{glyphs.knob} REC ", Ink.ERROR, "record")] if view.records else []
        fill = [(f"{view.fill}  ", Ink.WARN, "fill")] if view.fill else []
        click = [("click  ", Ink.SOFT, "click")] if view.click else []
        follows, feel = view.clock.is_followed, f"{'swing' if wide else 'sw'} {view.swing}%  "
        clock = self._clock(view, width) if wide or follows else []
        return [
            (f" {sign} {word} ", ink, "play"),
            *record,
            (f"{view.position:>7}  ", Ink.STRONG, "restart"),
            *fill,
            (f"{view.tempo}{' bpm' if wide else ''}  ", Ink.TEXT, "tempo"),
            *clock,
            (view.pattern, Ink.KEY, "next-pattern"),
            *queued,
            (f"  {view.plays}  ", Ink.SOFT, "play-song"),
            (feel if width >= _ROOMY or not follows else "", Ink.SOFT, "tempo"),
            *click,
        ]

    def _clock(self, view: Transport, width: int) -> list[Part]:
        """Whose tempo it is."""
        clock = view.clock
        ink = Ink.FAINT if not clock.is_followed else Ink.GO if clock.is_locked else Ink.WARN
        return [(f"{clock.text if width >= _ROOMY else clock.short}  ", ink, "setup")]

    def _loud(self, view: Transport, width: int, room: int) -> list[Part]:
        """Bars as long as there is room for."""
        unit = "" if width < _MIDDLE else " dB" if view.level else "   "
        bar = max(_BAR_LEAST, min(_BAR_MOST, (room - _BADGE - len(unit) - _BAR_BESIDE) // 2))
        return [
            *self._side("L", view.master[0], bar),
            *self._side(" R", view.master[1], bar),
            (f"{view.level or 'silent':>6}{unit} ", Ink.SOFT, ""),
            (f"{view.badge:^{_BADGE}}", Ink.STRONG, "back"),
        ]

    def _side(self, name: str, peak: float, width: int) -> list[Part]:
        bar = [(text, ink, "") for text, ink in zones(peak, width, self.look.glyphs) if text]
        return [(f"{name} ", Ink.FAINT, ""), *bar]

    def _song(self, view: Transport, room: int) -> list[Part]:
        """The star stays, however long the name."""
        star = "*" if view.dirty else " "
        kit = f" kit {view.kit} "
        name = f" {view.title}  {view.file}" if room >= _MIDDLE and view.title else f" {view.file}"
        free = room - len(star)
        shows_kit = free - cell_len(kit) >= cell_len(name)
        shown = fit(name, min(cell_len(name), free), self.look.glyphs.ellipsis)
        parts: list[Part] = [(shown, Ink.SOFT, "save"), (star, Ink.KEY, "save")]
        return [*parts, (kit, Ink.FAINT, "kit")] if shows_kit else parts

    def _engine(self, view: Transport, width: int) -> list[Part]:
        limit = [(f" limit {view.reduction} dB ", Ink.WARN, "")] if view.reduction else []
        facts = f" {view.device_facts}" if view.device_facts and width >= _WIDE else ""
        device = fit(view.device, min(cell_len(view.device), width // 5), self.look.glyphs.ellipsis) + facts
        sound = [(f" {device} ", Ink.FAINT if view.has_sound else Ink.WARN, "")] if view.device else []
        is_above = width >= _WIDE or view.clock.is_followed
        clock = [] if is_above else self._clock(view, width)
        export = [(f" {view.export} ", Ink.GO, "export")] if view.export else []
        faults = [(f" faults {view.faults} ", Ink.ERROR, "")] if view.faults else []
        return [
            *export,
            *limit,
            *clock,
            *sound,
            (f" load {view.load:>2}% ", Ink.WARN if view.load >= _HIGH_LOAD else Ink.FAINT, ""),
            (f" xruns {view.xruns} ", Ink.WARN if view.xruns else Ink.FAINT, ""),
            *faults,
        ]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        for start, end, action in self._spots[event.y] if event.y < len(self._spots) else ():
            if start <= event.x < end and action:
                self.post_message(self.Chosen(action))
