"""Loads region packs: canvases/regions/<id>.toml."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from assembler.errors import RegionError
from assembler.i18n import translate as _
from assembler.models.region import Region
from assembler.settings import data_folder

DEFAULT_REGION = "gaspesie-iles"


@cache
def load_region(region_id: str = DEFAULT_REGION) -> Region:
    """Gives a region of the product; ``RegionError`` when it is absent or malformed."""
    packs = {path.stem: path for path in sorted((data_folder("canvases") / "regions").glob("*.toml"))}
    if region_id not in packs:  # a name is looked up, never joined to a path
        raise RegionError(
            _("La région «\u00a0{region_id}\u00a0» est inconnue. Régions offertes\u00a0: {names}.").format(
                region_id=region_id, names=", ".join(packs)
            )
        )
    return read_region(packs[region_id])


def read_region(path: Path) -> Region:
    """Gives the region a TOML file describes; ``RegionError`` says what is malformed."""
    try:
        return Region.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise RegionError(
            _("Le fichier de région «\u00a0{name}\u00a0» est mal formé\u00a0: {error}").format(
                name=path.name, error=error
            )
        ) from error
