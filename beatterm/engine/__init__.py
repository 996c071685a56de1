"""The engine: turns a project and the sequencer's events into frames. Knows no device and no file."""
