"""The verbs, as typed: what they print, what they leave on the disk, and the exit code."""

import io
import sys
import wave
from pathlib import Path

import pytest

from beatterm.cli.main import VERBS, main

BEAT = """\
beatterm = 1
title = "Test"
tempo = 120.0
kit = "deep"

[pattern.A]
grid = \"\"\"
kick | x... x... x... x... |
hat  | ..x. ..x. ..x. ..x. |
\"\"\"

[[section]]
name = "all"
pattern = "A"
repeat = 2
"""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and home, with one song."""
    monkeypatch.setenv("BEATTERM_HOME", str(tmp_path / "home"))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "test.beat").write_text(BEAT)
    return folder


def frames_in(data: bytes) -> tuple[int, int, int]:
    """Frames, rate and bytes a sample of a WAV file."""
    with wave.open(io.BytesIO(data)) as read:
        return read.getnframes(), read.getframerate(), read.getsampwidth()


def test_render_writes_the_songs_frames(elsewhere: Path) -> None:
    assert main(["render", "test.beat", "-o", "out.wav", "--tail", "cut"]) == 0
    assert frames_in((elsewhere / "out.wav").read_bytes()) == (4 * 44100, 44100, 3)


def test_render_twice_gives_the_same_bytes(elsewhere: Path) -> None:
    for name in ("a.wav", "b.wav"):
        assert main(["render", "test.beat", "-o", name]) == 0
    assert (elsewhere / "a.wav").read_bytes() == (elsewhere / "b.wav").read_bytes()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--pattern", "A"], (88200, 44100, 3)),
        (["--section", "all"], (4 * 44100, 44100, 3)),
        (["--bars", "3"], (6 * 44100, 44100, 3)),
        (["--pattern", "A", "--repeats", "5"], (5 * 88200, 44100, 3)),
        (["--tempo", "60", "--pattern", "A"], (2 * 88200, 44100, 3)),
        (["--rate", "96000", "--bits", "16", "--pattern", "A"], (2 * 96000, 96000, 2)),
    ],
)
def test_render_options(elsewhere: Path, options: list[str], expected: tuple[int, int, int]) -> None:
    assert main(["render", "test.beat", "-o", "out.wav", "--tail", "cut", *options]) == 0
    assert frames_in((elsewhere / "out.wav").read_bytes()) == expected


def test_render_with_another_kit_sounds_different(elsewhere: Path) -> None:
    for kit in ("deep", "dry"):
        assert main(["render", "test.beat", "-o", f"{kit}.wav", "--kit", kit, "--bars", "1"]) == 0
    assert (elsewhere / "deep.wav").read_bytes() != (elsewhere / "dry.wav").read_bytes()


class _Pipe(io.BytesIO):
    """A standard stream that is a pipe: bytes, and no terminal."""

    @property
    def buffer(self) -> "_Pipe":
        return self


def test_render_from_stdin_to_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    out = _Pipe()
    monkeypatch.setattr(sys, "stdin", _Pipe(BEAT.encode()))
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["render", "-", "-o", "-", "--tail", "cut"]) == 0
    assert frames_in(out.getvalue()) == (4 * 44100, 44100, 3)


def test_an_existing_file_is_refused_without_force(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "out.wav").write_bytes(b"mine")
    assert main(["render", "test.beat", "-o", "out.wav"]) == 2
    assert "--force" in capsys.readouterr().err
    assert (elsewhere / "out.wav").read_bytes() == b"mine"
    assert main(["render", "test.beat", "-o", "out.wav", "--force"]) == 0
    assert (elsewhere / "out.wav").read_bytes()[:4] == b"RIFF"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["render", "test.beat", "-o", "out.mp9"], ".mp9"),
        (["render", "none.beat", "-o", "out.wav"], "none.beat"),
        (["render", "test.beat", "-o", "out.wav", "--pattern", "Z"], "A"),
        (["render", "test.beat", "-o", "out.wav", "--section", "Z"], "all"),
        (["render", "test.beat", "-o", "out.wav", "--kit", "dep"], "deep"),
        (["render", "test.beat", "-o", "out.wav", "--bars", "2", "--repeats", "2"], "--repeats"),
        (["events", "none"], "none"),
        (["show", "test.beat", "--pattern", "Z"], "A"),
    ],
)
def test_bad_input_is_said_in_two_lines_at_most(
    elsewhere: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert 1 <= error.count("\n") <= 2
    assert sorted(path.name for path in elsewhere.iterdir()) == ["test.beat"]


@pytest.mark.parametrize(
    "words",
    [
        ["render"],
        ["render", "test.beat", "-o", "x.wav", "--tempo", "9000"],
        ["nonsense", "more"],
        ["play", "-x"],
    ],
)
def test_wrong_usage_exits_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_mistyped_verb_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["plya", "test.beat"])
    assert "there is no verb plya; did you mean play?" in capsys.readouterr().err


def test_a_broken_song_is_an_error_with_its_place(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "bad.beat").write_text(BEAT.replace("120.0", "1200"))
    assert main(["check", "bad.beat"]) == 2
    assert "bad.beat:3:9: tempo = 1200" in capsys.readouterr().err


def test_rendering_to_a_full_disk_leaves_nothing(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "test.beat", "-o", "/dev/full"]) == 2
    assert main(["render", "test.beat", "-o", str(elsewhere / "no" / "folder.wav"), "--bars", "1"]) in (0, 1)


def test_events_are_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", "test.beat", "--bars", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["0 kick c2 100 840", "1680 hat f#2 100 840", "3360 kick c2 100 840"]
    assert len(lines) == 8


def test_check_says_what_stays_silent(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "test.beat"]) == 0
    (elsewhere / "odd.beat").write_text(BEAT.replace("hat ", "gong"))
    assert main(["check", "odd.beat"]) == 2
    assert "gong" in capsys.readouterr().err


def test_fmt_brings_a_song_into_form_and_keeps_comments(elsewhere: Path) -> None:
    song = elsewhere / "test.beat"
    song.write_text(BEAT.replace("x... x... x... x...", "x...x...x...x...").replace("tempo", "# fast\ntempo"))
    assert main(["fmt", "--check", "test.beat"]) == 1
    assert main(["fmt", "test.beat"]) == 0
    assert main(["fmt", "--check", "test.beat"]) == 0
    assert "# fast" in song.read_text()
    assert "x... x... x... x..." in song.read_text()


def test_show_prints_the_grid(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "test.beat"]) == 0
    out = capsys.readouterr().out
    assert "120 BPM" in out
    assert "x... x... x... x..." in out


def test_kits_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kits"]) == 0
    out = capsys.readouterr().out
    assert "deep" in out
    assert "dry" in out


def test_doctor_and_devices_work_without_a_sound_card(capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor"])
    assert main(["devices"]) == 0
    out = capsys.readouterr().out
    assert "kits: deep, dry" in out
    assert "null" in out


def test_play_without_a_sound_card_ends_with_the_song(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["play", "test.beat", "--silent", "--bars", "1", "--tempo", "400"]) == 0


def test_the_screen_needs_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test.beat"]) == 2
    assert "beatterm play" in capsys.readouterr().err


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert all(f"\n    {verb} " in out for verb in VERBS)


def test_what_would_fill_a_wav_file_is_refused_before_any_work(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "test.beat", "-o", "out.wav", "--bars", "1000000"]) == 2
    assert "4 GB" in capsys.readouterr().err
    assert not (elsewhere / "out.wav").exists()


def test_the_song_itself_is_never_the_output(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "song.wav").write_text(BEAT)
    (elsewhere / "link.wav").symlink_to("song.wav")
    for output in ("song.wav", "../work/song.wav", "link.wav"):
        assert main(["render", "song.wav", "-o", output, "--force"]) == 2
        assert "is the song itself" in capsys.readouterr().err
    assert (elsewhere / "song.wav").read_text() == BEAT


@pytest.mark.parametrize(
    ("output", "said"), [("dir.wav", "is a folder"), ("noending", ".wav"), ("", ".wav"), (".wav", ".wav")]
)
def test_an_output_that_cannot_be_is_refused(
    elsewhere: Path, output: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "dir.wav").mkdir()
    assert main(["render", "test.beat", "-o", output, "--force"]) == 2
    assert said in capsys.readouterr().err


def test_an_output_in_no_folder_fails(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "test.beat", "-o", "no/out.wav", "--bars", "1"]) == 1
    assert "its folder is not there" in capsys.readouterr().err


def test_events_of_many_windows_are_those_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", "test.beat", "--pattern", "A", "--bars", "9"]) == 0
    lines = capsys.readouterr().out.splitlines()
    starts = [int(line.split()[0]) for line in lines]
    assert len(lines) == 8 * 9
    assert starts == sorted(starts)
    assert len(set(lines)) == len(lines)


def test_one_broken_song_does_not_keep_the_others_from_their_form(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "bad.beat").write_text("no song")
    (elsewhere / "loose.beat").write_text(BEAT.replace("tempo =", "tempo   ="))
    assert main(["fmt", "bad.beat", "none.beat", "loose.beat"]) == 2
    assert capsys.readouterr().err.count("\n") == 2
    assert main(["fmt", "--check", "loose.beat"]) == 0


def test_one_broken_kit_does_not_hide_the_others(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "kits" / "bad").mkdir(parents=True)
    (elsewhere / "kits" / "bad" / "kit.toml").write_text("beatterm_kit = 2\n")
    assert main(["kits"]) == 2
    told = capsys.readouterr()
    assert "deep" in told.out
    assert "dry" in told.out
    assert "bad/kit.toml:1:16" in told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["events", "test.beat", "--bars", "0"], "from 1 to 1000000"),
        (["events", "test.beat", "--bars", "9" * 5000], "from 1 to 1000000"),
        (["events", "test.beat", "--seed", "-1"], "from 0 to"),
        (["events", "test.beat", "--bars"], "expected one argument"),
        (["render", "test.beat", "-o", "x.wav", "--tempo", "nan"], "from 20 to 400"),
        (["play", "test.beat", "--silent", "--block", "-5"], "from 32 to 4096"),
        (["play", "test.beat", "--silent", "--block", "99999999"], "from 32 to 4096"),
        (["a", "b"], "unrecognized arguments: b"),
    ],
)
def test_wrong_usage_is_one_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    told = capsys.readouterr().err
    assert stop.value.code == 2
    assert said in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ImportError("libatomic.so.1: cannot open"), 1, "beatterm doctor"),
        (MemoryError(), 1, "not enough memory"),
        (PermissionError(13, "Permission denied", "x.beat"), 1, "x.beat: Permission denied"),
        (ZeroDivisionError("a bug"), 1, "stumbled (ZeroDivisionError: a bug)"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_no_error_is_a_traceback(
    error: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(name: str) -> None:
        raise error

    monkeypatch.setattr("beatterm.cli.show.file_of", fail)
    assert main(["show", "test.beat"]) == code
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == (1 if said else 0)


def test_the_trace_of_a_bug_is_in_the_log(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("beatterm.cli.show.file_of", lambda name: 1 / 0)
    assert main(["show", "test.beat"]) == 1
    log = elsewhere.parent / "home" / "beatterm.log"
    assert str(log) in capsys.readouterr().err
    assert "ZeroDivisionError" in log.read_text()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("rate = 48000\n", "ok      settings: rate 48000"),
        ("rate = 5\n", "settings.toml:1:8: rate = 5"),
        (None, "ok      settings: the defaults"),
    ],
)
def test_doctor_says_how_the_settings_are(
    elsewhere: Path, settings: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if settings is not None:
        (elsewhere.parent / "home").mkdir()
        (elsewhere.parent / "home" / "settings.toml").write_text(settings)
    main(["doctor"])
    assert said in capsys.readouterr().out


def test_doctor_says_that_a_home_cannot_be_written(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere.parent / "home").write_text("a file")
    main(["doctor"])
    assert "without folders: " in capsys.readouterr().out


def test_a_song_without_a_kit_is_said_to_be_silent(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "bare.beat").write_text(BEAT.replace('kit = "deep"\n', ""))
    assert main(["check", "bare.beat"]) == 2
    assert "The song names no kit, so nothing sounds for kick, hat" in capsys.readouterr().err


def test_a_user_without_a_home_can_do_everything(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nobody(uid: int) -> None:
        raise KeyError(uid)

    for name in ("HOME", "BEATTERM_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    for words in (
        ["check", "test.beat"],
        ["kits"],
        ["play", "test.beat", "--silent", "--bars", "1"],
        ["doctor"],
    ):
        assert main(words) == 0
    told = capsys.readouterr()
    assert "cannot be written" in told.out
    assert told.err == ""
    assert [path.name for path in elsewhere.iterdir()] == ["test.beat"]
