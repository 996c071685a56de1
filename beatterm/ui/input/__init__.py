"""Playing on the computer's keyboard: which key plays what, and the short way from a key to the engine."""
