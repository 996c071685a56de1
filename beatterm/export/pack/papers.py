"""All in a pack that is no sound of the song's: MIDI files, the song's text, and what belongs to its kit."""

import shutil
from pathlib import PurePosixPath

from beatterm.export.job import Form, Part
from beatterm.export.layout import laid_out
from beatterm.export.midi.file import midi_bytes
from beatterm.export.names import Named, file_name
from beatterm.export.pack.contents import may_be_passed_on, named_patterns
from beatterm.export.pack.packing import Packing
from beatterm.export.pack.parcel import named_after
from beatterm.export.pack.sheet import Entry
from beatterm.model.kit import Kit
from beatterm.model.song import song_ticks


def add_papers(packing: Packing) -> None:
    """Put it all there, as far as the parcel has it."""
    material, contents = packing.parcel.material, packing.parcel.contents
    if contents.midi:
        _write_midi(packing)
    if contents.song:
        name = named_after(packing.project, "{title}")
        packing.write(f"{name}.beat", material.song_text.encode(), "the song, to be opened with beatterm")
    _copy_kit(packing)


def _write_midi(packing: Packing) -> None:
    """A file of the song, and one of each pattern as a loop."""
    song = packing.project.song
    parts = [(Part(), "{title}", False)] * bool(song_ticks(song))
    parts += [
        (Part(pattern=pattern.name), f"{{title}}-{name}", True) for pattern, name in named_patterns(song)
    ]
    for part, template, loop in parts:
        name = file_name(f"{template}-{{tempo}}bpm", Named(packing.project, part, Form(), 0))
        packing.write(f"midi/{name}.mid", midi_bytes(laid_out(packing.project, part, loop)))


def _copy_kit(packing: Packing) -> None:
    """The kit's papers, and its recordings if they may go along."""
    kit, material = packing.project.kit, packing.parcel.material
    files = {path.name: path for path in material.papers}
    if _takes_samples(packing, kit):
        files |= dict(material.recordings)
    for name, path in files.items():
        below = PurePosixPath("kits", kit.name, name)
        target = packing.folder / below
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        packing.entries.append(Entry(str(below)))


def _takes_samples(packing: Packing, kit: Kit) -> bool:
    wanted = packing.parcel.contents.samples
    if wanted is not None or not packing.parcel.material.recordings:
        return bool(wanted)
    if may_be_passed_on(kit.license):
        return True
    why = f"its licence is {kit.license}" if kit.license else "it names no licence"
    note = f"The recordings of the kit {kit.name} are not in here: {why}. If you may pass them on: --samples"
    packing.notes[note] = []
    return False
