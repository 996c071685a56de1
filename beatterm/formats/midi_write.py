"""What a track sends to hardware → the branch of its table, and words to show. The mirror of `midi_read`."""

from beatterm.formats.outline import Branch, Leaf
from beatterm.formats.toml_write import text_of
from beatterm.model.midi import DRUM_CHANNEL, Control, MidiOut


def midi_branch(midi: MidiOut) -> Branch:
    """The table of a track's MIDI."""
    leaves = {
        "port": Leaf(text_of(midi.port), midi.port != ""),
        "channel": Leaf(text_of(midi.channel), midi.channel != DRUM_CHANNEL),
    }
    own = {"note": midi.note, "program": midi.program, "bank": midi.bank}
    leaves |= {key: Leaf(text_of(value)) for key, value in own.items() if value is not None}
    leaves["audio"] = Leaf(text_of(midi.audio), midi.audio)
    controls = {each.param: Leaf(_control_text(each)) for each in midi.controls}
    tables = {"controls": Branch(controls, is_inline=True)} if controls else {}
    return Branch(leaves, tables, is_kept=True)


def midi_words(midi: MidiOut) -> str:
    """The same in a few words."""
    words = [f"midi {midi.port}".rstrip(), f"channel {midi.channel}"]
    own = {"note": midi.note, "program": midi.program, "bank": midi.bank}
    words += [f"{key} {value}" for key, value in own.items() if value is not None]
    words += [f"{each.param} to cc {'+'.join(map(str, each.numbers))}" for each in midi.controls]
    return ", ".join([" ".join(words[:2]), *words[2:], *(["and heard"] if midi.audio else [])])


def _control_text(control: Control) -> str:
    if not control.fine:
        return text_of(control.number)
    return f"{{ cc = {control.number}, fine = true }}"
