"""Read a person's Word narrative: its sections by content control, or by heading, as neutral blocks.

Everything that was changed, dropped or missing is told as a finding (codes N-001 to N-020).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from lxml import etree

from assembler.i18n import language, mark
from assembler.i18n import translate as _
from assembler.models.field import Need
from assembler.models.finding import Finding, Severity
from assembler.models.narrative import (
    SECTIONS,
    Block,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Section,
    SectionSpec,
    Table,
)
from assembler.read.narrative_blocks import SectionReader, heading_level
from assembler.read.narrative_remarks import Remarks, quoted
from assembler.read.narrative_runs import plain
from assembler.read.narrative_source import NarrativeSource, open_narrative
from assembler.word.ooxml import W
from assembler.word.outline import paragraph_text

TAG_PREFIX: Final = "recit."
CANVAS_TAG: Final = "canevas"  # around the canvas's own titles and advice
_NUMBERING = re.compile(
    r"^\s*(?:(?:partie|section|chapitre)\s+)?(?:[ivxlc]+|\d+)(?:\.\d+)*[.):\s–—-]+\s*", re.IGNORECASE
)
_COVER = "Canevas à remplir"
_REQUIREMENT = re.compile(r"(?:Liminaires|Partie [IV]+) · (?:Requis|Facultatif)")


@dataclass
class _Stretch:
    """A stretch of the document under one heading or in one control."""

    section: SectionSpec | None
    title: str
    elements: list[Any] = field(default_factory=list)


def read_narrative(content: bytes, sections: Sequence[SectionSpec] = SECTIONS) -> tuple[Narrative, tuple[Finding, ...]]:
    """Gives the sections found, in the order of the plan, and what the person should know.

    The file has been screened (``screen_narrative``). A file with no known section gives an empty narrative and one
    blocking finding, N-001.
    """
    remarks = Remarks()
    try:
        source = open_narrative(content)
    except (etree.XMLSyntaxError, KeyError, StopIteration, ValueError):
        _tell_unreadable(remarks, sections)
        return Narrative(), tuple(remarks.findings)
    stretches = list(_split(source, sections))
    if not any(stretch.section for stretch in stretches):
        _tell_unreadable(remarks, sections)
        return Narrative(), tuple(remarks.findings)
    read = _read_sections(stretches, source, remarks)
    _tell_orphans(stretches, sections, remarks)
    _check_sections(read, sections, remarks)
    _tell_settled(source, remarks)
    found = tuple(
        Section(tag=section.tag, place=section.fr, blocks=read[section.tag])
        for section in sections
        if read.get(section.tag)
    )
    return Narrative(sections=found), tuple(remarks.findings)


def _split(source: NarrativeSource, sections: Sequence[SectionSpec]) -> Iterator[_Stretch]:
    """Cuts the body at tagged controls and at first-level headings; locked paragraphs of the canvas are ours."""
    by_tag = {section.tag: section for section in sections}
    by_name = {_folded(section.fr): section for section in sections}
    current = _Stretch(None, "")
    for element, is_locked in _flattened(source.body):
        tagged = by_tag.get(_tag(element)) if element.tag == f"{W}sdt" else None
        if tagged is not None:
            yield current
            yield _Stretch(tagged, tagged.fr, _written_content(element, tagged))
            current = _Stretch(tagged, tagged.fr)
        elif element.tag == f"{W}p" and heading_level(element, source) == 1:
            yield current
            title = paragraph_text(element)
            current = _Stretch(by_name.get(_folded(title)), title)
        elif not is_locked and not _is_of_the_canvas(element, current.section):
            current.elements.append(element)
    yield current


def _is_of_the_canvas(element: Any, section: SectionSpec | None) -> bool:
    """The prompt and the requirement line of a section: LibreOffice saves them without the frames around them."""
    if element.tag != f"{W}p" or section is None:
        return False
    words = paragraph_text(element)
    return _folded(words) == _folded(section.prompt) or _REQUIREMENT.match(words) is not None


def _flattened(parent: Any, *, is_locked: bool = False) -> Iterator[tuple[Any, bool]]:
    """The block elements, with those of untagged controls in their place."""
    for child in parent:
        if child.tag == f"{W}sdt" and _tag(child) in ("", CANVAS_TAG):
            ours = _tag(child) == CANVAS_TAG
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _flattened(content, is_locked=is_locked or ours)
        elif child.tag in (f"{W}p", f"{W}tbl", f"{W}sdt"):
            yield child, is_locked


def _tag(control: Any) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return tag.get(f"{W}val", "").removeprefix(TAG_PREFIX) if tag is not None else ""


def _written_content(control: Any, section: SectionSpec) -> list[Any]:
    """What the person wrote: nothing when the prompt is still there."""
    content = control.find(f"{W}sdtContent")
    if content is None or control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
        return []
    elements = list(content)
    words = " ".join(paragraph_text(element) for element in elements if element.tag == f"{W}p")
    return [] if len(elements) == 1 and _folded(words) == _folded(section.prompt) else elements


def _folded(text: str) -> str:
    """A title without numbering, accents, case or punctuation."""
    bare = _NUMBERING.sub("", text.strip())
    plain_letters = unicodedata.normalize("NFKD", bare.casefold().replace("œ", "oe"))
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain_letters if not unicodedata.combining(c))).strip()


def _read_sections(
    stretches: Sequence[_Stretch], source: NarrativeSource, remarks: Remarks
) -> dict[str, tuple[Block, ...]]:
    reader = SectionReader(source, remarks)
    read: dict[str, tuple[Block, ...]] = {}
    for stretch in stretches:
        if stretch.section is not None:
            remarks.enter(stretch.section.fr)
            blocks = reader.read(stretch.elements)
            read[stretch.section.tag] = read.get(stretch.section.tag, ()) + blocks
    return read


def _tell_unreadable(remarks: Remarks, sections: Sequence[SectionSpec]) -> None:
    remarks.add(
        "N-001",
        Severity.BLOCKING,
        _("Aucune section du récit n’a été reconnue dans ce fichier."),
        _("Écrivez dans le canevas du récit, ou donnez à vos titres le style «\u00a0Titre 1\u00a0» et leur nom exact."),
        expected="; ".join(section.fr for section in sections[:4]) + "…",
        place="",
    )


def _tell_orphans(stretches: Sequence[_Stretch], sections: Sequence[SectionSpec], remarks: Remarks) -> None:
    for stretch in stretches:
        words = " ".join(_element_text(element) for element in stretch.elements).strip()
        if stretch.section is not None or not (stretch.title or words) or words.startswith(_COVER):
            continue
        if not stretch.title:
            remarks.add(
                "N-011",
                Severity.WARNING,
                _("Un texte écrit avant la première section n’a pas été repris."),
                _("Déplacez-le dans le cadre de la section où il doit paraître."),
                found=quoted(words),
                place="",
            )
        else:
            _tell_unknown(stretch.title, sections, remarks)


def _tell_unknown(title: str, sections: Sequence[SectionSpec], remarks: Remarks) -> None:
    names = {_folded(section.fr): section.fr for section in sections}
    nearest = [names[match] for match in get_close_matches(_folded(title), list(names), n=2, cutoff=0.5)]
    meant = _(" ou ").join(_("«\u00a0{name}\u00a0»").format(name=name) for name in nearest)
    remarks.add(
        "N-002",
        Severity.WARNING,
        _("Ce titre n’est pas celui d’une section du récit\u00a0: son texte n’a pas été repris."),
        _("Vouliez-vous écrire {meant}? Corrigez le titre, ou passez-le en «\u00a0Titre 2\u00a0».").format(meant=meant)
        if meant
        else _(
            "Passez-le en «\u00a0Titre 2\u00a0» sous la section où il doit paraître, ou placez-le dans les annexes."
        ),
        found=quoted(title),
        expected=meant,
        place=quoted(title),
    )


def _element_text(element: Any) -> str:
    return " ".join(paragraph_text(paragraph) for paragraph in element.iter(f"{W}p"))


def _check_sections(read: dict[str, tuple[Block, ...]], sections: Sequence[SectionSpec], remarks: Remarks) -> None:
    for section in sections:
        remarks.enter(section.fr)
        count = len(" ".join(_words(block) for block in read.get(section.tag, ())).split())
        if not read.get(section.tag) and section.need is not Need.OPTIONAL:
            remarks.add(
                "N-003",
                Severity.WARNING,
                _("Cette section est vide; elle est requise pour un plan adopté."),
                _("Écrivez-la dans le canevas du récit.") + (f" {section.prompt}" if language() == "fr" else ""),
                expected=_("un texte"),
            )
        elif section.limit_words and count > section.limit_words:
            remarks.add(
                "N-004",
                Severity.WARNING,
                _("Cette section est plus longue que prévu; elle est gardée entière."),
                _("Raccourcissez-la, ou déplacez les détails dans une autre section."),
                found=_("{count} mots").format(count=count),
                expected=_("{limit} mots au plus").format(limit=section.limit_words),
            )


def _words(block: Block) -> str:
    match block:
        case Heading():
            return block.text
        case Paragraph() | ListItem():
            return plain(block.runs)
        case Table():
            return " ".join(plain(cell) for row in block.rows for cell in row)
    return ""


def _tell_settled(source: NarrativeSource, remarks: Remarks) -> None:
    """What was done once for the whole file."""
    remarks.enter("")
    counts = source.counts + remarks.counts
    for what, code, message, remedy in _SETTLED:
        if counts[what]:
            remarks.add(code, Severity.NOTICE, _(message), _(remedy), found=str(counts[what]))


_SETTLED: Final = (
    ("comments", "N-008", mark("Les commentaires ont été retirés."), mark("Rien à faire.")),
    (
        "changes",
        "N-009",
        mark("Les modifications suivies ont été acceptées\u00a0: les ajouts sont gardés, les suppressions faites."),
        mark("Si ce n’est pas voulu, refusez-les dans Word (Révision › Refuser) et renvoyez le fichier."),
    ),
    ("endnotes", "N-010", mark("Les notes de fin sont devenues des notes de bas de page."), mark("Rien à faire.")),
    (
        "sections",
        "N-018",
        mark("Les sauts de section et l’orientation des pages n’ont pas été repris."),
        mark("Rien à faire."),
    ),
    (
        "boxes",
        "N-019",
        mark("Le texte des zones de texte a été placé dans le texte courant."),
        mark("Vérifiez-le dans l’aperçu."),
    ),
    (
        "equations",
        "N-020",
        mark("Une équation a été reprise comme du texte simple."),
        mark("Si sa mise en forme compte, collez-la comme image."),
    ),
)
