"""Sound and music for other programs: what to render, the rendering, and one file for each format.

Adding a format: a module here, and its line in the table of suffixes.
"""

from beatterm.export.wav import write_wav

WRITERS = {".wav": write_wav}
"""Who writes which kind of file, by the suffix of its name."""
