"""The control page: what the document is made of, findings by severity, waivers with their reasons; nowhere else."""

from dataclasses import replace

import pytest

from assembler.models.finding import Finding, Severity, Waived
from assembler.models.vocabulary import Edition
from assembler.provenance import data_hash, template_hashes
from assembler.tables import CANVAS_VERSION
from assembler.views.control_page import ControlPage, view_control_page
from tests.views.sample_reports import sample_request

ACCEPTED = Waived(
    severity=Severity.BLOCKING,
    reason="Le bailleur a accepté le cumul.",
    authorised_by="Comité stratégique",
    resolution="2024-06-03",
    dated="2026-06-10",
)


def finding(code: str, severity: Severity, waived: Waived | None = None) -> Finding:
    return Finding(
        code=code, severity=severity, place="Actions!B6", message="Constat.", remedy="Remède.", waived=waived
    )


FINDINGS = (
    finding("R-006", Severity.NOTICE),
    finding("R-022", Severity.NOTICE, ACCEPTED),
    finding("R-023", Severity.WARNING),
    finding("R-020", Severity.BLOCKING),
    finding("R-021", Severity.BLOCKING),
)


def page(edition: Edition = Edition.WORKING) -> ControlPage:
    return view_control_page(replace(sample_request(), edition=edition, findings=FINDINGS))


def test_findings_come_by_severity_and_waived_ones_apart() -> None:
    shown = page()
    assert [row.code for row in shown.constats] == ["R-020", "R-021", "R-023", "R-006"]
    assert shown.decompte == (
        "2 constats bloquent l’édition officielle; un avertissement, une information. Dérogations\u00a0: 1."
    )
    (row,) = shown.derogations
    assert (row.code, row.gravite, row.raison) == ("R-022", "Bloquant", ACCEPTED.reason)
    assert row.autorisation == "Comité stratégique, 2026-06-10 (résolution 2024-06-03)"


def test_it_tells_the_data_and_the_canvases() -> None:
    rows = {row.element: (row.version, row.empreinte) for row in page().composition}
    plan = sample_request().plan
    assert rows[f"Données du plan {plan.record.id}"] == (str(plan.record.version), data_hash(plan)[:16])
    assert rows["Canevas Excel"] == (CANVAS_VERSION, template_hashes()["canvases/canevas.xlsx"][:16])


@pytest.mark.parametrize("edition", [one for one in Edition if one is not Edition.WORKING])
def test_no_other_edition_has_one(edition: Edition) -> None:
    assert page(edition) == ControlPage()
