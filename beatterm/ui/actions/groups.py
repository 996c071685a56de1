"""The groups that Actions stand in, as help and README write them."""

PLAY = "Play"
LAYERS = "Play in and record"
STEPS = "Steps"
MOVE = "Move and select"
GENERATE = "Make rhythms (f)"
GROOVE = "Groove (Q)"
NOTES = "Notes"
TRACKS = "Tracks"
PATTERNS = "Patterns"
LANES = "Lane (z)"
KNOBS = "Inspector (tab)"
SECTIONS = "Sections (tab)"
SETUP = "Setup (5)"
SONG = "Song"
TUNER = "Trying out"

GROUPS = (
    PLAY,
    LAYERS,
    STEPS,
    MOVE,
    GENERATE,
    GROOVE,
    NOTES,
    TRACKS,
    PATTERNS,
    LANES,
    KNOBS,
    SECTIONS,
    SETUP,
    SONG,
    TUNER,
)
"""The groups in the order of the help."""
