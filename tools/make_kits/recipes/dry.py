"""The kit ``dry``: an acoustic-like kit, close microphones in a small room, and a fingered bass."""

from tools.make_kits.drums import bass, clap, cymbals, hands, hats, kick, snare, toms, wood_and_bell
from tools.make_kits.recipes.recipe import KitRecipe, Layer, SoundRecipe

HARD_TWICE = (Layer(takes=2),)
SOFT_AND_HARD = (Layer(64, 0.3), Layer(127, 1.0))
TWO_BY_TWO = (Layer(72, 0.2, 2), Layer(127, 1.0, 2))
THREE_BY_TWO = (Layer(48, 0.15, 2), Layer(92, 0.55, 2), Layer(127, 1.0, 2))

DRY = KitRecipe(
    name="dry",
    title="Dry",
    about="An acoustic-like kit in a small room, with a finger bass, for boom bap, funk, disco and rock.",
    sounds=(
        SoundRecipe("kick", kick.acoustic, 0.42, 0.0, 36, TWO_BY_TWO, fade_out=0.1),
        SoundRecipe("kick2", kick.acoustic_open, 0.5, 0.0, 35, fade_out=0.12),
        SoundRecipe("snare", snare.acoustic, 0.42, -2.0, 38, THREE_BY_TWO, fade_out=0.12),
        SoundRecipe("snare2", snare.acoustic_rimshot, 0.5, -1.0, 40, HARD_TWICE, fade_out=0.15),
        SoundRecipe("clap", clap.acoustic, 0.35, -3.0, 39, fade_out=0.1),
        SoundRecipe("rim", wood_and_bell.acoustic_rim, 0.25, -6.0, 37, HARD_TWICE),
        SoundRecipe(
            "hat", hats.acoustic_closed, 0.22, -10.0, 42, THREE_BY_TWO, pan=0.1, choke="hats", fade_out=0.05
        ),
        SoundRecipe("hat-open", hats.acoustic_open, 0.9, -8.0, 46, pan=0.1, choke="hats", fade_out=0.2),
        SoundRecipe("hat-pedal", hats.acoustic_pedal, 0.22, -12.0, 44, HARD_TWICE, pan=0.1, choke="hats"),
        SoundRecipe("ride", cymbals.acoustic_ride, 1.3, -10.0, 51, pan=-0.15, fade_out=0.4),
        SoundRecipe("ride-bell", cymbals.acoustic_bell, 1.0, -9.0, 53, pan=-0.15, fade_out=0.4),
        SoundRecipe("crash", cymbals.acoustic_crash, 2.1, -5.0, 49, pan=0.15, fade_out=0.6),
        SoundRecipe(
            "tom-low", toms.acoustic_tom(78.0, 0.95), 0.75, -4.0, 45, SOFT_AND_HARD, pan=-0.3, fade_out=0.25
        ),
        SoundRecipe(
            "tom-mid", toms.acoustic_tom(112.0, 0.85), 0.65, -4.0, 47, SOFT_AND_HARD, pan=-0.05, fade_out=0.2
        ),
        SoundRecipe(
            "tom-high", toms.acoustic_tom(152.0, 0.75), 0.55, -4.0, 50, SOFT_AND_HARD, pan=0.2, fade_out=0.2
        ),
        SoundRecipe("shaker", hands.acoustic_shaker, 0.16, -14.0, 70, HARD_TWICE, pan=-0.25),
        SoundRecipe("tamb", hands.acoustic_tambourine, 0.4, -12.0, 54, HARD_TWICE, pan=-0.2, fade_out=0.08),
        SoundRecipe("cowbell", wood_and_bell.acoustic_cowbell, 0.35, -9.0, 56, pan=0.1),
        SoundRecipe("clave", wood_and_bell.acoustic_clave, 0.2, -9.0, 75, pan=-0.1),
        SoundRecipe("conga", toms.acoustic_conga, 0.5, -6.0, 63, HARD_TWICE, pan=0.2, fade_out=0.1),
        SoundRecipe("perc", wood_and_bell.acoustic_block, 0.2, -9.0, 76, pan=0.15),
        SoundRecipe("bass", bass.fingered, 1.65, -2.0, choke="bass", root="c2", release_ms=70, fade_out=0.5),
    ),
)
