"""What is taken from Standard MIDI Files: songs and grooves."""
