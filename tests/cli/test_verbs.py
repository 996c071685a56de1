"""The verbs, as typed: what they print, what they leave on the disk, and the exit code."""

from pathlib import Path

import pytest

from beatterm.cli.main import VERBS, main
from tests.cli.song import BEAT

pytestmark = pytest.mark.usefixtures("elsewhere")


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
