"""Plans of any size, and how long checking one takes as its actions grow tenfold."""

import gc
import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from assembler.canvas.build import build_canvas
from assembler.models.plan import Plan, record_types
from assembler.models.record import Record
from assembler.models.upload import Upload, UploadedFile
from assembler.pipeline import check_upload
from assembler.regions import load_region
from assembler.validate.coherent import keep_coherent
from canvases.samples.plans import make_plan
from service.program import COLLECT_AFTER

ACTIONS = (10, 100, 1000)
_REPEATS = 5


def grown_workbook(actions: int, *, lines: int = 1) -> bytes:
    """Gives a canvas of so many actions, with so many needs and as many levers for each."""
    region = load_region()
    plan = make_plan("CG", region)
    return build_canvas(region, territory=region.territory("CG"), plan=_grown(plan, actions, lines))


def time_growth() -> Iterator[tuple[str, float]]:
    """Gives the seconds of a check for each number of actions, then those of one action more, at each size."""
    gc.set_threshold(COLLECT_AFTER)  # as the program does: what is kept from one collection to the next costs, too
    seconds = {actions: _check_seconds(grown_workbook(actions)) for actions in ACTIONS}
    for actions, taken in seconds.items():
        yield f"check, {actions} actions", taken
    for few, many in pairwise(ACTIONS):
        yield f"1,000 actions more, from {few} to {many}", 1000 * (seconds[many] - seconds[few]) / (many - few)


def _check_seconds(workbook: bytes) -> float:
    """The least processor time of a few checks in this process: start-up and neighbours are not counted."""
    region, taken = load_region(), []
    for turn in range(_REPEATS):
        upload = Upload(workbook=UploadedFile(name=f"{turn}.xlsx", content=workbook))  # a name of its own: read again
        start = time.process_time()
        check_upload(upload, region)
        taken.append(time.process_time() - start)
    return min(taken)


def _grown(plan: Plan, actions: int, lines: int) -> Plan:
    """The plan with copies of its first action, of a need and of a lever; what its own actions did is left out."""
    ids = [f"{plan.territory.code}-A{number:02}" for number in range(actions)]
    fy, dollar = plan.record.current_fy, {"amount": Decimal("1.00")}  # agreements grant enough for a thousand
    need = next(line for line in plan.need_lines if line.fy == fy)
    # The last one is the community's own: a program may ask for another source beside it.
    lever = [line for line in plan.lever_lines if line.fy == fy and line.action == need.action][-1]
    numbered = [(key, number) for key in ids for number in range(lines)]
    told = {name: () for name, record_type in record_types().items() if _tells_of_action(record_type)}
    grown = {
        "actions": tuple(plan.actions[0].model_copy(update={"id": key}) for key in ids),
        "need_lines": tuple(need.model_copy(update={"id": f"{k}-N{n}", "action": k, **dollar}) for k, n in numbered),
        "lever_lines": tuple(lever.model_copy(update={"id": f"{k}-L{n}", "action": k, **dollar}) for k, n in numbered),
    }
    # Built anew rather than copied: a copy would keep the index of the plan's own rows.
    return keep_coherent(Plan(**{name: getattr(plan, name) for name in Plan.model_fields} | told | grown))


def _tells_of_action(record_type: type[Record]) -> bool:
    return any("Action" in spec.targets for spec in record_type.specs().values())
