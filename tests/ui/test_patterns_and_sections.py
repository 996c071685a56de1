"""What a pattern and a section are given on the screen: metre, fill, chance."""

from beatterm.model.edits import steps
from beatterm.model.time import Meter
from tests.ui.rig import running


async def test_a_pattern_has_a_metre_a_fill_and_a_chance() -> None:
    async with running() as rig:
        await rig.press("g m 7 down + down + down 5 0 enter")
        owner = steps.pattern_of(rig.song, "A")
        assert (owner.meter, owner.fill, owner.chance) == (Meter(7, 8), True, 50)
        await rig.press("g m 4 down - enter")
        assert steps.pattern_of(rig.song, "A").meter is None


async def test_the_last_repeat_of_a_section_is_a_fill() -> None:
    async with running() as rig:
        await rig.press("shift+tab f")
        assert rig.song.sections[0].fill
        assert "The last repeat of verse is a fill." in rig.text()
        assert "with fill" in rig.text()
        await rig.press("f")
        assert not rig.song.sections[0].fill
