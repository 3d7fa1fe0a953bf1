"""A dossier on disk is held against its manifest; whatever was done to it is told, never a crash."""

import json
import zipfile
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from assembler.assemble.manifest import bordereau_csv, manifest_json
from assembler.errors import DamagedUploadError
from assembler.models.manifest import DossierPart, DossierTotals, Engine, InputFile, InputRole, Manifest
from assembler.verify.provenance import read_dossier, verify_files

AMOUNTS = {"need": "12.00", "confirmed": "10.00", "requested": "0.00", "gap": "2.00", "in_kind": "0.00"}
DATA = json.dumps({"totaux": AMOUNTS}).encode()


def _dossier(**parts: bytes) -> dict[str, bytes]:
    """A dossier whose manifest tells the truth about its parts."""
    named = {name.replace("__", "."): content for name, content in parts.items()}
    listed = tuple(
        DossierPart(order=n, path=path, kind="piece", title=path, sha256=sha256(content).hexdigest())
        for n, (path, content) in enumerate(named.items(), 1)
    )
    manifest = Manifest(
        product="dossier 0.1.0", territory="CG", fy="2026-2027", edition="officielle", version=1,
        date=date(2026, 10, 5), parts=listed, engine=Engine(converter="LibreOffice"),
        inputs=(InputFile(role=InputRole.WORKBOOK, name="canevas.xlsx", sha256="0" * 64),),
        totals=DossierTotals(**{name: Decimal(amount) for name, amount in AMOUNTS.items()}),
    )  # fmt: skip
    return {**named, "manifest.json": manifest_json(manifest), "bordereau.csv": bordereau_csv(manifest)}


def _told(files: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(defect.code, defect.piece) for defect in verify_files(files)]


def test_a_whole_dossier_has_no_defect() -> None:
    assert _told(_dossier(donnees__json=DATA)) == []


@pytest.mark.parametrize("name", ["donnees.json", "plan.docx", "annexe-budgetaire.xlsx", "dossier.pdf"])
def test_a_part_that_was_changed_is_told_and_not_opened(name: str) -> None:
    files = _dossier(**{name.replace(".", "__"): b"avant"}) | {name: b"apres"}
    assert _told(files) == [("V-405", name)]


@pytest.mark.parametrize("name", ["donnees.json", "plan.docx", "annexe-budgetaire.xlsx", "dossier.pdf"])
def test_a_part_that_is_not_what_its_name_says_is_told(name: str) -> None:
    assert _told(_dossier(**{name.replace(".", "__"): b"[1]"})) == [("V-409", name)]


def test_a_total_that_differs_is_told() -> None:
    other = json.dumps({"totaux": AMOUNTS | {"gap": "3.00"}}).encode()
    assert _told(_dossier(donnees__json=other)) == [("V-408", "donnees.json")]


def test_a_file_too_many_and_a_file_too_few_are_told() -> None:
    files = _dossier(donnees__json=DATA, notes__txt=b"n") | {"virus.exe": b"x"}
    del files["notes.txt"]
    assert _told(files) == [("V-402", "notes.txt"), ("V-403", "virus.exe")]


@pytest.mark.parametrize("names", [("a/x", "b/x"), ("a/../x",), ("x",), ("/a/x", "a/x"), ("a\\b/x", "a/x")])
def test_a_zip_whose_names_could_mislead_is_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    path = tmp_path / "dossier.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    with pytest.raises(DamagedUploadError, match="un seul dossier aux noms clairs"):
        read_dossier(path)
