"""Agreements as funders read them: what is due and when, what may be asked for, who would be missing."""

from datetime import date
from decimal import Decimal

import pytest

from assembler.models.accounts_vocabulary import ReportKind, ReportStatus
from assembler.models.region import Region
from assembler.models.summary import AgreementSummary, Granted, ReportDueSummary
from assembler.regions import load_region
from service.agreements import KnownAgreement
from service.pages.shown_agreement import (
    DueState,
    convention_of,
    members_of,
    view_agreement,
    view_agreements,
)
from service.pages.shown_request import view_request, view_scopes, years_of

TODAY = date(2026, 11, 22)
CONVENTION = "AG-2024-FQIS-G-00"


@pytest.fixture(scope="module")
def region() -> Region:
    return load_region()


def due(
    fy: str, day: date, *, kind: ReportKind = ReportKind.ANNUAL, sent: date | None = None, accepted: bool = False
) -> ReportDueSummary:
    status = ReportStatus.ACCEPTED if accepted else ReportStatus.SENT if sent else ReportStatus.TO_DO
    return ReportDueSummary(kind=kind, fy=fy, due_date=day, sent_on=sent, status=status)


def held(territory: str, *dues: ReportDueSummary, program: str = "FQIS-G", amount: str = "100.00") -> KnownAgreement:
    summary = AgreementSummary(
        id=f"AG-{territory}",
        title=f"Entente {territory}",
        program=program,
        program_fr=program,
        program_en=program,
        funder="MESS",
        funder_fr="Ministère",
        funder_en="Department",
        reference="REF-1",
        covered_territories=(territory,),
        start=date(2024, 4, 1),
        end=date(2029, 3, 31),
        granted=(Granted(fy="2025-2026", amount=Decimal(50)), Granted(fy="2026-2027", amount=Decimal(amount))),
        reports_due=dues,
    )
    return KnownAgreement(
        id=summary.id,
        title=summary.title,
        territory=territory,
        program=program,
        funder="MESS",
        funder_fr="Ministère",
        funder_en="Department",
        covers=(territory,),
        summary=summary,
    )


def convention() -> KnownAgreement:
    return KnownAgreement(
        id=CONVENTION,
        title="Alliance",
        territory=None,
        program="FQIS-G",
        funder="MESS",
        funder_fr="Ministère",
        funder_en="Department",
        covers=("AV", "BO", "RP", "CG", "HG"),
    )


@pytest.mark.parametrize(
    "one, state, days",
    [
        (due("2026-2027", date(2026, 11, 21)), DueState.LATE, -1),
        (due("2026-2027", date(2026, 11, 22)), DueState.SOON, 0),
        (due("2026-2027", date(2027, 1, 21)), DueState.SOON, 60),
        (due("2026-2027", date(2027, 1, 22)), DueState.LATER, 61),
        (due("2025-2026", date(2026, 6, 29), sent=date(2026, 6, 24)), DueState.SENT, -146),
        (due("2025-2026", date(2026, 6, 29), accepted=True), DueState.ACCEPTED, -146),
    ],
)
def test_a_due_report_stands_by_its_date_and_what_was_sent(
    region: Region, one: ReportDueSummary, state: DueState, days: int
) -> None:
    (shown,) = view_agreement(held("CG", one), region, TODAY).dues
    assert (shown.state, shown.days) == (state, days)


def test_a_report_sent_after_its_date_was_late(region: Region) -> None:
    late, early = (due("2025-2026", date(2026, 6, 29), sent=date(2026, 6, day)) for day in (30, 29))
    assert [one.was_late for one in view_agreement(held("CG", late, early), region, TODAY).dues] == [True, False]


def test_the_next_reports_come_first_over_all_agreements_late_ones_before(region: Region) -> None:
    far, near, late = (due("2026-2027", day) for day in (date(2027, 6, 29), date(2026, 12, 1), date(2026, 10, 31)))
    shown = view_agreements([convention(), held("CG", far, late), held("AV", near)], region, TODAY)
    assert [(one.id, row.due.month) for one, row in shown.coming] == [("AG-CG", 10), ("AG-AV", 12), ("AG-CG", 6)]
    assert (shown.late, shown.later) == (1, 0)
    assert [place.code for place in shown.places] == ["AV", "CG"]  # the region's order
    assert [one.id for one in shown.conventions] == [CONVENTION]


def test_many_reports_to_come_are_counted_rather_than_listed(region: Region) -> None:
    every = [due("2026-2027", date(2027, 6, day)) for day in range(1, 21)]
    shown = view_agreements([held("CG", *every)], region, TODAY)
    assert (len(shown.coming), shown.later) == (12, 8)


def test_what_a_convention_grants_is_the_sum_of_its_territories(region: Region) -> None:
    members = [held("CG", amount="100.00"), held("AV", amount="20.50")]
    shown = view_agreement(convention(), region, TODAY, members=members)
    assert [(one.fy, one.amount) for one in shown.granted] == [
        ("2025-2026", Decimal(100)),
        ("2026-2027", Decimal("120.50")),
    ]
    assert (shown.granted_now, shown.granted_total) == (Decimal("120.50"), Decimal("220.50"))
    assert (shown.mandatary, shown.place) == ("Regroupement des MRC de la Gaspésie", "")


def test_a_territorys_agreement_stands_under_the_convention_of_its_program() -> None:
    gaspe, other, islands = held("CG"), held("CG", program="FLAC"), held("IM")
    known = [convention(), gaspe, other, islands]
    assert members_of(convention(), known) == (gaspe,)
    assert [convention_of(one, known) for one in known] == [None, convention(), None, None]


def test_the_years_to_ask_for_have_begun_and_the_newest_is_first(region: Region) -> None:
    assert years_of(view_agreement(held("CG"), region, TODAY)) == ("2026-2027", "2025-2026", "2024-2025")


def test_the_form_opens_on_what_is_late_else_on_the_year_past(region: Region) -> None:
    late = view_agreement(held("CG", due("2026-2027", date(2026, 10, 31), kind=ReportKind.INTERIM)), region, TODAY)
    quiet = view_agreement(held("CG"), region, TODAY)
    first, second = view_request(late, ()), view_request(quiet, ())
    assert (first.year, first.kind) == ("2026-2027", ReportKind.INTERIM)
    assert (second.year, second.kind) == ("2025-2026", None)


def test_the_form_opens_on_what_the_person_came_with_when_it_makes_sense(region: Region) -> None:
    shown = view_agreement(held("CG"), region, TODAY)
    chosen = view_request(shown, (), year="2024-2025", kind="annuel")
    odd = view_request(shown, (), year="1999-2000", kind="autre")
    assert (chosen.year, chosen.kind) == ("2024-2025", ReportKind.ANNUAL)
    assert (odd.year, odd.kind) == ("2025-2026", None)


def test_scopes_name_the_territories_that_would_be_missing_today(region: Region) -> None:
    gaspe = held("CG")
    alone, wide = view_scopes(gaspe, convention(), (), region=region, ready={"CG", "AV", "RP", "HG"})
    assert (alone.id, alone.is_consolidated, alone.missing, alone.is_possible) == ("AG-CG", False, (), True)
    assert (wide.id, wide.is_consolidated, wide.missing, wide.is_possible) == (CONVENTION, True, ("Bonaventure",), True)


def test_nothing_may_be_asked_for_when_no_plan_is_ready(region: Region) -> None:
    scopes = view_scopes(convention(), None, (held("CG"),), region=region, ready=())
    assert [scope.is_possible for scope in scopes] == [False, False]
    assert not view_request(view_agreement(convention(), region, TODAY), scopes).is_possible
