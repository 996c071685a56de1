"""The Export dialog in the hands of a test."""

from beatterm.export.job import Job, Loudness
from tests.session.exports import FakeExporter
from tests.ui.rig import Rig

LOUD = Loudness(-9.84, 3.0, -8.0, -9.0, -1.04, -1.1)


def screen(rig: Rig) -> str:
    return type(rig.app.screen).__name__


def asked(exporter: FakeExporter) -> Job:
    return exporter.last.commission.job


def inside(rig: Rig) -> str:
    """The dialog's words, without the lines that they are broken into."""
    return " ".join(" ".join(line.split("│")[1] for line in rig.lines() if line.count("│") > 1).split())


async def turned(rig: Rig, field: str, keys: str) -> None:
    """Go to a field of the dialog, and press keys there."""
    names = [param.name for param in rig.desk.order.fields]
    await rig.press(" ".join(["up"] * 20 + ["down"] * names.index(field)), keys)
