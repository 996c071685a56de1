"""Packs: all that somebody else needs of a song, in one folder or zip."""
