"""What every key does: for each Action, keys pressed on a fresh screen and what they left behind."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from beatterm.engine.messages import (
    FILL_BAR,
    FILL_OFF,
    FILL_ON,
    Audition,
    Panic,
    Play,
    Queue,
    SetClick,
    SetFill,
    StartRoll,
    Stop,
)
from beatterm.model.edits import steps
from beatterm.model.mixer import GAIN, Strip
from beatterm.model.param import value_of
from beatterm.model.step import Step
from beatterm.sequencer.live import Cue
from beatterm.ui.actions import ACTIONS
from beatterm.ui.desk.desk import Auditions, Pane
from beatterm.ui.desk.hands import Layer
from tests.ui.rig import Rig, running

Check = Callable[[Rig], object]


@dataclass(frozen=True)
class Case:
    """Keys, the last of which do the Action, and what must then hold."""

    action: str
    keys: str
    holds: Check


def names(rig: Rig) -> list[str]:
    return [setup.name for setup in rig.song.tracks]


def patterns(rig: Rig) -> list[str]:
    return [pattern.name for pattern in rig.song.patterns]


def sections(rig: Rig) -> list[tuple[str, str, int]]:
    return [(section.name, section.pattern, section.repeat) for section in rig.song.sections]


def at(rig: Rig) -> tuple[int, int]:
    return rig.desk.place.track, rig.desk.place.step


def note(rig: Rig, index: int = 0) -> Step | None:
    return steps.step_at(rig.song, "A", "bass", index)


def kick_at(rig: Rig, index: int) -> Step | None:
    return steps.step_at(rig.song, "A", "kick", index)


def gain(rig: Rig) -> object:
    return value_of(kick_strip(rig).values, GAIN)


def dialog(rig: Rig) -> str:
    return type(rig.app.screen).__name__


def kick_strip(rig: Rig) -> Strip:
    name = "kick"
    return rig.song.mixer.strip(name)


def filled(every: int) -> Check:
    """The hat of 12 steps, its last hit a ghost; what stays keeps its velocity."""
    wanted = "".join("x" if every and index % every == 0 else "." for index in range(12))
    return lambda rig: rig.rhythm("hat").replace("o", "x") == wanted


def shows(letter: str) -> Check:
    return lambda rig: rig.desk.place.pattern == letter.upper()


def says(text: str) -> Check:
    return lambda rig: text in rig.text()


def hit_is(**carried: Any) -> Check:
    """What the first kick is."""
    return lambda rig: steps.step_at(rig.song, "A", "kick", 0) == replace(Step(), **carried)


BASS = "K J down down down down down down "
KICK = "x.....x..x......"
IN_KEY = "Y k right down - enter " + BASS


def tries(title: str) -> Check:
    """Something is tried out."""
    return lambda rig: rig.desk.tuner is not None and rig.desk.tuner.offer.title == title


def tuned(name: str, value: object) -> Check:
    """A Param of the tuner has a value."""
    return lambda rig: rig.desk.tuner is not None and rig.desk.tuner.values[name] == value


def keeps(wanted: bool) -> Check:
    """The tuner is closed, and what it showed was taken or not."""
    return lambda rig: rig.desk.tuner is None and rig.session.is_dirty == wanted


TO_CHANCE = "pagedown pagedown pagedown pagedown"
TO_GAIN = "tab " + "pagedown " * 6

CASES = (
    Case("play", "space", lambda rig: rig.engine.sent == [Play(Cue(pattern="A"))]),
    Case("play", "space space", lambda rig: rig.engine.sent[1:] == [Stop()]),
    Case("play", "P space", lambda rig: rig.engine.sent == [Play(Cue(first=0))]),
    Case("restart", "right 0", lambda rig: at(rig) == (0, 0)),
    Case("restart", "space 0", lambda rig: rig.engine.sent[1:] == [Queue(Cue(pattern="A"))]),
    Case("play-song", "P", lambda rig: rig.desk.plays_song),
    Case("play-song", "space P", lambda rig: rig.engine.sent[1:] == [Queue(Cue(first=0))]),
    Case("tempo-down", ",", lambda rig: rig.song.tempo == 91),
    Case("tempo-up", ". .", lambda rig: rig.song.tempo == 94),
    Case("tap", "T", lambda rig: rig.song.tempo == 92 and rig.desk.taps == (0.0,)),
    Case("tempo", "B", lambda rig: dialog(rig) == "FormScreen"),
    Case("panic", "!", lambda rig: rig.engine.sent == [Panic()]),
    Case("follow", "G", lambda rig: rig.desk.follows),
    Case("pads", "i", lambda rig: rig.desk.hands.layer is Layer.PADS),
    Case("pads", "i i", lambda rig: rig.desk.hands.layer is Layer.EDIT),
    Case("back", "i escape", lambda rig: rig.desk.hands.layer is Layer.EDIT),
    Case("trigs", "t", lambda rig: rig.desk.hands.layer is Layer.TRIGS),
    Case("piano", '"', lambda rig: rig.desk.hands.layer is Layer.PIANO),
    Case("record", "o", lambda rig: rig.desk.recorder.is_armed),
    Case("record", "o o", lambda rig: not rig.desk.recorder.is_armed),
    Case("record", "o space", lambda rig: rig.engine.sent == [Play(Cue(pattern="A"), 1)]),
    Case("record-options", "O", lambda rig: dialog(rig) == "FormScreen"),
    Case("click", "c", lambda rig: rig.engine.sent == [SetClick(True)]),
    Case("click", "c c", lambda rig: rig.engine.sent == [SetClick(True), SetClick(False)]),
    Case("fill", "8", lambda rig: rig.engine.sent == [SetFill(FILL_ON)]),
    Case("fill", "8 8", lambda rig: rig.engine.sent[1:] == [SetFill(FILL_OFF)]),
    Case("fill-bar", "9", lambda rig: rig.engine.sent == [SetFill(FILL_BAR)]),
    Case("pads-fill", "i 5", lambda rig: rig.engine.sent == [SetFill(FILL_ON)]),
    Case("layout", "g i", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("repeat-6", "i 6 z", lambda rig: rig.engine.sent[1:] == [StartRoll("kick", None, 100, 1680)]),
    Case("repeat-7", "i 7 z", lambda rig: rig.engine.sent[1:] == [StartRoll("kick", None, 100, 840)]),
    Case("repeat-8", "i 8 z", lambda rig: rig.engine.sent[1:] == [StartRoll("kick", None, 100, 560)]),
    Case("repeat-9", "i 9 z", lambda rig: rig.engine.sent[1:] == [StartRoll("kick", None, 100, 420)]),
    Case("pads-softer", "i - z", lambda rig: rig.engine.sent == [Audition("kick", None, 90)]),
    Case("pads-louder", "i + = z", lambda rig: rig.engine.sent == [Audition("kick", None, 120)]),
    Case("bank-next", "i *", says("no other bank")),
    Case("bank-before", "i /", says("no other bank")),
    Case("piano-up", BASS + '" * z', lambda rig: rig.engine.sent[-1:] == [Audition("bass", 48, 100)]),
    Case("piano-down", BASS + '" / z', lambda rig: rig.engine.sent[-1:] == [Audition("bass", 24, 100)]),
    Case("enter-rest", 'o " enter', lambda rig: rig.rhythm("kick")[0] == "." and at(rig) == (0, 1)),
    Case("enter-rest", '" enter', lambda rig: rig.rhythm("kick")[0] == "." and at(rig) == (0, 0)),
    Case("enter-hold", 'o " z = =', lambda rig: kick_at(rig, 0) == Step(length=3) and at(rig) == (0, 3)),
    Case("enter-hold", '" =', lambda rig: kick_at(rig, 0) == Step(105)),
    Case("enter-back", 'o " z backspace', lambda rig: kick_at(rig, 0) is None and at(rig) == (0, 0)),
    Case("enter-back", '" backspace', lambda rig: kick_at(rig, 0) is None),
    Case("toggle", "right enter", lambda rig: rig.rhythm("kick") == "xx....x..x......"),
    Case("toggle", "enter", lambda rig: rig.rhythm("kick") == "......x..x......"),
    Case("toggle", "right enter", lambda rig: rig.engine.sent[1:] == [Audition("kick", None, 100)]),
    Case("softer", "-", lambda rig: steps.step_at(rig.song, "A", "kick", 0) == Step(95)),
    Case("louder", "+ =", lambda rig: steps.step_at(rig.song, "A", "kick", 0) == Step(110)),
    Case("louder", "v l l l l l l +", lambda rig: rig.rhythm("kick") == "?.....?..x......"),
    Case("accent", "a", lambda rig: rig.rhythm("kick").startswith("X")),
    Case("accent", "right a", lambda rig: rig.rhythm("kick").startswith("xX")),
    Case("accent", "v end a", lambda rig: rig.rhythm("kick") == "X.....X..X......"),
    Case("ghost", "A", lambda rig: rig.rhythm("kick").startswith("o")),
    Case("clear", "d", lambda rig: rig.rhythm("kick").startswith("..")),
    Case("clear", "v end delete", lambda rig: rig.rhythm("kick") == "." * 16),
    Case("copy", "y", lambda rig: rig.desk.clip == ((Step(),),)),
    Case("cut", "x", lambda rig: rig.desk.clip == ((Step(),),) and rig.rhythm("kick").startswith("..")),
    Case("paste", "y right p", lambda rig: rig.rhythm("kick").startswith("xx")),
    Case("paste", "p", lambda rig: rig.rhythm("kick") == KICK and not rig.session.is_dirty),
    Case("paste", "v l l l l l l j y j j p", lambda rig: rig.rhythm("clap")[:7] == "x.....x"),
    Case("earlier", "<", lambda rig: rig.rhythm("kick") == ".....x..x......x"),
    Case("later", ">", lambda rig: rig.rhythm("kick") == ".x.....x..x....."),
    Case("later", "V j >", lambda rig: rig.rhythm("snare") == "o....X.......X.."),
    *(Case(f"fill-{every}", f"down down down f {every}", filled(every)) for every in range(10)),
    Case("clear-row", "D", lambda rig: rig.rhythm("kick") == "." * 16),
    Case("undo", "D u", says("Undone: empty row.")),
    Case("clear-pattern", "C", lambda rig: set(rig.rhythm("kick") + rig.rhythm("hat")) == {"."}),
    Case("hear-entries", "g y", lambda rig: rig.desk.auditions is Auditions.ALWAYS),
    Case("hear-entries", "g y g y right enter", lambda rig: Audition("kick") not in rig.engine.sent),
    Case("move-left", "right right left", lambda rig: at(rig) == (0, 1)),
    Case("move-left", "l l l h", lambda rig: at(rig) == (0, 2)),
    Case("move-right", "right l", lambda rig: at(rig) == (0, 2)),
    Case("move-down", "down j", lambda rig: at(rig) == (2, 0)),
    Case("move-up", "down j down k up", lambda rig: at(rig) == (1, 0)),
    Case(
        "select-left", "l l shift+left", lambda rig: (rig.desk.region.first, rig.desk.region.last) == (1, 2)
    ),
    Case("select-right", "shift+right", lambda rig: (rig.desk.region.first, rig.desk.region.last) == (0, 1)),
    Case("select-down", "shift+down", lambda rig: rig.desk.region.tracks == ("kick", "snare")),
    Case("select-up", "j shift+up", lambda rig: rig.desk.region.tracks == ("kick", "snare")),
    Case("row-start", "l l l home", lambda rig: at(rig) == (0, 0)),
    Case("row-end", "j j end", lambda rig: at(rig) == (2, 15)),
    Case("row-end", "j j j end", lambda rig: at(rig) == (3, 11)),
    Case("page-on", "n pagedown", lambda rig: at(rig) == (0, 16)),
    Case("page-back", "n pagedown pageup", lambda rig: at(rig) == (0, 0)),
    Case("select", "v l", lambda rig: rig.desk.region.last == 1),
    Case("select", "v l v", lambda rig: rig.desk.place.anchor is None),
    Case("select-rows", "l V", lambda rig: (rig.desk.region.first, rig.desk.region.last) == (0, 15)),
    Case("select-all", "g v", lambda rig: len(rig.desk.region.tracks) == 7 and rig.desk.region.last == 15),
    Case("back", "v escape", lambda rig: rig.desk.place.anchor is None),
    Case("back", "tab escape", lambda rig: rig.desk.pane is Pane.GRID),
    Case("pane-on", "tab", lambda rig: rig.desk.pane is Pane.INSPECTOR),
    Case("pane-on", "tab tab tab", lambda rig: rig.desk.pane is Pane.GRID),
    Case("pane-back", "shift+tab", lambda rig: rig.desk.pane is Pane.SECTIONS),
    Case("lower", BASS + "(", lambda rig: note(rig) == Step(notes=(35,), length=2)),
    Case("higher", BASS + ")", lambda rig: note(rig) == Step(notes=(37,), length=2)),
    Case("higher", BASS + ") l enter", lambda rig: note(rig, 1) == Step(notes=(37,))),
    Case("higher", ")", lambda rig: rig.rhythm("kick") == KICK and "has no pitch" in rig.text()),
    Case("octave-down", BASS + "/", lambda rig: note(rig) == Step(notes=(24,), length=2)),
    Case("octave-up", BASS + "*", lambda rig: note(rig) == Step(notes=(48,), length=2)),
    Case("hold-less", BASS + "H H", lambda rig: note(rig) == Step(notes=(36,), length=1)),
    Case("hold-more", BASS + "L", lambda rig: note(rig) == Step(notes=(36,), length=3)),
    Case("notes", BASS + "g n", lambda rig: dialog(rig) == "FormScreen"),
    Case("key", "Y k right", lambda rig: str(rig.song.key) == "c minor"),
    Case("in-key", "Y t", lambda rig: rig.song.setup("kick").in_key),
    Case("chord", BASS + "Y c", lambda rig: dialog(rig) == "FormScreen"),
    Case("degree-down", IN_KEY + "Y -", lambda rig: note(rig) == Step(notes=(35,), length=2)),
    Case("degree-up", IN_KEY + "Y + Y =", lambda rig: note(rig) == Step(notes=(40,), length=2)),
    Case("invert-up", BASS + "Y >", says("no chord to turn over")),
    Case("invert-down", BASS + "Y <", says("no chord to turn over")),
    Case("mirror", BASS + "V Y m", lambda rig: note(rig, 6) == Step(notes=(33,))),
    Case("keep-in-key", IN_KEY + "V Y s", lambda rig: note(rig, 6) == Step(notes=(38,))),
    Case("groove", "Q g", tries("Groove of the song")),
    Case("track-groove", "Q t", tries("Groove of kick in A")),
    Case("extract-groove", "Q x", lambda rig: dialog(rig) == "FormScreen"),
    Case("midi-groove", "Q m", lambda rig: dialog(rig) == "FormScreen"),
    Case("remove-groove", "Q d", says("no groove of its own")),
    Case("euclid", "f e", tries("Euclid on kick")),
    Case("fill-every", "f n", tries("Fill kick")),
    Case("rotate-by", "f o", tries("Rotate kick")),
    Case("random", "f r", tries("Random hits on kick")),
    Case("mutate", "f m", tries("Mutate kick")),
    Case("variations", "f v", tries("Four variations of A")),
    Case("freeze-row", "f z", tries("Freeze kick")),
    Case("freeze-pattern", "f Z", tries("Freeze pattern A")),
    Case("pattern-settings", "g m", tries("Pattern A")),
    Case("tuner-on", "f e down j", tuned("steps", 16.0)),
    Case("tuner-on", "f e down j + space", tuned("rotation", 1.0)),
    Case("tuner-back", "f e down j k up +", tuned("hits", 4.0)),
    Case("tuner-more", "f e + right l =", tuned("hits", 7.0)),
    Case("tuner-less", "f e - left h", tuned("hits", 0.0)),
    Case("tuner-far-more", "f e >", tuned("hits", 13.0)),
    Case("tuner-far-less", "f e <", tuned("hits", 0.0)),
    *(Case(f"tuner-{digit}", f"f e {digit}", tuned("hits", float(digit))) for digit in range(10)),
    Case("tuner-type", "f e t", lambda rig: dialog(rig) == "FormScreen"),
    Case("tuner-default", "f e 9 d", tuned("hits", 4.0)),
    Case("tuner-roll", "f r r r", tuned("seed", 3.0)),
    Case("tuner-learn", "f e m", says("no MIDI input to learn from")),
    Case("tuner-take", "f e 5 enter", keeps(True)),
    Case("tuner-leave", "f e 5 escape", keeps(False)),
    Case("ratchet", "r", hit_is(ratchet=2)),
    Case("ratchet", "r r r r r r", hit_is()),
    Case("ramp", "R", hit_is(ramp=50)),
    Case("ramp", "R R R", hit_is(ramp=-50)),
    Case("chance", "%", hit_is(chance=75)),
    Case("chance", "% % % %", hit_is()),
    Case("chance", "l %", lambda rig: rig.rhythm("kick") == KICK and "A rest carries nothing" in rig.text()),
    Case("condition", "&", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("nudge-later", "' '", hit_is(nudge=0.1)),
    Case("nudge-earlier", "; ;", hit_is(nudge=-0.1)),
    Case("tie", "_", hit_is(tie=True)),
    Case("tie", "_ _", hit_is()),
    Case("plain", "a r % ' $", hit_is(velocity=127)),
    Case("lane", "z", lambda rig: rig.desk.pane is Pane.LANE and "1…127" in rig.text()),
    Case("lane", "z z", lambda rig: rig.desk.pane is Pane.GRID and not rig.desk.shows_lane),
    Case("lane-choose", "g l", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("lane-right", "z right l", lambda rig: at(rig) == (0, 2)),
    Case("lane-left", "z l l l left h", lambda rig: at(rig) == (0, 1)),
    Case("lane-start", "z l l home", lambda rig: at(rig) == (0, 0)),
    Case("lane-end", "z end", lambda rig: at(rig) == (0, 15)),
    Case("lane-up", "z up + = k", hit_is(velocity=120)),
    Case("lane-down", "z down - j", hit_is(velocity=85)),
    Case("lane-far-up", "z >", hit_is(velocity=127)),
    Case("lane-far-down", "z <", hit_is(velocity=50)),
    *(Case(f"lane-{digit}", f"z {TO_CHANCE} {digit}", hit_is(chance=10 * digit)) for digit in range(1, 10)),
    Case("lane-0", f"z {TO_CHANCE} 3 0", hit_is(chance=100)),
    Case("lane-type", "z enter", lambda rig: dialog(rig) == "FormScreen"),
    Case("lane-reset", f"z {TO_CHANCE} 3 d", hit_is()),
    Case("lane-next", "z pagedown", lambda rig: rig.desk.lane == "step.hold"),
    Case("lane-before", "z pageup", lambda rig: rig.desk.lane == "mix-lock.delay"),
    Case("lane-row-down", "z J", lambda rig: at(rig) == (1, 0) and rig.desk.pane is Pane.LANE),
    Case("lane-row-up", "z J J K", lambda rig: at(rig) == (1, 0)),
    Case("lane-select", "z v end -", lambda rig: rig.rhythm("kick") == "?.....?..?......"),
    Case("lane-select-row", "z V 5", lambda rig: rig.rhythm("kick") == "?.....?..?......"),
    Case("lane-select-right", "z shift+right", lambda rig: rig.desk.region.last == 1),
    Case("lane-select-left", "z l l shift+left", lambda rig: rig.desk.region.first == 1),
    Case("mute", "m", lambda rig: kick_strip(rig).mute),
    Case("solo", "s", lambda rig: kick_strip(rig).solo),
    Case("unmute-all", "m j m M", lambda rig: not any(each.mute for each in rig.song.mixer.strips)),
    Case("unsolo-all", "s j s S", lambda rig: not any(each.solo for each in rig.song.mixer.strips)),
    Case("sound", "b", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("hear", "e", lambda rig: rig.engine.sent == [Audition("kick")]),
    Case("track-down", "J", lambda rig: names(rig)[:2] == ["snare", "kick"] and at(rig) == (1, 0)),
    Case("track-up", "j K", lambda rig: names(rig)[:2] == ["snare", "kick"] and at(rig) == (0, 0)),
    Case("add-track", "I", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("remove-track", "X", lambda rig: names(rig)[0] == "snare" and rig.rhythm("kick") == ""),
    Case("next-pattern", "n", lambda rig: rig.desk.place.pattern == "B"),
    Case("next-pattern", "n n", lambda rig: rig.desk.place.pattern == "A"),
    Case("next-pattern", "space n", lambda rig: rig.engine.sent[1:] == [Queue(Cue(pattern="B"))]),
    Case("previous-pattern", "N", lambda rig: rig.desk.place.pattern == "B"),
    *(Case(f"pattern-{name}", f"F F F F F F g {name}", shows(name)) for name in "abcdefgh"),
    Case("pattern-b", "space g b", lambda rig: rig.engine.sent[1:] == [Queue(Cue(pattern="B"))]),
    Case("fork", "F", lambda rig: patterns(rig) == ["A", "C", "B"] and rig.rhythm("kick", "C") == KICK),
    Case(
        "new-pattern", "g w", lambda rig: patterns(rig) == ["A", "B", "C"] and rig.desk.place.pattern == "C"
    ),
    Case("midi-patterns", "g p", lambda rig: dialog(rig) == "FormScreen"),
    Case("remove-pattern", "F g x", lambda rig: patterns(rig) == ["A", "B"]),
    Case("lengths", "Z", lambda rig: dialog(rig) == "FormScreen"),
    Case("knob-on", "tab right l", lambda rig: rig.desk.knob == "step.gate"),
    Case("knob-back", "tab l l l l h left", lambda rig: rig.desk.knob == "step.gate"),
    Case("knob-down", "tab l down", lambda rig: rig.desk.knob == "step.condition"),
    Case("knob-down", "tab l j k", lambda rig: rig.desk.knob == "step.hold"),
    Case("knob-up", "tab pagedown up", lambda rig: rig.desk.knob == "step.nudge"),
    Case("knob-up", "tab l k", lambda rig: rig.desk.knob == "step.hold"),
    Case("knob-last", "tab end", lambda rig: rig.desk.knob == "delay.feedback"),
    Case("knob-first", "tab end home", lambda rig: rig.desk.knob == "step.velocity"),
    Case("knob-find", "tab /", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("group-on", "tab pagedown", lambda rig: rig.desk.knob == "sound-lock.pitch"),
    Case("group-back", "tab pagedown pagedown pageup", lambda rig: rig.desk.knob == "sound-lock.pitch"),
    Case("turn-down", TO_GAIN + "- -", lambda rig: gain(rig) == -1.0),
    Case("turn-up", TO_GAIN + "+ =", lambda rig: gain(rig) == 1.0),
    Case("turn-far-down", TO_GAIN + "<", lambda rig: gain(rig) == -5.0),
    Case("turn-far-up", TO_GAIN + ">", lambda rig: gain(rig) == 5.0),
    Case("knob-reset", TO_GAIN + "> d", lambda rig: gain(rig) == 0.0),
    Case("knob-type", TO_GAIN + "enter", lambda rig: dialog(rig) == "FormScreen"),
    Case("section-1", "g 1", lambda rig: rig.desk.plays_song and rig.desk.section == 0),
    Case("section-2", "g 2 space", lambda rig: rig.engine.sent == [Play(Cue(first=1))]),
    Case("section-2", "P space g 2", lambda rig: rig.engine.sent[1:] == [Queue(Cue(first=1))]),
    *(Case(f"section-{at}", f"g {at}", says(f"no section {at}")) for at in range(3, 10)),
    Case("section-on", "tab tab down", lambda rig: rig.desk.section == 1),
    Case("section-back", "tab tab j k", lambda rig: rig.desk.section == 0),
    Case(
        "section-play", "tab tab j enter", lambda rig: rig.desk.plays_song and rig.desk.place.pattern == "B"
    ),
    Case("section-add", "tab tab a", lambda rig: sections(rig)[1] == ("part", "A", 1)),
    Case("section-remove", "tab tab d", lambda rig: sections(rig) == [("hook", "B", 2)]),
    Case("section-less", "tab tab -", lambda rig: sections(rig)[0] == ("verse", "A", 3)),
    Case("section-more", "tab tab + =", lambda rig: sections(rig)[0] == ("verse", "A", 6)),
    Case(
        "section-earlier", "tab tab j <", lambda rig: sections(rig)[0][0] == "hook" and rig.desk.section == 0
    ),
    Case("section-later", "tab tab >", lambda rig: sections(rig)[0][0] == "hook" and rig.desk.section == 1),
    Case("section-pattern", "tab tab j p", lambda rig: sections(rig)[1] == ("hook", "A", 2)),
    Case("section-mute", "tab tab m", lambda rig: rig.song.sections[0].mute == ("kick",)),
    Case("section-fill", "shift+tab f", lambda rig: rig.song.sections[0].fill),
    Case("section-name", "tab tab r", lambda rig: dialog(rig) == "FormScreen"),
    Case("setup", "5", lambda rig: rig.desk.pane is Pane.SETUP and "no outputs yet" in rig.text()),
    Case("setup", "5 5", lambda rig: rig.desk.pane is Pane.GRID and "no outputs yet" not in rig.text()),
    Case("setup-down", "5 down", lambda rig: rig.desk.setup_at == (1, 0)),
    Case("setup-up", "5 j j j k", lambda rig: rig.desk.setup_at == (0, 0)),
    Case("setup-right", "5 down l", lambda rig: rig.desk.setup_at == (1, 1)),
    Case("setup-left", "5 down right right right left h", lambda rig: rig.desk.setup_at == (1, 0)),
    Case("setup-last", "5 end", lambda rig: rig.desk.setup_at == (1, 0)),
    Case("setup-first", "5 end home", lambda rig: rig.desk.setup_at == (0, 0)),
    Case("setup-enter", "5 j enter", lambda rig: rig.desk.midi.setup.link.on),
    Case("setup-more", "5 j l + =", lambda rig: rig.desk.midi.setup.link.quantum == 6),
    Case("setup-less", "5 j l -", lambda rig: rig.desk.midi.setup.link.quantum == 3),
    Case("setup-far-more", "5 j l >", lambda rig: rig.desk.midi.setup.link.quantum == 14),
    Case("setup-far-less", "5 j l <", lambda rig: rig.desk.midi.setup.link.quantum == 1),
    Case("add-output", "5 a", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("add-input", "5 A", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("port-name", "5 r", says("a adds an output")),
    Case("port-match", "5 m", says("a adds an output")),
    Case("port-test", "5 p", says("a adds an output")),
    Case("port-remove", "5 d", says("a adds an output")),
    Case("learn", "tab m", says("no MIDI input to learn from")),
    Case("undo", "enter u", lambda rig: rig.rhythm("kick") == KICK),
    Case("undo", "enter ctrl+z", lambda rig: rig.rhythm("kick") == KICK),
    Case("redo", "enter u U", lambda rig: rig.rhythm("kick") != KICK),
    Case("redo", "enter u ctrl+r", lambda rig: rig.rhythm("kick") != KICK),
    Case("save", "enter w", lambda rig: rig.shelf.songs["night-bus"] == rig.song),
    Case("save-as", "W", lambda rig: dialog(rig) == "FormScreen"),
    Case("open", "g o", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("new-song", "g N", lambda rig: dialog(rig) == "FormScreen"),
    Case("song-facts", "g T", lambda rig: dialog(rig) == "FormScreen"),
    Case("export", "E", lambda rig: dialog(rig) == "ExportScreen"),
    Case("kit", "g k", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("theme", "g t", lambda rig: rig.app.theme == "light"),
    Case("theme", "g t g t g t", lambda rig: rig.app.theme == "dark"),
    Case("help", "?", lambda rig: dialog(rig) == "HelpScreen"),
    Case("help", "f1", lambda rig: dialog(rig) == "HelpScreen"),
    Case("commands", ":", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("commands", "ctrl+p", lambda rig: dialog(rig) == "ChooseScreen"),
    Case("quit", "enter q", lambda rig: dialog(rig) == "DecideScreen"),
    Case("quit", "enter ctrl+q", lambda rig: dialog(rig) == "DecideScreen"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.action}: {case.keys}")
async def test_a_key_does_what_the_table_says(case: Case) -> None:
    async with running() as rig:
        await rig.press(case.keys)
        assert case.holds(rig)


def test_every_action_is_tried() -> None:
    assert {action.id for action in ACTIONS} - {case.action for case in CASES} == set()
