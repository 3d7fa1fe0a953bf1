"""What may run, fetch or hide, searched in a PDF of ours; and links that lead nowhere."""

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from assembler.i18n import translate as _

CATALOG = ("/OpenAction", "/AA", "/AcroForm", "/Collection", "/AF")
NAMES = ("/JavaScript", "/EmbeddedFiles")
SCHEMES = {"http", "https", "mailto"}
PLACEHOLDER_TOP_DOMAIN = ".invalid"  # reserved: it never resolves (RFC 2606)

Active = tuple[str, int | None, str]  # code, page from 0, message


def find_active(reader: PdfReader, *, attachment_pages: Collection[int]) -> Iterator[Active]:
    """Gives what must not be there. A dead link is told on our own pages only: others may have left theirs."""
    root = reader.root_object
    names = root.get("/Names", DictionaryObject()).get_object()
    for holder, keys in ((root, CATALOG), (names, NAMES)):
        for key in keys:
            if key in holder:
                yield (
                    "pdf-actif",
                    None,
                    _("Le fichier porte «\u00a0{key}\u00a0», qui peut agir ou cacher un fichier.").format(key=key),
                )
    for index, page in enumerate(reader.pages):
        if "/AA" in page:
            yield "pdf-actif", index, _("La page porte une action automatique.")
        for annotation in _annotations(page):
            found = _look_at(annotation, is_ours=index not in attachment_pages)
            if found is not None:
                yield found[0], index, found[1]


def _annotations(page: DictionaryObject) -> list[DictionaryObject]:
    found = page.get("/Annots", ArrayObject()).get_object()
    return [item.get_object() for item in found]


def _look_at(annotation: DictionaryObject, *, is_ours: bool) -> tuple[str, str] | None:
    subtype = annotation.get("/Subtype")
    if subtype != "/Link" or "/AA" in annotation:
        return "pdf-actif", _("Une annotation «\u00a0{subtype}\u00a0» peut agir ou changer la page.").format(
            subtype=subtype
        )
    if "/Dest" in annotation:
        return None
    action = annotation.get("/A")
    if action is None:
        return ("pdf-lien", _("Un lien ne mène nulle part.")) if is_ours else None
    return _look_at_action(action.get_object())


def _look_at_action(action: DictionaryObject) -> tuple[str, str] | None:
    kind = action.get("/S")
    if kind == "/GoTo" and "/Next" not in action:
        return None
    if kind != "/URI" or "/Next" in action:
        return "pdf-actif", _("Un lien lance l’action «\u00a0{kind}\u00a0».").format(kind=kind)
    return _look_at_address(action.get("/URI"))


def _look_at_address(uri: Any) -> tuple[str, str] | None:
    try:
        address = urlsplit(str(uri).strip())
        host = address.hostname or ""
    except ValueError:
        return "pdf-lien", _("Le lien «\u00a0{uri}\u00a0» n’est pas une adresse.").format(uri=uri)
    if host.endswith(PLACEHOLDER_TOP_DOMAIN):
        return "pdf-lien", _("Le lien «\u00a0{uri}\u00a0» n’a pas été remplacé par une page du dossier.").format(
            uri=uri
        )
    if address.scheme.lower() not in SCHEMES:
        return "pdf-actif", _("Un lien mène hors du Web\u00a0: «\u00a0{uri}\u00a0».").format(uri=uri)
    return None
