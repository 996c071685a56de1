"""What the screen holds: the project with its history and file, and the way to the engine."""
