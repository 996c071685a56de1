"""The world outside: audio outputs, and what keeps time without one. One file for each outside thing."""
