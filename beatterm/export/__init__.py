"""Sound and music for other programs: what to render, the rendering, and one file for each format.

Jobs are plain values that the screen makes too, so nothing of sound is loaded from here.
"""
