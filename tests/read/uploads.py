"""Files crafted for the screen: whole packages, and what hostile or clumsy programs make of them."""

import io
import zipfile

from assembler.models.upload import UploadedFile

MAIN = "application/vnd.openxmlformats-officedocument."
WORKBOOK = f"{MAIN}spreadsheetml.sheet.main+xml"
DOCUMENT = f"{MAIN}wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def upload(content: bytes, name: str = "canevas.xlsx") -> UploadedFile:
    """Gives the file as received."""
    return UploadedFile(name=name, content=content)


def package(content_type: str = WORKBOOK, **parts: bytes) -> dict[str, bytes]:
    """Gives the entries of the smallest Office file whose main part has this type; ``__`` stands for « / »."""
    types = f'<Types><Override PartName="/main.xml" ContentType="{content_type}"/></Types>'
    return {"[Content_Types].xml": types.encode(), "main.xml": b"<main/>"} | {
        name.replace("__", "/"): part for name, part in parts.items()
    }


def zipped(entries: dict[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    """Gives a zip; a list may name an entry twice."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in entries.items() if isinstance(entries, dict) else entries:
            archive.writestr(name, part)
    return made.getvalue()


def relations(kind: str, target: str, mode: str = "External") -> bytes:
    """Gives a ``.rels`` part with one relation."""
    link = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>'.encode()


def worksheet(cells: str) -> bytes:
    """Gives a sheet part around some rows."""
    return f'<worksheet xmlns="{SHEETS}"><sheetData>{cells}</sheetData></worksheet>'.encode()
