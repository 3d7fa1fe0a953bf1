"""Proves a dossier before it exists: every document is read back, and the first defect stops everything."""

from collections.abc import Iterator, Mapping, Sequence
from contextvars import copy_context
from decimal import Decimal
from typing import Any

from assembler.assemble.part import Identity
from assembler.assemble.wording import FRENCH
from assembler.errors import VerificationError
from assembler.journey.binding import FRONT_TEMPLATE, Bound
from assembler.journey.making import Made
from assembler.journey.workshop import Note, Workshop, view_key
from assembler.models.checked import Totals
from assembler.models.defect import Defect
from assembler.models.piece import Format
from assembler.models.view import context_of, required_values
from assembler.store import Store
from assembler.threads import open_threads
from assembler.verify.accessibility import verify_accessibility
from assembler.verify.expected import ExpectedPart, ExpectedPdf
from assembler.verify.figures import check_pdf_amounts, check_word_amounts, check_word_values, check_workbook_amounts
from assembler.verify.page_text import read_page_texts
from assembler.verify.paper import check_pdf_cells
from assembler.verify.pdf import verify_pdf
from assembler.verify.placeholders import check_word_leftovers, check_workbook_leftovers
from assembler.verify.word_structure import check_word_structure
from assembler.verify.workbook_structure import check_workbook_structure
from assembler.views.front import FrontView

_SHOW_TOTALS = ("plan", "annexe-budgetaire")  # the documents that must print the plan's totals


def prove_dossier(workshop: Workshop, made: Sequence[Made], bound: Bound, identity: Identity, totals: Totals) -> None:
    """Raises ``VerificationError`` naming each piece and place that is not as it must be."""
    defects = [defect for document in made for defect in prove_document(workshop, document, totals)]
    defects += front_defects(workshop.store.get(bound.front_document), bound.front)
    defects += pdf_defects(bound, identity, _amounts(totals))
    if defects:
        raise VerificationError(tuple(defects))


def prove_document(workshop: Workshop, made: Made, totals: Totals | None = None) -> tuple[Defect, ...]:
    """Gives the defects of one document, read back only the first time; ``totals`` are those it must show."""
    amounts = _amounts(totals) if totals and made.piece.id in _SHOW_TOTALS else {}

    found: tuple[Defect, ...] | None = None

    def read_back() -> Note:
        nonlocal found
        found = tuple(_document_defects(workshop.store, made, amounts))
        return {"is_sound": not found}

    note = workshop.once("proof", (made.file_name, made.document, view_key(made.view), amounts), read_back)
    if found is None and not note["is_sound"]:  # told anew: the store keeps no sentence in anyone's language
        read_back()
    return found or ()


def _amounts(totals: Totals) -> dict[str, Decimal]:
    named = {
        "Besoin": totals.need,
        "Confirmé": totals.confirmed,
        "Demandé": totals.requested,
        "Écart": totals.gap,
        "En nature": totals.in_kind,
    }
    return {name: amount for name, amount in named.items() if amount}


def _document_defects(store: Store, made: Made, amounts: Mapping[str, Decimal]) -> Iterator[Defect]:
    """Gives every defect of one Word or Excel file; the plan and the annex must also show the plan's totals."""
    content, piece, own = store.get(made.document), made.file_name, list(_texts(context_of(made.view)))
    if made.piece.format is Format.EXCEL:
        yield from check_workbook_leftovers(piece, content, own)
        yield from check_workbook_structure(piece, content)
        if made.piece.id == "annexe-budgetaire":
            yield from check_workbook_amounts(piece, content, amounts)
        return
    yield from check_word_leftovers(piece, content, own)
    yield from check_word_values(piece, content, required_values(made.view))
    yield from check_word_structure(piece, content)
    if made.laid_out:
        yield from check_pdf_cells(piece, content, store.get(made.laid_out.pdf))
    if made.piece.id == "plan":
        yield from check_word_amounts(piece, content, amounts)


def front_defects(content: bytes, front: FrontView) -> Iterator[Defect]:
    """Gives every defect of the Word file of the front matter, which only dossier.pdf shows."""
    yield from check_word_leftovers(FRONT_TEMPLATE, content, list(_texts(context_of(front))))
    yield from check_word_values(FRONT_TEMPLATE, content, required_values(front))
    yield from check_word_structure(FRONT_TEMPLATE, content)


def pdf_defects(bound: Bound, identity: Identity, amounts: Mapping[str, Decimal]) -> Iterator[Defect]:
    """Gives every defect of dossier.pdf, read by readers that did not write it."""
    assembled = bound.assembled
    expected = ExpectedPdf(
        title=identity.title,
        author=identity.author,
        language=identity.language,
        parts=tuple(
            ExpectedPart(
                title=placed.part.title,
                first_page=placed.first_page,
                pages=placed.pages,
                is_attachment=placed.part.is_attachment,
            )
            for placed in assembled.parts
        ),
        labels=assembled.labels,
        stamp=FRENCH.stamp,
    )
    others = [rank for rank, placed in enumerate(assembled.parts) if placed.part.is_attachment]
    with open_threads(1) as beside:  # PDFium reads the words outside Python's lock
        found = beside.submit(copy_context().run, verify_pdf, assembled.pdf, expected)
        # pikepdf takes the memory that this thread's merge has just given back
        accessibility = verify_accessibility(assembled.pdf, attachments=others)
        yield from found.result()
        yield from accessibility
    yield from check_pdf_amounts("dossier.pdf", "\n".join(read_page_texts(assembled.pdf)), amounts)


def _texts(value: Any) -> Iterator[str]:
    """Every text a view shows: what a person wrote may look like a leftover and is not one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif hasattr(value, "model_dump"):
        yield from _texts(value.model_dump(mode="json"))
