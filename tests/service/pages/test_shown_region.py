"""The region at a glance, its charts, its batches: sums, lengths, what is left out and why."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from assembler.models.region import Region
from assembler.models.summary import DimensionShare, FunderShare, PlanSummary
from assembler.models.vocabulary import Edition
from assembler.regions import load_region
from service.db.tables import Dossier, Job, JobKind, JobState, Submission
from service.pages.shown_bars import view_dimensions, view_funders
from service.pages.shown_batch import view_batch
from service.pages.shown_region import LeftOut, OlderUsed, view_choice, view_conventions, view_region
from service.pages.shown_territory import ShownTerritory, TerritoryRows, view_territory
from tests.service.kept import summary_of
from tests.service.pages.rows import MORNING, dossier, submission


@pytest.fixture(scope="module")
def region() -> Region:
    return load_region()


def place(region: Region, code: str, newest: Submission | None, *, made: Dossier | None = None) -> ShownTerritory:
    rows = TerritoryRows(submission=newest, check=None, making=None, dossier=made, names={})
    return view_territory(region.territory(code), rows)


def test_the_sum_counts_the_plans_that_were_read(region: Region) -> None:
    shown = view_region(
        [place(region, "CG", submission()), place(region, "AV", submission()), place(region, "IM", None)]
    )
    assert shown.total is not None and not shown.is_whole
    assert (shown.total.need, shown.total.gap, shown.total.coverage) == (
        Decimal(2224000),
        Decimal(180000),
        Decimal("89.9"),
    )
    assert (shown.years, shown.blocking, shown.warnings) == (("2026-2027",), 0, 4)


def test_a_region_without_a_plan_has_no_sum(region: Region) -> None:
    assert view_region([place(region, "CG", None)]).total is None


def test_a_batch_tells_who_is_left_out_and_why(region: Region) -> None:
    places = [
        place(region, "AV", None),
        place(region, "BO", submission(is_checked=False)),
        place(region, "RP", submission(blocking=3)),
        place(region, "CG", submission(4, blocking=1)),
        place(region, "HG", submission(2)),
    ]
    chosen: Mapping[str, Submission] = {"CG": submission(3), "HG": submission(2)}
    choice = view_choice(Edition.OFFICIAL, places, chosen)
    assert choice.count == 2
    assert choice.left_out == (
        LeftOut("Avignon", "none"),
        LeftOut("Bonaventure", "unchecked"),
        LeftOut("Le Rocher-Percé", "blocked", 3),
    )
    assert choice.older == (OlderUsed("La Côte-de-Gaspé", 3, 4),)


def test_a_convention_tells_who_would_be_missing_today(region: Region) -> None:
    gaspesie, islands = view_conventions(region, ready={"CG": submission(), "AV": submission()}, reports={})
    assert gaspesie.missing == ("Bonaventure", "Le Rocher-Percé", "La Haute-Gaspésie") and gaspesie.is_possible
    assert islands.missing == islands.covers == ("Les Îles-de-la-Madeleine",) and not islands.is_possible


def plan(**more: object) -> PlanSummary:
    return PlanSummary.model_validate_json(summary_of("CG")).model_copy(update=more)


def share(code: str, confirmed: int, requested: int) -> FunderShare:
    return FunderShare(code=code, fr=code, en=code, confirmed=Decimal(confirmed), requested=Decimal(requested))


def test_funders_are_added_up_and_drawn_from_the_largest(region: Region) -> None:
    first = plan(funders=(share("MESS", 50, 10), share("COMP", 10, 0)))
    second = plan(funders=(share("COMP", 60, 30), share("MSP", 0, 0)))
    chart = view_funders([first, second], region)
    assert [(bar.label, bar.amounts, bar.total) for bar in chart.bars] == [
        ("Complice", (Decimal(70), Decimal(30)), Decimal(100)),
        ("MESS", (Decimal(50), Decimal(10)), Decimal(60)),
    ]
    assert [(span.tone, span.start, span.width) for span in chart.bars[1].spans] == [
        ("sure", Decimal(0), Decimal(50)),
        ("asked", Decimal(50), Decimal(10)),
    ]
    assert (chart.totals, chart.total, chart.empty) == ((Decimal(120), Decimal(40)), Decimal(160), ("MSP",))


def dimension(code: str, need: int, confirmed: int, gap: int) -> DimensionShare:
    return DimensionShare(
        code=code,
        fr=code,
        en=code,
        actions=(),
        need=Decimal(need),
        confirmed=Decimal(confirmed),
        requested=Decimal(need - confirmed - gap),
        gap=Decimal(gap),
        in_kind=Decimal(0),
        coverage_pct=None,
    )


def test_a_plan_over_its_need_fills_nobody_elses_gap() -> None:
    over, short = plan(dimensions=(dimension("D1", 100, 120, -20),)), plan(dimensions=(dimension("D1", 100, 60, 30),))
    (bar,) = view_dimensions([over, short]).bars
    assert bar.amounts == (Decimal(180), Decimal(10), Decimal(30))


def test_without_a_plan_there_is_no_bar(region: Region) -> None:
    assert view_funders([], region).bars == () and view_dimensions([]).bars == ()


def batch(state: JobState, **more: object) -> Job:
    order: dict[str, object] = {
        "kind": "batch",
        "submissions": {},
        "missing": ["IM"],
        "edition": "officielle",
        "fy": None,
    }
    known = {"step": "", "done": 0, "total": 0, "is_cancel_asked": False, "attempt": 1, "created_at": MORNING}
    return Job(id="lot", kind=JobKind.BATCH, state=state, order=order, **{**known, **more})


def part(code: str, state: JobState, **more: object) -> Job:
    known = {"step": "", "done": 0, "total": 0, "is_cancel_asked": False, "attempt": 1}
    return Job(id=f"lot-{code}", kind=JobKind.ASSEMBLE, state=state, territory=code, order={}, **{**known, **more})


def test_a_running_batch_has_a_line_for_each_territory_in_the_regions_order(region: Region) -> None:
    parts = [
        part("CG", JobState.RUNNING, step="Plan", done=3, total=9),
        part("AV", JobState.DONE, dossier_id="dossier-1"),
    ]
    shown = view_batch(batch(JobState.RUNNING), parts, {"dossier-1": dossier()}, region)
    assert [(line.code, line.state, line.dossier) for line in shown.lines] == [
        ("AV", "done", "dossier-1"),
        ("CG", "running", ""),
        ("IM", "missing", ""),
    ]
    assert (shown.done, shown.total, shown.archive, shown.is_partial) == (1, 2, "", False)


def test_a_batch_that_left_someone_out_is_partial_and_what_failed_may_be_tried_again(region: Region) -> None:
    parts = [part("CG", JobState.FAILED), part("AV", JobState.DONE, dossier_id="dossier-1")]
    shown = view_batch(
        batch(JobState.DONE, dossier_id="dossier-2"), parts, {"dossier-1": dossier(), "dossier-2": dossier(2)}, region
    )
    assert shown.is_partial and shown.archive == "dossier-2"
    assert [line.code for line in shown.absent] == ["CG", "IM"]
    assert [line.code for line in shown.failed] == ["CG"]


def test_a_batch_that_made_nothing_is_not_called_partial(region: Region) -> None:
    assert not view_batch(batch(JobState.FAILED), [part("CG", JobState.FAILED)], {}, region).is_partial
