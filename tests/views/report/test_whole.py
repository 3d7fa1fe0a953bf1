"""What a report says of an agreement: figures, explanations, what each edition may show."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assembler.models.accounts_vocabulary import BalanceTreatment
from assembler.models.view import Missing
from assembler.models.vocabulary import Category, Edition, LeverStatus
from assembler.views.report.whole import ReportView, title_of_report, view_report
from tests.views.sample_reports import FQIS, plan_with, sample_plan, sample_request

NB = "\u00a0"


def report(edition: Edition = Edition.OFFICIAL, **changes: Any) -> ReportView:
    """Gives the FQIS report of 2025-2026, with some tables of the plan changed."""
    return view_report(sample_request(edition, plan=plan_with(**changes)), FQIS)


def test_reconciliation_adds_up_to_the_agreement() -> None:
    """Granted 239,000, received 233,800, spent 234,170: the balance is negative."""
    total = report().finances.soldes_total
    assert (total.accorde, total.verse, total.depense) == (Decimal(239000), Decimal(233800), Decimal(234170))
    assert total.solde == Decimal(-370)
    assert report().finances.a_recevoir == Decimal(5200)


def test_balances_are_given_by_action_and_their_treatment_is_told_in_words() -> None:
    rows = {row.action: row for row in report().finances.soldes}
    assert (rows["CG-A01"].solde, rows["CG-A01"].traitement) == (Decimal(5650), "Reporté")
    assert (rows["CG-A04"].solde, rows["CG-A04"].traitement) == (Decimal(-6380), "Absorbé par le porteur")
    assert rows["CG-A03"].traitement == f"s.{NB}o."
    assert f"Absorbé par le porteur{NB}: −6{NB}380,00{NB}$" in report().finances.soldes_total.traitement


@pytest.mark.parametrize("treatment", list(BalanceTreatment))
def test_every_treatment_of_a_balance_has_its_words(treatment: BalanceTreatment) -> None:
    variances = tuple(
        row.model_copy(update={"treatment": treatment}) if row.action == "CG-A01" and row.category is None else row
        for row in sample_plan().budget_variances
    )
    rows = {row.action: row for row in report(budget_variances=variances).finances.soldes}
    assert rows["CG-A01"].traitement == treatment.fr


def test_a_balance_nobody_decided_on_is_said_to_be_stated() -> None:
    rows = {row.action: row for row in report(budget_variances=()).finances.soldes}
    assert rows["CG-A04"].traitement == "À préciser"
    assert isinstance(rows["CG-A04"].traitement, Missing)


def test_overspending_names_the_source_that_covers_it() -> None:
    reasons = {row.action: row for row in report().finances.raisons}
    assert "fonds propres de La Halte du Phare" in reasons["CG-A04"].source
    assert reasons["CG-A01"].correctif.startswith("L’intervenante est en poste")


def test_category_explanations_name_their_action() -> None:
    rows = {row.categorie: row for row in report().finances.depenses}
    training = rows[Category.TRAINING.fr]
    assert training.explication.startswith(f"CG-A01{NB}: Formation en salubrité")
    assert rows[Category.EVALUATION.fr].explication == f"s.{NB}o."


def test_a_line_over_both_limits_without_reason_is_to_be_explained() -> None:
    rows = {row.categorie: row for row in report(budget_variances=()).finances.depenses}
    assert rows[Category.COMMUNICATIONS.fr].explication == "À expliquer"


def test_expenses_add_up_to_what_was_spent_however_they_are_cut() -> None:
    finances = report().finances
    assert sum(row.reel for row in finances.depenses) == finances.depenses_total.reel == Decimal(234170)
    assert sum(detail.total.reel for detail in finances.details) == Decimal(234170)
    assert sum(row.reclame for row in finances.justificatifs) == finances.justificatifs_total == Decimal(234170)


def test_revenues_hold_every_source_and_name_this_funder_in_words() -> None:
    revenues = report().finances.revenus
    assert [row.lien for row in revenues if row.present] == ["présente entente"]
    assert len(revenues) == 7
    assert {row.lien for row in revenues if not row.present} == {"autre source"}


def test_a_source_only_asked_for_stays_out_of_the_total() -> None:
    plan = sample_plan()
    before = report().finances.revenus_prevu
    asked = next(row for row in plan.lever_lines if row.action == "CG-A01" and row.fy == "2025-2026")
    line = asked.model_copy(update={"id": "CG-A01-L91", "status": LeverStatus.REQUESTED, "amount": Decimal(9000)})
    finances = report(lever_lines=(*plan.lever_lines, line)).finances
    assert finances.revenus_prevu == before
    assert any(row.statut == "Demandé" and row.prevu == 9000 for row in finances.revenus)


def test_an_expense_outside_the_agreement_is_listed_with_its_rule_and_not_claimed() -> None:
    plan = sample_plan()
    first = next(row for row in plan.expenses if row.id == "CG-A01-D35")
    late = first.model_copy(update={"dated": date(2030, 1, 1)})
    expenses = tuple(late if row.id == first.id else row for row in plan.expenses)
    finances = report(expenses=expenses).finances
    refused = finances.refuses[0]
    assert (refused.no, refused.motif) == (first.id, "Date hors de la période de l’entente (R-041)")
    assert first.id not in [row.no for row in finances.justificatifs]
    assert finances.soldes_total.depense == Decimal(234170) - refused.montant


def test_the_chart_says_what_it_shows_to_those_who_do_not_see_it() -> None:
    chart = report().finances.graphique
    assert chart is not None
    assert f"CG-A04, 53{NB}180,00{NB}$ sur 52{NB}000,00{NB}$" in chart.description
    assert [series.nom for series in chart.series] == ["Accordé", "Dépensé"]


def test_small_counts_are_masked_in_the_public_edition_only() -> None:
    def count(edition: Edition) -> object:
        return {row.clientele: row.personnes for row in report(edition).personnes.clienteles}[
            "Mi’gmaq et autres Autochtones"
        ]

    assert count(Edition.PUBLIC) == f"<{NB}5"
    assert count(Edition.OFFICIAL) == 3
    assert count(Edition.WORKING) == 3


def test_another_count_is_withheld_rather_than_the_total_that_would_tell_a_small_one() -> None:
    results = tuple(
        row.model_copy(update={"people_unique": 3}) if row.action == "CG-A03" else row for row in sample_plan().results
    )
    public = report(Edition.PUBLIC, results=results).personnes
    assert [row.personnes for row in public.actions if row.action.startswith("CG-A03")] == [f"<{NB}5"]
    assert {row.action.split()[0]: row.personnes for row in public.actions}["CG-A04"] == "masqué"
    assert public.personnes == 802 + 3 + 61 + 99
    assert report(results=results).personnes.personnes == 802 + 3 + 61 + 99


def test_contacts_and_receipts_stay_out_of_the_public_edition() -> None:
    public, official = report(Edition.PUBLIC), report()
    assert "@" in official.beneficiaire.courriel
    assert isinstance(public.beneficiaire.courriel, Missing)
    assert isinstance(public.beneficiaire.repondant, Missing)
    assert official.finances.justificatifs
    assert public.finances.justificatifs == ()


def test_signatures_say_to_sign_where_nothing_is_signed() -> None:
    """R-101: an empty line would be an empty cell."""
    signatures = report().signatures
    assert [line.signature for line in signatures] == ["À signer"] * 3
    assert signatures[1].titre == f"Personne dûment autorisée par la résolution no{NB}24-176 du 21 août 2024"


def test_a_decision_that_gives_no_authority_to_sign_is_not_named_as_one() -> None:
    """R-101: the block leaves room for the number, and an empty line « À signer »."""
    agreements = tuple(row.model_copy(update={"authority": "RES-2024-06-03"}) for row in sample_plan().agreements)
    signature = view_report(sample_request(plan=plan_with(agreements=agreements)), FQIS).signatures[1]
    assert signature.titre == "Personne dûment autorisée par résolution (numéro et date à remplir)"
    assert (str(signature.nom), str(signature.signature)) == ("À remplir", "À signer")


def test_a_testimony_needs_a_consent_that_still_holds() -> None:
    assert [row.langue for row in report().reflexion.temoignages] == ["fr", "en", "fr", "fr"]
    assert report(consents=()).reflexion.temoignages == ()
    expired = tuple(row.model_copy(update={"expires_on": date(2026, 10, 4)}) for row in sample_plan().consents)
    assert report(consents=expired).reflexion.temoignages == ()


def test_a_decrease_shows_the_way_covered() -> None:
    """21 refusals at first, 3 aimed at, none in the end: more than the whole way."""
    rows = {row.libelle: row for row in report().activites.indicateurs}
    nights = next(row for label, row in rows.items() if "nuits de grand froid" in label)
    assert (nights.depart, nights.cible, nights.resultat, nights.taux) == ("21", "3", "0", f"116,7{NB}%")


def test_the_summary_counts_the_targets_reached_and_tells_nothing_of_a_masked_one() -> None:
    done = report().activites
    rates = [Decimal(row.taux.removesuffix(f"{NB}%").replace(",", ".")) for row in done.indicateurs if "%" in row.taux]
    assert done.mesures == len(rates) > done.atteints == sum(rate >= 100 for rate in rates) > 0
    public = report(Edition.PUBLIC).activites
    assert public.mesures == sum("%" in row.taux for row in public.indicateurs) <= done.mesures


def test_a_report_of_an_agreement_without_action_still_has_its_figures() -> None:
    """A promise not yet shared between actions: nothing to chart, nothing to list."""
    emptied: dict[str, Any] = dict.fromkeys(
        ("approved_budgets", "lever_lines", "payments", "expenses", "allocations"), ()
    )
    view = report(**emptied, budget_variances=())
    assert view.finances.graphique is None
    assert view.finances.soldes_total.accorde == Decimal(239000)
    assert [row.action for row in view.finances.soldes] == ["Sans action désignée"]


def test_the_title_names_program_and_year() -> None:
    assert title_of_report(sample_request(), FQIS) == "Reddition de comptes FQIS-G 2025-2026"


def test_an_unknown_agreement_is_an_error() -> None:
    with pytest.raises(KeyError):
        view_report(sample_request(), "AG-2024-FQIS-G-99|2025-2026|annuel")
