"""Writes the manifest and the bordereau: the same dossier always gives the same bytes."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from hashlib import sha256

from assembler.models.manifest import Manifest

Cell = str | int | Decimal | None
BORDEREAU_HEADER = ("No", "Titre", "Fichier", "Type", "Pages", "Édition", "Date", "SHA-256")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def manifest_json(manifest: Manifest) -> bytes:
    """Gives canonical JSON: sorted keys, two spaces, UTF-8, one newline at the end."""
    values = manifest.model_dump(mode="json")
    return (json.dumps(values, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def bordereau_csv(manifest: Manifest) -> bytes:
    """Gives the list of the dossier's files as people's spreadsheets expect it in Québec.

    Each line tells the edition and the date of the dossier: parts of two of them may end up in one sheet. The last line
    is the manifest's own: what is changed in it shows, too.
    """
    made = (manifest.edition, manifest.date.isoformat())
    rows: list[tuple[Cell, ...]] = [
        (p.order, p.title, p.path, p.kind, p.pages, *made, p.sha256) for p in manifest.parts
    ]
    sealed = sha256(manifest_json(manifest)).hexdigest()
    rows.append((len(rows) + 1, "Manifeste du dossier", "manifest.json", "manifeste", None, *made, sealed))
    return canonical_csv(BORDEREAU_HEADER, rows)


def receipt_files(manifest: Manifest) -> dict[str, bytes]:
    """Gives the two files that a manifest makes, by path."""
    return {"manifest.json": manifest_json(manifest), "bordereau.csv": bordereau_csv(manifest)}


def canonical_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Gives a CSV of ``;`` and decimal commas, UTF-8 with BOM, lines ended by CR LF (typography E2).

    A text that a spreadsheet would run as a formula is written behind an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value
