"""What keys do to tracks: mute and solo, order, sound, adding and removing."""

from collections.abc import Callable

from beatterm.model.edits import mix, patterns
from beatterm.model.edits.errors import EditError
from beatterm.model.kit import Sound
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Choice


def mute(desk: Desk) -> None:
    """Mute the track, or let it sound again."""
    name = desk.track
    desk.edit("mute", lambda song: mix.toggle_mute(song, name))


def solo(desk: Desk) -> None:
    """Solo the track, or end its solo."""
    name = desk.track
    desk.edit("solo", lambda song: mix.toggle_solo(song, name))


def unmute_all(desk: Desk) -> None:
    """No track muted."""
    desk.edit("unmute", mix.unmute_all)


def unsolo_all(desk: Desk) -> None:
    """No track soloed."""
    desk.edit("end solo", mix.unsolo_all)


def move(by: int) -> Callable[[Desk], None]:
    """Move the track up or down on the screen, the cursor with it."""

    def run(desk: Desk) -> None:
        name = desk.track
        desk.edit("move track", lambda song: patterns.move_track(song, name, by))
        names = [setup.name for setup in desk.song.tracks]
        desk.go(desk.place.at(desk.song, names.index(name), desk.place.step))

    return run


def _sounds(desk: Desk) -> list[Choice]:
    if not desk.session.kit.sounds:
        raise EditError("This kit has no sounds; g k chooses another.")
    return [Choice(sound.name, sound.name, _remark(sound)) for sound in desk.session.kit.sounds]


def _remark(sound: Sound) -> str:
    return "pitched" if sound.root is not None else ""


async def choose_sound(desk: Desk) -> None:
    """Let the track play another sound of the kit."""
    name = desk.track
    now = desk.song.setup(name).sound
    sound = await desk.front.choose(f"Sound of {name}", _sounds(desk), now)
    if sound is not None:
        desk.edit("sound", lambda song: patterns.set_track_sound(song, name, sound))
        desk.session.audition(name)


async def add(desk: Desk) -> None:
    """Add a track that plays a sound of the kit, named after it."""
    sound = await desk.front.choose("New track with the sound", _sounds(desk))
    if sound is not None:
        name = _free_name(desk, sound)
        desk.edit("add track", lambda song: patterns.add_track(song, name, sound))
        desk.go(desk.place.at(desk.song, len(desk.song.tracks) - 1, desk.place.step))


def _free_name(desk: Desk, wanted: str) -> str:
    used = {setup.name for setup in desk.song.tracks}
    numbered = (f"{wanted}{number}" for number in range(2, len(used) + 3))
    return next(name for name in (wanted, *numbered) if name not in used)


def remove(desk: Desk) -> None:
    """Take the track out of the song."""
    name = desk.track
    desk.edit("remove track", lambda song: patterns.remove_track(song, name))
    desk.front.tell(f"Removed {name}; u brings it back.")
