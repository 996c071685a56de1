"""MIDI on its way to and from the ports: a process of its own sends and listens, so that neither the screen
nor the mixing makes it late.
"""
