"""Loads region packs: canvases/regions/<id>.toml."""

import tomllib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from assembler.errors import RegionError
from assembler.models.region import Region
from assembler.settings import data_folder

DEFAULT_REGION = "gaspesie-iles"


@cache
def load_region(region_id: str = DEFAULT_REGION) -> Region:
    """Gives a region of the product; ``RegionError`` when it is absent or malformed."""
    path = data_folder("canvases") / "regions" / f"{region_id}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in path.parent.glob("*.toml")))
        raise RegionError(f"La région « {region_id} » est inconnue. Régions offertes : {known}.")
    return read_region(path)


def read_region(path: Path) -> Region:
    """Gives the region a TOML file describes; ``RegionError`` says what is malformed."""
    try:
        return Region.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise RegionError(f"Le fichier de région « {path.name} » est mal formé : {error}") from error
