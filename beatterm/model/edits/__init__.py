"""Every change that can be made to a song, as functions from a song to a new song.

`steps` changes single steps and rows, `regions` rectangles of steps, `patterns` whole patterns and tracks,
`sections` the arrangement, `mix` the mixer, tempo and kit. All raise EditError for what a song cannot become.
"""
