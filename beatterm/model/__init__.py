"""Sheet music: frozen values that say what is played, and nothing about how it sounds or where it is
stored.
"""
