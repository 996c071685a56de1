"""The transport bar as values."""

from dataclasses import dataclass

from beatterm.engine.messages import FILL_BAR, FILL_ON, Snapshot
from beatterm.model.song import arrangement
from beatterm.model.time import SIXTEENTH_TICKS, STEP_NAMES
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.hands import Layer
from beatterm.ui.views.clock import Clock, clock_of
from beatterm.ui.views.levels import FLOOR_DB, decibels

_BADGES = {
    Pane.GRID: "EDIT",
    Pane.LANE: "LANE",
    Pane.INSPECTOR: "KNOBS",
    Pane.SECTIONS: "SECTIONS",
    Pane.TUNER: "TRY",
    Pane.SETUP: "SETUP",
}


@dataclass(frozen=True, slots=True)
class Transport:
    """What the two lines at the top say. `master` are the linear peaks, left and right."""

    running: bool
    records: bool
    click: bool
    fill: str
    position: str
    tempo: str
    clock: Clock
    swing: str
    pattern: str
    queued: str
    plays: str
    badge: str
    title: str
    file: str
    dirty: bool
    kit: str
    device: str
    device_facts: str
    has_sound: bool
    load: int
    xruns: int
    faults: int
    master: tuple[float, float]
    level: str
    reduction: str
    export: str


def transport_of(desk: Desk, snapshot: Snapshot, metered: Snapshot | None = None) -> Transport:
    """The transport at this moment; its levels and load at the moment of `metered`, if that is another."""
    metered = metered or snapshot
    song, device = desk.song, desk.device
    peak, clock = decibels(max(metered.master)), clock_of(desk)
    playing = snapshot.pattern if snapshot.running and snapshot.pattern else desk.place.pattern
    return Transport(
        running=snapshot.running,
        records=desk.recorder.is_armed,
        click=desk.hands.click,
        fill=_FILLS.get(snapshot.fill, ""),
        position=_position(desk, snapshot),
        tempo=clock.tempo or f"{song.tempo:.1f}",
        clock=clock,
        swing=f"{song.swing:g}",
        pattern=playing or "-",
        queued=snapshot.queued if snapshot.running else "",
        plays=_plays(desk, snapshot),
        badge=_badge(desk),
        title=song.title,
        file=desk.session.path.name if desk.session.path else "not saved yet",
        dirty=desk.session.is_dirty,
        kit=desk.session.kit.title or song.kit or "no kit",
        device=_device(desk),
        device_facts=_device_facts(desk),
        has_sound=device is None or not device.is_null,
        load=round(metered.load * 100),
        xruns=snapshot.xruns,
        faults=snapshot.faults,
        master=metered.master,
        level=f"{peak:.1f}" if peak > FLOOR_DB else "",
        reduction=f"{-abs(metered.reduction_db):.1f}" if abs(metered.reduction_db) >= 0.05 else "",
        export=_export(desk),
    )


_FILLS = {FILL_ON: "FILL", FILL_BAR: "FILL 1"}


def _badge(desk: Desk) -> str:
    """What the keys are."""
    if desk.midi.learning:
        return "LEARN"
    if desk.hands.layer is not Layer.EDIT and desk.tuner is None:
        rate = f" {STEP_NAMES[desk.hands.rate]}" if desk.hands.layer is Layer.PADS and desk.hands.rate else ""
        return f"{desk.hands.layer.name}{rate}"
    return "SELECT" if desk.place.anchor and desk.pane is Pane.GRID else _BADGES[desk.pane]


def _export(desk: Desk) -> str:
    """How far an export is, while the keys are elsewhere."""
    state = desk.exports.state
    return f"export {state.progress.share * 100:.0f}%" if state.is_running else ""


def _position(desk: Desk, snapshot: Snapshot) -> str:
    """Bar, beat and sixteenth, all counted from 1; in the count-in, the beats that are left."""
    meter = desk.song.meter
    if snapshot.running and snapshot.tick < 0:
        return f"in {-(snapshot.tick // meter.beat_ticks)}"
    bar, rest = divmod(snapshot.tick if snapshot.running else 0, meter.bar_ticks)
    beat, rest = divmod(rest, meter.beat_ticks)
    return f"{bar + 1}.{beat + 1}.{rest // SIXTEENTH_TICKS + 1}"


def _plays(desk: Desk, snapshot: Snapshot) -> str:
    if not desk.plays_song:
        return "loop"
    parts = arrangement(desk.song)
    if snapshot.running and snapshot.section is not None and snapshot.section < len(parts):
        return f"song: {parts[snapshot.section].name}"
    return "song"


def _device(desk: Desk) -> str:
    if desk.device is None:
        return ""
    return "no sound card" if desk.device.is_null else desk.device.name


def _device_facts(desk: Desk) -> str:
    device = desk.device
    if device is None or device.is_null:
        return ""
    return f"{device.rate / 1000:g} kHz {device.latency_seconds * 1000:.0f} ms"
