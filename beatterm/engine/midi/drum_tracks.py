"""Which track a drum pad's note plays: asked for every note that comes in, so answers are kept."""

from beatterm.model.drum_map import drum_track
from beatterm.model.song import Song, TrackSetup


class DrumTracks:
    """Answers for one song after another."""

    def __init__(self) -> None:
        self._tracks: tuple[TrackSetup, ...] = ()
        self._known: dict[int, str | None] = {}

    def track(self, song: Song, note: int) -> str | None:
        """The track that sends this very note, else the one whose name is the General MIDI drum; or None."""
        if song.tracks is not self._tracks:
            self._tracks, self._known = song.tracks, {}
        if note not in self._known:
            self._known[note] = _find(self._tracks, note)
        return self._known[note]


def _find(tracks: tuple[TrackSetup, ...], note: int) -> str | None:
    own = (setup.name for setup in tracks if setup.midi is not None and setup.midi.note == note)
    return next(own, None) or drum_track(note, (setup.name for setup in tracks))
