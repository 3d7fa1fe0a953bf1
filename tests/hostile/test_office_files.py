"""Workbooks and narratives made to harm: refused with the file's name and a remedy, or made harmless.

In the real chamber, quickly and in little memory: ``attempt`` asserts both.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile import office_files as made
from tests.hostile.attempts import attempt
from tests.hostile.zips import rewritten

Maker = Callable[[], bytes]
FAR = '<c r="XFD1048576"><v>1</v></c>'

WORKBOOKS: dict[str, tuple[Maker, str, str]] = {
    "a value at the last cell of the grid": (lambda: made.with_cell(FAR), "file-too-large", "XFD1048576"),
    "a bomb of one gibibyte": (
        lambda: made.bomb(made.workbook(), "xl/worksheets/sheet999.xml"),
        "file-too-large",
        "démesurée (xl/worksheets/sheet999.xml)",
    ),
    "a bomb that claims a thousand bytes": (
        lambda: made.bomb(made.workbook(), "xl/worksheets/sheet999.xml", stated=1000),
        "damaged-file",
        "sheet999.xml est endommagée",
    ),
    "a part larger than the directory says": (
        lambda: made.lying(made.workbook(), made.SHEET, stated=10),
        "damaged-file",
        "sheet2.xml est endommagée",
    ),
    "a part smaller than the directory says": (
        lambda: made.lying(made.workbook(), made.SHEET, stated=900_000),
        "damaged-file",
        "sheet2.xml est incomplète",
    ),
    "a part named twice": (
        lambda: made.with_entry(made.workbook(), "xl/workbook.xml"),
        "unsafe-file",
        "deux fois la même partie (xl/workbook.xml)",
    ),
    "an absolute name": (lambda: made.with_entry(made.workbook(), "/etc/x"), "unsafe-file", "nom interdit (/etc/x)"),
    "a name that climbs": (lambda: made.with_entry(made.workbook(), "xl/../../x"), "unsafe-file", "nom interdit"),
    "macros under the name of a plain workbook": (made.xlsm, "file-with-macros", "les macros ne sont pas acceptées"),
    "a password": (made.encrypted, "encrypted-file", "Retirez le mot de passe"),
    "an encrypted entry": (made.encrypted_entry, "damaged-file", "endommagé"),
    "a million attributes": (
        lambda: rewritten(made.workbook(), {made.SHEET: lambda _: made.many_attributes()}),
        "damaged-file",
        "endommagé",
    ),
    "a million elements deep": (
        lambda: rewritten(made.workbook(), {made.SHEET: lambda _: made.deep()}),
        "file-too-large",
        "démesurée",
    ),
    "ten thousand elements deep": (
        lambda: rewritten(made.workbook(), {made.SHEET: lambda _: made.deep(10_000)}),
        "damaged-file",
        "endommagé",
    ),
    "a billion laughs": (
        lambda: rewritten(made.workbook(), {made.SHEET: lambda _: made.BILLION}),
        "damaged-file",
        "endommagé",
    ),
    "a billion laughs among the relations": (
        lambda: rewritten(made.workbook(), {"xl/_rels/workbook.xml.rels": lambda _: made.BILLION}),
        "damaged-file",
        "xl/_rels/workbook.xml.rels est illisible",
    ),
    "hundreds of sheets that are one large part": (made.shared_sheet, "damaged-file", "endommagé"),
    "a sheet that is slow to search": (made.endless_search, "damaged-file", "endommagé"),
    "a web page": (lambda: made.web_page("http://127.0.0.1/"), "wrong-kind-of-file", "une page web (HTML)"),
    "an OpenDocument workbook": (lambda: made.open_document("spreadsheet"), "wrong-kind-of-file", "(.ods)"),
    "a CSV": (lambda: b"Nom;Montant\n=cmd|' /C calc'!A0;12\n", "wrong-kind-of-file", "CSV"),
    "a PDF": (lambda: b"%PDF-1.7\n%%EOF", "wrong-kind-of-file", "un document PDF"),
    "nothing": (lambda: b"", "wrong-kind-of-file", "il est vide"),
}
NARRATIVES: dict[str, tuple[Maker, str, str]] = {
    "a bomb of one gibibyte": (lambda: made.bomb(made.document(), "word/x.xml"), "file-too-large", "démesurée"),
    "a bomb that claims a thousand bytes": (
        lambda: made.bomb(made.document(), "word/media/x.png", stated=1000),
        "damaged-file",
        "endommagée",
    ),
    "a million elements deep": (
        lambda: rewritten(made.document(), {made.BODY: lambda _: made.deep()}),
        "file-too-large",
        "démesurée",
    ),
    "a dozen pictures of forty million points": (made.many_pictures, "file-too-large", "400\u00a0millions de points"),
    "a flat OpenDocument text": (
        lambda: made.flat_open_document("http://127.0.0.1/x.png"),
        "wrong-kind-of-file",
        "un fichier XML",
    ),
    "an OpenDocument text": (lambda: made.open_document("text"), "wrong-kind-of-file", "(.odt)"),
    "a web page": (lambda: made.web_page("http://127.0.0.1/"), "wrong-kind-of-file", "une page web (HTML)"),
    "a rich text": (lambda: b"{\\rtf1\\ansi {\\field{\\*\\fldinst INCLUDEPICTURE x}}}", "wrong-kind-of-file", "RTF"),
    "a workbook": (made.workbook, "wrong-kind-of-file", "un classeur Excel"),
    "an embedded program": (
        lambda: made.with_entry(made.document(), "word/embeddings/oleObject1.bin", made.COMPOUND),
        "unsafe-file",
        "un objet incorporé (OLE ou ActiveX)",
    ),
}


@pytest.mark.parametrize("attack", WORKBOOKS)
def test_a_workbook_is_refused_by_name_with_a_remedy(tmp_path: Path, attack: str) -> None:
    make, code, said = WORKBOOKS[attack]
    refusal = attempt(tmp_path, workbook=make()).refusal
    assert (refusal.code, refusal.file) == (code, "montage.xlsx")
    assert said in refusal.message
    _is_clear(refusal.messages, "montage.xlsx")


@pytest.mark.parametrize("attack", NARRATIVES)
def test_a_narrative_is_refused_by_name_with_a_remedy(tmp_path: Path, attack: str) -> None:
    make, code, said = NARRATIVES[attack]
    refusal = attempt(tmp_path, narrative=make()).refusal
    assert (refusal.code, refusal.file) == (code, "bilan.docx")
    assert said in refusal.message
    _is_clear(refusal.messages, "bilan.docx")


def _is_clear(messages: dict[str, str], file: str) -> None:
    """A sentence for the reason, one for the remedy, in each language, about this file, and no word of a program."""
    assert messages["fr"].startswith(f"Le fichier «\u00a0{file}\u00a0» est refusé\u00a0: ")
    assert file in messages["en"]
    assert messages["en"] != messages["fr"]
    for message in messages.values():
        assert message.rstrip().endswith(".")
        assert message.count(". ") >= 1
        assert "Error" not in message
        assert "Traceback" not in message


def test_a_false_dimension_hides_no_line(tmp_path: Path) -> None:
    sound = attempt(tmp_path).checked
    assert attempt(tmp_path, workbook=made.with_dimension("A1")).checked == sound


@pytest.mark.parametrize(
    "body",
    [lambda: made.BILLION, made.many_attributes, lambda: made.deep(10_000)],
    ids=["laughs", "attributes", "deep"],
)
def test_a_body_that_cannot_be_read_is_a_finding_that_blocks(tmp_path: Path, body: Callable[[], bytes]) -> None:
    found = attempt(tmp_path, narrative=rewritten(made.document(), {made.BODY: lambda _: body()}))
    assert found.checked.is_blocked
    assert "N-001" in found.codes()


@pytest.mark.parametrize(
    "picture",
    [lambda: made.large_picture(12_000), lambda: made.stated_picture(100_000, 100_000)],
    ids=["true", "claimed"],
)
def test_a_picture_of_too_many_points_is_left_out_and_told(tmp_path: Path, picture: Callable[[], bytes]) -> None:
    assert "N-007" in attempt(tmp_path, narrative=made.with_picture(picture())).codes()


def test_the_largest_picture_is_read_even_when_it_is_shown_fifty_times(tmp_path: Path) -> None:
    found = attempt(tmp_path, narrative=made.with_picture(made.large_picture(7000), times=50))
    assert [f.code for f in found.checked.findings_fr].count("N-005") == 50  # no alternative text


def test_entities_from_outside_bring_no_file_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("MOT-DE-PASSE-LOCAL")
    body = made.XXE % secret.as_uri().encode()
    found = attempt(tmp_path, narrative=rewritten(made.document(), {made.BODY: lambda _: body}))
    assert "MOT-DE-PASSE" not in found.checked.model_dump_json()
