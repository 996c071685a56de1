"""The engine's own process: the server inside it, the client in the screen's process, and what passes
between.
"""
