"""What is written: results that say little, acronyms nobody explains, leftovers of a draft (R-064, R-102, R-106)."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from assembler.i18n import translate as _
from assembler.models.field import Privacy
from assembler.models.finding import Finding, Severity
from assembler.models.period import previous_fiscal_year
from assembler.models.plan_record import Acronym, Attachment, ContactPerson
from assembler.models.region import Region
from assembler.models.results import ResultEntry
from assembler.tables import folded
from assembler.validate.rules.subject import RuleSubject, warning
from assembler.validate.rules.written import Written

_LEFTOVER = re.compile(r"\{\{|\{%|(?<!\w)(?:TODO|XXX)(?!\w)")
_ACRONYM = re.compile(r"(?<![\w.@/-])[A-ZÀÂÇÉÈÊÎÔÛ]{2,8}(?:-[A-ZÀÂÇÉÈÊÎÔÛ]{1,6})*(?![\w@-])")
_CAPITALS = re.compile(
    r"(?<!\w)[A-ZÀÂÇÉÈÊÎÔÛ]{2,}(?:[ ’'][A-ZÀÂÇÉÈÊÎÔÛ]{2,})+(?!\w)"
)  # « IL EST RÉSOLU », not acronyms
_ROMAN = re.compile(r"[IVXLCDM]+")
_CLAUSES = frozenset({"ATTENDU", "RÉSOLU"})  # how resolutions begin
_UNSPOKEN = (Acronym, Attachment, ContactPerson)  # acronyms themselves, names of files, contacts


def check_r_064(subject: RuleSubject) -> Iterator[Finding]:
    """The outcomes of an action and year, taken together, tell enough, and not what the year before told."""
    limit = subject.region.thresholds.result_words
    told = {(row.action, row.fy): _outcomes(row) for row in subject.plan.results}
    for row in subject.plan.results:
        text = told[row.action, row.fy]
        words = len(text.split())
        before = previous_fiscal_year(row.fy)
        where = f"Action {row.action}, exercice {row.fy} : les retombées"
        if text and folded(text) == folded(told.get((row.action, before), "")):
            yield warning(
                "R-064",
                row,
                "effects_short",
                found=before,
                expected=_("ce qui a changé depuis l’exercice précédent"),
                message=f"{where} sont mot pour mot celles de l’exercice {before}.",
                remedy="Dites ce que cet exercice a changé.",
            )
        elif 0 < words < limit:
            yield warning(
                "R-064",
                row,
                "effects_short",
                found=_("{count} mots").format(count=words),
                expected=_("au moins {low}").format(low=limit),
                message=f"{where} tiennent en {words} mots; il en faut au moins {limit} pour dire un résultat.",
                remedy="Dites ce qui a changé, pour qui, et comment on le sait.",
            )


def _outcomes(row: ResultEntry) -> str:
    return " ".join(text for text in (row.effects_short, row.effects_medium, row.effects_long) if text)


def check_r_102(subject: RuleSubject) -> Iterator[Finding]:
    """Every acronym that documents print is in the glossary; each is told once, where it is first written."""
    known = {folded(row.short) for row in subject.plan.acronyms} | _explained(subject.region)
    for text in subject.written:
        for acronym in _acronyms(text):
            if folded(acronym) in known or folded(acronym.split("-")[0]) in known:
                continue
            known.add(folded(acronym))
            yield text.finding(
                "R-102",
                Severity.WARNING,
                found=acronym,
                expected=_("une ligne dans «\u00a0Sigles\u00a0»"),
                message=f"Le sigle « {acronym} » n’est pas dans la feuille « Sigles » : le glossaire n’en dit rien.",
                remedy="Ajoutez le sigle et sa forme longue à la feuille « Sigles », ou écrivez les mots au long.",
            )


def _acronyms(text: Written) -> Iterator[str]:
    """The acronyms of a text that is printed and not written in capitals throughout."""
    if isinstance(text.record, _UNSPOKEN) or text.text.upper() == text.text:
        return
    spec = text.spec
    if spec and (spec.pattern or spec.tag in ("id", "sigle") or spec.privacy is not Privacy.PUBLIC):
        return
    for match in _ACRONYM.finditer(_CAPITALS.sub(" ", text.text)):
        if not _ROMAN.fullmatch(match[0]) and match[0] not in _CLAUSES and not _LEFTOVER.fullmatch(match[0]):
            yield match[0]


def _explained(region: Region) -> set[str]:
    """What documents name in full themselves: the region, its territories, funders and programs."""
    codes = {region.regional_body_acronym, region.regional_body_former or ""}
    codes |= {profile.code for profile in region.territories} | {program.code for program in region.programs}
    return {folded(code) for code in codes | {funder.acronym for funder in region.funders}}


def check_r_106(subject: RuleSubject) -> Iterator[Finding]:
    """Nothing a person typed looks like a tag or a note to self: it would be printed as it is."""
    for _place, written in groupby(subject.written, key=attrgetter("cell")):
        texts = list(written)
        left = tuple(dict.fromkeys(match[0] for text in texts for match in _LEFTOVER.finditer(text.text)))
        if left:
            yield _left_in(texts[0], left)


def _left_in(text: Written, left: tuple[str, ...]) -> Finding:
    *others, last = (f"« {one} »" for one in left)
    quoted, draft = f"{last}, qui serait imprimé tel quel", "ce reste"
    if others:
        quoted, draft = f"{', '.join(others)} et {last}, qui seraient imprimés tels quels", "ces restes"
    return text.finding(
        "R-106",
        Severity.BLOCKING,
        found=" ".join(left),
        expected=_("le texte définitif"),
        message=f"Le texte contient {quoted}.",
        remedy=f"Écrivez le texte définitif, ou retirez {draft} de brouillon.",
    )
