"""Tells what a file is from its bytes; its name is never trusted."""

import zipfile
from enum import StrEnum
from io import BytesIO

from assembler.i18n import mark

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files and of encrypted new ones
_STARTS = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "IMAGE"),
    (b"\xff\xd8\xff", "IMAGE"),
    (b"GIF8", "IMAGE"),
    (b"II*\0", "IMAGE"),
    (b"MM\0*", "IMAGE"),
    (b"BM", "IMAGE"),
)
_MAIN_PARTS = (  # the content type of a package's main part says what it is
    (b"spreadsheetml.sheet.main+xml", "XLSX"),
    (b"spreadsheetml.template.main+xml", "XLTX"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "XLSM"),
    (b"ms-excel.template.macroEnabled.main+xml", "XLSM"),
    (b"ms-excel.sheet.binary.macroEnabled.main", "XLSB"),
    (b"wordprocessingml.document.main+xml", "DOCX"),
    (b"wordprocessingml.template.main+xml", "DOTX"),
    (b"ms-word.document.macroEnabled.main+xml", "DOCM"),
    (b"ms-word.template.macroEnabledTemplate.main+xml", "DOCM"),
    (b"presentationml.", "PPTX"),
)
_OPEN_DOCUMENTS = {b"spreadsheet": "ODS", b"text": "ODT"}


class FileKind(StrEnum):
    """What a file is, as a person would call it."""

    XLSX = mark("un classeur Excel (.xlsx)")
    XLTX = mark("un modèle de classeur Excel (.xltx)")
    XLSM = mark("un classeur Excel avec macros (.xlsm)")
    XLSB = mark("un classeur Excel binaire (.xlsb)")
    XLS = mark("un ancien classeur Excel (.xls)")
    DOCX = mark("un document Word (.docx)")
    DOTX = mark("un modèle Word (.dotx)")
    DOCM = mark("un document Word avec macros (.docm)")
    DOC = mark("un ancien document Word (.doc)")
    PPTX = mark("une présentation PowerPoint")
    ODS = mark("un classeur OpenDocument (.ods)")
    NUMBERS = mark("un classeur Numbers (.numbers)")
    ODT = mark("un texte OpenDocument (.odt)")
    PDF = mark("un document PDF")
    RTF = mark("un texte RTF")
    HTML = mark("une page web (HTML)")
    XML = mark("un fichier XML")
    CSV = mark("un fichier de texte ou CSV")
    IMAGE = mark("une image")
    ZIP = mark("une archive zip")
    ENCRYPTED = mark("un fichier Office protégé par un mot de passe")
    COMPOUND = mark("un ancien fichier Office")
    EMPTY = mark("un fichier vide")
    UNKNOWN = mark("un fichier d’un type inconnu")


def kind_of(content: bytes) -> FileKind:
    """Gives the kind of a file; ``zipfile.BadZipFile`` when it begins like a zip and is damaged."""
    if not content.strip(b"\0 \t\r\n"):
        return FileKind.EMPTY
    if content.startswith(_COMPOUND):
        return _kind_of_compound(content)
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    return _kind_of_start(content) or _kind_of_text(content)


def _kind_of_start(content: bytes) -> FileKind | None:
    for start, name in _STARTS:
        if content.startswith(start):
            return FileKind[name]
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") or content[8:12] == b"WEBP":
        return FileKind.IMAGE
    # ISO 32000 lets a header begin within the first kilobyte.
    return FileKind.PDF if b"%PDF-" in content[:1024] else None


def _kind_of_compound(content: bytes) -> FileKind:
    # Names of streams are UTF-16 in the directory of the container ([MS-CFB] 2.6.1).
    names = (
        ("EncryptedPackage", FileKind.ENCRYPTED),
        ("Workbook", FileKind.XLS),
        ("WordDocument", FileKind.DOC),
    )
    return next((kind for name, kind in names if name.encode("utf-16-le") in content), FileKind.COMPOUND)


def _kind_of_zip(content: bytes) -> FileKind:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.NameToInfo
        if "[Content_Types].xml" in names:
            types = archive.open("[Content_Types].xml").read(1_000_000)
            return next((FileKind[name] for mark, name in _MAIN_PARTS if mark in types), FileKind.ZIP)
        if "mimetype" in names:
            stated = archive.open("mimetype").read(200)
            return next((FileKind[name] for mark, name in _OPEN_DOCUMENTS.items() if mark in stated), FileKind.ZIP)
        if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
            return FileKind.NUMBERS
    return FileKind.ZIP


def _kind_of_text(content: bytes) -> FileKind:
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table")):
        return FileKind.HTML
    if start.startswith(b"<?xml") or start.startswith(b"<"):
        return FileKind.HTML if b"<html" in start else FileKind.XML
    is_text = b"\0" not in content[:4096] and sum(byte < 9 for byte in content[:4096]) == 0
    return FileKind.CSV if is_text and _decodes(content[:4096]) else FileKind.UNKNOWN


def _decodes(start: bytes) -> bool:
    try:
        start[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return all(byte >= 32 or byte in b"\t\r\n" for byte in start)
    return True
