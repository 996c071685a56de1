"""What a pattern is as a whole: its metre, whether it is a fill, and how its chances are scaled."""

from beatterm.model.edits import rows
from beatterm.model.param import Param
from beatterm.model.pattern import MAX_CHANCE_SCALE
from beatterm.model.song import Song
from beatterm.model.step import ALWAYS
from beatterm.model.time import Meter
from beatterm.ui.desk.desk import Desk
from beatterm.ui.desk.offer import Offer, Settings, number, whole
from beatterm.ui.desk.tuner import open_tuner

OFF, ON = "off", "on"
BEATS = whole("beats", 4, 1, rows.MAX_BEATS, "", "Beats in a bar; as the song's, it follows the song.")
UNIT = Param("beat_unit", "4", choices=tuple(map(str, rows.UNITS)), about="What a beat is: 4 a quarter.")
FILL = Param("fill", OFF, choices=(OFF, ON), about="Whether all of it is a fill while it plays.")
CHANCE = whole(
    "chance", ALWAYS, 0, MAX_CHANCE_SCALE, "%", "Scales every chance below 100; certain hits stay."
)


def try_out(desk: Desk) -> None:
    """Metre, fill and chance of the pattern on the screen."""
    owner = desk.pattern
    meter = desk.song.meter_of(owner)
    start: Settings = {
        BEATS.name: float(meter.beats),
        UNIT.name: str(meter.unit),
        FILL.name: ON if owner.fill else OFF,
        CHANCE.name: float(owner.chance),
    }

    def change(song: Song, settings: Settings) -> Song:
        wanted = Meter(number(settings, BEATS), int(settings[UNIT.name]))
        follows = wanted == song.meter and owner.meter != wanted
        song = rows.set_pattern_meter(song, owner.name, None if follows else wanted)
        song = rows.set_pattern_fill(song, owner.name, settings[FILL.name] == ON)
        return rows.set_pattern_chance(song, owner.name, number(settings, CHANCE))

    params = (BEATS, UNIT, FILL, CHANCE)
    open_tuner(desk, Offer(f"Pattern {owner.name}", "pattern", lambda _: params, start, change))
