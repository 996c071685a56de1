"""Letting a step be heard at once when it is entered, as the player likes it."""

from beatterm.model.step import Step
from beatterm.ui.desk.desk import Auditions, Desk


def sound(desk: Desk, step: Step) -> None:
    """Let a step be heard, if the player wants to hear entries now."""
    wanted = desk.auditions is Auditions.ALWAYS or (
        desk.auditions is Auditions.STOPPED and not desk.is_running
    )
    if wanted:
        for note in step.notes or (None,):
            desk.session.audition(desk.track, note, step.velocity)


def next_choice(desk: Desk) -> None:
    """Hear entries when stopped, always, or never."""
    order = list(Auditions)
    desk.auditions = order[(order.index(desk.auditions) + 1) % len(order)]
    desk.front.tell(f"Entered steps are heard {desk.auditions.value}.")


def track(desk: Desk) -> None:
    """Sound the track under the cursor once."""
    root = desk.sound.root if desk.sound else None
    desk.session.audition(desk.track, desk.last_notes.get(desk.track, root))
