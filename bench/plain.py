"""The peer: the same documents made the way a plain script does it.

docxtpl for each Word document, one ``soffice --convert-to`` for each file, ``pypdf`` to append the PDFs: no cache, no
checks, no contents brought up to date, no tags kept. It is given our views and our spliced templates, so that both
sides make the same pages.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment
from pypdf import PdfWriter

from assembler import pipeline
from assembler.models.piece import Format, Piece, Request
from assembler.models.upload import Upload, UploadedFile
from assembler.models.view import context_of
from assembler.models.vocabulary import Edition
from assembler.pieces import PIECES
from assembler.regions import load_region
from assembler.render.environment import RENDERED_PARTS, template_environment
from assembler.render.excel.annex import render_budget_annex
from assembler.render.templates import prepare_template, read_template_file
from assembler.word.parts import WordParts


def make_plainly(folder: Path, output: Path) -> int:
    """Makes the dossier of a sample folder without any of our engine; gives the number of pages."""
    upload = Upload(
        workbook=UploadedFile(name="canevas.xlsx", content=(folder / "canevas.xlsx").read_bytes()),
        narrative=UploadedFile(name="recit.docx", content=(folder / "recit.docx").read_bytes()),
    )
    region = load_region()
    checked = pipeline.check_upload(upload, region)
    assert checked.plan is not None
    record = checked.plan.record
    request = Request(checked.plan, region, Edition.OFFICIAL, record.current_fy, record.version_date)
    whole = PdfWriter()
    for piece in PIECES:
        for subject in piece.subjects(request):
            path = output / f"{piece.path(request, subject)}.{piece.format}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_document(piece, request, subject))
            if piece.in_dossier:
                whole.append(_convert(path))
    for attachment in sorted((folder / "pieces").glob("*.pdf")):
        whole.append(attachment)
    whole.write(output / "dossier.pdf")
    return len(whole.pages)


def _document(piece: Piece, request: Request, subject: str) -> bytes:
    view = piece.view(request, subject)
    if piece.format is Format.EXCEL:
        if piece.id != "annexe-budgetaire":
            return b""  # the extracts of reports are not printed
        return render_budget_annex(view, accent=request.territory.accent, dated=request.dated)  # type: ignore[arg-type]
    assert piece.template is not None
    package = prepare_template(piece.template, read_template_file).package
    template = DocxTemplate(io.BytesIO(package))
    environment = Environment(autoescape=True)
    environment.filters.update(template_environment().filters)
    environment.tests.update(template_environment().tests)
    token = RENDERED_PARTS.set(
        WordParts(Document(io.BytesIO(prepare_template(piece.template, read_template_file).package)))
    )
    template.render(context_of(view), jinja_env=environment)
    RENDERED_PARTS.reset(token)
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()


def _convert(path: Path) -> Path:
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True)
    return path.with_suffix(".pdf")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        print(make_plainly(Path(sys.argv[1]), Path(made)))
