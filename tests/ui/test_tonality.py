"""Keys, degrees and chords on the screen."""

from dataclasses import replace

from beatterm.model.scale import Key
from beatterm.model.step import Step
from tests.session.fakes import make_song
from tests.ui.rig import running
from tests.ui.tuning import BASS, fill, track


async def test_a_key_is_tried_out_and_tracks_are_kept_in_it() -> None:
    async with running() as rig:
        await rig.press("Y k right right down -")
        assert rig.song.key == Key(1, "major")
        await rig.press("enter Y t")
        assert rig.song.setup("kick").in_key
        assert "kick is kept in c# major." in rig.text()
        await rig.press("Y k left left enter")
        assert rig.song.key is None


async def test_a_semitone_is_a_degree_on_a_track_that_is_kept_in_key() -> None:
    song = replace(make_song(), key=Key(0, "minor"))
    song = replace(song, tracks=tuple(replace(each, in_key=True) for each in song.tracks))
    async with running(song=song) as rig:
        await rig.press(BASS + ") )")
        first = track(rig, "bass").steps[0]
        assert first is not None
        assert first.notes == (39,)


async def test_a_chord_is_written_by_degree_and_turned_over() -> None:
    async with running(song=replace(make_song(), key=Key(0, "minor"))) as rig:
        await rig.press(BASS + "Y c")
        await fill(rig, "i", "2")
        assert track(rig, "bass").steps[0] == Step(notes=(36, 39, 43), length=2)
        await rig.press("Y >")
        assert track(rig, "bass").steps[0] == Step(notes=(39, 43, 48), length=2)
        await rig.press("Y <")
        assert track(rig, "bass").steps[0] == Step(notes=(36, 39, 43), length=2)


async def test_a_wrong_chord_is_answered_with_a_right_example() -> None:
    async with running((120, 40), song=replace(make_song(), key=Key(0, "minor"))) as rig:
        await rig.press(BASS + "Y c")
        await fill(rig, "viiii")
        assert "such as ii7, V, 4, bVII or vi/1" in rig.text()
        await fill(rig, "V7", "12")
        assert "octave takes a whole number from -1 to 9" in rig.text()


async def test_degrees_need_a_key() -> None:
    async with running((120, 40)) as rig:
        await rig.press(BASS + "Y c")
        await fill(rig, "ii7")
        assert "The song has no key yet; Y k sets one." in rig.text()
        await fill(rig, "c2 eb2 g2")
        assert track(rig, "bass").steps[0] == Step(notes=(36, 39, 43), length=2)
        await rig.press("Y +")
        assert "no key yet" in rig.text()


async def test_notes_are_no_business_of_drums() -> None:
    async with running() as rig:
        for keys in ("Y c", "Y +"):
            await rig.press(keys)
            assert "kick has no pitch" in rig.text()
