"""The one table of what can be done. Keys, hints, palette, help and the README's key table come from it.

A key that writes something is that character, any other goes by Textual's name; two keys with a space between
them are pressed one after the other. Names (`id`) are stable: they are what a player's own key map refers to.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from beatterm.ui.desk import (
    arranging,
    files,
    hearing,
    inspecting,
    moving,
    notes,
    patterns,
    playing,
    steps,
    tracks,
)
from beatterm.ui.desk.desk import Desk, Pane
from beatterm.ui.desk.front import Choice
from beatterm.ui.looks.themes import OWN

Run = Callable[[Desk], Awaitable[None] | None]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    `pane` is where its keys hold (None: everywhere). `hint` is its word in the bottom line. Actions of one
    `family` (keys as shown, what they do) share a line in the help. `same_as` names an action that reaches
    the same with keys which every terminal sends.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    group: str
    run: Run
    pane: Pane | None = None
    hint: str = ""
    family: tuple[str, str] | None = field(default=None)
    same_as: str = ""


def _next_theme(desk: Desk) -> None:
    names = [theme.name for theme in OWN]
    now = desk.front.theme_name()
    desk.front.use_theme(names[(names.index(now) + 1) % len(names)] if now in names else names[0])


def _help(desk: Desk) -> None:
    desk.front.show_help()


async def _palette(desk: Desk) -> None:
    found = [Choice(action.id, action.label, " or ".join(action.keys)) for action in ACTIONS]
    picked = await desk.front.choose("Find a command", found)
    for action in ACTIONS:
        if action.id == picked and (work := action.run(desk)) is not None:
            await work


PLAY, MOVE, STEPS, NOTES, TRACKS, PATTERNS, KNOBS, SECTIONS, SONG = (
    "Play",
    "Move and select",
    "Steps",
    "Notes",
    "Tracks",
    "Patterns",
    "Inspector (tab)",
    "Sections (tab)",
    "Song",
)
GROUPS = (PLAY, STEPS, MOVE, NOTES, TRACKS, PATTERNS, KNOBS, SECTIONS, SONG)
"""The groups in the order of the help."""

_GRID, _KNOB, _PART = Pane.GRID, Pane.INSPECTOR, Pane.SECTIONS

_PLAY = (
    Action("play", ("space",), "Play or stop", PLAY, playing.play, hint="play"),
    Action("restart", ("0",), "From the start again", PLAY, playing.restart),
    Action("play-song", ("P",), "Song, or loop the pattern", PLAY, playing.switch),
    Action("tempo-down", (",",), "Tempo down", PLAY, playing.tempo(-1), family=(", .", "Tempo down, up")),
    Action("tempo-up", (".",), "Tempo up", PLAY, playing.tempo(1), family=(", .", "Tempo down, up")),
    Action("tap", ("T",), "Tap the tempo", PLAY, playing.tap),
    Action("tempo", ("B",), "Tempo and swing…", PLAY, patterns.tempo),
    Action("panic", ("!",), "Panic: silence everything", PLAY, playing.panic),
    Action("follow", ("G",), "View follows the playhead", PLAY, moving.follow),
)


def _arrow(name: str, keys: tuple[str, ...], tracks_by: int, steps_by: int) -> tuple[Action, Action]:
    title = name.capitalize()
    return (
        Action(
            f"move-{name}",
            keys,
            f"{title}",
            MOVE,
            moving.by(tracks_by, steps_by),
            _GRID,
            family=("arrows hjkl", "Move the cursor"),
        ),
        Action(
            f"select-{name}",
            (f"shift+{name}",),
            f"Select {name}",
            MOVE,
            moving.extend(tracks_by, steps_by),
            _GRID,
            family=("shift+arrows", "Select (as v and arrows)"),
            same_as="select",
        ),
    )


_MOVE = (
    *_arrow("left", ("left", "h"), 0, -1),
    *_arrow("down", ("down", "j"), 1, 0),
    *_arrow("up", ("up", "k"), -1, 0),
    *_arrow("right", ("right", "l"), 0, 1),
    Action("row-start", ("home",), "First step", MOVE, moving.home, _GRID, family=("home end", "Row's ends")),
    Action("row-end", ("end",), "Last step", MOVE, moving.end, _GRID, family=("home end", "Row's ends")),
    Action(
        "page-back", ("pageup",), "Page back", MOVE, moving.page(-1), _GRID, family=("pgup pgdn", "Pages")
    ),
    Action("page-on", ("pagedown",), "Page on", MOVE, moving.page(1), _GRID, family=("pgup pgdn", "Pages")),
    Action("select", ("v",), "Select steps", MOVE, moving.select, _GRID),
    Action("select-rows", ("V",), "Select rows", MOVE, moving.select_rows, _GRID),
    Action("select-all", ("g v",), "Select the pattern", MOVE, moving.select_all),
    Action("back", ("escape",), "Unselect; back to the grid", MOVE, moving.back),
    Action("pane-on", ("tab",), "Next pane", MOVE, moving.pane(1), hint="pane"),
    Action("pane-back", ("shift+tab",), "Pane before", MOVE, moving.pane(-1)),
)

_FILLS = tuple(
    Action(
        f"fill-{every}",
        (f"f {every}",),
        f"Fill every {every} steps"
        if every > 1
        else "Fill every step"
        if every
        else "Empty the row (fill 0)",
        STEPS,
        steps.fill(every),
        _GRID,
        family=("f 1 … 9", "Every n-th step (f 0: none)"),
    )
    for every in range(10)
)

_STEPS = (
    Action("toggle", ("enter",), "Strike or clear the step", STEPS, steps.toggle, _GRID, "step"),
    Action("softer", ("-",), "Softer", STEPS, steps.velocity(-5), _GRID, family=("- +", "Velocity")),
    Action("louder", ("+", "="), "Louder", STEPS, steps.velocity(5), _GRID, "velocity", ("- +", "Velocity")),
    Action("accent", ("a",), "Accent", STEPS, steps.accent, _GRID, "accent"),
    Action("ghost", ("A",), "Ghost note", STEPS, steps.ghost, _GRID),
    Action("clear", ("d", "delete", "backspace"), "Clear", STEPS, steps.clear, _GRID),
    Action("copy", ("y",), "Copy", STEPS, steps.copy, _GRID, "copy"),
    Action("cut", ("x",), "Cut", STEPS, steps.cut, _GRID),
    Action("paste", ("p",), "Paste", STEPS, steps.paste, _GRID, "paste"),
    Action(
        "earlier", ("<",), "Rotate earlier", STEPS, steps.rotate(-1), _GRID, family=("< >", "Rotate the row")
    ),
    Action("later", (">",), "Rotate later", STEPS, steps.rotate(1), _GRID, family=("< >", "Rotate the row")),
    *_FILLS,
    Action("clear-row", ("D",), "Empty the row", STEPS, steps.clear_row, _GRID),
    Action("clear-pattern", ("C",), "Empty the pattern", STEPS, steps.clear_pattern, _GRID),
    Action("hear-entries", ("g y",), "When entered steps sound", STEPS, hearing.next_choice),
)

_SEMITONE, _OCTAVE, _HOLD = (
    ("( )", "Semitone down, up"),
    ("/ *", "Octave down, up"),
    ("H L", "Hold shorter, longer"),
)

_NOTES = (
    Action("lower", ("(",), "Semitone down", NOTES, notes.transpose(-1), _GRID, family=_SEMITONE),
    Action("higher", (")",), "Semitone up", NOTES, notes.transpose(1), _GRID, family=_SEMITONE),
    Action(
        "octave-down", ("/",), "Octave down", NOTES, notes.transpose(-notes.OCTAVE), _GRID, family=_OCTAVE
    ),
    Action("octave-up", ("*",), "Octave up", NOTES, notes.transpose(notes.OCTAVE), _GRID, family=_OCTAVE),
    Action("hold-less", ("H",), "Hold shorter", NOTES, notes.hold(-1), _GRID, family=_HOLD),
    Action("hold-more", ("L",), "Hold longer", NOTES, notes.hold(1), _GRID, family=_HOLD),
    Action("notes", ("g n",), "Write notes or a chord…", NOTES, notes.write),
)

_TRACKS = (
    Action("mute", ("m",), "Mute", TRACKS, tracks.mute, _GRID, "mute"),
    Action("solo", ("s",), "Solo", TRACKS, tracks.solo, _GRID),
    Action("unmute-all", ("M",), "None muted", TRACKS, tracks.unmute_all),
    Action("unsolo-all", ("S",), "None soloed", TRACKS, tracks.unsolo_all),
    Action("sound", ("b",), "Sound of the track…", TRACKS, tracks.choose_sound),
    Action("hear", ("e",), "Hear the track", TRACKS, hearing.track),
    Action(
        "track-down",
        ("J",),
        "Move the track down",
        TRACKS,
        tracks.move(1),
        _GRID,
        family=("J K", "Move the track"),
    ),
    Action(
        "track-up",
        ("K",),
        "Move the track up",
        TRACKS,
        tracks.move(-1),
        _GRID,
        family=("J K", "Move the track"),
    ),
    Action("add-track", ("I",), "Add a track…", TRACKS, tracks.add),
    Action("remove-track", ("X",), "Remove the track", TRACKS, tracks.remove),
)

_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")

_LETTERS = tuple(
    Action(
        f"pattern-{name.lower()}",
        (f"g {name.lower()}",),
        f"Pattern {name}, or the {order} one",
        PATTERNS,
        playing.pattern(name, at),
        family=("g a … g h", "Pattern A … H (or by order)"),
    )
    for at, (name, order) in enumerate(zip("ABCDEFGH", _ORDER, strict=True))
)

_NEIGHBOURS = ("n N", "Next, previous pattern")

_PATTERNS = (
    Action("next-pattern", ("n",), "Next pattern", PATTERNS, playing.next_pattern(1), family=_NEIGHBOURS),
    Action(
        "previous-pattern", ("N",), "Previous pattern", PATTERNS, playing.next_pattern(-1), family=_NEIGHBOURS
    ),
    *_LETTERS,
    Action("fork", ("F",), "Copy to a new pattern", PATTERNS, patterns.fork),
    Action("new-pattern", ("g w",), "New empty pattern", PATTERNS, patterns.new),
    Action("remove-pattern", ("g x",), "Remove the pattern", PATTERNS, patterns.remove),
    Action("lengths", ("Z",), "Length, step and swing…", PATTERNS, patterns.lengths),
)

_KNOBS = (
    Action(
        "knob-back",
        ("left", "h", "up", "k"),
        "Knob before",
        KNOBS,
        inspecting.choose(-1),
        _KNOB,
        family=("arrows hjkl", "Choose a knob"),
    ),
    Action(
        "knob-on",
        ("right", "l", "down", "j"),
        "Next knob",
        KNOBS,
        inspecting.choose(1),
        _KNOB,
        family=("arrows hjkl", "Choose a knob"),
    ),
    Action(
        "group-back",
        ("pageup",),
        "Group before",
        KNOBS,
        inspecting.choose_group(-1),
        _KNOB,
        family=("pgup pgdn", "Group before, next"),
    ),
    Action(
        "group-on",
        ("pagedown",),
        "Next group",
        KNOBS,
        inspecting.choose_group(1),
        _KNOB,
        family=("pgup pgdn", "Group before, next"),
    ),
    Action("turn-down", ("-",), "Turn down", KNOBS, inspecting.turn(-1), _KNOB, family=("- +", "Turn")),
    Action("turn-up", ("+", "="), "Turn up", KNOBS, inspecting.turn(1), _KNOB, "turn", ("- +", "Turn")),
    Action(
        "turn-far-down",
        ("<",),
        "Turn far down",
        KNOBS,
        inspecting.turn(-inspecting.COARSE),
        _KNOB,
        family=("< >", "Turn ten at once"),
    ),
    Action(
        "turn-far-up",
        (">",),
        "Turn far up",
        KNOBS,
        inspecting.turn(inspecting.COARSE),
        _KNOB,
        family=("< >", "Turn ten at once"),
    ),
    Action(
        "knob-reset",
        ("d", "delete", "backspace"),
        "Back to its default",
        KNOBS,
        inspecting.reset,
        _KNOB,
        "default",
    ),
    Action("knob-type", ("enter",), "Type a value…", KNOBS, inspecting.type_in, _KNOB, "type"),
)

_PARTS = tuple(
    Action(
        f"section-{number}",
        (f"g {number}",),
        f"Song from section {number}",
        SECTIONS,
        playing.section(number - 1),
        family=("g 1 … g 9", "Song from section 1 … 9"),
    )
    for number in range(1, 10)
)

_SECTIONS = (
    *_PARTS,
    Action(
        "section-back",
        ("up", "k", "left", "h"),
        "Section before",
        SECTIONS,
        arranging.choose(-1),
        _PART,
        family=("arrows hjkl", "Choose a section"),
    ),
    Action(
        "section-on",
        ("down", "j", "right", "l"),
        "Next section",
        SECTIONS,
        arranging.choose(1),
        _PART,
        family=("arrows hjkl", "Choose a section"),
    ),
    Action(
        "section-play",
        ("enter",),
        "Play the song from here",
        SECTIONS,
        arranging.play_from,
        _PART,
        "from here",
    ),
    Action("section-add", ("a",), "Add one with this pattern", SECTIONS, arranging.add, _PART, "add"),
    Action(
        "section-remove",
        ("d", "delete", "backspace"),
        "Remove the section",
        SECTIONS,
        arranging.remove,
        _PART,
        "remove",
    ),
    Action(
        "section-less",
        ("-",),
        "Fewer repeats",
        SECTIONS,
        arranging.repeat(-1),
        _PART,
        family=("- +", "Repeats"),
    ),
    Action(
        "section-more",
        ("+", "="),
        "More repeats",
        SECTIONS,
        arranging.repeat(1),
        _PART,
        "repeats",
        ("- +", "Repeats"),
    ),
    Action(
        "section-earlier",
        ("<",),
        "Section earlier",
        SECTIONS,
        arranging.move(-1),
        _PART,
        family=("< >", "Move the section"),
    ),
    Action(
        "section-later",
        (">",),
        "Section later",
        SECTIONS,
        arranging.move(1),
        _PART,
        family=("< >", "Move the section"),
    ),
    Action("section-pattern", ("p",), "Play this pattern in it", SECTIONS, arranging.use_pattern, _PART),
    Action("section-mute", ("m",), "Leave the track out of it", SECTIONS, arranging.mute, _PART),
    Action("section-name", ("r",), "Rename the section…", SECTIONS, arranging.rename, _PART),
)

_SONG = (
    Action("undo", ("u", "ctrl+z"), "Undo", SONG, files.undo, hint="undo"),
    Action("redo", ("U", "ctrl+r"), "Redo", SONG, files.redo),
    Action("save", ("w", "ctrl+s"), "Save", SONG, files.save, hint="save"),
    Action("save-as", ("W",), "Save as…", SONG, files.save_as),
    Action("open", ("g o",), "Open a song…", SONG, files.open_song),
    Action("kit", ("g k",), "Kit…", SONG, files.choose_kit),
    Action("theme", ("g t",), "Colours: dark, light, none", SONG, _next_theme),
    Action("help", ("?", "f1"), "Keys", SONG, _help, hint="keys"),
    Action("commands", (":", "ctrl+p"), "Find a command", SONG, _palette, hint="find"),
    Action("quit", ("q", "ctrl+q"), "Quit", SONG, files.leave),
)

ACTIONS: tuple[Action, ...] = (
    *_PLAY,
    *_STEPS,
    *_MOVE,
    *_NOTES,
    *_TRACKS,
    *_PATTERNS,
    *_KNOBS,
    *_SECTIONS,
    *_SONG,
)
"""Everything that can be done, in the order of help and palette."""
