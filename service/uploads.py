"""A deposit as it arrives: its files told apart, cheaply screened, and kept in the store before any row names them.

Sizes are counted while the body streams in (``service.middleware.bounded_body``). What a file really is, and whether it
is safe, is for the chamber to say: here only the impossible is refused, at once.
"""

import re
from pathlib import PureWindowsPath
from typing import Any
from unicodedata import normalize

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from assembler.errors import LargeUploadError, WrongKindError
from assembler.models.upload import MAX_FILE_BYTES, is_picture
from assembler.store import Store
from service.db.submissions import ATTACHMENT, NARRATIVE, SHEET, WORKBOOK, ReceivedFile
from service.errors import IncompleteError
from service.words import translate as _

TEMPLATE = "template"
FIELDS = {
    WORKBOOK: WORKBOOK,
    NARRATIVE: NARRATIVE,
    "sheets": SHEET,
    "sheets[]": SHEET,
    "attachments": ATTACHMENT,
    "attachments[]": ATTACHMENT,
}
MAX_SHEETS = 50
MAX_ATTACHMENTS = 100
MAX_FILES = 2 + MAX_SHEETS + MAX_ATTACHMENTS
_LONGEST_NAME = 120
_UNNAMED = {
    WORKBOOK: "canevas.xlsx",
    NARRATIVE: "recit.docx",
    SHEET: "fiche.docx",
    ATTACHMENT: "piece-jointe.pdf",
    TEMPLATE: "gabarit.docx",
}

ONE_TEMPLATE: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": [TEMPLATE],
                "properties": {
                    TEMPLATE: {"type": "string", "format": "binary", "description": "The Word template (.docx)."}
                },
            }
        }
    },
}
MULTIPART: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": [WORKBOOK],
                "properties": {
                    WORKBOOK: {"type": "string", "format": "binary", "description": "The Excel canvas (.xlsx)."},
                    NARRATIVE: {"type": "string", "format": "binary", "description": "The Word narrative (.docx)."},
                    "sheets": {
                        "type": "array",
                        "items": {"type": "string", "format": "binary"},
                        "maxItems": MAX_SHEETS,
                        "description": "Filled action sheets (.docx): their answers replace those of the workbook.",
                    },
                    "attachments": {
                        "type": "array",
                        "items": {"type": "string", "format": "binary"},
                        "maxItems": MAX_ATTACHMENTS,
                        "description": "PDF attachments, and a PNG or JPEG logo, named as the workbook names them.",
                    },
                },
            }
        }
    },
}


async def receive_template(request: Request, store: Store) -> ReceivedFile:
    """Keeps the one Word file of a form in the store; ``UploadError`` or ``IncompleteError`` otherwise."""
    form = await _form(request)
    try:
        sent = [file for name, file in form.multi_items() if name == TEMPLATE and _is_file(file)]
        if len(sent) != 1 or not isinstance(sent[0], UploadFile):
            raise IncompleteError(
                _("Il manque le gabarit\u00a0: joignez un seul fichier Word dans le champ «\u00a0template\u00a0».")
            )
        return await run_in_threadpool(_keep, store, TEMPLATE, sent[0])
    finally:
        await form.close()


async def receive_files(request: Request, store: Store) -> tuple[ReceivedFile, ...]:
    """Keeps the files of a deposit in the store, workbook first; ``UploadError`` or ``IncompleteError`` otherwise."""
    form = await _form(request)
    try:
        sent = [(FIELDS[name], file) for name, file in form.multi_items() if name in FIELDS and _is_file(file)]
        _check_roles([role for role, _file in sent])
        return await run_in_threadpool(_keep_all, store, sent)
    finally:
        await form.close()


def _keep_all(store: Store, sent: list[tuple[str, UploadFile | str]]) -> tuple[ReceivedFile, ...]:
    """Keeps the files one at a time: no more than one is in memory."""
    return tuple(
        _keep(store, role, file)
        for role in (WORKBOOK, NARRATIVE, SHEET, ATTACHMENT)
        for known, file in sent
        if known == role and isinstance(file, UploadFile)
    )


async def _form(request: Request) -> FormData:
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise IncompleteError(
            _("Envoyez le dépôt en «\u00a0multipart/form-data\u00a0», le classeur dans «\u00a0workbook\u00a0».")
        )
    try:
        return await request.form(max_files=MAX_FILES)
    except HTTPException as error:  # what the form's reader says is for programmers
        raise IncompleteError(
            _("Le dépôt n’a pas pu être lu\u00a0: il est incomplet, ou compte trop de fichiers. Envoyez-le encore.")
        ) from error


def _is_file(file: UploadFile | str) -> bool:
    # A browser sends an empty, nameless file for a field where nothing was chosen.
    return isinstance(file, UploadFile) and bool(file.filename or file.size)


def _check_roles(roles: list[str]) -> None:
    if roles.count(SHEET) > MAX_SHEETS:
        raise IncompleteError(_("Un dépôt compte au plus cinquante fiches d’action. Déposez-les en plusieurs fois."))
    if roles.count(ATTACHMENT) > MAX_ATTACHMENTS:
        raise IncompleteError(_("Un dépôt compte au plus cent pièces jointes. Réunissez-en quelques-unes."))
    if WORKBOOK not in roles:
        raise IncompleteError(
            _("Il manque le classeur\u00a0: joignez le canevas Excel dans le champ «\u00a0workbook\u00a0».")
        )
    if roles.count(WORKBOOK) > 1 or roles.count(NARRATIVE) > 1:
        raise IncompleteError(_("Un dépôt compte un seul classeur et un seul récit. Retirez celui qui est de trop."))


def _keep(store: Store, role: str, file: UploadFile) -> ReceivedFile:
    name = label_of(file.filename or "", role)
    content = file.file.read(MAX_FILE_BYTES + 1)
    refuse_the_impossible(name, role, content)
    return ReceivedFile(role=role, name=name, sha256=store.put(content), size=len(content))


def label_of(name: str, role: str) -> str:
    """Gives a file's name as a label: its last part, one line, no control character; it is never a path of ours."""
    last = PureWindowsPath(normalize("NFC", name)).name  # both kinds of slashes
    plain = "".join(letter if letter.isprintable() else " " for letter in last)
    plain = re.sub(r"\s+", " ", plain.replace("\u202e", "")).strip(" .")
    if len(plain) > _LONGEST_NAME:
        stem, dot, suffix = plain.rpartition(".")
        plain = f"{stem[: _LONGEST_NAME - 10]}{dot}{suffix[:8]}" if dot else plain[:_LONGEST_NAME]
    return plain or _UNNAMED[role]


def refuse_the_impossible(name: str, role: str, content: bytes) -> None:
    """Refuses what cannot be what its field asks for, by its first bytes alone."""
    if len(content) > MAX_FILE_BYTES:
        raise LargeUploadError(
            name,
            _("il dépasse {limit}\u00a0Mo").format(limit=MAX_FILE_BYTES // 1_000_000),
            _("Réduisez les images, ou répartissez le contenu en plusieurs fichiers."),
        )
    if not content.strip(b"\0 \t\r\n"):
        raise WrongKindError(name, _("il est vide"), _("Choisissez le bon fichier et renvoyez-le."))
    if role == ATTACHMENT:
        if b"%PDF-" not in content[:1024] and not is_picture(content):  # ISO 32000: a header in the first kilobyte
            raise WrongKindError(
                name,
                _("ce n’est pas un PDF, ni un logo en PNG ou en JPEG"),
                _("Exportez-le en PDF depuis le logiciel qui l’a créé."),
            )
    elif not content.startswith(b"PK"):
        wanted = _("un classeur Excel (.xlsx)") if role == WORKBOOK else _("un document Word (.docx)")
        raise WrongKindError(
            name,
            _("ce n’est pas {wanted}, ou il est protégé par un mot de passe").format(wanted=wanted),
            _("Ouvrez-le, retirez le mot de passe s’il en a un, enregistrez-le sous ce type et renvoyez-le."),
        )
