"""Loops in frames: every pass as long as the first, and the file the pass in which all has come round."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatterm.engine.effects.base import LONGEST_BLOCK
from beatterm.engine.engine import Engine
from beatterm.engine.frames import Frames
from beatterm.export.job import CUT, KEEP, RATES, WRAP, Part, Refused
from beatterm.export.layout import Laid, laid_out
from beatterm.export.lineup import lineup_of
from beatterm.export.render import frame_count, pace_of, played
from beatterm.export.source import Mix
from beatterm.export.stems import Stems
from beatterm.model.kit import Kit, Layer, Sound
from beatterm.model.mixer import Mixer, Strip
from beatterm.model.project import Project
from beatterm.model.song import Section, Song
from beatterm.model.step import Step
from beatterm.model.time import PPQN
from beatterm.sequencer.live import Cue
from tests.export.looping import RATE, file_and_place, file_of, live, looped, reader
from tests.material import impulse, kit_of, noise, row, song_of
from tests.sequencer.deep_songs import NAMES, deep_songs

TEMPO = 97.0
ECHOES = Mixer(
    (Strip("a", values=(("delay", 0.6), ("reverb", 0.5))),),
    effects=(("delay", (("feedback", 0.7),)), ("reverb", (("size", 0.8),))),
)


def project(*tracks: object, **settings: object) -> Project:
    song = song_of(*tracks, **{"tempo": TEMPO} | settings)  # type: ignore[arg-type]
    return Project(song, kit_of(*(setup.name for setup in song.tracks)))


def recordings(sound: Frames) -> dict[str, Frames]:
    return {f"{name}.wav": sound for name in NAMES}


def assert_is_live(laid: Laid, sound: Frames, passes: int = 3) -> Frames:
    """The file is a pass of an engine that plays the same, and the next passes are the same again."""
    read = reader(recordings(sound))
    file, before = file_and_place(laid, read)
    heard = live(laid, read, before + passes)
    assert heard[before].tobytes() == file.tobytes()
    for after in heard[before + 1 :]:
        assert np.abs(after - file).max() < 1e-6
    return file


def test_tempo_rate_and_length_give_exactly_these_frames() -> None:
    for rate in RATES:
        for milli in (20_000, 59_999, 97_000, 120_000, 133_333, 400_000):
            for ticks in (210, 840, 4 * PPQN, 21 * 840, 64 * PPQN):
                laid = Laid(Project(Song(tempo=milli / 1000)), Cue(), ticks, is_loop=True)
                exact = Fraction(ticks, PPQN) * 60 / Fraction(milli, 1000) * rate
                assert frame_count(laid, rate) == round(exact)


@pytest.mark.parametrize("rate", RATES)
def test_a_file_has_its_frames_at_every_rate(rate: int) -> None:
    file = looped(project(row("a", "x..x")), reader({"a.wav": noise(3000)}), Part(pattern="A"), rate=rate)
    assert len(file) == round(Fraction(60 * rate, 97))


def test_what_rings_past_the_end_is_at_the_beginning() -> None:
    playing = project(row("a", "..x."))
    frames = round(RATE * 60 / TEMPO)
    sound = noise(3 * frames, level=0.1)
    sound[-2000:] *= np.linspace(1.0, 0.0, 2000, dtype=np.float32)[:, None]
    file = looped(playing, reader({"a.wav": sound}), Part(pattern="A"))
    start = round(frames / 2)
    wrapped = np.zeros_like(file)
    gain = file[start] / (sound[0] + sound[frames] + sound[2 * frames])
    np.add.at(wrapped, np.arange(start, start + 3 * frames) % frames, sound)
    assert np.abs(file - wrapped * gain).max() < 1e-4


def test_a_loop_with_echoes_and_a_room_is_what_is_heard_live() -> None:
    assert_is_live(laid_out(project(row("a", "x..x"), mixer=ECHOES), Part(pattern="A"), True), noise(40_000))


def test_polymeter_conditions_and_ties_are_what_is_heard_live() -> None:
    playing = project(
        row("a", "x....").with_step(3, Step(condition="2:3")),
        row("b", "x...x.x.").with_step(6, Step(tie=True)).with_step(4, Step(condition="nei")),
        length=8,
        swing=60.0,
    )
    laid = laid_out(playing, Part(pattern="A"), True)
    assert laid.cue == Cue(pattern="A")
    assert laid.ticks == 15 * 8 * 840
    assert_is_live(laid, noise(9000))


@pytest.mark.parametrize("files", [("a.wav",), ("a.wav", "b.wav")])
def test_what_only_a_first_pass_has_is_left_out_as_when_playing_on(files: tuple[str, ...]) -> None:
    once = row("a", "x..x..x.").with_step(0, Step(condition="1st"))
    kit = Kit("turns", sounds=(Sound("a", (Layer(127, files),)),))
    laid = laid_out(Project(song_of(once, tempo=126.0), kit), Part(pattern="A"), True)
    file = assert_is_live(laid, impulse())
    assert np.flatnonzero(file[:, 0]).tolist() == [round(len(file) * step / 8) for step in (3, 6)]
    second = live(
        laid_out(laid.project, Part(pattern="A", repeats=2), True), reader(recordings(impulse())), 1
    )[0]
    assert np.flatnonzero(second[len(file) :, 0]).tolist() == np.flatnonzero(file[:, 0]).tolist()


def test_muted_tracks_of_another_length_change_nothing_however_many_voices_they_ask_for() -> None:
    names = [f"m{number}" for number in range(8)]
    muted = Mixer(tuple(Strip(name, mute=True) for name in names), master=(("gain_db", -30.0),))
    sound = noise(3 * RATE, level=0.1)
    read = reader({f"{name}.wav": sound for name in ("a", *names)})
    files = []
    for others in ("X" * 5, "....."):
        rows = row("a", "x.x."), *(row(name, others) for name in names)
        laid = laid_out(project(*rows, mixer=muted, length=4), Part(pattern="A"), True)
        assert laid.ticks == PPQN
        file, before = file_and_place(laid, read)
        for heard in live(laid, read, before + 2)[before:]:
            assert np.array_equal(heard, file)
        files.append(file)
    assert np.array_equal(files[0], files[1])


def test_a_roll_that_is_longer_than_the_loop_runs_on_through_it() -> None:
    roll = row("a", "x...").with_step(3, Step(length=10, ratchet=8, ramp=-80))
    laid = laid_out(project(roll), Part(pattern="A"), True)
    assert laid.cue == Cue(pattern="A")
    assert_is_live(laid, noise(3000))


def test_chance_sounds_the_same_every_time_round() -> None:
    chancy = row("a", "x" * 8, humanise_time=0.3, humanise_velocity=30)
    for step in range(8):
        chancy = chancy.with_step(step, Step(chance=50))
    for repeats in (None, 3):
        laid = laid_out(project(chancy), Part(pattern="A", repeats=repeats), True)
        assert laid.ticks == (repeats or 1) * 8 * 840
        assert_is_live(laid, noise(4000))


def test_what_is_nudged_before_the_beginning_is_at_the_end() -> None:
    early = row("a", "x...").with_step(0, Step(velocity=127, nudge=-0.25))
    for part in (Part(pattern="A"), Part(pattern="A", steps=(1, 2), repeats=2), Part(), Part(section="s")):
        playing = project(early, sections=(Section("s", "A", 1),))
        file = assert_is_live(laid_out(playing, part, True), impulse())
        [struck] = np.flatnonzero(file[:, 0]).reshape(-1, 1 if part.steps is None else 2).tolist()
        step = len(file) / 4
        assert struck[-1] == pytest.approx(len(file) - step / 4, abs=1)


def test_what_begins_before_a_window_is_not_in_it() -> None:
    playing = project(row("a", "x.x....x"))
    file = assert_is_live(laid_out(playing, Part(pattern="A", steps=(2, 5)), True), impulse())
    assert np.flatnonzero(file[:, 0]).tolist() == [round(len(file) / 4)]


def test_sections_and_songs_come_round() -> None:
    song = song_of(row("a", "x..x..x"), row("b", "x..."), length=8, tempo=TEMPO)
    song = song.with_pattern(replace(song.patterns[0], name="B", length=6))
    parts = (Section("one", "A", 2, fill=True), Section("two", "B", 3, mute=("a",)))
    playing = Project(replace(song, sections=parts), kit_of("a", "b"))
    for part in (Part(), Part(section="two"), Part(bars=1), Part(section="one", bars=3), Part(repeats=2)):
        assert_is_live(laid_out(playing, part, True), noise(6000), passes=2)


def test_tracks_that_are_not_asked_for_are_silent() -> None:
    playing = project(row("a", "x..."), row("b", "..x."))
    file = assert_is_live(laid_out(playing, Part(pattern="A", tracks=("b",)), True), impulse())
    assert np.flatnonzero(file[:, 0]).tolist() == [round(len(file) / 2)]


def test_nothing_jumps_where_a_loop_comes_round() -> None:
    """A tone that rings over the seam: from the last frame to the first it moves as it does anywhere."""
    times = np.arange(3 * RATE)[:, None] / RATE
    tone = np.sin(2 * np.pi * 110 * times) * np.minimum(1.0, times * 20) * np.exp(-times)
    sound = np.repeat(tone, 2, axis=1).astype(np.float32) * 0.5
    file = looped(project(row("a", "..x.")), reader({"a.wav": sound}), Part(pattern="A"))
    inside = np.abs(np.diff(file, axis=0)).max()
    assert np.abs(file[0]).max() > 0.0
    assert np.abs(file[0] - file[-1]).max() <= inside
    cut = looped(project(row("a", "..x.")), reader({"a.wav": sound}), Part(pattern="A"), CUT)
    assert np.abs(cut[0] - cut[-1]).max() < 1e-6
    assert np.abs(np.diff(cut, axis=0)).max() < 2 * inside


def test_a_cut_loop_is_the_first_pass_with_a_fade_of_milliseconds() -> None:
    laid = laid_out(project(row("a", "x.xx")), Part(pattern="A"), True)
    read = reader({"a.wav": noise(30_000)})
    first = live(laid, read, 1)[0]
    cut = file_of(laid, read, CUT)
    fading = round(0.005 * RATE)
    assert cut[:-fading].tobytes() == first[:-fading].tobytes()
    assert np.abs(cut[-1]).max() == 0.0
    assert (np.abs(cut[-fading:]) <= np.abs(first[-fading:])).all()


def test_a_kept_tail_comes_after_a_whole_first_pass() -> None:
    laid = laid_out(project(row("a", "x.xx")), Part(pattern="A"), True)
    read = reader({"a.wav": noise(30_000)})
    kept = file_of(laid, read, KEEP)
    frames = frame_count(laid, RATE)
    assert kept[:frames].tobytes() == live(laid, read, 1)[0].tobytes()
    assert frames + 10_000 < len(kept) < frames + 32_000


def test_what_rings_for_minutes_is_not_waited_for_and_that_is_said() -> None:
    endless = replace(ECHOES, effects=(("delay", (("feedback", 0.95), ("time", "1/2"))),))
    laid = laid_out(project(row("a", "x..."), mixer=endless, tempo=20.0), Part(pattern="A"), True)
    told: list[str] = []
    source = Mix(Engine(8000, reader({"a.wav": impulse()}), pace=pace_of(laid, 8000)))
    file = np.concatenate(list(played(laid, source, WRAP, told.append)))
    assert len(file) == 8000 * 3
    assert "more than a minute" in told[0]


def test_a_pattern_without_a_hit_is_a_silent_loop_of_its_length() -> None:
    for tail in (WRAP, CUT, KEEP):
        file = looped(project(row("a", "...."), length=4), reader({}), Part(pattern="A"), tail)
        assert len(file) >= round(RATE * 60 / TEMPO)
        assert not file.any()


def test_only_a_loop_can_be_wrapped() -> None:
    laid = laid_out(project(row("a", "x...")), Part(pattern="A"))
    with pytest.raises(Refused, match="Only a loop"):
        file_of(laid, reader({"a.wav": impulse()}))


@pytest.mark.parametrize("tail", [WRAP, CUT, KEEP])
def test_the_frames_do_not_depend_on_the_block(tail: str) -> None:
    laid = laid_out(project(row("a", "x.xx"), mixer=ECHOES), Part(pattern="A"), True)
    read = reader({"a.wav": noise(9000)})
    whole = file_of(laid, read, tail)
    assert file_of(laid, read, tail, block_frames=333).tobytes() == whole.tobytes()


def test_stems_come_round_like_the_mix() -> None:
    playing = project(row("a", "x.x."), row("b", "...x"), mixer=ECHOES)
    laid = laid_out(playing, Part(pattern="A"), True)
    read = reader(recordings(noise(40_000)))
    engine = Engine(RATE, read, pace=pace_of(laid, RATE))
    stems = Stems(engine, laid.project, lineup_of(laid.project, laid.cue, laid.ticks))
    sheaf = np.concatenate(list(played(laid, stems, WRAP)), axis=-2)
    assert sheaf.shape == (len(stems.names), frame_count(laid, RATE), 2)
    assert sheaf[-1].tobytes() == file_of(laid, read).tobytes()


def test_blocks_stay_short_however_long_the_loop_is() -> None:
    laid = laid_out(project(row("a", "x..."), sections=(Section("s", "A", 500),)), Part(), True)
    source = Mix(Engine(8000, reader({"a.wav": impulse()}), pace=pace_of(laid, 8000)))
    blocks = [len(block) for block in played(laid, source, WRAP)]
    assert sum(blocks) == frame_count(laid, 8000)
    assert max(blocks) <= LONGEST_BLOCK


DEEP = Kit(
    "turns",
    sounds=tuple(
        Sound(name, (Layer(80, ("a.wav", "b.wav")), Layer(127, ("c.wav",))), root=45, choke=choke)
        for name, choke in zip(NAMES, (None, "hats", "hats", None), strict=True)
    ),
)


@settings(max_examples=12)
@given(
    deep_songs(), st.sampled_from((Part("A"), Part("A", repeats=2), Part("B", bars=1), Part(), Part(bars=2)))
)
def test_any_song_comes_round(song: Song, part: Part) -> None:
    laid = laid_out(Project(replace(song, tempo=397.0), DEEP), part, True)
    if laid.ticks < 40 * PPQN:
        assert_is_live(laid, noise(5000), passes=2)
