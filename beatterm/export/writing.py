"""Writes one file of frames that are all there: measured, brought to a level, with the facts about them."""

from dataclasses import replace
from typing import BinaryIO

from beatterm.engine.clock import Clock
from beatterm.engine.transport import position_ticks
from beatterm.export.describe import facts_of
from beatterm.export.facts import Facts
from beatterm.export.formats.writers import WRITERS
from beatterm.export.job import WRAP, Form, Loudness, Made
from beatterm.export.layout import Laid
from beatterm.export.loudness.levelling import gain_db_for, levelled, raised
from beatterm.export.loudness.meter import measured
from beatterm.export.render import frame_count, pace_of
from beatterm.export.share import Share, Told
from beatterm.export.spool import Spool


def written(
    file: BinaryIO, spool: Spool, laid: Laid, form: Form, path: str, track: str, share: Share
) -> Made:
    """Write a spool's frames; what was made. `track` is the stem's name, "" for the mix."""
    loudness = measured(Told(spool, spool.frames, share.part(0, 2)), form.rate, laid.is_loop)
    gain_db, note = gain_db_for(loudness, form.level)
    loudness = raised(loudness, gain_db)
    blocks = levelled(Told(spool, spool.frames, share.part(1, 2)), gain_db)
    form_notes = WRITERS[form.format].loop_notes(laid.ticks) if laid.is_loop else ()
    frames = WRITERS[form.format].write(
        file, blocks, form.rate, form.bits, _facts(laid, form, track, loudness, spool.frames)
    )
    notes = tuple(each for each in (note, *form_notes) if each)
    return Made(path, frames, form.rate, loudness, gain_db, notes)


def _facts(laid: Laid, form: Form, track: str, loudness: Loudness, frames: int) -> Facts:
    song, rate = laid.project.song, form.rate
    loop_frames = frame_count(laid, rate) if laid.is_loop else 0
    facts = facts_of(
        laid.project,
        laid.cue,
        laid.ticks,
        Clock(rate, song.tempo, pace=pace_of(laid, rate)).frame_of,
        loop_frames,
        track,
        Clock(rate, song.tempo).frame_of(_starts_at_tick(laid)),
        loudness,
        slices=form.slices,
        first_tick=laid.steady_tick if laid.is_loop and form.what_rings == WRAP else 0,
    )
    return replace(facts, tail_frames=frames - loop_frames if laid.is_loop else 0)


def _starts_at_tick(laid: Laid) -> int:
    """Where it begins in its song, or in its pattern, whichever pass of that it is."""
    tick = position_ticks(laid.project.song, laid.cue)
    pattern = laid.project.song.pattern(laid.cue.pattern or "")
    return tick % pattern.length_ticks if pattern else tick
