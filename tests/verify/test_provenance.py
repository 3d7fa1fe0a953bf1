"""V-401 to V-413: what was changed, lost, added or miscounted after a dossier was made is found."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from assembler.assemble.manifest import receipt_files
from assembler.errors import DamagedUploadError
from assembler.models.manifest import DossierPart, DossierTotals, Engine, Manifest
from assembler.verify.provenance import read_dossier, verify_files
from tests.assemble.documents import assembled
from tests.verify.office_files import word_file, workbook_file

Files = dict[str, bytes]
IDENTITY = {"territoire": "CG", "exercice": "2026-2027", "edition": "officielle"}
NEED = Decimal("1260000.00")  # printed in the PDF of tests.assemble.documents


_CHANGED = "Besoin : 1 260 000 $, et le reste"


def dossier() -> Files:
    """Gives the files of a small whole dossier: its PDF has nine pages."""
    totals: dict[str, str | None] = {
        "need": "1260000.00",
        "confirmed": "0.00",
        "requested": "0.00",
        "gap": "0.00",
        "in_kind": "0.00",
    }
    totals |= {"coverage_pct": None}
    files = {
        "plan.docx": word_file(lambda document: document.add_paragraph("Besoin : 1 260 000 $")),
        "annexe-budgetaire.xlsx": workbook_file(B5=1260000),
        "donnees.json": json.dumps({**IDENTITY, "totaux": totals, "tables": {"record": [{"version": 1}]}}).encode(),
    }
    return with_receipt({**files, "dossier.pdf": _listing(files)})


def _listing(files: Files) -> bytes:
    """Gives the PDF with the fingerprints of the files on its first page, as the printed bordereau has."""
    with pikepdf.open(io.BytesIO(assembled().pdf)) as document:
        page = document.pages[0]
        page.Resources.Font.Liste = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        for rank, content in enumerate(files.values()):
            words = f"q BT /Liste 9 Tf 40 {40 + 12 * rank} Td ({sha256(content).hexdigest()[:12]}) Tj ET Q"
            page.contents_add(words.encode())
        written = io.BytesIO()
        document.save(written, static_id=True)
        return written.getvalue()


def with_receipt(files: Files, *, pages: int = 9, need: Decimal = NEED) -> Files:
    """Gives the files with the manifest and the bordereau that tell them."""
    parts = tuple(
        DossierPart(
            order=rank,
            path=path,
            kind="x",
            title=path,
            pages=pages if path.endswith(".pdf") else None,
            sha256=sha256(content).hexdigest(),
        )
        for rank, (path, content) in enumerate(sorted(files.items()), 1)
    )
    nothing = Decimal("0.00")
    manifest = Manifest(
        product="dossier",
        territory="CG",
        fy="2026-2027",
        edition="officielle",
        version=1,
        date=date(2026, 4, 1),
        inputs=(),
        parts=parts,
        engine=Engine(converter="LibreOffice"),
        totals=DossierTotals(need=need, confirmed=nothing, requested=nothing, gap=nothing, in_kind=nothing),
    )
    return {**files, **receipt_files(manifest)}


def found_in(files: Files) -> list[tuple[str, str]]:
    """Gives the code and the piece of each defect."""
    return [(defect.code, defect.piece) for defect in verify_files(files, receipt_files)]


def test_a_whole_dossier_has_no_defect() -> None:
    assert found_in(dossier()) == []


def _spoil_pdf() -> Files:
    return with_receipt({**_parts(), "dossier.pdf": b"%PDF-1.7 rien"})


def _parts() -> Files:
    return {path: content for path, content in dossier().items() if path not in ("manifest.json", "bordereau.csv")}


def _other_data() -> Files:
    data = dossier()["donnees.json"].replace(b"1260000.00", b"1260000.01")
    return with_receipt({**_parts(), "donnees.json": data})


def _forgotten_in_the_list() -> Files:
    files = dossier()
    rows = files["bordereau.csv"].decode("utf-8-sig").splitlines()
    kept = [row for row in rows if "plan.docx" not in row]
    assert len(list(csv.reader(io.StringIO("\n".join(kept))))) == len(rows) - 1
    return {**files, "bordereau.csv": "\r\n".join([*kept, ""]).encode("utf-8-sig")}


def _in_receipt(name: str, old: bytes, new: bytes) -> Files:
    files = dossier()
    assert files[name].count(old) == 1
    return {**files, name: files[name].replace(old, new)}


def _with_more(name: str, more: bytes) -> Files:
    files = dossier()
    return {**files, name: files[name] + more}


def _of_another_year() -> Files:
    return with_receipt({**_parts(), "donnees.json": dossier()["donnees.json"].replace(b"2026-2027", b"2027-2028")})


CASES: dict[str, tuple[Callable[[], Files], list[tuple[str, str]]]] = {
    "no manifest": (_parts, [("V-401", "manifest.json")]),
    "another manifest": (lambda: {**dossier(), "manifest.json": b"{}"}, [("V-401", "manifest.json")]),
    "a missing file": (
        lambda: {path: content for path, content in dossier().items() if path != "plan.docx"},
        [("V-402", "plan.docx")],
    ),
    "an extra file": (lambda: {**dossier(), "fiches/intrus.docx": b"x"}, [("V-403", "fiches/intrus.docx")]),
    "a file the list forgot": (_forgotten_in_the_list, [("V-404", "bordereau.csv")]),
    "a title changed in the list": (
        lambda: _in_receipt("bordereau.csv", b"2;donnees.json;", b"2;Autres;"),
        [("V-404", "bordereau.csv"), ("V-411", "bordereau.csv")],
    ),
    "a line too many in the list": (
        lambda: _with_more("bordereau.csv", b"9;x;x.pdf;x;1;officielle;2026-04-01;0\r\n"),
        [("V-411", "bordereau.csv")],
    ),
    "a date changed in the manifest": (
        lambda: _in_receipt("manifest.json", b'"2026-04-01"', b'"2026-04-02"'),
        [("V-404", "bordereau.csv")] * 5 + [("V-411", "bordereau.csv")] * 5,
    ),
    "an engine changed in the manifest": (
        lambda: _in_receipt("manifest.json", b'"LibreOffice"', b'"LibreOffice 7"'),
        [("V-404", "bordereau.csv"), ("V-411", "bordereau.csv")],
    ),
    "a space added in the manifest": (
        lambda: _with_more("manifest.json", b" "),
        [("V-410", "manifest.json")],
    ),
    "another version in the data": (
        lambda: with_receipt(
            {**_parts(), "donnees.json": dossier()["donnees.json"].replace(b'"version": 1', b'"version": 2')}
        ),
        [("V-412", "donnees.json")],
    ),
    "data of another year": (_of_another_year, [("V-412", "donnees.json")]),
    "a file changed with every hash made anew": (
        lambda: with_receipt({**_parts(), "plan.docx": word_file(lambda document: document.add_heading(_CHANGED))}),
        [("V-413", "plan.docx")],
    ),
    "a changed byte": (
        lambda: {**dossier(), "donnees.json": dossier()["donnees.json"] + b" "},
        [("V-405", "donnees.json")],
    ),
    "a wrong number of pages": (lambda: with_receipt(_parts(), pages=8), [("V-407", "dossier.pdf")]),
    "another total in the data": (_other_data, [("V-408", "donnees.json")]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_found_alone(case: str) -> None:
    make, wanted = CASES[case]
    assert found_in(make()) == wanted


def test_a_pdf_that_does_not_open_is_v_406_and_shows_no_total() -> None:
    assert ("V-406", "dossier.pdf") in found_in(_spoil_pdf())


def test_a_total_changed_in_the_manifest_is_found_in_every_file() -> None:
    changed = found_in(with_receipt(_parts(), need=Decimal("1260500.00")))
    assert sorted(changed) == [
        ("V-202", "annexe-budgetaire.xlsx"),
        ("V-202", "dossier.pdf"),
        ("V-202", "plan.docx"),
        ("V-408", "donnees.json"),
    ]


def test_a_folder_and_its_zip_read_the_same(tmp_path: Path) -> None:
    files = dossier()
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        for path, content in files.items():
            (tmp_path / "d" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "d" / path).write_bytes(content)
            archive.writestr(f"d/{path}", content)
    assert read_dossier(tmp_path / "d") == read_dossier(tmp_path / "d.zip") == files


def test_a_zip_that_is_damaged_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04rien")
    with pytest.raises(DamagedUploadError, match="illisible ou abîmée"):
        read_dossier(tmp_path / "d.zip")
