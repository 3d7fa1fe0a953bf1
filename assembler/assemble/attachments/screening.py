"""Screens and cleans a PDF attachment before it joins the dossier.

People send scans, signed letters, filled forms. What can run, fetch, hide a file or change after the fact is removed
and told; what shows is kept as it shows. pypdf screens (a reader that will not write the file), pikepdf cleans.
"""

import io
from typing import Any

import pikepdf
from pikepdf import Pdf
from pydantic import BaseModel, ConfigDict, Field
from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import DictionaryObject

from assembler.assemble.attachments.cleaning import clean_document
from assembler.assemble.attachments.forms import UndrawableAnswerError
from assembler.assemble.merge import pdf_bytes
from assembler.assemble.removal import Removal
from assembler.errors import (
    AttachmentError,
    DamagedAttachmentError,
    DynamicFormError,
    EncryptedAttachmentError,
    LargeAttachmentError,
)
from assembler.i18n import either
from assembler.i18n import translate as _

MAX_BYTES = 40_000_000
MAX_PAGES = 300
MAX_BRANCHES = 5_000  # of the tree of pages
HEADER_WITHIN = 1024  # ISO 32000-1, annex H.3, note 13
TRAILER_WITHIN = 2048
# What pypdf raises on a crafted or cut file, besides its own errors.
READ_ERRORS = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, RecursionError)


class CleanAttachment(BaseModel):
    """A cleaned attachment: its bytes, its pages, and what was removed, to be told to the person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pdf: bytes = Field(repr=False)
    pages: int
    removed: tuple[Removal, ...]


def clean_attachment(
    pdf: bytes, name: str, *, title: str = "", max_bytes: int = MAX_BYTES, max_pages: int = MAX_PAGES
) -> CleanAttachment:
    """Gives the attachment without its dangers; ``name`` is the file's name as the person knows it.

    Nothing is left in it of who made it and with what; it says ``title`` of itself where it must say something.

    Raises ``EncryptedAttachmentError``, ``DamagedAttachmentError``, ``LargeAttachmentError`` or ``DynamicFormError``.
    Same bytes in, same bytes out.
    """
    _check_size(pdf, name, max_bytes)
    pages = _screen(pdf, name, max_pages)
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            _check_same_pages(document, name, pages)
            removed = clean_document(document, title=title)
            return CleanAttachment(pdf=pdf_bytes(document), pages=pages, removed=removed)
    except UndrawableAnswerError as error:
        raise AttachmentError(
            name,
            _("la réponse du champ «\u00a0{name}\u00a0» ne peut pas être dessinée dans la page").format(name=error),
            _("Imprimez le formulaire rempli en PDF depuis votre lecteur, puis joignez la copie."),
        ) from error
    except (pikepdf.PdfError, pikepdf.PikepdfError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise _damaged(name, _("son contenu ne se lit pas jusqu’au bout")) from error


def _check_size(pdf: bytes, name: str, max_bytes: int) -> None:
    if len(pdf) > max_bytes:
        raise LargeAttachmentError(
            name,
            _("elle pèse {size}, la limite est de {limit}").format(
                size=_megabytes(len(pdf)), limit=_megabytes(max_bytes)
            ),
            _("Réduisez la résolution des images ou divisez le fichier."),
        )
    if b"%PDF-" not in pdf[:HEADER_WITHIN]:
        raise _damaged(name, _("ce n’est pas un fichier PDF"))
    if b"%%EOF" not in pdf[-TRAILER_WITHIN:]:
        raise _damaged(name, _("le fichier est coupé avant sa fin"))


def _screen(pdf: bytes, name: str, max_pages: int) -> int:
    """Reads every page's content within pypdf's limits and gives the number of pages."""
    try:
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted:
            raise _locked(name)
        pages = _count_pages(reader, name, max_pages)
        _check_not_dynamic(reader, name)
        for page in reader.pages:
            content = page.get_contents()
            if content is not None:
                content.get_data()
    except DependencyError as error:  # pypdf would need another library to read an AES key: it is locked
        raise _locked(name) from error
    except LimitReachedError as error:
        raise LargeAttachmentError(
            name,
            _("une de ses pages devient démesurée une fois ouverte"),
            _("Imprimez-la en PDF depuis votre lecteur, puis joignez la copie."),
        ) from error
    except READ_ERRORS as error:
        raise _damaged(name, _("une de ses pages ne se lit pas")) from error
    return pages


def _locked(name: str) -> EncryptedAttachmentError:
    return EncryptedAttachmentError(
        name,
        _("elle est protégée par un mot de passe ou par des restrictions"),
        _("Enregistrez une copie sans protection, puis joignez-la."),
    )


def _count_pages(reader: PdfReader, name: str, max_pages: int) -> int:
    """Walks the tree of pages until it is too large: listing a hundred thousand takes 10 s and 700 MB."""
    waiting: list[Any] = [reader.root_object["/Pages"]]
    pages = branches = 0
    while waiting:
        node = waiting.pop().get_object()
        if "/Kids" in node:
            branches += 1
            waiting.extend(node["/Kids"])
        else:
            pages += 1
        if pages > max_pages:
            raise _too_many_pages(name, max_pages)
        if branches > MAX_BRANCHES:  # a tree that turns on itself has no end
            raise _damaged(name, _("une de ses pages ne se lit pas"))
    if pages == 0 or len(reader.pages) != pages:
        raise _damaged(name, _("elle n’a aucune page") if pages == 0 else _("une de ses pages ne se lit pas"))
    return pages


def _too_many_pages(name: str, max_pages: int) -> LargeAttachmentError:
    return LargeAttachmentError(
        name,
        _("elle a plus de {limit} pages").format(limit=max_pages),
        _("Joignez seulement les pages utiles, ou divisez le fichier."),
    )


def _check_not_dynamic(reader: PdfReader, name: str) -> None:
    """Refuses a form whose pages are drawn by a script: its PDF pages only say to wait (XFA 3.3, dynamic forms)."""
    root = reader.trailer["/Root"].get_object()
    if isinstance(root, DictionaryObject) and root.get("/NeedsRendering"):
        raise DynamicFormError(
            name,
            _("c’est un formulaire dynamique (XFA) que seul son logiciel d’origine affiche"),
            _("Ouvrez-la dans ce logiciel, imprimez-la en PDF, puis joignez la copie."),
        )


def _check_same_pages(document: Pdf, name: str, pages: int) -> None:
    """Two readers must see the same pages: a file made to show one thing to each is refused."""
    if document.is_encrypted or len(document.pages) != pages:
        raise _damaged(name, _("deux lecteurs n’y voient pas les mêmes pages"))


def _damaged(name: str, why: str) -> DamagedAttachmentError:
    return DamagedAttachmentError(name, why, _("Enregistrez-la de nouveau en PDF depuis son logiciel d’origine."))


def _megabytes(size: int) -> str:
    millions = f"{size / 1_000_000:.1f}"
    return either(millions.replace(".", ",") + "\u00a0Mo", millions + "\u00a0MB")
