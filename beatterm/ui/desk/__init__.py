"""What keys, mouse and palette act on: the session with a cursor, a clipboard and the player's choices.
Nothing here knows Textual.
"""
