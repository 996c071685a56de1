"""beatterm: a beat-making step sequencer that lives in the terminal. Text in, sound out, one direction."""

__version__ = "0.1.0"
