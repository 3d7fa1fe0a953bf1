"""The extract holds the report's own figures, as figures."""

from decimal import Decimal

from assembler.models.vocabulary import Edition
from assembler.views.report.extract import view_report_extract
from assembler.views.report.whole import view_report
from tests.views.sample_reports import FQIS, sample_request


def test_the_extract_and_the_report_show_the_same_amounts() -> None:
    extract, report = view_report_extract(sample_request(), FQIS), view_report(sample_request(), FQIS)
    assert [row.solde for row in extract.soldes] == [row.solde for row in report.finances.soldes]
    assert [row.reel for row in extract.depenses] == [row.reel for row in report.finances.depenses]
    assert sum(row.prevu for row in extract.revenus) == report.finances.revenus_prevu
    assert len(extract.activites) == len(report.activites.activites)


def test_indicators_keep_their_numbers_and_their_rate() -> None:
    rows = view_report_extract(sample_request(), FQIS).indicateurs
    households = next(row for row in rows if row.libelle == "Nombre de ménages différents servis")
    assert (households.depart, households.cible, households.resultat) == (Decimal(312), Decimal(380), Decimal(364))
    assert (households.taux, households.progression, households.unite) == (Decimal("95.8"), False, "ménages")
    assert any(row.progression for row in rows)


def test_the_public_extract_masks_and_keeps_no_receipt() -> None:
    extract = view_report_extract(sample_request(Edition.PUBLIC), FQIS)
    assert "<\u00a05" in [row.personnes for row in extract.clienteles]
    assert extract.justificatifs == ()
