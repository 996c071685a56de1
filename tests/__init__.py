"""The tests of beatterm. Folders mirror beatterm/; architecture, packaging and servers stand beside."""
