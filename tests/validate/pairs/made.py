"""Rules held on what was made: totals (R-030), structure (R-105), leftovers of ours (R-106), the same again (R-109)."""

import tempfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from docx.document import Document
from openpyxl import load_workbook

from assembler.canvas.build import build_canvas
from assembler.convert.office import OfficePool
from assembler.convert.probe import probe_converter
from assembler.errors import VerificationError
from assembler.journey.repeating import check_repeat
from assembler.journey.workshop import Workshop
from assembler.models.defect import Defect
from assembler.models.dossier import Dossier, MadeFile
from assembler.models.manifest import DossierTotals, Engine, Manifest
from assembler.models.piece import Request
from assembler.models.upload import Upload, UploadedFile
from assembler.models.vocabulary import Edition
from assembler.regions import load_region
from assembler.store import Store
from assembler.validate.rules import RULES
from assembler.verify.figures import check_word_amounts
from assembler.verify.word_structure import check_word_structure
from assembler.verify.workbook_structure import check_workbook_structure
from tests.validate.pair import Pair
from tests.validate.plans import NOW, base_plan
from tests.verify.office_files import word_file

REGION = load_region()
_CODES = {code: rule.code for rule in RULES for code in rule.enforced_by}


def rules_of(defects: Iterable[Defect]) -> Iterable[str]:
    """Gives the rules that these defects break."""
    return tuple(_CODES[defect.code] for defect in defects if defect.code in _CODES)


def _totals(text: str) -> Iterable[str]:
    content = word_file(lambda document: document.add_paragraph(text))
    return rules_of(check_word_amounts("plan.docx", content, {"Besoin": Decimal("22000.00")}))


def _skip_a_level(document: Document) -> None:
    document.add_heading("Trop bas", 3)
    document.add_paragraph("Suite.")


def _canvas() -> bytes:
    return build_canvas(REGION, territory=REGION.territory("CG"), plan=base_plan())


def _merged_canvas() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "canevas.xlsx")
        path.write_bytes(_canvas())
        book = load_workbook(path)
        book["Actions"].merge_cells("A1:C1")
        book.save(path)
        return path.read_bytes()


def structure(word: bytes, workbook: bytes | None = None) -> Iterable[str]:
    defects = check_word_structure("plan.docx", word)
    return rules_of(defects + (check_workbook_structure("canevas.xlsx", workbook) if workbook else ()))


def made_twice(first: str, again: str, *, workbook: bytes = b"") -> Iterable[str]:
    """Gives the rules broken when the same data give a plan.pdf of this hash, then of that one."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder)
        workshop = Workshop(Store(kept / "store"), OfficePool(1, kept), probe_converter())
        request = Request(base_plan(), REGION, Edition.OFFICIAL, NOW, date(2026, 10, 5))
        try:
            for content, digest in ((b"un", first), (workbook or b"un", again)):
                upload = Upload(workbook=UploadedFile(name="canevas.xlsx", content=content))
                check_repeat(workshop, request, upload, _dossier(digest))
        except VerificationError as error:
            return rules_of(error.defects)
    return ()


def _dossier(plan: str) -> Dossier:
    zero = Decimal(0)
    manifest = Manifest(
        product="dossier",
        territory="CG",
        fy=NOW,
        edition="officielle",
        version=3,
        date=date(2026, 10, 5),
        inputs=(),
        parts=(),
        engine=Engine(converter="LibreOffice"),
        totals=DossierTotals(need=zero, confirmed=zero, requested=zero, gap=zero, in_kind=zero),
    )
    files = (MadeFile(path="plan.pdf", sha256=plan),)
    return Dossier(name="d", files=files, archive="c" * 64, pages=1, manifest=manifest, removed=())


PAIRS = (
    Pair("R-030", lambda: _totals("Besoin : 22 000,01 $"), lambda: _totals("Besoin : 22 000,00 $")),
    Pair("R-105", lambda: structure(word_file(_skip_a_level)), lambda: structure(word_file(), _canvas())),
    Pair("R-105", lambda: structure(word_file(), _merged_canvas()), lambda: structure(word_file(), _canvas())),
    Pair(
        "R-109",
        lambda: made_twice("a" * 64, "b" * 64),
        lambda: made_twice("a" * 64, "a" * 64, workbook="les mêmes données, enregistrées ailleurs".encode()),
    ),
)
