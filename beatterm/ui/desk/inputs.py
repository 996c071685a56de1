"""What comes in over MIDI that is the desk's to do: notes for the track under the cursor and for the
recorder, and what pads and programs ask for.
"""

from beatterm.engine.messages import Report
from beatterm.engine.midi.messages import MidiAsked, MidiPlayed
from beatterm.sequencer.live import Cue
from beatterm.ui.desk import learning, playing, recording, step_record, tuner
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.layers import struck
from beatterm.ui.desk.notes import is_pitched_track
from beatterm.ui.input.instrument import Strike

RECORD, RECORD_EXIT, PATTERN = "record", "record exit", "pattern"


def take(desk: Desk, reports: tuple[Report, ...]) -> None:
    """Take in what has come."""
    for report in reports:
        match report:
            case MidiPlayed():
                _play(desk, report)
            case MidiAsked() if desk.tuner is None:
                _do(desk, report)
    what = desk.midi.take(reports, tuner.turn_to(desk) if desk.tuner else None)
    desk.settle()
    if what is not None:
        learning.learned(desk, what)


def _play(desk: Desk, played: MidiPlayed) -> None:
    """A hit, as from a pad; it has been sounded, unless only the desk knows which track it is for."""
    names = [setup.name for setup in desk.song.tracks]
    track = played.track or (desk.track if names else "")
    if not played.velocity:
        desk.recorder.let_go(played.key, played.seconds)
    if not played.velocity or track not in names:
        return
    note = played.note if played.track or is_pitched_track(desk, track) else None
    if not played.track:
        desk.session.audition(track, note, played.velocity)
    is_elsewhere = step_record.is_on(desk) and track != desk.track
    if desk.tuner is None and not is_elsewhere:
        struck(desk, Strike(track, note, played.velocity), played.seconds, played.key)


def _do(desk: Desk, asked: MidiAsked) -> None:
    if asked.what in (RECORD, RECORD_EXIT):
        if desk.recorder.is_armed != (asked.what == RECORD):
            recording.arm(desk)
    elif asked.what == PATTERN:
        _choose(desk, asked.number)


def _choose(desk: Desk, number: int) -> None:
    """Show, and where it plays queue, the pattern of a program."""
    patterns = desk.song.patterns
    if number < len(patterns):
        playing.show(desk, patterns[number].name)
        return
    there = "there is only one pattern" if len(patterns) == 1 else f"there are {len(patterns)} patterns"
    desk.front.tell(f"Program {number + 1} came in; {there}.")


def aim(desk: Desk) -> None:
    """Tell the engine which track is under the cursor, and what a start from outside plays."""
    cue = playing.cue(desk) if desk.song.patterns else Cue()
    desk.midi.aim(desk.track if desk.song.tracks else "", cue)
