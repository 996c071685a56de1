"""Text ⇄ value: songs, kits and grids are read from and written to strings. Files are the library's."""
