"""A dossier as people take it: its parts grouped, each in the kinds it comes in, and what it replaces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from assembler.models.accounts_vocabulary import ReportKind
from assembler.models.vocabulary import Edition
from service.db.tables import Dossier, DossierFile, DossierKind
from service.pages.shown_territory import EDITIONS, ShownMade, view_made
from service.pages.shown_totals import ShownTotals, view_totals

# How a suffix is called where people choose what to open.
KINDS = {".docx": "Word", ".xlsx": "Excel", ".pdf": "PDF", ".zip": "ZIP", ".json": "JSON", ".csv": "CSV"}
REPORT_KINDS = {kind.value: kind for kind in ReportKind}
# The groups of a dossier's parts in the order people look for them, by the folder or the stem of their path.
_GROUPS = {
    "plan": "plan",
    "fiches": "fiches",
    "annexe-budgetaire": "annexe",
    "redditions": "redditions",
    "formulaires": "formulaires",
    "pieces": "pieces",
    "donnees": "donnees",
    "bordereau": "donnees",
    "manifest": "donnees",
}
GROUPS = (*dict.fromkeys(_GROUPS.values()), "autres")


@dataclass(frozen=True)
class ShownFile:
    """One file to take."""

    path: str
    kind: str
    size: int


@dataclass(frozen=True)
class ShownPart:
    """One part, in each of its kinds; ``title`` is its own, in French, or empty when only its path is known."""

    title: str
    stem: str
    files: tuple[ShownFile, ...]


@dataclass(frozen=True)
class ShownGroup:
    """Parts of one sort; ``name`` is one of ``GROUPS``."""

    name: str
    parts: tuple[ShownPart, ...]


@dataclass(frozen=True)
class ShownDossier:
    """Everything the page of a dossier shows beside its preview."""

    id: str
    kind: DossierKind
    name: str
    territory: str | None
    agreement: str | None
    edition: Edition
    report: ReportKind | None  # None for what is no report
    fy: str
    pages: int
    at: datetime
    by: str
    missing: tuple[str, ...]
    totals: ShownTotals | None
    preview: ShownFile | None
    groups: tuple[ShownGroup, ...]
    archive_name: str
    archive_size: int
    earlier: tuple[ShownMade, ...]
    newer: ShownMade | None  # what replaced it


def view_dossier(
    dossier: Dossier, *, titles: Mapping[str, str], siblings: Sequence[Dossier], names: Mapping[str, str]
) -> ShownDossier:
    """Gives a dossier's page. ``titles`` by path; ``siblings`` of the same kind and place, newest first."""
    preview = _preview(dossier.files)
    newer = [other for other in siblings if other.created_at > dossier.created_at]
    return ShownDossier(
        id=dossier.id,
        kind=DossierKind(dossier.kind),
        name=dossier.name,
        territory=dossier.territory,
        agreement=dossier.agreement,
        edition=EDITIONS[dossier.edition],
        report=REPORT_KINDS.get(dossier.report_kind or ""),
        fy=dossier.fy,
        pages=dossier.pages,
        at=dossier.created_at,
        by=names.get(dossier.made_for, ""),
        missing=tuple(dossier.missing),
        totals=view_totals(dossier.fy, dossier.totals),
        preview=preview,
        groups=_groups([file for file in dossier.files if preview is None or file.path != preview.path], titles),
        archive_name=f"{dossier.name}.zip",
        archive_size=dossier.archive_size,
        earlier=tuple(view_made(other, names) for other in siblings if other.created_at < dossier.created_at),
        newer=view_made(newer[0], names) if newer else None,
    )


def _preview(files: Sequence[DossierFile]) -> ShownFile | None:
    """Gives the PDF that holds everything: a dossier's own, else the first one at the top of the folder."""
    pdfs = [file for file in files if file.path.endswith(".pdf") and "/" not in file.path]
    return _file(min(pdfs, key=lambda file: (file.path != "dossier.pdf", file.position))) if pdfs else None


def _groups(files: Sequence[DossierFile], titles: Mapping[str, str]) -> tuple[ShownGroup, ...]:
    sorted_out: dict[str, list[DossierFile]] = {name: [] for name in GROUPS}
    for file in files:
        sorted_out[_GROUPS.get(PurePosixPath(file.path).with_suffix("").parts[0], "autres")].append(file)
    return tuple(ShownGroup(name, _parts(some, titles)) for name, some in sorted_out.items() if some)


def _parts(files: Sequence[DossierFile], titles: Mapping[str, str]) -> tuple[ShownPart, ...]:
    """Joins what differs by its suffix alone; the title is that of the first, the Word one before its tables."""
    stems: dict[str, list[DossierFile]] = {}
    for file in files:
        stems.setdefault(str(PurePosixPath(file.path).with_suffix("")), []).append(file)
    return tuple(
        ShownPart(
            title=next((titles[file.path] for file in sorted(some, key=_order) if file.path in titles), ""),
            stem=PurePosixPath(stem).name,
            files=tuple(_file(file) for file in sorted(some, key=_order)),
        )
        for stem, some in stems.items()
    )


def _order(file: DossierFile) -> int:
    suffixes = list(KINDS)
    suffix = PurePosixPath(file.path).suffix
    return suffixes.index(suffix) if suffix in suffixes else len(suffixes)


def _file(file: DossierFile) -> ShownFile:
    suffix = PurePosixPath(file.path).suffix
    return ShownFile(path=file.path, kind=KINDS.get(suffix, suffix.lstrip(".").upper()), size=file.size)
