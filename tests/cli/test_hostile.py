"""Songs and kits that an editor, a disk or a stranger has spoilt: the verbs say so, and change nothing.

The shipped files are changed at random, with a seed, and go through the verbs as they are typed.
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from beatterm.cli.main import main
from tests.servers.process import ROOT

SONGS = [path.read_bytes() for path in sorted((ROOT / "patterns").glob("*.beat"))]
KITS = [path.read_bytes() for path in sorted((ROOT / "kits").glob("*/kit.toml"))]
SONG_OF_A_KIT = b'beatterm = 1\nkit = "mine"\n[pattern.A]\ngrid = """\nkick | x... |\n"""\n'
SEEDS = range(12)
ROUNDS = 25
LONGEST_SAID = 600

CRUMBS = [
    *(b"", b"\0", b"\xff", b"\xef\xbb\xbf", "\u2028".encode(), "🥁".encode(), b"\\u0000", b"\\", b"\x1b[2J"),
    *(
        b"nan",
        b"inf",
        b"-1",
        b"1e999",
        b"9" * 30,
        b"0x10",
        b"1_0",
        b"true",
        b"1979-05-27",
        b"[1, 2]",
        b"{a=1}",
    ),
    *(b'"""', b"'''", b'""', b"[", b"[[", b"]", b"{", b"}", b"=", b".", b"#", b"|", b"-", b"+", b"c99"),
    *(b"\r", b"\n", b"\r\n", b"\t", b" " * 50, b"x" * 300, b"../", b"/etc/passwd", b"[" * 500, b"a." * 500),
]


def spoilt(chance: random.Random, data: bytes) -> bytes:
    """The data with one to five things done to it."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        data = chance.choice((_cut, _overwritten, _torn, _flipped, _line_moved, _line_lost, _revalued))(
            chance, data
        )
    return data


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, start + chance.choice((0, 1, 3, 10, 100))


def _cut(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def _overwritten(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + chance.choice(CRUMBS) + data[end:]


def _torn(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flipped(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + bytes(byte ^ chance.randrange(256) for byte in data[start:end]) + data[end:]


def _line_moved(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return b"\n".join(lines)


def _line_lost(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def _revalued(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    name, equals, _ = lines[at].partition(b"=")
    lines[at] = name + equals + (b" " + chance.choice(CRUMBS) if equals else b"")
    return b"\n".join(lines)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder, with a kit of its own."""
    monkeypatch.setenv("BEATTERM_HOME", str(tmp_path / "home"))
    work = tmp_path / "work"
    shutil.copytree(ROOT / "kits" / "deep", work / "kits" / "mine")
    monkeypatch.chdir(work)
    yield work


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tell(words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """Run a verb that must do its work or say in two lines why not, and touch nothing either way."""
    before = contents(folder)
    code = main(words)
    said = capsys.readouterr().err
    assert code in (0, 2), said
    assert bool(said) == (code == 2)
    assert said.count("\n") <= 2
    assert len(said) <= LONGEST_SAID
    assert "Traceback" not in said
    assert contents(folder) == before
    return code


@pytest.mark.parametrize("seed", SEEDS)
def test_a_spoilt_song_is_refused_with_its_place(
    seed: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        (folder / "s.beat").write_bytes(spoilt(chance, chance.choice(SONGS)))
        codes = [
            tell(["show", "s.beat"], folder, capsys),
            tell(["events", "s.beat", "--bars", "1"], folder, capsys),
        ]
        if codes[0] == 2:
            assert codes[1] == tell(["fmt", "s.beat"], folder, capsys) == 2
            assert tell(["check", "s.beat"], folder, capsys) == 2
            assert tell(["render", "s.beat", "-o", "s.wav"], folder, capsys) == 2


@pytest.mark.parametrize("seed", SEEDS)
def test_a_spoilt_kit_is_refused_with_its_place(
    seed: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)
    (folder / "s.beat").write_bytes(SONG_OF_A_KIT)
    for _ in range(ROUNDS):
        (folder / "kits" / "mine" / "kit.toml").write_bytes(spoilt(chance, chance.choice(KITS)))
        codes = [
            tell(["events", "s.beat"], folder, capsys),
            tell(["kits"], folder, capsys),
        ]
        assert codes[0] == codes[1]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 1000,
        b"\xff\xfe" * 1000,
        b"[" * 100_000,
        b"a=" + b"[" * 100_000,
        b"a=" + b"{b=" * 50_000,
        b"a" + b".a" * 50_000 + b"=1",
        b"beatterm = 1\ntempo = " + b"9" * 100_000,
        b'beatterm = 1\ntitle = "' + b"\\n" * 100_000 + b'"',
        b'beatterm = 1\n[pattern.A]\ngrid = """\n' + b"|" * 1_000_000 + b'\n"""\n',
        b'beatterm = 1\n[pattern.A]\ngrid = """\nk |' + b"x" * 1_000_000 + b'|\n"""\n',
        b"beatterm = 1\n" + b"".join(b"[pattern.p%d]\n" % number for number in range(20_000)),
        b"beatterm = 1\n" + b"[[section]]\n" * 100_000,
        b"#" * 4_000_001,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_a_huge_or_empty_song_is_refused(
    data: bytes, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "s.beat").write_bytes(data)
    assert tell(["show", "s.beat"], folder, capsys) == 2
