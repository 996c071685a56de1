"""The shortest way through: open, play, strike a step, undo, save, leave."""

from beatterm.engine.edits import SetTracks
from beatterm.engine.messages import Play, Stop
from beatterm.sequencer.live import Cue
from tests.ui.rig import running


async def test_a_groove_is_played_changed_and_saved() -> None:
    async with running() as rig:
        assert "kick" in rig.text()
        await rig.press("space")
        assert rig.engine.sent == [Play(Cue(pattern="A"))]
        assert "PLAY" in rig.lines()[0]
        await rig.press("right enter")
        assert rig.rhythm("kick").startswith("xx..")
        assert type(rig.engine.sent[-1]) is SetTracks
        assert "night-bus.beat*" in rig.lines()[1]
        await rig.press("w")
        assert rig.shelf.songs["night-bus"] == rig.song
        assert "night-bus.beat*" not in rig.lines()[1]
        await rig.press("u")
        assert rig.rhythm("kick").startswith("x...")
        await rig.press("space")
        assert rig.engine.sent[-1:] == [Stop()]
        assert "STOP" in rig.lines()[0]


async def test_q_leaves_at_once_when_all_is_saved() -> None:
    async with running() as rig:
        await rig.press("q")
        assert rig.app._exit
