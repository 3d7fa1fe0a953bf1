"""Draws the pictures a narrative asks for by name."""

from collections.abc import Mapping, Sequence

from canvases.samples.content import Row
from canvases.samples.diagrams import bars, cycle, land_map, organization_chart
from canvases.samples.scenes import scene


def draw_pictures(rows: Sequence[Row], bodies: Sequence[Row], accent: str) -> Mapping[str, bytes]:
    """Gives each picture as a PNG 1600 pixels wide, by name; ``accent`` is ``RRGGBB``."""
    return {row["name"]: _draw(row, bodies, f"#{accent}") for row in rows}


def _draw(row: Row, bodies: Sequence[Row], accent: str) -> bytes:
    match row["kind"]:
        case "organigramme":
            return organization_chart(bodies, accent)
        case "carte":
            return land_map(row["land"], row["places"], accent)
        case "cycle":
            return cycle(row["steps"], accent)
        case "barres":
            return bars(row["labels"], row["values"], row["unit"], accent)
        case "scene":
            return scene(row["scene"], accent)
        case other:
            raise KeyError(other)
