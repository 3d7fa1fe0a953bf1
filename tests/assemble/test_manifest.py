"""The manifest and the bordereau."""

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from pydantic import ValidationError

from assembler.assemble.manifest import bordereau_csv, canonical_csv, manifest_json
from assembler.models.finding import Severity
from assembler.models.manifest import (
    DossierPart,
    DossierTotals,
    Engine,
    FindingCount,
    InputFile,
    InputRole,
    Manifest,
    NamedHash,
)

HASH = "0" * 63 + "a"
MANIFEST = Manifest(
    product="dossier 0.1.0",
    territory="CG",
    fy="2026-2027",
    edition="officielle",
    version=3,
    date=date(2026, 11, 21),
    inputs=(InputFile(role=InputRole.WORKBOOK, name="canevas.xlsx", sha256=HASH),),
    parts=(
        DossierPart(order=1, path="dossier.pdf", kind="dossier", title="Dossier — Côte", pages=148, sha256=HASH),
        DossierPart(order=2, path="donnees.json", kind="données", title="=1+1", sha256=HASH),
    ),
    engine=Engine(converter="LibreOffice 25.2.3.2", fonts=(NamedHash(name="Carlito", sha256=HASH),)),
    totals=DossierTotals(
        need=Decimal("1260000"),
        confirmed=Decimal("1000000.5"),
        requested=Decimal(0),
        gap=Decimal("-6380"),
        in_kind=Decimal("12.25"),
        coverage_pct=Decimal("79.37"),
    ),
    findings=(FindingCount(code="R-040", severity=Severity.WARNING, count=2),),
)


def test_json_is_canonical() -> None:
    """Sorted keys, two spaces, accents as they are, one newline at the end."""
    text = manifest_json(MANIFEST).decode()
    assert text.endswith("}\n")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    assert "Dossier — Côte" in text


def test_amounts_are_strings_with_two_decimals() -> None:
    """Never binary floats."""
    assert json.loads(manifest_json(MANIFEST))["totals"] == {
        "need": "1260000.00",
        "confirmed": "1000000.50",
        "requested": "0.00",
        "gap": "-6380.00",
        "in_kind": "12.25",
        "coverage_pct": "79.37",
    }


def test_a_manifest_reads_back_as_it_was() -> None:
    """What ``dossier verify`` needs."""
    assert Manifest.model_validate_json(manifest_json(MANIFEST)) == MANIFEST


def test_a_third_decimal_is_refused() -> None:
    """A sum of cents has no thousandths."""
    with pytest.raises(ValidationError, match="two decimals"):
        DossierTotals.model_validate({**MANIFEST.totals.model_dump(), "need": "1.005"})


def test_bordereau_opens_in_a_quebec_spreadsheet() -> None:
    """BOM, semicolons, empty cell for no pages, and a title that cannot run as a formula."""
    sealed = sha256(manifest_json(MANIFEST)).hexdigest()
    assert bordereau_csv(MANIFEST).decode("utf-8-sig").split("\r\n") == [
        "No;Titre;Fichier;Type;Pages;Édition;Date;SHA-256",
        f"1;Dossier — Côte;dossier.pdf;dossier;148;officielle;2026-11-21;{HASH}",
        f"2;'=1+1;donnees.json;données;;officielle;2026-11-21;{HASH}",
        f"3;Manifeste du dossier;manifest.json;manifeste;;officielle;2026-11-21;{sealed}",
        "",
    ]
    assert bordereau_csv(MANIFEST).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Decimal("-6380.50"), "-6380,50"),
        ("-6380", "'-6380"),
        ("@cmd", "'@cmd"),
        ("+1", "'+1"),
        ("a;b", '"a;b"'),
        (12, "12"),
    ],
)
def test_numbers_stay_numbers_and_texts_stay_texts(value: str | int | Decimal, cell: str) -> None:
    """A negative amount is not a formula; a text that begins like one is quoted."""
    assert canonical_csv(["x"], [[value]]).decode("utf-8-sig") == f"x\r\n{cell}\r\n"
