"""Keys of the song as a whole, and of the program: undo, save, open, colours, help, quit."""

from beatterm.ui.actions.action import Action, Run
from beatterm.ui.actions.groups import SONG
from beatterm.ui.desk import beginning, exporting, files
from beatterm.ui.desk.desk import Desk
from beatterm.ui.looks.themes import OWN


def actions(find_command: Run) -> tuple[Action, ...]:
    """The keys of this group; `find_command` is what the palette does."""
    return (
        Action("undo", ("u", "ctrl+z"), "Undo", SONG, files.undo, hint="undo"),
        Action("redo", ("U", "ctrl+r"), "Redo", SONG, files.redo),
        Action("save", ("w", "ctrl+s"), "Save", SONG, files.save, hint="save"),
        Action("save-as", ("W",), "Save as…", SONG, files.save_as),
        Action("open", ("g o",), "Open a song…", SONG, files.open_song),
        Action("new-song", ("g N",), "New song…", SONG, beginning.new_song),
        Action("song-facts", ("g T",), "Title, metre, seed…", SONG, beginning.song_facts),
        Action("export", ("E",), "Export…", SONG, exporting.show),
        Action("kit", ("g k",), "Kit…", SONG, files.choose_kit),
        Action("theme", ("g t",), "Dark, light, no colours", SONG, _next_theme),
        Action("help", ("?", "f1"), "Keys", SONG, _help, hint="keys", in_tuner=True),
        Action("commands", (":", "ctrl+p"), "Find a command", SONG, find_command, hint="find"),
        Action("quit", ("q", "ctrl+q"), "Quit", SONG, files.leave),
    )


def _next_theme(desk: Desk) -> None:
    names = [theme.name for theme in OWN]
    now = desk.front.theme_name()
    desk.front.use_theme(names[(names.index(now) + 1) % len(names)] if now in names else names[0])


def _help(desk: Desk) -> None:
    desk.front.show_help()
