"""What the options of `render` ask for, as a Job; and whether its output can be."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from beatterm.cli import ranges
from beatterm.cli.failure import UsageError
from beatterm.cli.matrix import ALL
from beatterm.cli.opened import MAX_COUNT, count, decibels, whole

if TYPE_CHECKING:
    from beatterm.export.job import Form, Job, Level, Part
    from beatterm.model.song import Song

STDOUT = "-"
_CEILING_DB = -1.0


def add_part(parser: ArgumentParser) -> None:
    """Options that choose what of a song is rendered, in how many variants."""
    part = parser.add_mutually_exclusive_group()
    part.add_argument(
        "--pattern", metavar="NAMES", type=ranges.names, help="A, or A,B, or all, one file each"
    )
    part.add_argument(
        "--section", metavar="NAMES", help="verse, or intro,verse, or all; verse-2 is another verse"
    )
    add_selection(parser)
    parser.add_argument("--bars", metavar="N", type=count, help="so many bars from the start")
    parser.add_argument(
        "--repeats", metavar="N", type=count, help="so many times over; a loop: until it truly repeats"
    )
    parser.add_argument("--tempo", metavar="BPM", type=ranges.tempos, help="another tempo, or 90..140:5")
    parser.add_argument("--kit", metavar="NAMES", type=ranges.names, help="another kit, or dusty,deep")
    parser.add_argument("--seed", metavar="N", type=ranges.seeds, help="another seed for chance, or 1..8")


def add_selection(parser: ArgumentParser) -> None:
    """Options that cut a part out of a pattern."""
    parser.add_argument(
        "--steps", metavar="A-B", type=steps, help="only these steps of --pattern, such as 5-12"
    )
    parser.add_argument("--tracks", metavar="NAMES", type=ranges.names, help="only these tracks: kick,snare")


def add_form(parser: ArgumentParser) -> None:
    """Options that say how a sound file is made."""
    from beatterm.engine.rates import RATES

    parser.add_argument("--loop", action="store_true", help="exactly loop-length, to be played end to end")
    parser.add_argument(
        "--tail",
        choices=("wrap", "keep", "cut"),
        help="what rings on after the end: to a loop's beginning, a longer file, or left out",
    )
    parser.add_argument("--rate", type=int, choices=RATES, default=44100, help="frames a second")
    parser.add_argument("--bits", choices=("16", "24", "32f"), default="24", help="of a sample")
    parser.add_argument("--slices", action="store_true", help="mark every hit for samplers, instead of bars")
    add_level(parser)


def add_level(parser: ArgumentParser) -> None:
    """Options that say how loud a file is made."""
    level = parser.add_mutually_exclusive_group()
    level.add_argument("--peak", metavar="DB", type=decibels, help="bring the true peak there, such as -1")
    level.add_argument("--lufs", metavar="LUFS", type=decibels, help="bring the loudness there, such as -14")
    parser.add_argument(
        "--ceiling", metavar="DB", type=decibels, help="true peak that --lufs stays below; -1"
    )


def steps(text: str) -> tuple[int, int]:
    """A window of steps, as argparse asks for."""
    first, dash, last = text.partition("-")
    window = whole(first, 1, MAX_COUNT, "5-12"), whole(last if dash else first, 1, MAX_COUNT, "5-12")
    if window[0] > window[1]:
        raise ArgumentTypeError(f"{text[:40]!r} ends before it begins, unlike 5-12")
    return window


def sections_of(text: str, song: "Song") -> tuple[str, ...]:
    """The sections that a text names; commas stand between names, and may stand in them."""
    from beatterm.export.sections import section_names

    known, pieces = section_names(song), text.split(",")
    found: list[str] = []
    while pieces:
        ends = range(len(pieces), 0, -1)
        end = next((end for end in ends if ",".join(pieces[:end]).strip() in known), 1)
        found.append(",".join(pieces[:end]).strip())
        del pieces[:end]
    if not all(found) and found != [""]:
        raise UsageError(f"{text[:40]!r} has a comma too many; names are written intro,verse")
    return tuple(dict.fromkeys(known if found == [ALL] and ALL not in known else found))


def part_of(options: Namespace) -> "Part":
    """What of the song; the first of what varies."""
    from beatterm.export.job import Part

    check_part(options)
    pattern, section = (names[0] if names else None for names in (options.pattern, options.section))
    return Part(pattern, section, options.bars, options.repeats, options.steps, options.tracks or ())


def check_part(options: Namespace) -> None:
    """Refuse two lengths at once, and steps of no pattern."""
    if options.bars is not None and options.repeats is not None:
        raise UsageError("--bars sets the length by itself; leave --repeats out.")
    if options.steps and not options.pattern:
        raise UsageError("--steps are those of a pattern. Say which: --pattern A --steps 5-12")


def form_of(options: Namespace, suffix: str) -> "Form":
    """How the file is made; Refused where its format cannot be so."""
    from beatterm.export.formats.writers import WRITERS
    from beatterm.export.job import Form

    level, slices = level_of(options), options.slices
    form = Form(suffix, options.rate, options.bits, options.loop, options.tail, level, slices)
    WRITERS[form.format].check(form.rate, form.bits)
    return form


def level_of(options: Namespace) -> "Level":
    """How loud; as it is mixed if nothing is said."""
    from beatterm.export.job import LOUDNESS, PEAK, Level

    if options.ceiling is not None and options.lufs is None:
        raise UsageError("--ceiling holds a loudness back. Say which: --lufs -14 --ceiling -1")
    if options.peak is not None:
        return Level(PEAK, options.peak)
    if options.lufs is not None:
        return Level(LOUDNESS, options.lufs, _CEILING_DB if options.ceiling is None else options.ceiling)
    return Level()


def job_of(options: Namespace) -> "Job":
    """The file that `--output` names: a path whose name may be a template."""
    from beatterm.export.job import Job

    if options.output == STDOUT:
        return Job(part_of(options), form_of(options, ".wav"), ".", STDOUT)
    path = Path(options.output)
    form = form_of(options, suffix_of(path))
    return Job(part_of(options), form, str(path.parent), path.name[: -len(path.suffix)], "", options.force)


def stems_job_of(options: Namespace) -> "Job":
    """The files that `--stems` names: a folder, or a path with a template in which {track} stands."""
    from dataclasses import replace

    from beatterm.export.formats.writers import WRITERS
    from beatterm.export.job import AFTER_EFFECTS, BEFORE_EFFECTS, Job

    path = Path(options.stems)
    stems = BEFORE_EFFECTS if options.before_effects else AFTER_EFFECTS
    if path.suffix.lower() not in WRITERS:
        job = Job(part_of(options), form_of(options, ".wav"), str(path), "{track}", stems, options.force)
    else:
        job = replace(job_of(Namespace(**{**vars(options), "output": options.stems})), stems=stems)
    if "{track}" not in job.name:
        raise UsageError(
            "Stems need names of their own. Put {track} into it: --stems 'out/{title}-{track}.wav'"
        )
    return job


def suffix_of(path: Path) -> str:
    """The suffix that names a format, as it is spelt."""
    from beatterm.export.formats.writers import WRITERS

    if path.suffix.lower() not in WRITERS:
        raise UsageError(
            f"{str(path)!r} does not end in the name of a format. Use {', '.join(WRITERS)}: beat.wav"
        )
    return path.suffix


def check_output(options: Namespace) -> None:
    """Refuse what cannot or must not become a sound file, before any work is done."""
    if options.output == STDOUT and sys.stdout.isatty():
        raise UsageError("A sound file does not go to a terminal. Pipe it: beatterm render SONG -o - | aplay")
    if options.output is None and options.stems is None and options.check is None:
        raise UsageError("Where to? Name a file: -o beat.wav, or a folder for the tracks: --stems stems")
    if options.before_effects and options.stems is None:
        raise UsageError("--before-effects is about stems. Say where to: --stems stems")
    if options.check is not None and (options.output, options.stems) != (None, None):
        raise UsageError("--check compares and writes no sound. Leave -o and --stems out of it.")
    if options.output not in (None, STDOUT):
        _check_path(Path(options.output), options)


def _check_path(output: Path, options: Namespace) -> None:
    suffix_of(output)
    if output.is_dir():
        raise UsageError(f"{output} is a folder. Choose another name.")
    if output.exists() and Path(options.song).exists() and output.samefile(options.song):
        raise UsageError(f"{output} is the song itself. Choose another name.")
