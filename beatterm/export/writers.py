"""Who writes which kind of sound file.

Adding a format: a module beside this one, and its line here.
"""

from beatterm.export.wav import write_wav

WRITERS = {".wav": write_wav}
"""Writers by the suffix of a file's name."""
