"""What is to be seen, as plain frozen values made from the desk and the engine's Snapshot."""
