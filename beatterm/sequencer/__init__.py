"""The sequencer: a pure question of which events lie between two ticks of a project being played."""
