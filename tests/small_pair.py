"""Two canvases of the small plan: in the second, ten dollars more are needed and two texts are others."""

from decimal import Decimal
from functools import cache

from assembler.canvas.build import build_canvas
from assembler.models.plan import Plan
from assembler.regions import load_region
from tests.compute.changed_plans import edited
from tests.small_plan import small_plan

REGION = load_region()


@cache
def small_pair() -> tuple[bytes, bytes]:
    """Gives both, built once for every test that compares them."""
    old = small_plan()
    new = edited(old, "need_lines", "CG-A01-N01", amount=Decimal("10.10"))
    new = edited(new, "leads", "CG-P1.1", statement="Rapprocher l’aide <b>")
    return canvas_of(old), canvas_of(edited(new, "actions", "CG-A01", title="Relais"))


def canvas_of(plan: Plan) -> bytes:
    """Gives the canvas of La Côte-de-Gaspé, filled with a plan."""
    return build_canvas(REGION, territory=REGION.territory("CG"), plan=plan)
