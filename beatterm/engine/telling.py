"""Telling: what an engine says of itself after a block, to the screen and to whoever sends MIDI."""

from beatterm.engine.limiter import Limiter
from beatterm.engine.messages import Snapshot
from beatterm.engine.midi.heard import Heard
from beatterm.engine.now import Now
from beatterm.engine.sounding import Sounding
from beatterm.engine.transport import Transport

_LATE_FRAMES = Limiter.latency_frames


def snapshot(now: Now, transport: Transport, sounding: Sounding) -> Snapshot:
    """The engine at the frame it has come to."""
    tick = transport.tick_at(now.frame) if transport.is_running else 0
    span = transport.span(now.project, tick) if transport.is_running else None
    queued = transport.queued(tick) if transport.is_running else None
    return Snapshot(
        running=transport.is_running,
        tick=tick,
        pattern=span.pattern.name if span else "",
        pattern_tick=tick - span.origin_tick if span else 0,
        section=span.section if span else None,
        queued=queued.pattern or "song" if queued else "",
        tempo=transport.tempo(now.project),
        fill=transport.fill(now.frame),
        click=now.is_clicking,
        rolls=transport.rolls,
        peaks=sounding.meters.tracks,
        master=sounding.meters.master,
        reduction_db=sounding.meters.reduction_db,
        voices=sounding.voices.sounding(now.frame),
    )


def frames_to_tick(now: Now, transport: Transport) -> float:
    """In how many frames from now the tick of the Snapshot is heard, if nothing else delays it."""
    tick = transport.tick_at(now.frame)
    return transport.frame_of(tick) - now.frame + _LATE_FRAMES


def heard(
    now: Now, transport: Transport, seconds: float, frame_seconds: float, latency_seconds: float
) -> Heard:
    """What plays. What is rendered next comes out at `seconds`, so much later than it was asked for."""
    return Heard(
        project=now.project,
        live=transport.live,
        clock=transport.clock,
        is_running=transport.is_running,
        run=transport.run,
        began_tick=transport.began_tick,
        position_ticks=transport.position_ticks,
        panics=now.panics,
        frame=now.frame - _LATE_FRAMES,
        seconds=seconds,
        frame_seconds=frame_seconds,
        since_frame=now.since_frame,
        latency_seconds=latency_seconds + _LATE_FRAMES * frame_seconds,
    )
