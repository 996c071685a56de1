"""Transport: what plays, from where, and how fast."""

from collections.abc import Callable
from dataclasses import replace

from beatterm.model.edits import mix
from beatterm.model.edits.errors import EditError
from beatterm.model.song import MAX_TEMPO, MIN_TEMPO
from beatterm.sequencer.live import Cue
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.repeating import moment, stop_repeating

MAX_TAPS = 8
TAP_PAUSE_SECONDS = 2.5
"""A longer wait than a beat at the slowest tempo that is tapped begins anew."""


def cue(desk: Desk) -> Cue:
    """What space plays: the pattern on the screen, or the song from the chosen section on."""
    return Cue(first=desk.section) if desk.plays_song else Cue(pattern=desk.pattern.name)


def play(desk: Desk) -> None:
    """Play or stop."""
    if desk.is_running:
        stop_repeating(desk)
        desk.recorder.end()
        desk.settle()
        desk.session.stop()
        return
    desk.recorder.begin()
    bars = desk.recorder.options.count_in_bars if desk.recorder.is_armed else 0
    desk.session.play(cue(desk), bars)


def restart(desk: Desk) -> None:
    """From the start again, at the next bar; when stopped, cursor and song go to their start."""
    desk.section = 0
    if desk.is_running:
        desk.session.queue(cue(desk))
    else:
        desk.go(replace(desk.place, step=0))


def switch(desk: Desk) -> None:
    """Play the song's sections in order, or loop the pattern on the screen."""
    desk.plays_song = not desk.plays_song
    desk.front.tell("Plays the song." if desk.plays_song else f"Loops pattern {desk.place.pattern}.")
    if desk.is_running:
        desk.session.queue(cue(desk))


def show(desk: Desk, name: str) -> None:
    """Go to a pattern; while a pattern loops, let it take over at the next bar."""
    if desk.song.pattern(name) is None:
        raise EditError(f"There is no pattern {name} yet: F copies this one, g w makes an empty one.")
    desk.go(replace(desk.place, pattern=name, anchor=None))
    if desk.is_running and not desk.plays_song:
        desk.session.queue(cue(desk))


def pattern(letter: str, at: int) -> Callable[[Desk], None]:
    """Go to the pattern of that letter; where patterns have other names, to the one at that place."""

    def run(desk: Desk) -> None:
        others = desk.song.patterns[at : at + 1] if desk.song.pattern(letter) is None else ()
        show(desk, others[0].name if others else letter)

    return run


def next_pattern(by: int) -> Callable[[Desk], None]:
    """Go to the next pattern, around the last one."""

    def run(desk: Desk) -> None:
        names = [each.name for each in desk.song.patterns]
        at = names.index(desk.pattern.name)
        show(desk, names[(at + by) % len(names)])

    return run


def section(index: int) -> Callable[[Desk], None]:
    """Play the song from a section on; while playing, from the next bar."""
    return lambda desk: go_to_section(desk, index)


def go_to_section(desk: Desk, index: int) -> None:
    """Choose a section to play from, and show its pattern."""
    if index >= len(desk.song.sections):
        raise EditError(f"There is no section {index + 1} yet; tab to the sections, a adds one.")
    desk.section, desk.plays_song = index, True
    desk.go(replace(desk.place, pattern=desk.song.sections[index].pattern, anchor=None))
    if desk.is_running:
        desk.session.queue(cue(desk))


def panic(desk: Desk) -> None:
    """Silence everything at once."""
    stop_repeating(desk)
    desk.recorder.end()
    desk.settle()
    desk.session.panic()
    desk.front.tell("Silenced.")


def tempo(by: float) -> Callable[[Desk], None]:
    """Faster or slower."""
    return lambda desk: desk.edit("tempo", lambda song: mix.set_tempo(song, song.tempo + by), merge=True)


def swing(by: float) -> Callable[[Desk], None]:
    """More or less swing."""
    return lambda desk: desk.edit("swing", lambda song: mix.set_swing(song, song.swing + by), merge=True)


def tap(desk: Desk) -> None:
    """Set the tempo by tapping: from the second tap on, the mean of the last ones."""
    now = moment(desk)
    fresh = not desk.taps or now - desk.taps[-1] > TAP_PAUSE_SECONDS
    desk.taps = ((now,) if fresh else (*desk.taps, now))[-MAX_TAPS:]
    if fresh or now <= desk.taps[0]:
        desk.front.tell("Tap on.")
        return
    beats = 60.0 * (len(desk.taps) - 1) / (desk.taps[-1] - desk.taps[0])
    wanted = round(max(MIN_TEMPO, min(MAX_TEMPO, beats)), 1)
    desk.edit("tapped tempo", lambda song: mix.set_tempo(song, wanted), merge=True)
    desk.front.tell(f"{wanted:.1f} bpm")
