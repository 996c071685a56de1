"""`beatterm export midi` and `beatterm import`, as typed."""

from pathlib import Path

import pytest

from beatterm.cli.main import main
from beatterm.engine.effects import PARAMS
from beatterm.formats.beat_text import canonical, parse_song
from tests.export.midi_readers import by_mido, name_of, notes_of

SONG = """\
beatterm = 1
title = "Night bus"
tempo = 120.0
meter = "4/4"
kit = "deep"

[pattern.A]
grid = \"\"\"
kick | x... x... x... x... |
hat  | ..x. ..x. ..x. ..x. |
\"\"\"
[pattern.A.track.kick.steps]
1 = { nudge = -0.5 }
[pattern.A.track.hat.steps]
3 = { chance = 50 }

[pattern.B]
grid = \"\"\"
kick | x... .... |
\"\"\"

[[section]]
name = "verse"
pattern = "A"
repeat = 2

[[section]]
name = "end"
pattern = "B"
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a song."""
    monkeypatch.setenv("BEATTERM_HOME", str(tmp_path / "home"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    Path("test.beat").write_text(SONG)
    return tmp_path / "work"


def code_of(*words: str) -> int:
    """The exit code of a command line."""
    try:
        return main(words)
    except SystemExit as end:
        return int(str(end.code))


def kicks(path: str) -> list[int]:
    """The ticks of the first track behind the conductor."""
    track = by_mido(Path(path).read_bytes()).tracks[1]
    assert name_of(track) == "kick"
    return sorted(tick for tick, *_ in notes_of(track))


@pytest.mark.parametrize(
    ("words", "sixteenths"),
    [
        ((), [0, 4, 8, 12, 15.5, 20, 24, 28, 32]),
        (("--pattern", "B"), [0]),
        (("--section", "end", "--repeats", "2"), [0, 8]),
        (("--bars", "1"), [0, 4, 8, 12]),
        (("--pattern", "A", "--loop"), [4, 8, 12, 15.5]),
        (("--pattern", "B", "--loop", "--bars", "1"), [0, 8]),
        (("--pattern", "A", "--steps", "5-12"), [0, 4]),
        (("--pattern", "A", "--steps", "1-4", "--loop", "--repeats", "2"), [3.5, 7.5]),
        (("--tracks", "kick", "--section", "end"), [0]),
    ],
)
def test_a_part_is_exported(words: tuple[str, ...], sixteenths: list[float]) -> None:
    assert code_of("export", "midi", "test.beat", "-o", "out.mid", *words) == 0
    assert kicks("out.mid") == [round(each * 840) for each in sixteenths]


def test_tempo_and_seed_may_be_others() -> None:
    found = set()
    for seed in range(6):
        words = ("--tempo", "100", "--seed", str(seed), "--force", "--pattern", "A")
        assert code_of("export", "midi", "test.beat", "-o", "out.mid", *words) == 0
        conductor, _, hat = by_mido(Path("out.mid").read_bytes()).tracks
        assert (0, "set_tempo", 600000) in conductor
        found.add(sum(notes_of(hat).values()))
    assert found == {3, 4}


def test_what_a_loop_is_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("export", "midi", "test.beat", "-o", "out.mid", "--pattern", "A", "--loop") == 0
    assert "chance" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--tracks", "kick"), "out.mid: 2.5 bars, 9 notes, 1 track"),
        (("--pattern", "A", "--seed", "2"), "out.mid: 1 bar, 7 notes, 2 tracks"),
        (("--section", "end"), "out.mid: 0.5 bars, 1 note, 1 track"),
        (("--tracks", "hat", "--section", "end"), "out.mid: 0.5 bars, 0 notes, 0 tracks"),
    ],
)
def test_what_was_written_is_said(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_of("export", "midi", "test.beat", "-o", "out.mid", *words) == 0
    assert capsys.readouterr().out == f"{said}\n"
    data = by_mido(Path("out.mid").read_bytes())
    notes = sum(sum(notes_of(track).values()) for track in data.tracks)
    assert f"{notes} note" in said and f"{len(data.tracks) - 1} track" in said


def test_it_goes_to_stdout(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code_of("export", "midi", "test.beat", "-o", "-", "--tracks", "kick") == 0
    told = capsysbinary.readouterr()
    assert by_mido(told.out).kind == 1
    assert told.err == b"stdout: 2.5 bars, 9 notes, 1 track\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("-o", "there.mid"), 2, "--force"),
        (("-o", "dir.mid", "--force"), 2, "is a folder"),
        (("-o", "out.wav"), 2, "beat.mid"),
        (("-o", "no/out.mid"), 1, "its folder is not there"),
        (("-o", "out.mid", "--pattern", "Z"), 2, "This song has: A, B"),
        (("-o", "out.mid", "--bars", "2", "--repeats", "2"), 2, "leave --repeats out"),
        (("-o", "out.mid", "--bars", "1000000"), 2, "longer than a MIDI file can hold"),
        ((), 2, "-o"),
    ],
)
def test_what_cannot_be_exported_is_said(
    elsewhere: Path, words: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("there.mid").write_bytes(b"old")
    Path("dir.mid").mkdir()
    assert code_of("export", "midi", "test.beat", *words) == code
    assert said in capsys.readouterr().err
    assert Path("there.mid").read_bytes() == b"old"
    assert sorted(each.name for each in elsewhere.iterdir()) == ["dir.mid", "test.beat", "there.mid"]


def test_the_song_itself_is_never_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    Path("song.mid").write_text(SONG)
    assert code_of("export", "midi", "song.mid", "-o", "song.mid", "--force") == 2
    assert "is the song itself" in capsys.readouterr().err
    assert Path("song.mid").read_text() == SONG


def test_a_kind_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("export") == 2
    assert "KIND" in capsys.readouterr().err
    assert code_of("export", "tape", "test.beat") == 2
    assert "'midi'" in capsys.readouterr().err


def test_a_midi_file_becomes_a_song_in_canonical_form(capsys: pytest.CaptureFixture[str]) -> None:
    code_of("export", "midi", "test.beat", "-o", "take.mid", "--section", "end")
    capsys.readouterr()
    assert code_of("import", "take.mid") == 0
    assert capsys.readouterr().out == (
        "take.beat: 1 track, 1 pattern, 1 hit, 2 beats at 120 BPM in 4/4, kit dry\n"
    )
    text = Path("take.beat").read_text()
    assert canonical(text, PARAMS) == text
    song = parse_song(text, PARAMS)
    assert (song.title, song.kit, song.sections[0].name) == ("Night bus", "dry", "end")
    assert code_of("export", "midi", "take.beat", "-o", "again.mid") == 0
    assert Path("again.mid").read_bytes() == Path("take.mid").read_bytes()


def test_kit_title_channel_and_output_may_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    code_of("export", "midi", "test.beat", "-o", "take.mid")
    capsys.readouterr()
    words = ("--kit", "deep", "--title", "Take 2", "--channel", "10")
    assert code_of("import", "take.mid", "-o", "other.name", *words) == 0
    assert capsys.readouterr().out.startswith("other.name.beat: 2 tracks")
    song = parse_song(Path("other.name.beat").read_text(), PARAMS)
    assert (song.title, song.kit) == ("Take 2", "deep")
    assert code_of("import", "take.mid", "-o", "-", *words) == 0
    assert capsys.readouterr().out == Path("other.name.beat").read_text()


def test_what_did_not_come_in_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    text = SONG.replace('title = "Night bus"', 'title = "Night bus"\ntracks = ["kick", "hat"]\n')
    Path("sent.beat").write_text(
        text.replace("[pattern.A]", "[track.hat.midi]\nprogram = 5\n\n[pattern.A]", 1)
    )
    assert code_of("export", "midi", "sent.beat", "-o", "take.mid") == 0
    assert code_of("import", "take.mid") == 0
    assert "Only notes came in; the file also has programs." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("no.mid",), 2, "There is no file"),
        (("dir.mid",), 2, "is a folder"),
        (("test.beat",), 2, "none of the files that come in: .mid"),
        (("broken.mid",), 2, "broken.mid: This is not a whole MIDI file"),
        (("take.mid", "--channel", "4"), 2, "No notes are struck on channel 4"),
        (("take.mid", "--channel", "17"), 2, "from 1 to 16"),
        (("take.mid", "--kit", "nope"), 2, "There is no kit nope"),
        (("take.mid", "--title", "a\nb"), 2, "one line"),
        (("take.mid", "-o", "test.beat"), 2, "--force"),
        (("take.mid", "-o", "test"), 2, "--force"),
        (("take.mid", "-o", "folder"), 2, "is a folder"),
        (("take.mid", "-o", "test.beat/x.beat"), 1, "part of that path is a file"),
    ],
)
def test_what_cannot_come_in_is_said(
    words: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("dir.mid", "folder.beat"):
        Path(folder).mkdir()
    Path("broken.mid").write_bytes(b"MThd\0\0\0\6\0\1")
    code_of("export", "midi", "test.beat", "-o", "take.mid")
    assert code_of("import", *words) == code
    assert said in capsys.readouterr().err
    assert Path("test.beat").read_text() == SONG


def test_with_force_the_song_before_is_kept_beside() -> None:
    code_of("export", "midi", "test.beat", "-o", "take.mid")
    assert code_of("import", "take.mid", "-o", "test.beat", "--force") == 0
    assert Path("test.beat~").read_text() == SONG
    assert parse_song(Path("test.beat").read_text(), PARAMS).kit == "dry"


def test_into_a_song_it_comes_as_patterns_and_comments_stay(capsys: pytest.CaptureFixture[str]) -> None:
    code_of("export", "midi", "test.beat", "-o", "take.mid", "--pattern", "A", "--seed", "2", "--tempo", "90")
    written = SONG.replace("tempo = 120.0", "tempo = 120.0   # steady")
    Path("mine.beat").write_text(written.replace("hat ", "bell").replace(".hat.", ".bell."))
    before = parse_song(Path("mine.beat").read_text(), PARAMS)
    capsys.readouterr()
    assert code_of("import", "take.mid", "--into", "mine") == 0
    told = capsys.readouterr()
    assert told.out.startswith(f"{Path('mine.beat').absolute()}: Pattern C: ")
    assert told.out.endswith(" hits on 2 tracks; new: hat.\n")
    assert "The file is at 90 BPM; the song stays at 120." in told.err
    text = Path("mine.beat").read_text()
    assert "tempo = 120.0   # steady" in text
    song = parse_song(text, PARAMS)
    assert song.patterns[:2] == before.patterns and song.sections == before.sections
    assert [setup.name for setup in song.tracks] == ["kick", "bell", "hat"]
    assert code_of("export", "midi", "mine.beat", "-o", "out.mid", "--pattern", "C", "--bars", "1") == 0
    assert kicks("out.mid") == kicks("take.mid")


def test_the_order_of_what_came_in_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code_of("export", "midi", "test.beat", "-o", "take.mid")
    assert code_of("import", "take.mid", "--into", "test.beat", "--channel", "10") == 0
    assert "Patterns C, D" in (told := capsys.readouterr()).out
    assert "The file plays C" in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--into", "nowhere"), "There is no song nowhere"),
        (("--into", "test.beat", "-o", "x.beat"), "leave --output out"),
        (("--into", "test.beat", "--kit", "deep"), "leave --kit out"),
        (("--into", "test.beat", "--title", "T"), "leave --title out"),
        (("--into", "test.beat", "--channel", "4"), "No notes are struck on channel 4"),
        (("--into", "full.beat"), "A song holds 64 patterns"),
    ],
)
def test_what_cannot_go_into_a_song_leaves_it_as_it_was(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "".join(f"[pattern.P{number}]\n\n" for number in range(62))
    Path("full.beat").write_text(SONG.replace("[[section]]", f"{more}[[section]]", 1))
    code_of("export", "midi", "test.beat", "-o", "take.mid", "--pattern", "A")
    before = {path: path.read_bytes() for path in Path().iterdir()}
    assert code_of("import", "take.mid", *words) == 2
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in Path().iterdir()} == before


def test_only_the_tracks_that_were_asked_for_are_in_the_file() -> None:
    assert code_of("export", "midi", "test.beat", "-o", "hat.mid", "--tracks", "hat") == 0
    names = [name_of(track) for track in by_mido(Path("hat.mid").read_bytes()).tracks]
    assert names == ["Night bus", "hat"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--steps", "1-4"), "Say which: --pattern A"),
        (("--pattern", "A", "--steps", "9-99"), "no window of A"),
        (("--tracks", "kik"), "no track 'kik'"),
    ],
)
def test_a_selection_that_is_none_is_told(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code_of("export", "midi", "test.beat", "-o", "out.mid", *words) == 2
    assert said in capsys.readouterr().err
    assert not Path("out.mid").exists()
