"""Kits: named sounds and the recordings they are played from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layer:
    """Recordings for velocities up to and including `up_to`; several take turns (round robin).

    `files` are paths below the kit's folder, with forward slashes.
    """

    up_to: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound of a kit. `root` is the MIDI note its recording sounds at, None if it has no pitch.

    Sounds of one `choke` group cut each other. With `release_ms` a note ends with its length and fades in
    that
    time; without, it rings to its end. `note` is its MIDI note on a drum channel.
    """

    name: str
    layers: tuple[Layer, ...]
    note: int | None = None
    gain_db: float = 0.0
    pan: float = 0.0
    choke: str | None = None
    root: int | None = None
    release_ms: float | None = None

    def layer_for(self, velocity: int) -> Layer:
        """The layer that a velocity plays."""
        return next((layer for layer in self.layers if velocity <= layer.up_to), self.layers[-1])


@dataclass(frozen=True, slots=True)
class Kit:
    """A set of sounds. `name` is its folder's name, `folder` where it lies ("" for a kit that is not on
    disk).
    """

    name: str
    title: str = ""
    author: str = ""
    license: str = ""
    about: str = ""
    sounds: tuple[Sound, ...] = ()
    folder: str = ""

    def sound(self, name: str) -> Sound | None:
        """The sound of that name, or None."""
        return next((sound for sound in self.sounds if sound.name == name), None)
