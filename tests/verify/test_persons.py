"""A finished public edition that holds a personal value, or a small count, is refused (R-065, R-104)."""

import json
from dataclasses import replace
from datetime import date

import pytest

from assembler.errors import VerificationError
from assembler.journey.guarding import guard_persons
from assembler.models.finding import Finding, Severity, Waived
from assembler.models.personal import personal_values, spot_personal
from assembler.models.piece import Request
from assembler.models.plan_record import ContactPerson
from assembler.models.vocabulary import Edition
from assembler.regions import load_region
from assembler.verify.persons import check_public_counts, check_public_persons
from tests.validate.plans import NOW, added, base_plan
from tests.verify.office_files import word_file, workbook_file

CONTACT = ContactPerson(role="Agente", name="Marie Tremblay", email="m.t@exemple.org", phone="418 555-0199")
PLAN = added("contacts", CONTACT)(base_plan())
KNOWN = personal_values(PLAN)
EMPTY = b'{"tables": {}}'


def request(edition: Edition = Edition.PUBLIC) -> Request:
    return Request(PLAN, load_region(), edition, NOW, date(2026, 10, 5))


def test_what_is_known_of_persons_is_their_name_address_and_phone() -> None:
    assert {"Marie Tremblay", "m.t@exemple.org", "418 555-0199"} == KNOWN


@pytest.mark.parametrize("text", ["Voir Marie\u00a0Tremblay.", "MARIE TREMBLAY", "(418) 555-0199", "à M.T@exemple.org"])
def test_a_word_file_that_holds_one_is_found(text: str) -> None:
    content = word_file(lambda document: document.add_paragraph(text))
    (defect,) = check_public_persons("plan.docx", content, KNOWN)
    assert (defect.code, defect.piece) == ("V-602", "plan.docx")
    assert "Tremblay" not in defect.message  # the error is kept


@pytest.mark.parametrize("text", ["Marie", "Marie Tremblay-Roy ou non", "418 555-0198", "sm.t@exemple.org"])
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert check_public_persons("plan.docx", word_file(lambda document: document.add_paragraph(text)), KNOWN) == ()


def test_a_workbook_that_holds_one_is_found() -> None:
    content = workbook_file(B2="Marie Tremblay")
    assert [defect.code for defect in check_public_persons("a.xlsx", content, KNOWN)] == ["V-602"]


def test_a_public_dossier_is_refused_and_another_is_not() -> None:
    files = {"donnees.json": EMPTY, "plan.docx": word_file(lambda document: document.add_paragraph("Marie Tremblay"))}
    with pytest.raises(VerificationError, match="réservez la pièce aux partenaires"):
        guard_persons(request(), files)
    guard_persons(request(Edition.PARTNERS), files)


def test_what_a_waiver_accepts_is_accepted() -> None:
    files = {"donnees.json": EMPTY, "bordereau.csv": b"Marie Tremblay"}
    waived = Waived(severity=Severity.WARNING, reason="Nom public", authorised_by="Direction", dated="2026-10-01")
    told = Finding(
        code="R-104", severity=Severity.NOTICE, found="Marie Tremblay", message="m", remedy="r", waived=waived
    )
    guard_persons(replace(request(), findings=(told,)), files)


@pytest.mark.parametrize(("count", "codes"), [(0, []), (1, ["V-601"]), (4, ["V-601"]), (5, []), ("<5", []), (None, [])])
def test_a_count_that_should_be_masked_is_found(count: int | str | None, codes: list[str]) -> None:
    content = json.dumps({"tables": {"results": [{"personnes": count}]}}).encode()
    assert [defect.code for defect in check_public_counts(content, 5)] == codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Écrire à marie.roy@exemple.org", ["marie.roy@exemple.org"]),
        ("comptoir@gmail.com", ["comptoir@gmail.com"]),
        ("info@exemple.org, coordination.locale@exemple.org", []),
        ("Au 581-555-0123, poste 4", ["581-555-0123"]),
        ("Au 1 800 555-0100 ou au 211", []),
        ("Un budget de 418 555 019 $, NEQ 1140000000", []),
    ],
)
def test_what_looks_personal_by_itself(text: str, found: list[str]) -> None:
    assert list(spot_personal(text, frozenset())) == found
