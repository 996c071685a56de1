"""The rates that the engine runs at: files are made at all of them."""

RATES = (44100, 48000, 88200, 96000, 176400, 192000)
"""Frames a second."""
