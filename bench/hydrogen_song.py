"""A project as a song of Hydrogen (.h2song, as version 1.2 writes it): same sounds, steps and velocities."""

from pathlib import Path
from xml.etree.ElementTree import Element, ElementTree, SubElement

from beatterm.model.mixer import PAN
from beatterm.model.param import number_of
from beatterm.model.pattern import Pattern
from beatterm.model.project import Project
from beatterm.model.song import arrangement

_BAR_STEPS = 16
_STEP_TICKS = 12
"""Hydrogen counts 48 ticks a quarter."""

_VOLUME = 0.5
_Fields = dict[str, object]
_SONG: _Fields = {
    "volume": _VOLUME,
    "metronomeVolume": 0.5,
    "loopEnabled": "false",
    "patternModeMode": "true",
    "playbackTrackEnabled": "false",
    "action_mode": 0,
    "mode": "song",
    "pan_law_type": "RATIO_STRAIGHT_POLYGONAL",
    "pan_law_k_norm": 1.33333,
    "humanize_time": 0,
    "humanize_velocity": 0,
    "swing_factor": 0,
}
_INSTRUMENT: _Fields = {
    "drumkitLookup": 0,
    "volume": 1,
    "isMuted": "false",
    "isSoloed": "false",
    "gain": 1,
    "applyVelocity": "true",
    "filterActive": "false",
    "filterCutoff": 1,
    "filterResonance": 0,
    **{f"FX{number}Level": 0 for number in range(1, 5)},
    "Attack": 0,
    "Decay": 0,
    "Sustain": 1,
    "Release": 1000,
    "pitchOffset": 0,
    "randomPitchFactor": 0,
    "muteGroup": -1,
    "isStopNote": "false",
    "sampleSelectionAlgo": "VELOCITY",
    "midiOutChannel": -1,
    "isHihat": -1,
    "lower_cc": 0,
    "higher_cc": 127,
}
_LAYER: _Fields = {"ismodified": "false", "min": 0, "max": 1, "gain": 1, "pitch": 0}
_NOTE: _Fields = {"leadlag": 0, "pan": 0, "pitch": 0, "probability": 1, "key": "C0", "length": -1}


def write_hydrogen_song(path: Path, project: Project) -> None:
    """Write what of a project both programs know: plain steps of sixteenths in 4/4, one recording a track,
    pan. Velocity becomes what beatterm makes of it, since Hydrogen takes it as a factor.
    """
    root = Element("song")
    _put(root, {"version": "1.2.0", "bpm": project.song.tempo, "name": project.song.title, **_SONG})
    _component(SubElement(root, "componentList"))
    instruments = SubElement(root, "instrumentList")
    for number, setup in enumerate(project.song.tracks):
        _instrument(SubElement(instruments, "instrument"), number, setup.name, project)
    patterns = SubElement(root, "patternList")
    for pattern in project.song.patterns:
        for bar in range(pattern.length // _BAR_STEPS):
            _bar(SubElement(patterns, "pattern"), pattern, bar)
    SubElement(root, "virtualPatternList")
    _sequence(SubElement(root, "patternSequence"), project)
    for name in ("ladspa", "BPMTimeLine", "timeLineTag", "automationPaths"):
        SubElement(root, name)
    ElementTree(root).write(path, encoding="UTF-8", xml_declaration=True)


def _put(element: Element, fields: _Fields) -> None:
    for name, value in fields.items():
        SubElement(element, name).text = str(value)


def _component(components: Element) -> None:
    _put(SubElement(components, "drumkitComponent"), {"id": 0, "name": "Main", "volume": 1})


def _instrument(element: Element, number: int, track: str, project: Project) -> None:
    sound = project.sound_of(track)
    if sound is None:
        raise ValueError(f"{track} has no sound to hand on.")
    pan = number_of(project.song.mixer.strip(track).values, PAN)
    _put(element, {"id": number, "name": track, "pan": pan, "midiOutNote": 36 + number, **_INSTRUMENT})
    component = SubElement(element, "instrumentComponent")
    _put(component, {"component_id": 0, "gain": 1})
    file = Path(project.kit.folder) / sound.layers[0].files[0]
    _put(SubElement(component, "layer"), {"filename": file, **_LAYER})


def _bar(element: Element, pattern: Pattern, bar: int) -> None:
    _put(element, {"name": f"{pattern.name}{bar}", "size": _BAR_STEPS * _STEP_TICKS, "denominator": 4})
    notes = SubElement(element, "noteList")
    for place in range(_BAR_STEPS):
        for number, track in enumerate(pattern.tracks):
            step = track.steps[bar * _BAR_STEPS + place]
            if step:
                told = {"position": place * _STEP_TICKS, "velocity": _factor(step.velocity), **_NOTE}
                _put(SubElement(notes, "note"), {**told, "instrument": number, "note_off": "false"})


def _factor(velocity: int) -> float:
    from beatterm.engine.frames import velocity_gain

    return round(velocity_gain(velocity), 4)


def _sequence(element: Element, project: Project) -> None:
    for section in arrangement(project.song):
        pattern = project.song.pattern(section.pattern)
        for _ in range(section.repeat):
            for bar in range(pattern.length // _BAR_STEPS if pattern else 0):
                _put(SubElement(element, "group"), {"patternID": f"{section.pattern}{bar}"})
