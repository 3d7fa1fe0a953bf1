"""The rows of an action sheet's tables: partners, needs, levers, indicators (C2)."""

from collections.abc import Sequence
from decimal import Decimal

from assembler.compute.funding import COMMITTED
from assembler.models.action import Action, ActionPartner
from assembler.models.figures import IndicatorLine
from assembler.models.funding import LeverLine
from assembler.models.governance import Partner
from assembler.models.money import ZERO, to_cents, total
from assembler.models.period import previous_fiscal_year
from assembler.models.piece import Request
from assembler.models.results import Indicator
from assembler.models.view import View
from assembler.models.vocabulary import LeverStatus, Unit
from assembler.typography import NBSP, format_money, format_number, format_percent
from assembler.views.document import next_fiscal_year
from assembler.views.gathered import Gathered, gather
from assembler.views.masked import mask_line
from assembler.views.shown import NOT_APPLICABLE, NOT_AVAILABLE, Text, or_missing

_WORDS = {Unit.DAYS: "jours", Unit.HOURS: "heures"}  # when the indicator has no words of its own
NARROW = 32  # characters that a narrow column holds on one line
NARROW_TARGET = 16  # characters that a column of targets holds on one line


class PartnerRow(View):
    """An organisation of the action; the lead organisation comes first."""

    organisation: Text
    role: str
    contribution: Text


class NeedRow(View):
    """The need of one category: the fiscal year before, this one, the next, and the whole plan."""

    categorie: str
    precedent: Decimal
    courant: Decimal
    suivant: Decimal
    total: Decimal


class LeverRow(View):
    """What one program brings under one status: this fiscal year and the whole plan."""

    levier: str
    statut: str
    montant: Decimal
    total: Decimal
    reference: Text


class IndicatorRow(View):
    """An indicator: where it starts, what was aimed at and reached, what comes next; values carry their unit."""

    libelle: str
    depart: Text
    cible: Text
    resultat: Text
    taux: Text
    cible_suivante: Text


def partner_rows(action: Action, request: Request, gathered: Gathered) -> tuple[PartnerRow, ...]:
    """Gives the lead organisation, then the partners in the plan's order."""
    lead = PartnerRow(organisation=partner_name(action.owner, request), role="Porteur", contribution="Responsable")
    others = (
        PartnerRow(
            organisation=partner_name(row.partner, request),
            role=row.role.fr,
            contribution=or_missing(row.detail, NOT_APPLICABLE),
        )
        for row in gathered.under(action.id, ActionPartner)
    )
    return (lead, *others)


def partner_name(key: str | None, request: Request) -> str:
    """Gives an organisation's name, « s. o. » when there is none."""
    partner = request.plan.find(Partner, key)
    return partner.name if partner else or_missing(key, NOT_APPLICABLE)


def partner_short(key: str | None, request: Request) -> str:
    """Gives an organisation's name for a narrow column: its acronym when the name is long and has one."""
    partner = request.plan.find(Partner, key)
    if partner and partner.acronym and len(partner.name) > NARROW:
        return partner.acronym
    return partner_name(key, request)


def need_rows(action: Action, request: Request, gathered: Gathered) -> tuple[NeedRow, ...]:
    """Gives one row per category of the whole plan; a category without need in a year shows 0 $."""
    years = (previous_fiscal_year(request.fy), request.fy, next_fiscal_year(request.fy))
    of_year = {fy: {line.category: line.need for line in gathered.funding.by_category(action.id, fy)} for fy in years}
    return tuple(
        NeedRow(
            categorie=line.category.fr,
            precedent=of_year[years[0]].get(line.category, ZERO),
            courant=of_year[years[1]].get(line.category, ZERO),
            suivant=of_year[years[2]].get(line.category, ZERO),
            total=line.need,
        )
        for line in gathered.funding.by_category(action.id)
    )


def lever_rows(action: Action, request: Request, gathered: Gathered) -> tuple[LeverRow, ...]:
    """Gives a row per program and status of the fiscal year, then what other years may bring, in one row.

    The firm money of other years counts in the row of its program, so that the column of the whole plan adds up.
    """
    firm: dict[str, list[LeverLine]] = {}
    open_now: dict[tuple[str, LeverStatus], list[LeverLine]] = {}
    open_later: list[LeverLine] = []
    for line in gathered.under(action.id, LeverLine):
        if line.status in COMMITTED:
            firm.setdefault(line.program, []).append(line)
        elif line.fy == request.fy:
            open_now.setdefault((line.program, line.status), []).append(line)
        elif line.status in (LeverStatus.REQUESTED, LeverStatus.POTENTIAL):
            open_later.append(line)
    rows = [_lever_row(program, LeverStatus.CONFIRMED.fr, lines, request) for program, lines in firm.items()]
    rows += [_lever_row(program, status.fr, lines, request) for (program, status), lines in open_now.items()]
    return (*rows, *([_lever_row("", "À confirmer", open_later, request)] if open_later else []))


def indicator_rows(
    indicators: Sequence[Indicator], shown_fy: str, next_fy: str, request: Request
) -> tuple[IndicatorRow, ...]:
    """Gives one row per indicator for the fiscal year shown, with the next target."""
    gathered = gather(request)
    return tuple(_indicator_row(indicator, shown_fy, next_fy, request, gathered) for indicator in indicators)


def last_measured_year(indicators: Sequence[Indicator], fy: str, gathered: Gathered) -> str:
    """Gives the latest fiscal year, up to this one, in which any of the indicators has a result; else this one."""
    keys = {indicator.id for indicator in indicators}
    years = [
        year
        for (key, year), line in gathered.measures.items()
        if key in keys and year <= fy and line.result is not None
    ]
    return max(years, default=fy)


def measured(value: Decimal | None, unit: Unit) -> str:
    """Gives a value with its unit, « n. d. » when there is none."""
    if value is None:
        return NOT_AVAILABLE
    if unit is Unit.PERCENT:
        return format_percent(value)
    if unit is Unit.MONEY:
        return format_money(value, cents=False)
    if unit is Unit.YES_NO:
        return "oui" if value else "non"
    return format_number(value)


def targeted(value: Decimal | None, indicator: Indicator) -> str:
    """Gives a target with what it counts: « 400 ménages », « 7 jours », « 4,2 sur 5 », « 80,0 % », or « n. d. ».

    The words are the plural a person typed: 0 and 1 go without. Long ones may go on a line of their own.
    """
    told = measured(value, indicator.unit)
    if value is None or indicator.unit in (Unit.PERCENT, Unit.MONEY, Unit.YES_NO):
        return told
    if indicator.unit is Unit.SCALE:
        return f"{told} sur{NBSP}5"
    words = indicator.unit_label or _WORDS.get(indicator.unit)
    if not words or abs(value) < 2:
        return told
    return f"{told}{NBSP if len(told + words) < NARROW_TARGET else ' '}{words}"


def rated(line: IndicatorLine | None) -> Text:
    """Gives the rate of an indicator, « n. d. » when there is none."""
    return NOT_AVAILABLE if line is None or line.rate is None else format_percent(line.rate)


def program_label(code: str, request: Request) -> str:
    """Gives a program as a narrow table names it: « FQIS-G (MESS) », or its funder alone when they are one."""
    funder = request.region.funder_of(code)
    return funder.acronym if funder.code == code else f"{code} ({funder.acronym})"


def _lever_row(program: str, status: str, lines: list[LeverLine], request: Request) -> LeverRow:
    current = [line for line in lines if line.fy == request.fy]
    papers = [line.agreement or line.evidence_ref for line in (*current, *lines)] if program else []
    return LeverRow(
        levier=program_label(program, request) if program else "Autres exercices, tous programmes",
        statut=status,
        montant=total([to_cents(line.amount) for line in current]),
        total=total([to_cents(line.amount) for line in lines]),
        reference=next((paper for paper in papers if paper), NOT_APPLICABLE),
    )


def _indicator_row(
    indicator: Indicator, shown_fy: str, next_fy: str, request: Request, gathered: Gathered
) -> IndicatorRow:
    line = gathered.measures.get((indicator.id, shown_fy))
    after = gathered.measures.get((indicator.id, next_fy))
    masked = mask_line(indicator, line, request)
    return IndicatorRow(
        libelle=indicator.label,
        depart=masked.baseline or measured(indicator.baseline, indicator.unit),
        cible=measured(line.target if line else None, indicator.unit),
        resultat=masked.result or measured(line.result if line else None, indicator.unit),
        taux=masked.rate or rated(line),
        cible_suivante=measured(after.target if after else None, indicator.unit),
    )
