"""What keys do to the sections of the song."""

from collections.abc import Callable

from beatterm.model.edits import sections
from beatterm.model.edits.errors import EditError
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Question
from beatterm.ui.desk.playing import go_to_section


def choose(by: int) -> Callable[[Desk], None]:
    """Move to the next section."""

    def run(desk: Desk) -> None:
        desk.session.seal()
        desk.section += by
        desk.settle()

    return run


def play_from(desk: Desk) -> None:
    """Play the song from this section on."""
    go_to_section(desk, desk.section)


def add(desk: Desk) -> None:
    """A section behind this one that plays the pattern on the screen."""
    at = desk.section + 1 if desk.song.sections else 0
    name = desk.pattern.name
    desk.edit("add section", lambda song: sections.add_section(song, at, name))
    desk.section = at


def remove(desk: Desk) -> None:
    """Take this section out."""
    at = desk.section
    desk.edit("remove section", lambda song: sections.remove_section(song, at))


def move(by: int) -> Callable[[Desk], None]:
    """Play this section earlier or later."""

    def run(desk: Desk) -> None:
        at = desk.section
        desk.edit("move section", lambda song: sections.move_section(song, at, by))
        desk.section += by
        desk.settle()

    return run


def repeat(by: int) -> Callable[[Desk], None]:
    """Play it more or fewer times."""

    def run(desk: Desk) -> None:
        at = desk.section
        wanted = sections.section_at(desk.song, at).repeat + by
        desk.edit("repeats", lambda song: sections.set_repeat(song, at, wanted), merge=True)

    return run


def use_pattern(desk: Desk) -> None:
    """Let this section play the pattern on the screen."""
    at, name = desk.section, desk.pattern.name
    desk.edit("section's pattern", lambda song: sections.set_section_pattern(song, at, name))


def mute(desk: Desk) -> None:
    """Leave the cursor's track out of this section, or take it back in."""
    at, name = desk.section, desk.track
    desk.edit("section's mutes", lambda song: sections.toggle_section_mute(song, at, name))


def fill(desk: Desk) -> None:
    """Play the last of this section's repeats as a fill, or like the others."""
    at = desk.section
    desk.edit("section's fill", lambda song: sections.toggle_section_fill(song, at))
    section = sections.section_at(desk.song, at)
    how = "is a fill" if section.fill else "is played like the others"
    desk.front.tell(f"The last repeat of {section.name} {how}.")


async def rename(desk: Desk) -> None:
    """Ask for this section's name."""
    at = desk.section
    old = sections.section_at(desk.song, at).name

    def check(text: str) -> str | None:
        try:
            sections.rename_section(desk.song, at, text)
        except EditError as error:
            return str(error)
        return None

    answers = await desk.front.ask("Name of the section", [Question("name", old, "such as verse", check)])
    if answers is not None:
        desk.edit("section's name", lambda song: sections.rename_section(song, at, answers[0]))
