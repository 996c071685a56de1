"""Every change that can be made to a song, as functions from a song to a new song.

`steps` changes single steps and rows, `regions` rectangles of steps, `values` what their hits carry, `pitch`
their notes, `rows` what a track or a pattern has as a whole, `generate` and `euclid` make up rhythms, `takes`
writes down what was played, `patterns` changes whole patterns and tracks, `merging` takes in those of another
song, `sections` changes the arrangement, `grooves` the song's grooves, `sound` how a track's sound is shaped,
`mix` the mixer, tempo and kit. All raise EditError for what a song cannot become.
"""
