"""What is to be packed, and what that is called. Command line and screen's exporter put it together."""

from dataclasses import dataclass, field
from pathlib import Path

from beatterm.export.job import Form, Part
from beatterm.export.names import Named, file_name
from beatterm.export.pack.contents import COLLABORATOR, MIX_NAME, STORE, Contents
from beatterm.model.project import Project


@dataclass(frozen=True, slots=True)
class Material:
    """What a pack is made of: a project, the text of its song, licence and credits of its kit, and the kit's
    recordings by their names below its folder.
    """

    project: Project
    song_text: str
    papers: tuple[Path, ...] = ()
    recordings: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is packed: of which material, how much of it, and in which form its sound files are."""

    material: Material
    contents: Contents
    form: Form = field(default_factory=Form)


def pack_name(project: Project, whom: str = "") -> str:
    """What a pack is called if nobody says: after the song, and for whom it is."""
    words = {"": "pack", STORE: "store", COLLABORATOR: "session"}[whom]
    return named_after(project, f"{MIX_NAME}-{words}")


def named_after(project: Project, template: str) -> str:
    """The name that a template makes of a whole song; Refused if the template is wrong."""
    return file_name(template, Named(project, Part(), Form(), 0))
