"""Where an engine has come to: what its parts share about this moment."""

from dataclasses import dataclass, field

from beatterm.model.project import Project


@dataclass(slots=True)
class Now:
    """The frame that is rendered next, and the project that plays. The mixing thread changes it; the one that
    prepares only looks at the frame.

    Nothing but the position has changed since `since_frame`. `panics` counts how often all was silenced.
    """

    project: Project = field(default_factory=Project)
    frame: int = 0
    since_frame: int = 0
    is_clicking: bool = False
    panics: int = 0
