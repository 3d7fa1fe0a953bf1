"""One look at a file before any parser: is it what was asked for, within bounds, and harmless?

The bounds answer the attacks of findings (« What really bites »): bombs, far cells, files that reach outside, names
that readers understand differently. Nothing here parses more than it must.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from assembler.errors import (
    DamagedUploadError,
    EncryptedUploadError,
    HostileUploadError,
    LargeUploadError,
    MacroUploadError,
    WrongKindError,
)
from assembler.i18n import mark
from assembler.i18n import translate as _
from assembler.models.upload import MAX_FILE_BYTES, UploadedFile
from assembler.read.kinds import FileKind, kind_of
from assembler.read.package import UNREADABLE, Relation, read_relations
from assembler.read.remedies import remedy_for
from assembler.read.sheet import column_number

MAX_ENTRIES = 3_000
MAX_PART = 25_000_000  # one XML part, opened
MAX_SHEET = 80_000_000  # a worksheet: people colour empty rows down to the last, and those are dropped unread
MAX_OPENED = 200_000_000  # all parts, opened
MAX_RATIO = 150  # XML shrinks 10 to 30 times; a part that shrinks more than this is a bomb
SMALL_PART = 1_000_000  # below this, any ratio is harmless
MAX_ROW = 60_000
MAX_COLUMN = 400
MAX_POINTS = 400_000_000  # of all pictures of a narrative: thirty photos as a camera takes them
_CHUNK = 1 << 16

# A cell far away, whatever the order of its attributes; « / » or a closing tag right after means it holds nothing.
# Nothing in it looks twice at the same bytes (atomic groups): a part made for that would take hours.
_FAR_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?>[^<>]*?\br\s*=\s*["']([A-Z]{2,3}\d+|[A-Z]\d{5,})["'])([^<>]*+)>(\s*+</)?""", re.ASCII
)
# What a far cell has and nearly no sheet does: looked for first, for the pattern above stops at every element.
_FAR_ADDRESS = re.compile(rb"""r\s*=\s*["'](?:[A-Z]{2,3}\d|[A-Z]\d{5})""")
# What would command the terminal that shows a name, or turn its reading order.
_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MAY_LEAVE = frozenset({"hyperlink", "attachedTemplate"})  # never followed: links are shown, templates ignored

CLEAR_ROWS = mark(
    "Supprimez les lignes vides mises en forme sous les tableaux (sélectionnez-les, puis clic droit › Supprimer), "
    "enregistrez et renvoyez-le."
)
_SEND_AGAIN = mark("Ouvrez-le pour vérifier qu’il est sain, enregistrez-le et renvoyez-le.")


def screen_workbook(file: UploadedFile) -> None:
    """Lets a .xlsx through; a subclass of ``UploadError`` says why it is not one, or not a safe one."""
    _check_kind(file, FileKind.XLSX)
    _screen_package(file)
    _check_far_cells(file)


def screen_narrative(file: UploadedFile) -> None:
    """Lets a .docx through; a subclass of ``UploadError`` says why it is not one, or not a safe one."""
    _check_kind(file, FileKind.DOCX)
    _screen_package(file)
    _check_pictures(file)


def screen_pdf(file: UploadedFile) -> None:
    """Lets a PDF of a decent size through; what it holds is screened when it is assembled."""
    _check_kind(file, FileKind.PDF)


def _check_kind(file: UploadedFile, wanted: FileKind) -> None:
    if len(file.content) > MAX_FILE_BYTES:
        size = len(file.content) // 1_000_000
        raise LargeUploadError(
            file.name,
            _("il pèse {size}\u00a0Mo et la limite est de {limit}\u00a0Mo").format(
                size=size, limit=MAX_FILE_BYTES // 1_000_000
            ),
            _("Réduisez les images, ou répartissez le contenu en plusieurs fichiers."),
        )
    try:
        kind = kind_of(file.content)
    except UNREADABLE as error:
        raise DamagedUploadError(file.name, _("il est endommagé ou incomplet"), _(_SEND_AGAIN)) from error
    if kind is wanted:
        return
    if kind is FileKind.ENCRYPTED:
        raise EncryptedUploadError(
            file.name,
            _("il est protégé par un mot de passe"),
            _("Retirez le mot de passe (Fichier › Informations › Protéger), enregistrez et renvoyez-le."),
        )
    if kind in (FileKind.XLSM, FileKind.DOCM):
        raise MacroUploadError(
            file.name,
            _("c’est {kind}, et les macros ne sont pas acceptées").format(kind=_(kind)),
            remedy_for(kind, wanted),
        )
    if kind is FileKind.EMPTY:
        raise WrongKindError(file.name, _("il est vide"), _("Choisissez le bon fichier et renvoyez-le."))
    raise WrongKindError(
        file.name,
        _("c’est {kind}, alors qu’il faut {wanted}").format(kind=_(kind), wanted=_(wanted)),
        remedy_for(kind, wanted),
    )


def _screen_package(file: UploadedFile) -> None:
    with zipfile.ZipFile(BytesIO(file.content)) as archive:
        _check_names(file, archive)
        _check_sizes(file, archive)
        _check_content(file, archive)
        _check_programs(file, archive)
        _check_relations(file, archive)


def _check_names(file: UploadedFile, archive: zipfile.ZipFile) -> None:
    seen: set[str] = set()
    for name in archive.namelist():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or _COMMANDS.search(name):
            shown = _COMMANDS.sub("\ufffd", name)
            raise HostileUploadError(
                file.name, _("il contient une partie au nom interdit ({name})").format(name=shown), _(_SEND_AGAIN)
            )
        if name.casefold() in seen:
            raise HostileUploadError(
                file.name, _("il contient deux fois la même partie ({name})").format(name=name), _(_SEND_AGAIN)
            )
        seen.add(name.casefold())


def _check_sizes(file: UploadedFile, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise LargeUploadError(
            file.name,
            _("il compte {count} parties (au plus {limit})").format(count=len(entries), limit=MAX_ENTRIES),
            _(_SEND_AGAIN),
        )
    for entry in entries:
        is_bomb = entry.file_size > SMALL_PART and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        is_sheet = entry.filename.startswith("xl/worksheets/")
        limit = MAX_SHEET if is_sheet else MAX_PART
        is_huge = entry.filename.endswith((".xml", ".rels")) and entry.file_size > limit
        if is_bomb or is_huge:
            raise LargeUploadError(
                file.name,
                _("une de ses parties est démesurée ({name})").format(name=entry.filename),
                _(CLEAR_ROWS if is_sheet else _SEND_AGAIN),
            )
    if sum(entry.file_size for entry in entries) > MAX_OPENED:
        raise LargeUploadError(file.name, _("son contenu, une fois ouvert, est démesuré"), _(_SEND_AGAIN))


def _check_content(file: UploadedFile, archive: zipfile.ZipFile) -> None:
    """Reads every part, counting: a part that lies about its size or its checksum is found here."""
    for entry in archive.infolist():
        if entry.flag_bits & 1:
            raise EncryptedUploadError(
                file.name, _("une de ses parties est chiffrée"), _("Enregistrez-le sans mot de passe.")
            )
        left = entry.file_size
        try:
            with archive.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    left -= len(chunk)
        except UNREADABLE as error:
            raise DamagedUploadError(
                file.name, _("la partie {name} est endommagée").format(name=entry.filename), _(_SEND_AGAIN)
            ) from error
        if left != 0:
            raise DamagedUploadError(
                file.name, _("la partie {name} est incomplète").format(name=entry.filename), _(_SEND_AGAIN)
            )


def _check_programs(file: UploadedFile, archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        low = name.casefold()
        if "vbaproject" in low or "/macrosheets/" in low:
            remedy = _("Enregistrez-le sans macros (.xlsx ou .docx) et renvoyez-le.")
            raise MacroUploadError(file.name, _("il contient des macros"), remedy)
        if "/activex/" in low or ("/embeddings/" in low and low.endswith((".bin", ".exe"))):
            remedy = _("Supprimez cet objet (ou collez-le comme image), enregistrez et renvoyez-le.")
            raise HostileUploadError(file.name, _("il contient un objet incorporé (OLE ou ActiveX)"), remedy)


def _check_relations(file: UploadedFile, archive: zipfile.ZipFile) -> None:
    relations: list[Relation] = []
    names = archive.namelist()
    for name in names:
        if not name.casefold().endswith(".rels"):
            continue
        if _is_spelt_aside(name, names):
            raise HostileUploadError(
                file.name, _("il contient une partie au nom interdit ({name})").format(name=name), _(_SEND_AGAIN)
            )
        try:
            relations += read_relations(archive.read(name), "")
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamagedUploadError(
                file.name, _("la partie {name} est illisible").format(name=name), _(_SEND_AGAIN)
            ) from error
    _check_links(file, relations)
    for relation in relations:
        if relation.is_external and relation.kind not in _MAY_LEAVE:
            raise HostileUploadError(
                file.name,
                _("il va chercher du contenu à l’extérieur ({target})").format(target=relation.target),
                _("Remplacez ce contenu lié par une copie incorporée, enregistrez et renvoyez-le."),
            )


def _is_spelt_aside(name: str, names: Sequence[str]) -> bool:
    """True for relations that only a reader blind to case would follow (ECMA-376 part 2, 6.2.2)."""
    folder, file = posixpath.split(name)
    source = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
    is_twin = source not in names and source.casefold() in {other.casefold() for other in names}
    return is_twin or not name.endswith(".rels") or posixpath.basename(folder) != "_rels"


def _check_links(file: UploadedFile, relations: Iterable[Relation]) -> None:
    """Links to other workbooks are refused: what they last gave may be old, and nobody would see it."""
    links = [relation for relation in relations if relation.kind.startswith("externalLink")]
    if links:
        # The part of a link names the other file; the workbook only names the part.
        named = next((link for link in links if link.is_external), links[0])
        raise HostileUploadError(
            file.name,
            _("il est lié à un autre fichier ({target})").format(target=unquote(named.target)),
            _("Dans Excel\u00a0: Données › Modifier les liens › Rompre la liaison; enregistrez et renvoyez-le."),
        )


def _check_pictures(file: UploadedFile) -> None:
    """A PNG of one colour holds fifty million points in a hundred kilobytes: a few are a photo album, many a bomb."""
    from assembler.read.attachment import count_points  # a workbook has no pictures to open

    with zipfile.ZipFile(BytesIO(file.content)) as archive:
        points = sum(count_points(archive.read(name)) for name in archive.namelist() if "/media/" in name)
    if points > MAX_POINTS:
        raise LargeUploadError(
            file.name,
            _("ses images, ensemble, comptent plus de {limit}\u00a0millions de points").format(
                limit=MAX_POINTS // 1_000_000
            ),
            _("Compressez-les dans Word (Format de l’image › Compresser les images), enregistrez et renvoyez-le."),
        )


def _check_far_cells(file: UploadedFile) -> None:
    with zipfile.ZipFile(BytesIO(file.content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                far = _far_cell(archive.read(name))
                if far:
                    raise LargeUploadError(
                        file.name,
                        _("une feuille contient une valeur à la cellule {cell}, bien au-delà des tableaux").format(
                            cell=far
                        ),
                        _("Effacez ce qui s’y trouve, enregistrez et renvoyez-le."),
                    )


def _far_cell(sheet: bytes) -> str:
    """Gives the first far cell that holds something. Far rows that are only coloured are common, and harmless here."""
    for found in _FAR_CELL.finditer(sheet) if _FAR_ADDRESS.search(sheet) else ():
        address = found[1].decode()
        is_far = column_number(address) > MAX_COLUMN or int(re.sub(r"\D", "", address)) > MAX_ROW
        if is_far and not found[2].endswith(b"/") and not found[3]:
            return address
    return ""
