"""Synthesises the shipped kits: ``drums`` (a sound), ``recipes`` (what a kit holds), ``write``.

Everything is computed from seeds, so the same script gives the same files; ``__main__`` says how to run it.
"""
