"""What keys do to the MIDI ports of Setup: add, rename, remove, choose the system's port, send a note."""

from dataclasses import replace

from beatterm.model.edits.errors import EditError
from beatterm.model.midi_setup import InPort, Learned, OutPort
from beatterm.session.ports import (
    Port,
    added,
    changed,
    name_fault,
    name_for,
    others_than,
    pattern_for,
    renamed,
    without,
)
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.front import Choice, Question
from beatterm.ui.desk.setup_place import here, lines

_VIRTUAL, _OTHER = "a virtual port", "another name…"
_OWN_NAME = "beatterm"
_YES, _NO = "y", "n"


def _port_here(desk: Desk) -> Port:
    line, _ = here(desk)
    if isinstance(line.of, OutPort | InPort):
        return line.of
    raise EditError("Go to an output or an input first; a adds an output, A an input.")


async def rename(desk: Desk) -> None:
    """Ask for another name of the port."""
    port = _port_here(desk)
    rivals = others_than(desk.midi.setup, port)
    question = Question(
        "name", port.name, "a short name, such as synth", lambda text: name_fault(text, rivals)
    )
    answers = await desk.front.ask(f"Name of {port.name}", [question])
    if answers is None:
        return
    name = answers[0].strip()
    desk.midi.change(renamed(desk.midi.setup, port, name))
    left = [each.name for each in desk.song.tracks if each.midi is not None and each.midi.port == port.name]
    if left and isinstance(port, OutPort) and name != port.name:
        desk.front.tell(f"{', '.join(left)} still send to {port.name}; the inspector changes that.")


async def choose_port(desk: Desk) -> None:
    """Ask which of the system's ports it is."""
    port = _port_here(desk)
    match = await _ask_port(desk, isinstance(port, OutPort), port.match)
    if match is not None:
        wanted = replace(port, match=match or "*", virtual=not match)
        desk.midi.change(changed(desk.midi.setup, port.name, wanted))


async def _ask_port(desk: Desk, is_out: bool, now: str = "") -> str | None:
    """The pattern of a port that the player picks; "" for a virtual one, None for none."""
    state = desk.midi.state
    names = dict.fromkeys(state.system_outs if is_out else state.system_ins)
    choices = [Choice(pattern_for(name), name) for name in names]
    choices += [
        Choice(_VIRTUAL, _VIRTUAL, "others connect to it"),
        Choice(_OTHER, _OTHER, "also one that is not there now"),
    ]
    picked = await desk.front.choose("Output" if is_out else "Input", _apart(choices), now)
    if picked == _VIRTUAL:
        return ""
    return await _ask_pattern(desk, now) if picked == _OTHER else picked


def _apart(choices: list[Choice]) -> list[Choice]:
    """Ports of one device that differ by their numbers alone are one choice."""
    return list({choice.value: choice for choice in reversed(choices)}.values())[::-1]


async def _ask_pattern(desk: Desk, now: str) -> str | None:
    takes = "a part of the port's name with * around it, such as *minilogue*"
    question = Question("name", now, takes, lambda text: None if text.strip() else f"It is {takes}.")
    answers = await desk.front.ask("Which port", [question])
    return answers[0].strip() if answers else None


async def add_out(desk: Desk) -> None:
    """Add an output."""
    match = await _ask_port(desk, True)
    if match is not None:
        name = name_for(match.strip("*") or _OWN_NAME, desk.midi.setup.outs)
        _add(desk, OutPort(name, match or "*", virtual=not match))


async def add_in(desk: Desk) -> None:
    """Add an input."""
    match = await _ask_port(desk, False)
    if match is not None:
        name = name_for(match.strip("*") or _OWN_NAME, desk.midi.setup.ins)
        _add(desk, InPort(name, match or "*", virtual=not match))


def _add(desk: Desk, port: Port) -> None:
    desk.midi.change(added(desk.midi.setup, port))
    every = lines(desk)
    desk.setup_at = next(at for at, line in enumerate(every) if line.of == port), 0
    desk.front.tell(f"Added {every[desk.setup_at[0]].name}; r renames it.")


async def remove(desk: Desk) -> None:
    """Take the port out of the setup, which is asked for: no undo brings it back; or forget a control."""
    line, _ = here(desk)
    setup = desk.midi.setup
    if isinstance(line.of, Learned):
        left = tuple(each for each in setup.learned if each != line.of)
        desk.midi.change(replace(setup, learned=left))
        desk.front.tell(f"Forgot what turned {desk.midi.name_of(line.of.path)}.")
        return
    port = _port_here(desk)
    if (
        await desk.front.decide(f"Remove {line.name}?", (Choice("y", "Remove it"), Choice("n", "Keep it")))
        == "y"
    ):
        desk.midi.change(without(desk.midi.setup, port))
        desk.front.tell(f"Removed {line.name}.")


def test(desk: Desk) -> None:
    """Send a short note: what a plain hit of the cursor's track is sent as there, else middle C."""
    port = _port_here(desk)
    if not isinstance(port, OutPort):
        raise EditError("Go to an output to send it a note; an input's light shows what comes in.")
    sent = desk.midi.test(port, desk.track if desk.song.tracks else "")
    desk.front.tell(f"Sent note {sent.note} to {port.name}, channel {sent.channel}.")
