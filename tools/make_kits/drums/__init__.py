"""One file a family of drums; every voice is ``voice(rng, hit) -> Signal``.

``rng`` makes one take differ from the next the way two strokes do; ``hit`` (0-1) is how hard the stroke is,
and changes the brightness, never just the level. Voices return raw sound; ``recipes`` finishes and levels it.
"""
