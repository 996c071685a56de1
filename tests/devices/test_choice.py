"""Naming an output: exactly, by a part, by its index; and what is said when that does not work."""

import pytest

from beatterm.devices.choice import (
    NO_OUTPUT,
    OutputDevice,
    default_outputs,
    find_output,
    wrong_rate_text,
)
from beatterm.devices.output import DeviceError

DEVICES = (
    OutputDevice(0, "HDA Intel: ALC", "ALSA", 44100, is_default=True, is_api_default=True),
    OutputDevice(2, "HDA Intel: HDMI", "ALSA", 48000),
    OutputDevice(5, "pulse", "ALSA", 44100),
    OutputDevice(6, "system", "JACK", 96000, is_api_default=True),
    OutputDevice(7, "USB", "MME", 44100),
    OutputDevice(8, "USB", "WASAPI", 48000, is_api_default=True),
    OutputDevice(9, "USB extra", "WASAPI", 48000),
)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ("pulse", 5),
        ("PULSE", 5),
        ("hdmi", 2),
        ("5", 5),
        ("jack", 6),
        ("system [JACK]", 6),
        ("USB", 8),
        ("USB [MME]", 7),
        ("extra", 9),
    ],
)
def test_an_output_is_found_by_name_part_label_or_index(wanted: str, index: int) -> None:
    assert find_output(DEVICES, wanted).index == index


def test_a_part_that_fits_several_asks_which() -> None:
    with pytest.raises(DeviceError, match=r"“hda” may be “HDA Intel: ALC \[ALSA\]” or “HDA Intel: HDMI"):
        find_output(DEVICES, "hda")


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(DeviceError, match=r"no audio output “pulze”\. Did you mean “pulse”"):
        find_output(DEVICES, "pulze")


def test_an_unknown_name_is_answered_with_all_there_are() -> None:
    with pytest.raises(DeviceError, match=r"There are: “HDA Intel: ALC \[ALSA\]”, .*“system \[JACK\]”"):
        find_output(DEVICES, "my old gramophone")


def test_without_a_name_the_default_goes_first_then_those_of_the_other_systems() -> None:
    assert [device.index for device in default_outputs(DEVICES)] == [0, 6, 8]
    assert [device.index for device in default_outputs(DEVICES[1:3])] == [2]


def test_where_there_is_no_output_it_says_what_to_do() -> None:
    for ask in (lambda: find_output((), "pulse"), lambda: default_outputs(())):
        with pytest.raises(DeviceError, match="Plug one in or start a sound server") as caught:
            ask()
        assert str(caught.value) == NO_OUTPUT


def test_a_wrong_rate_is_answered_with_the_right_ones() -> None:
    assert wrong_rate_text("system", 44100, [48000, 96000]) == (
        "“system” does not run at 44100 Hz. It takes 48000, 96000 Hz: choose one of them."
    )
    assert "Leave the rate out" in wrong_rate_text("system", 44100, [])
