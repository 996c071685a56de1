"""The kit ``deep``: analogue drum machines, long and tuned."""

from tools.make_kits.drums import bass, clap, cymbals, hands, hats, kick, snare, toms, wood_and_bell
from tools.make_kits.recipes.recipe import KitRecipe, Layer, SoundRecipe

HARD_TWICE = (Layer(takes=2),)
SOFT_AND_HARD = (Layer(72, 0.35, 2), Layer(127, 1.0, 2))

DEEP = KitRecipe(
    name="deep",
    title="Deep",
    about="Drum-machine sounds with a long kick and a tuned bass, for trap, house, techno and electro.",
    sounds=(
        SoundRecipe("kick", kick.long_808, 1.2, 0.0, 36, fade_out=0.15),
        SoundRecipe("kick2", kick.short_909, 0.45, 0.0, 35, fade_out=0.08),
        SoundRecipe("snare", snare.electro_808, 0.34, -2.0, 38, SOFT_AND_HARD),
        SoundRecipe("snare2", snare.tight_909, 0.3, -2.0, 40, SOFT_AND_HARD),
        SoundRecipe("clap", clap.machine, 0.4, -3.0, 39, fade_out=0.06),
        SoundRecipe("rim", wood_and_bell.machine_rim, 0.09, -6.0, 37),
        SoundRecipe("hat", hats.machine_closed, 0.13, -10.0, 42, SOFT_AND_HARD, choke="hats"),
        SoundRecipe("hat-open", hats.machine_open, 0.6, -8.0, 46, HARD_TWICE, choke="hats", fade_out=0.08),
        SoundRecipe("hat-pedal", hats.machine_pedal, 0.2, -12.0, 44, choke="hats"),
        SoundRecipe("ride", cymbals.machine_ride, 1.0, -10.0, 51, fade_out=0.12),
        SoundRecipe("ride-bell", cymbals.machine_bell, 0.85, -10.0, 53, fade_out=0.12),
        SoundRecipe("crash", cymbals.machine_crash, 1.9, -5.0, 49, fade_out=0.4),
        SoundRecipe("tom-low", toms.machine_tom(84.0), 0.65, -4.0, 45, pan=0.25, fade_out=0.1),
        SoundRecipe("tom-mid", toms.machine_tom(118.0), 0.6, -4.0, 47, fade_out=0.1),
        SoundRecipe("tom-high", toms.machine_tom(165.0), 0.55, -4.0, 50, pan=-0.25, fade_out=0.1),
        SoundRecipe("shaker", hands.machine_shaker, 0.12, -14.0, 70, HARD_TWICE, pan=0.2),
        SoundRecipe("tamb", hands.machine_tambourine, 0.3, -12.0, 54, HARD_TWICE, pan=-0.2),
        SoundRecipe("cowbell", wood_and_bell.machine_cowbell, 0.42, -9.0, 56, fade_out=0.06),
        SoundRecipe("clave", wood_and_bell.machine_clave, 0.1, -9.0, 75),
        SoundRecipe("conga", toms.machine_conga, 0.36, -6.0, 63, fade_out=0.05),
        SoundRecipe("perc", wood_and_bell.machine_block, 0.15, -9.0, 76),
        SoundRecipe("zap", wood_and_bell.machine_zap, 0.25, -7.0, fade_out=0.06),
        SoundRecipe("bass", bass.machine, 2.0, -2.0, choke="bass", root="c2", release_ms=90, fade_out=0.5),
    ),
)
