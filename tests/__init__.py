"""The tests of beatterm. Their folders mirror those of beatterm/; packaging, architecture and servers stand beside them."""
