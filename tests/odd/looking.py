"""Reads a file as ``dossier check`` does, in one language, and tells what came of it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from assembler.compute.funding import compute_funding
from assembler.i18n import Lang, speaking
from assembler.models.finding import Finding
from assembler.models.narrative import Narrative
from assembler.models.plan import Plan
from assembler.models.releases import RELEASES, Release, Renamed
from assembler.models.upload import UploadedFile
from assembler.read.screen import screen_workbook
from assembler.read.workbook import read_workbook
from assembler.regions import load_region
from assembler.validate.parse import parse_source
from assembler.validate.planned import build_plan

FILES = Path(__file__).parent / "files"
# A past that the product has not: what its first renaming will look like.
PAST = (
    Release("0.8"),
    Release("0.9", (Renamed("tblBesoins", "Rubrique", "Poste"),)),
    Release(
        "1.0",
        (
            Renamed("tblBesoins", "Coût prévu", "Montant"),
            Renamed("tblBesoins", "Poste", "Catégorie"),
            Renamed("tblPlan", "Nom du plan", "Titre"),
        ),
    ),
)


@dataclass(frozen=True)
class Seen:
    """What came of a file: its plan if there is one, its findings, the total of the year's needs."""

    plan: Plan | None
    findings: tuple[Finding, ...]
    total: Decimal | None


@cache
def seen(name: str, lang: Lang = "fr", *, with_past: bool = False) -> Seen:
    """Gives what came of a file of ``files``; a leaf of ``UploadError`` when it is refused."""
    content = (FILES / name).read_bytes()
    with speaking(lang):
        screen_workbook(UploadedFile(name=name, content=content))
        source = read_workbook(content, name=name, releases=PAST if with_past else RELEASES)
        parsed, findings = parse_source(source, load_region())
        plan = build_plan(parsed, Narrative(), load_region())
    total = compute_funding(plan, load_region()).total("2026-2027").need if plan else None
    return Seen(plan, findings, total)


def told(name: str, lang: Lang = "fr", *, with_past: bool = False) -> list[tuple[str, str, str, str]]:
    """Gives what is told of a file and not of the straight one: code, place, message, remedy."""
    usual = {(finding.code, finding.message) for finding in seen("straight.xlsx", lang).findings}
    found = seen(name, lang, with_past=with_past).findings
    return [(f.code, f.place, f.message, f.remedy) for f in found if (f.code, f.message) not in usual]
