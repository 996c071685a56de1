"""Which tracks of a song are heard: a file's loop, its marks and its length hang on those alone."""

from beatterm.model.mixer import audible
from beatterm.model.project import Project


def is_heard(project: Project, track: str) -> bool:
    """Whether a track has a sound here and the mixer lets it through."""
    setup = project.song.setup(track)
    has_sound = setup.is_heard and project.sound_of(track) is not None
    return has_sound and audible(project.song.mixer, track)
