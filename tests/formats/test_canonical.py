"""`beatterm fmt`: canonical form, in which every comment stays with what it was written about."""

from hypothesis import given
from hypothesis import strategies as st

from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_canonical import with_comments
from beatterm.formats.beat_text import canonical, format_song, parse_song
from beatterm.formats.document import read_document
from beatterm.model.song import Song
from tests.formats.layouts import loose, marks, sprinkled
from tests.model.strategies import songs

LOOSE = '''

# A sketch.

tempo=124   # fast
beatterm=1
mixer.kick = { gain_db = -2 }   # headroom
swing = 50 # straight
# the arrangement
section = [ {pattern="A", name="in # out"}, # once
   # and again
   {pattern = "A"} ]
[pattern.A] # the groove
grid = """   # all of it

# drums
kick|x...x...x...x... # floor

# notes
bass |c#2 . . .
# end of the grid
"""   # closing
[pattern.A.track.kick.steps.1]
velocity = 90 # soft

# the end
'''

CANONICAL = '''\
# A sketch.

beatterm = 1
tempo = 124.0  # fast
meter = "4/4"

[pattern.A]  # the groove
step = "1/16"
grid = """
# all of it
# drums
kick  | 7... x... x... x... |  # floor
# notes
bass  | c#2 .   .   . |
# end of the grid
"""  # closing
[pattern.A.track.kick.steps]
1 = { velocity = 90 }  # soft

# straight
# the arrangement
# once
# and again
[[section]]
name = "in # out"
pattern = "A"

[[section]]
name = ""
pattern = "A"

[mixer.kick]  # headroom
gain_db = -2.0

# the end
'''


@given(songs())
def test_text_in_canonical_form_stays_as_it_is(song: Song) -> None:
    text = format_song(song, PARAMS)
    assert canonical(text, PARAMS) == text


@given(st.data())
def test_no_comment_is_lost_and_twice_is_the_same_as_once(data: st.DataObject) -> None:
    text = data.draw(sprinkled(data.draw(loose(data.draw(songs())))))
    song = parse_song(text, PARAMS)
    once = with_comments(format_song(song, PARAMS), read_document(text, "song"))
    assert parse_song(once, PARAMS) == song
    assert marks(once) == marks(text)
    assert canonical(once, PARAMS) == once


def test_comments_go_along_with_what_they_were_written_about() -> None:
    assert canonical(LOOSE, PARAMS) == CANONICAL
    assert canonical(LOOSE.replace("\n", "\r\n"), PARAMS) == CANONICAL
