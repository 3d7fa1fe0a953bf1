"""Changes one amount of a canvas, as a person would, in the sheet's own XML."""

import io
import re
import zipfile

from assembler.models.upload import Upload, UploadedFile
from assembler.pipeline import check_upload
from assembler.regions import load_region


def raise_one_amount(workbook: bytes) -> bytes:
    """Gives the workbook with the first need line of the current year one dollar higher."""
    upload = Upload(workbook=UploadedFile(name="canevas.xlsx", content=workbook))
    plan = check_upload(upload, load_region()).plan
    assert plan is not None
    line = next(line for line in plan.need_lines if line.fy == plan.record.current_fy)
    assert line.place is not None
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    path = _sheet_path(parts, line.place.sheet)
    cell = line.place.cell("amount").encode()
    pattern = re.compile(rb'(<c r="' + cell + rb'"[^>]*><v>)([^<]*)(</v>)')
    parts[path], changes = pattern.subn(lambda m: m[1] + str(float(m[2]) + 1).encode() + m[3], parts[path])
    assert changes == 1
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return changed.getvalue()


def _sheet_path(parts: dict[str, bytes], sheet: str) -> str:
    book, links = parts["xl/workbook.xml"].decode(), parts["xl/_rels/workbook.xml.rels"].decode()
    found = re.search(rf'<sheet [^>]*name="{re.escape(sheet)}"[^>]*r:id="([^"]+)"', book)
    assert found is not None
    relation = next(tag for tag in re.findall(r"<Relationship [^>]*>", links) if f'Id="{found[1]}"' in tag)
    target = re.search(r'Target="([^"]+)"', relation)
    assert target is not None
    return target[1].lstrip("/") if target[1].startswith("/") else f"xl/{target[1]}"
