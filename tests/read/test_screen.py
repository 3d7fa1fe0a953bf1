"""Every file that is not what was asked for, or not safe, is refused with one clear message before any parser."""

import io
import warnings
import zipfile

import pytest

from assembler.canvas.build import build_canvas
from assembler.errors import (
    DamagedUploadError,
    EncryptedUploadError,
    HostileUploadError,
    LargeUploadError,
    MacroUploadError,
    UploadError,
    WrongKindError,
)
from assembler.read import screen
from assembler.read.screen import screen_narrative, screen_pdf, screen_workbook
from assembler.regions import load_region
from tests.read.uploads import (
    COMPOUND,
    DOCUMENT,
    MAIN,
    package,
    relations,
    upload,
    worksheet,
    zipped,
)

OPEN_DOCUMENT = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
WRONG_KINDS = {
    "un ancien classeur Excel (.xls)": COMPOUND + "Workbook".encode("utf-16-le"),
    "un ancien document Word (.doc)": COMPOUND + "WordDocument".encode("utf-16-le"),
    "un fichier de texte ou CSV": "Nom;Montant\nÉpicerie;12,50\n".encode(),
    "un classeur OpenDocument (.ods)": zipped(OPEN_DOCUMENT),
    "un document PDF": b"%PDF-1.7\n",
    "un document Word (.docx)": zipped(package(DOCUMENT)),
    "un modèle de classeur Excel (.xltx)": zipped(package(f"{MAIN}spreadsheetml.template.main+xml")),
    "un classeur Excel binaire (.xlsb)": zipped(package("application/vnd.ms-excel.sheet.binary.macroEnabled.main")),
    "une présentation PowerPoint": zipped(package(f"{MAIN}presentationml.presentation.main+xml")),
    "une page web (HTML)": b"\xef\xbb\xbf\n<!DOCTYPE html><table><tr><td>1</td></tr></table>",
    "un fichier XML": b'<?xml version="1.0"?><office:document/>',
    "un texte RTF": b"{\\rtf1\\ansi}",
    "une image": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "une archive zip": zipped({"canevas.xlsx": b"x"}),
    "un fichier d’un type inconnu": bytes(range(256)),
}


def test_our_own_canvas_passes() -> None:
    """With its hyperlinks, tables and validations."""
    screen_workbook(upload(build_canvas(load_region())))


@pytest.mark.parametrize("kind", WRONG_KINDS)
def test_another_kind_is_named_in_french(kind: str) -> None:
    """By its bytes: every one of them is called canevas.xlsx."""
    with pytest.raises(WrongKindError) as caught:
        screen_workbook(upload(WRONG_KINDS[kind]))
    assert f"c’est {kind}, alors qu’il faut un classeur Excel (.xlsx). " in caught.value.message
    assert caught.value.message.count(". ") >= 1


def test_an_empty_file_is_called_empty() -> None:
    """Zero bytes, or only zeros."""
    for content in (b"", bytes(4096)):
        with pytest.raises(WrongKindError, match="il est vide"):
            screen_workbook(upload(content))


def test_a_narrative_and_a_pdf_are_told_apart() -> None:
    """Each screen asks for its own kind."""
    screen_narrative(upload(zipped(package(DOCUMENT)), "recit.docx"))
    screen_pdf(upload(b"\n%PDF-1.4\n", "lettre.pdf"))
    with pytest.raises(WrongKindError, match="alors qu’il faut un document Word"):
        screen_narrative(upload(b"%PDF-1.7\n", "recit.docx"))
    with pytest.raises(WrongKindError, match="alors qu’il faut un document PDF"):
        screen_pdf(upload(zipped(package(DOCUMENT)), "lettre.pdf"))


def test_a_password_is_asked_to_be_removed() -> None:
    """An encrypted .xlsx is an old container with an EncryptedPackage stream ([MS-OFFCRYPTO] 1.3)."""
    with pytest.raises(EncryptedUploadError, match="Retirez le mot de passe"):
        screen_workbook(upload(COMPOUND + "EncryptedPackage".encode("utf-16-le")))


def test_macros_are_refused_by_type_and_by_part() -> None:
    """A .xlsm renamed .xlsx, and a macro part slipped in a .xlsx."""
    with pytest.raises(MacroUploadError, match="avec macros"):
        screen_workbook(upload(zipped(package("application/vnd.ms-excel.sheet.macroEnabled.main+xml"))))
    with pytest.raises(MacroUploadError, match="il contient des macros"):
        screen_workbook(upload(zipped(package() | {"xl/vbaProject.bin": b"x"})))


@pytest.mark.parametrize("name", ["../evil.xml", "/abs.xml", "xl\\sheet.xml", "C:evil.xml"])
def test_names_that_leave_the_folder_are_refused(name: str) -> None:
    """Readers disagree on them."""
    with pytest.raises(HostileUploadError, match="nom interdit"):
        screen_workbook(upload(zipped(package() | {name: b"x"})))


def test_a_part_named_twice_is_refused() -> None:
    """One reader takes the first, another the last; case does not make two names."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        content = zipped([*package().items(), ("XL/a.xml", b"1"), ("xl/a.xml", b"2")])
    with pytest.raises(HostileUploadError, match="deux fois la même partie"):
        screen_workbook(upload(content))


def test_a_truncated_file_and_a_spoiled_part_are_damaged() -> None:
    """Cut short, or one byte changed in the middle of a part."""
    whole = zipped(package() | {"xl/a.xml": bytes(range(256)) * 40})
    with pytest.raises(DamagedUploadError, match="endommagé ou incomplet"):
        screen_workbook(upload(whole[:200]))
    spoiled = bytearray(whole)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        spoiled[archive.getinfo("xl/a.xml").header_offset + 60] ^= 0xFF
    with pytest.raises(DamagedUploadError, match=r"xl/a\.xml est endommagée"):
        screen_workbook(upload(bytes(spoiled)))


def test_a_bomb_is_refused_without_opening_it() -> None:
    """30 MB of zeros in 30 kB."""
    with pytest.raises(LargeUploadError, match="démesurée"):
        screen_workbook(upload(zipped(package() | {"xl/media/a.bin": bytes(30_000_000)})))


def test_too_many_parts_and_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits are lowered here so that the test is quick."""
    monkeypatch.setattr(screen, "MAX_ENTRIES", 2)
    with pytest.raises(LargeUploadError, match=r"3 parties \(au plus 2\)"):
        screen_workbook(upload(zipped(package(a=b"1"))))
    monkeypatch.setattr(screen, "MAX_FILE_BYTES", 100)
    with pytest.raises(LargeUploadError, match="il pèse"):
        screen_workbook(upload(zipped(package())))


@pytest.mark.parametrize("address", ["XFD1048576", "A60001", "OK3"])
def test_a_value_far_away_is_refused_with_its_address(address: str) -> None:
    """One such cell takes openpyxl a minute and five gigabytes."""
    sheet = worksheet(f"<row r='9'><c s='1' r='{address}'><v>1</v></c></row>")
    with pytest.raises(LargeUploadError, match=f"à la cellule {address}"):
        screen_workbook(upload(zipped(package() | {"xl/worksheets/sheet1.xml": sheet})))


def test_far_rows_that_are_only_coloured_pass() -> None:
    """Ghost rows are common in people's workbooks, and cost us nothing."""
    cells = '<row r="1048576"><c r="A1048576" s="4"/><c r="XFD1048576" s="4"></c></row>'
    screen_workbook(upload(zipped(package() | {"xl/worksheets/sheet1.xml": worksheet(cells)})))


def test_a_link_to_another_workbook_is_refused_with_the_way_to_break_it() -> None:
    """Its values would be read from elsewhere."""
    rels = relations("externalLink", "externalLinks/externalLink1.xml", "Internal")
    with pytest.raises(HostileUploadError, match="Rompre la liaison"):
        screen_workbook(upload(zipped(package() | {"xl/_rels/workbook.xml.rels": rels})))


def test_content_fetched_from_outside_is_refused_and_hyperlinks_pass() -> None:
    """A linked picture; a link to a site, and a template nobody follows."""
    linked = package(DOCUMENT) | {"word/_rels/document.xml.rels": relations("image", "http://192.0.2.1/x.png")}
    with pytest.raises(HostileUploadError, match="il va chercher du contenu à l’extérieur"):
        screen_narrative(upload(zipped(linked), "recit.docx"))
    for kind in ("hyperlink", "attachedTemplate"):
        harmless = package(DOCUMENT) | {"word/_rels/document.xml.rels": relations(kind, "https://exemple.org")}
        screen_narrative(upload(zipped(harmless), "recit.docx"))


@pytest.mark.parametrize(
    "name", ["xl/_rels/WORKBOOK.XML.rels", "xl/_RELS/workbook.xml.rels", "xl/_rels/workbook.xml.RELS"]
)
def test_relations_that_only_some_readers_would_follow_are_refused(name: str) -> None:
    linked = relations("externalLink", "http://192.0.2.1/x.xlsx")
    with pytest.raises(HostileUploadError, match="nom interdit"):
        screen_workbook(upload(zipped(package() | {"xl/workbook.xml": b"<workbook/>", name: linked})))


@pytest.mark.parametrize("part", ["word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml"])
def test_embedded_programs_are_refused(part: str) -> None:
    """OLE objects and ActiveX controls."""
    with pytest.raises(HostileUploadError, match="objet incorporé"):
        screen_narrative(upload(zipped(package(DOCUMENT) | {part: b"x"}), "recit.docx"))


def test_every_message_says_what_why_and_what_to_do() -> None:
    """Two sentences at least, with the file's name between guillemets and no-break spaces."""
    with pytest.raises(UploadError) as caught:
        screen_workbook(upload(b"a;b\n1;2\n", "budget.xlsx"))
    assert caught.value.message.startswith("Le fichier «\u00a0budget.xlsx\u00a0» est refusé\u00a0: ")
    assert caught.value.message.count(". ") >= 1
