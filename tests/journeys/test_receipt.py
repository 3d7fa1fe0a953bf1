"""The manifest keeps what was waived and why; the public one keeps the reason for those who may know."""

from dataclasses import replace

import pytest

from assembler.convert.probe import probe_converter
from assembler.journey.receipt import write_manifest
from assembler.models.checked import Totals
from assembler.models.finding import Finding, Severity, Waived
from assembler.models.manifest import Manifest
from assembler.models.upload import Upload, UploadedFile
from assembler.models.vocabulary import Edition
from assembler.provenance import data_hash
from tests.views.sample_reports import sample_request

ACCEPTED = Waived(
    severity=Severity.BLOCKING, reason="Le bailleur l’accepte.", authorised_by="Comité", dated="2026-06-10"
)
FINDING = Finding(
    code="R-022", severity=Severity.NOTICE, place="Actions!B6", message="Constat.", remedy="Remède.", waived=ACCEPTED
)
NOTHING = Totals(need=0, confirmed=0, requested=0, gap=0, in_kind=0, coverage_pct=None)


def manifest(edition: Edition) -> Manifest:
    request = replace(sample_request(), edition=edition, findings=(FINDING,))
    upload = Upload(workbook=UploadedFile(name="canevas.xlsx", content=b"PK"))
    return write_manifest(request, upload, (), totals=NOTHING, converter=probe_converter())


@pytest.mark.parametrize("edition", Edition)
def test_waivers_are_in_the_manifest_with_their_reason_but_in_the_public_one(edition: Edition) -> None:
    (waiver,) = manifest(edition).waivers
    told = (waiver.reason, waiver.accepted_by)
    assert (waiver.code, waiver.place) == ("R-022", "Actions!B6")
    assert told == (("raison réservée", "") if edition is Edition.PUBLIC else (ACCEPTED.reason, "Comité"))


def test_the_manifest_tells_the_hash_of_the_data() -> None:
    assert manifest(Edition.OFFICIAL).data_sha256 == data_hash(sample_request().plan)


def test_the_manifest_lists_the_filled_sheets() -> None:
    named = (
        UploadedFile(name="fiche_CG-A01.docx", content=b"PK 1"),
        UploadedFile(name="fiche_CG-A02.docx", content=b"PK 2"),
    )
    upload = Upload(workbook=UploadedFile(name="canevas.xlsx", content=b"PK"), sheets=named)
    made = write_manifest(sample_request(), upload, (), totals=NOTHING, converter=probe_converter())
    assert [(file.role, file.name) for file in made.inputs] == [
        ("canevas", "canevas.xlsx"),
        ("fiche", "fiche_CG-A01.docx"),
        ("fiche", "fiche_CG-A02.docx"),
    ]
    assert made.inputs[1].sha256 == named[0].sha256
