"""Standard MIDI Files of what is heard."""
