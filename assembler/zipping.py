"""Writes zips (dossier, workbooks, documents) so that the same files always give the same bytes."""

import io
import unicodedata
import zipfile
from collections.abc import Mapping

from assembler.errors import ArchiveNameError
from assembler.i18n import translate as _

EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest date a zip can tell (APPNOTE 4.4.6)
LEVEL = 6
REGULAR_FILE = 0o100644 << 16
UNIX = 3
CONTENT_TYPES = "[Content_Types].xml"  # comes first in an Office file (ECMA-376 part 2)


def canonical_zip(entries: Mapping[str, bytes]) -> bytes:
    """Gives a zip of sorted names, fixed dates, attributes and compression.

    Raises ``ArchiveNameError`` for a name that could leave the folder or meet another one on Windows or macOS.
    """
    _check_names(entries)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as writer:
        for name in sorted(entries, key=lambda name: (name != CONTENT_TYPES, name)):
            writer.writestr(_entry(name), entries[name], compresslevel=LEVEL)
    return archive.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = UNIX
    entry.external_attr = REGULAR_FILE
    return entry


def _check_names(names: Mapping[str, bytes]) -> None:
    seen: set[str] = set()
    for name in names:
        if not _is_safe(name):
            raise ArchiveNameError(name, _("il sortirait du dossier ou ne s’ouvrirait pas partout"))
        same = unicodedata.normalize("NFC", name).casefold()
        if same in seen:
            raise ArchiveNameError(name, _("un autre fichier porte le même nom à la casse près"))
        seen.add(same)


def _is_safe(name: str) -> bool:
    steps = name.split("/")
    return not any(step in {"", ".", ".."} or step.endswith((".", " ")) for step in steps) and not any(
        character in '\\:*?"<>|' or ord(character) < 32 for character in name
    )
