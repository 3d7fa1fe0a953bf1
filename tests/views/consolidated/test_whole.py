"""The consolidated report shows every territory, names the missing ones, and tells nothing that is not to be told."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from assembler.models.plan import Plan
from assembler.models.region import EnvelopeYear
from assembler.models.regional import RegionalRequest
from assembler.models.view import context_of
from assembler.models.vocabulary import Aggregation, Edition, PlanStatus
from assembler.views.consolidated.extract import view_consolidated_extract
from assembler.views.consolidated.identity import regional_path
from assembler.views.consolidated.whole import view_consolidated
from assembler.views.report.whole import view_report
from tests.views.sample_region import GASPESIE, plan_of, regional_request

NB = "\u00a0"


def changed(code: str, **tables: object) -> dict[str, Plan]:
    """Gives a territory's plan with some tables changed, by code."""
    return {code: Plan.model_validate({**dict(plan_of(code)), **tables})}


def texts(value: object) -> Iterator[str]:
    """Gives every text of a view."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts(item)


def test_each_territory_s_row_is_its_own_report() -> None:
    request = regional_request()
    view = view_consolidated(request)
    for row, held in zip(view.finances.repartition, request.requests, strict=True):
        agreement = next(found.id for found in held.plan.agreements if found.program == "FQIS-G")
        report = view_report(held, f"{agreement}|2025-2026|annuel").finances
        told = (row.enveloppe, row.verse, row.depense, row.solde)
        total = report.soldes_total
        assert told == (total.accorde, total.verse, total.depense, total.solde)
        leverage = next(line for line in view.finances.leviers if line.code == row.code)
        assert (leverage.autres_sources, leverage.levier) == (report.autres_sources, report.levier)


def test_the_scope_line_names_the_territories_and_their_number() -> None:
    view = view_consolidated(regional_request())
    names = "Avignon, Bonaventure, Le Rocher-Percé, La Côte-de-Gaspé et La Haute-Gaspésie"
    assert view.portee.phrase == f"La convention couvre 5{NB}territoires{NB}: {names}."
    assert view_consolidated(regional_request("FQIS-I")).portee.phrase == (
        f"La convention couvre un territoire{NB}: Les Îles-de-la-Madeleine."
    )
    assert (view.chiffres[0].valeur, view.document.partielle) == ("5 sur 5", False)


def test_a_missing_territory_is_named_everywhere_and_counted_nowhere() -> None:
    request = regional_request(leave=("CG",))
    view = view_consolidated(request)
    assert view.document.titre.endswith("– partielle")
    assert regional_path(request) == "AG-2024-FQIS-G-00_2025-2026_partielle"
    assert [(row.territoire, row.raison) for row in view.portee.manquants] == [
        ("La Côte-de-Gaspé", "Canevas non remis")
    ]
    row = next(found for found in view.finances.repartition if found.code == "CG")
    assert {row.enveloppe, row.engage, row.verse, row.depense, row.solde} == {f"n.{NB}d."}
    assert view.finances.repartition_total.territoire == "Total des territoires reçus"
    assert view.finances.repartition_total.enveloppe == Decimal("514520.00")
    place = view.resultats.colonnes.index("CG")
    assert {line.cellules[place] for line in view.resultats.communs} == {f"n.{NB}d."}
    assert [found.raison for found in view.reflexion.annexes if found.code == "CG"] == ["Canevas non remis"]
    assert next(found.entente for found in view.territoires if found.code == "CG") == "Canevas non remis"


def test_a_territory_without_an_agreement_that_year_is_named_and_nothing_is_partial() -> None:
    whole = regional_request(leave=("BO",))
    request = RegionalRequest(**{**vars(whole), "missing": (), "without": ("BO",)})
    view = view_consolidated(request)
    assert (view.portee.sans_entente, view.document.partielle) == ("Bonaventure", False)
    row = next(found for found in view.finances.repartition if found.code == "BO")
    assert row.enveloppe == f"s.{NB}o."
    assert view.finances.repartition_total.territoire == "Total"


def test_an_envelope_that_the_region_tells_shows_what_no_agreement_shares() -> None:
    whole = regional_request()
    year = EnvelopeYear(fy="2025-2026", amount=Decimal("800000.00"))
    convention = whole.convention.model_copy(update={"envelope": (year,)})
    view = view_consolidated(RegionalRequest(**{**vars(whole), "convention": convention}))
    assert (view.convention.enveloppe, view.finances.non_reparti) == (Decimal("800000.00"), Decimal("46480.00"))
    assert view_consolidated(whole).convention.enveloppe == f"s.{NB}o."


def test_counts_of_persons_may_repeat_and_the_others_are_sums() -> None:
    rows = {row.libelle: row.note for row in view_consolidated(regional_request()).resultats.communs}
    assert rows["Personnes différentes jointes"] == "Peut comporter des doublons"
    assert rows["Personnes différentes rejointes (FQIS-PERS)"] == "Peut comporter des doublons"
    assert rows["Participations"] == "Somme"


def test_a_common_indicator_that_is_not_a_sum_stands_beside() -> None:
    plan = plan_of("AV")
    rows = tuple(
        row.model_copy(update={"aggregation": Aggregation.MAX}) if row.common_code == "FQIS-MEN" else row
        for row in plan.indicators
    )
    view = view_consolidated(regional_request(plans=changed("AV", indicators=rows)))
    (left,) = view.resultats.non_additionnes
    assert (left.territoire, left.resultat) == ("Avignon", "298")
    households = next(row for row in view.resultats.communs if "FQIS-MEN" in row.libelle)
    assert households.total == 1064 - 298


def test_the_public_edition_masks_small_counts_and_the_totals_that_would_tell_them() -> None:
    """La Côte-de-Gaspé reached three Indigenous persons under its actions."""
    shown = view_consolidated(regional_request()).resultats
    masked = view_consolidated(regional_request(edition=Edition.PUBLIC)).resultats
    small = [row.libelle for row in shown.clienteles if any(cell in (1, 2, 3, 4) for cell in row.cellules)]
    assert small
    for row in masked.clienteles:
        if row.libelle in small:
            assert f"<{NB}5" in row.cellules
            assert (row.total, row.participations) == ("masqué", "masqué")
    assert masked.masque
    assert not shown.masque


@pytest.mark.parametrize("view", [view_consolidated, view_consolidated_extract])
def test_no_contact_of_a_partner_is_told(view: type) -> None:
    told = "\n".join(texts(context_of(view(regional_request()))))
    for code in GASPESIE:
        plan = plan_of(code)
        private = {value for row in plan.partners for value in (row.contact_email, row.contact_phone) if value}
        private |= {value for row in plan.contacts for value in (row.name, row.email, row.phone) if value}
        assert {value for value in private if value in told} == set()


def test_a_draft_plan_makes_a_draft_report() -> None:
    record = plan_of("RP").record.model_copy(update={"status": PlanStatus.DRAFT})
    view = view_consolidated(regional_request(plans=changed("RP", record=record)))
    assert view.document.ebauche
    assert next(row.plan for row in view.territoires if row.code == "RP").endswith(", ébauche")


def test_with_one_territory_bars_compare_its_initiatives() -> None:
    view = view_consolidated(regional_request("FQIS-I"))
    assert view.finances.graphique_depense is not None
    assert view.finances.graphique_depense.categories[:2] == ("IM-A01", "IM-A02")
    assert len(view.reflexion.bons_coups) == 5


def test_effects_are_told_once_each_by_category() -> None:
    view = view_consolidated(regional_request())
    told = [line.action for group in view.reflexion.retombees for line in group.lignes]
    assert len(told) == len(set(told)) == 27
    assert [group.libelle for group in view.reflexion.retombees] == [row.libelle for row in view.resultats.categories]


def test_the_extract_and_the_report_show_the_same_amounts() -> None:
    request = regional_request(leave=("HG",))
    extract, report = view_consolidated_extract(request), view_consolidated(request)
    assert [row.solde for row in extract.repartition] == [row.solde for row in report.finances.repartition]
    assert [row.accorde for row in extract.initiatives] == [row.accorde for row in report.finances.initiatives]
    assert [row.total for row in extract.communs] == [row.total for row in report.resultats.communs]
    assert sum(row.depense for row in extract.soldes) == report.finances.repartition_total.depense
    assert extract.partielle == "Reddition partielle, sans La Haute-Gaspésie."
