"""MIDI as values and pure functions: what is sent when, and what is made of what comes in. No ports, no clock
of its own: `beatterm.host.midi` and `beatterm.devices` have those.
"""
