"""The action sheet: one action, drawn once, shown alone or inside the plan under the tag ``fiche`` (C2)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from assembler.models.action import Action, TargetGroup
from assembler.models.action_context import ActionLink, Alignment, HumanResource, Risk
from assembler.models.funding import Contribution
from assembler.models.piece import Request
from assembler.models.results import Indicator
from assembler.models.strategy import Issue, NeedStatement
from assembler.models.view import KeyFigure, Shown, View
from assembler.models.vocabulary import IndicatorLevel
from assembler.typography import NBSP, format_percent
from assembler.views.declared import Of
from assembler.views.document import (
    Document,
    ShownTerritory,
    next_fiscal_year,
    view_document,
    view_territory,
)
from assembler.views.funding_shown import Montage, view_funding
from assembler.views.gathered import Gathered, gather
from assembler.views.sheet_rows import (
    IndicatorRow,
    LeverRow,
    NeedRow,
    PartnerRow,
    indicator_rows,
    last_measured_year,
    lever_rows,
    measured,
    need_rows,
    partner_rows,
)
from assembler.views.shown import NOT_AVAILABLE, show
from assembler.views.steps import StepRow, steps_of


class SheetParts(View):
    """What an action sheet shows beside the action's own fields."""

    seule: bool  # true when the sheet is a document of its own
    enjeu_titre: str
    surtitre: str
    chiffre: KeyFigure
    montage: Montage
    montage_plan: Montage
    besoins_repondus: Annotated[tuple[Shown, ...], Of(NeedStatement)]
    clienteles: Annotated[tuple[Shown, ...], Of(TargetGroup)]
    partenaires: tuple[PartnerRow, ...]
    etapes: tuple[StepRow, ...]
    etapes_passees: int  # ended before the fiscal year: counted, not listed
    fonctions: Annotated[tuple[Shown, ...], Of(HumanResource)]
    besoins: tuple[NeedRow, ...]
    besoins_total: NeedRow
    leviers: tuple[LeverRow, ...]
    contributions: Annotated[tuple[Shown, ...], Of(Contribution)]
    indicateurs: tuple[IndicatorRow, ...]
    exercice_mesure: str
    exercice_cible: str
    risques: Annotated[tuple[Shown, ...], Of(Risk)]
    liens: Annotated[tuple[Shown, ...], Of(ActionLink)]
    arrimages: Annotated[tuple[Shown, ...], Of(Alignment)]


ShownSheet = Annotated[Shown, Of(Action, SheetParts)]


class ActionSheetView(View):
    """One action sheet as a document of its own."""

    must_show: ClassVar[tuple[str, ...]] = (
        "fiche.id",
        "fiche.titre",
        "fiche.enjeu",
        "fiche.piste",
        "fiche.porteur",
        "fiche.description",
        "fiche.montage.besoin",
        "fiche.montage.confirme",
        "fiche.montage.ecart",
        "fiche.besoins[].total",
        "fiche.leviers[].montant",
        "fiche.indicateurs[].libelle",
    )
    shown_through: ClassVar[Mapping[str, str]] = {"fiche.porteur": "fiche.partenaires[].organisation"}

    document: Document
    territoire: ShownTerritory
    fiche: ShownSheet


def view_action_sheet(request: Request, action_id: str) -> ActionSheetView:
    """Gives the sheet of one action; ``KeyError`` when the plan has no such action."""
    action = request.plan.get(Action, action_id)
    return ActionSheetView(
        document=view_document(request),
        territoire=view_territory(request),
        fiche=sheet_of(action, request, is_alone=True),
    )


def sheet_of(action: Action, request: Request, *, is_alone: bool) -> Shown:
    """Gives an action and everything its sheet shows, ready for the tag ``fiche``."""
    parts = _parts(action, request, gather(request), is_alone=is_alone)
    return {**show(action, request), **dict(parts)}


def _parts(action: Action, request: Request, gathered: Gathered, *, is_alone: bool) -> SheetParts:
    def rows(record_type: Any) -> tuple[Shown, ...]:
        return tuple(show(row, request) for row in gathered.under(action.id, record_type))

    indicators = gathered.under(action.id, Indicator)
    measured_fy = last_measured_year(indicators, request.fy, gathered)
    target_fy = request.fy if measured_fy < request.fy else next_fiscal_year(request.fy)
    funding = gathered.funding.of_action(action.id, request.fy)
    needs, steps = need_rows(action, request, gathered), steps_of(action, request, gathered)
    return SheetParts(
        seule=is_alone,
        enjeu_titre=request.plan.get(Issue, action.issue).title,
        surtitre=f"Fiche d’action {action.id} · exercice {request.fy} · {action.status.fr.lower()}",
        chiffre=_key_figure(indicators, funding.coverage_pct, request.fy, gathered),
        montage=view_funding(funding),
        montage_plan=view_funding(gathered.funding.of_action(action.id)),
        besoins_repondus=_needs_answered(action, request),
        clienteles=rows(TargetGroup),
        partenaires=partner_rows(action, request, gathered),
        etapes=steps.rows,
        etapes_passees=steps.past,
        fonctions=rows(HumanResource),
        besoins=needs,
        besoins_total=_summed(needs),
        leviers=lever_rows(action, request, gathered),
        contributions=_contributions(action, request, gathered),
        indicateurs=indicator_rows(indicators, measured_fy, target_fy, request),
        exercice_mesure=measured_fy,
        exercice_cible=target_fy,
        risques=rows(Risk),
        liens=rows(ActionLink),
        arrimages=rows(Alignment),
    )


def _needs_answered(action: Action, request: Request) -> tuple[Shown, ...]:
    found = (request.plan.find(NeedStatement, key) for key in action.needs)
    return tuple(show(need, request) for need in found if need)


def _contributions(action: Action, request: Request, gathered: Gathered) -> tuple[Shown, ...]:
    rows = gathered.under(action.id, Contribution)
    return tuple(show(row, request) for row in rows if row.fy == request.fy)


def _summed(rows: tuple[NeedRow, ...]) -> NeedRow:
    columns: Mapping[str, Any] = {
        name: sum(getattr(row, name) for row in rows) for name in ("precedent", "courant", "suivant", "total")
    }
    return NeedRow(categorie="Total", **columns)


def _key_figure(indicators: list[Indicator], coverage_pct: Decimal | None, fy: str, gathered: Gathered) -> KeyFigure:
    """Gives the year's target of the first output counted in a named unit, else the coverage of the need."""
    for indicator in indicators:
        line = gathered.measures.get((indicator.id, fy))
        if indicator.level is IndicatorLevel.OUTPUT and indicator.unit_label and line and line.target is not None:
            return KeyFigure(
                libelle=f"Cible{NBSP}: {indicator.unit_label}", valeur=measured(line.target, indicator.unit)
            )
    return KeyFigure(
        libelle="Couverture", valeur=NOT_AVAILABLE if coverage_pct is None else format_percent(coverage_pct)
    )
