"""What each shipped kit holds: one table a kit, naming for every lane its voice and its facts."""

from tools.make_kits.recipes.deep import DEEP
from tools.make_kits.recipes.dry import DRY

KITS = {kit.name: kit for kit in (DEEP, DRY)}
