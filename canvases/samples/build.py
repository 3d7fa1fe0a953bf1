"""Makes the files six local teams would hand in: ``python -m canvases.samples.build [CODE…]``."""

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from assembler.canvas.build import build_canvas
from assembler.canvas.narrative import build_narrative
from assembler.models.region import Region
from assembler.regions import load_region
from canvases.samples.content import CONTENT, read_tables
from canvases.samples.letters import make_pieces
from canvases.samples.logos import logo
from canvases.samples.pictures import draw_pictures
from canvases.samples.plans import make_plan
from canvases.samples.recit import read_recit

FOLDER = Path(__file__).parent
CANVAS, NARRATIVE, PIECES = "canevas.xlsx", "recit.docx", "pieces"


def make_office_files(code: str, region: Region) -> Mapping[str, bytes]:
    """Gives the workbook, the narrative and the logo of a territory, by path inside its folder."""
    tables, profile = read_tables(code), region.territory(code)
    pictures = draw_pictures(tables.get("pictures", ()), tables["bodies"], profile.accent)
    plan = make_plan(code, region)
    made = {CANVAS: build_canvas(region, territory=profile, plan=plan)}
    for row in tables.get("logo", ()):
        made[f"{PIECES}/{plan.territory.logo}"] = logo(row, f"#{profile.accent}")
    recit = CONTENT / code / "recit.md"
    if recit.is_file():
        blocks = read_recit(recit.read_text("utf-8"), pictures)
        made[NARRATIVE] = build_narrative(region, profile, blocks)
    return made


def make_files(code: str, region: Region, home: Path) -> Mapping[str, bytes]:
    """Gives every file of a territory, by path inside its folder."""
    pieces = make_pieces(read_tables(code).get("pieces", ()), region.territory(code).accent, home)
    return {**make_office_files(code, region), **{f"{PIECES}/{name}": pdf for name, pdf in pieces.items()}}


def written_codes(region: Region) -> tuple[str, ...]:
    """Gives the territories whose content is written, in the region's order."""
    return tuple(territory.code for territory in region.territories if any((CONTENT / territory.code).glob("*.toml")))


def main(codes: Sequence[str]) -> None:
    """Writes the files of the territories named, or of all."""
    region = load_region()
    for code in codes or written_codes(region):
        with tempfile.TemporaryDirectory(prefix="samples-") as home:
            for name, content in make_files(code, region, Path(home)).items():
                path = FOLDER / code / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        sys.stdout.write(f"{FOLDER / code}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
