"""The disk: where songs, kits, sounds and settings lie, and how they are read and written without loss."""
