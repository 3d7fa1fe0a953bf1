"""Changes one amount of a canvas, as a person would, in the sheet's own XML."""

import io
import re
import zipfile

from assembler.models.funding import NeedLine
from assembler.models.typed_total import TypedTotal
from assembler.models.upload import Upload, UploadedFile
from assembler.models.vocabulary import TotalKind
from assembler.pipeline import check_upload
from assembler.regions import load_region


def raise_one_amount(workbook: bytes) -> bytes:
    """Gives the workbook with the first need line of the current year one dollar higher.

    The totals that the person typed and that count this line are raised with it, or they would disagree (R-020).
    """
    upload = Upload(workbook=UploadedFile(name="canevas.xlsx", content=workbook))
    plan = check_upload(upload, load_region()).plan
    assert plan is not None
    line = next(line for line in plan.need_lines if line.fy == plan.record.current_fy)
    totals = [total for total in plan.typed_totals if _counts(total, line)]
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for record in (line, *totals):
        assert record.place is not None
        path = _sheet_path(parts, record.place.sheet)
        parts[path] = _raised(parts[path], record.place.cell("amount"))
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return changed.getvalue()


def _counts(total: TypedTotal, line: NeedLine) -> bool:
    is_of_need = total.kind is TotalKind.NEED
    return is_of_need and total.fy in (None, line.fy) and total.action in (None, line.action)


def _raised(sheet: bytes, cell: str) -> bytes:
    pattern = re.compile(rb'(<c r="' + cell.encode() + rb'"[^>]*><v>)([^<]*)(</v>)')
    sheet, changes = pattern.subn(lambda m: m[1] + str(float(m[2]) + 1).encode() + m[3], sheet)
    assert changes == 1
    return sheet


def _sheet_path(parts: dict[str, bytes], sheet: str) -> str:
    book, links = parts["xl/workbook.xml"].decode(), parts["xl/_rels/workbook.xml.rels"].decode()
    found = re.search(rf'<sheet [^>]*name="{re.escape(sheet)}"[^>]*r:id="([^"]+)"', book)
    assert found is not None
    relation = next(tag for tag in re.findall(r"<Relationship [^>]*>", links) if f'Id="{found[1]}"' in tag)
    target = re.search(r'Target="([^"]+)"', relation)
    assert target is not None
    return target[1].lstrip("/") if target[1].startswith("/") else f"xl/{target[1]}"
