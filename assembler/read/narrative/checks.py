"""What the sections of a narrative lack or hold too much of, and the texts that belong to none of them."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from assembler.i18n import language
from assembler.i18n import translate as _
from assembler.models.field import Need
from assembler.models.finding import Severity
from assembler.models.narrative import Block, Heading, ListItem, Paragraph, SectionSpec, Table
from assembler.read.narrative.remarks import Remarks, quoted
from assembler.read.narrative.runs import plain
from assembler.read.narrative.splitting import Stretch, folded

_COVER: Final = "Canevas à remplir"
_PART: Final = re.compile(r"\s*(?:partie|part|liminaires|front matter)\b", re.IGNORECASE)


def tell_unreadable(remarks: Remarks, sections: Sequence[SectionSpec]) -> None:
    """Tells that no section was found: nothing of the file can be used."""
    remarks.add(
        "N-001",
        Severity.BLOCKING,
        _("Aucune section du récit n’a été reconnue dans ce fichier."),
        _("Écrivez dans le canevas du récit, ou donnez à vos titres le style «\u00a0Titre 1\u00a0» et leur nom exact."),
        expected="; ".join(section.fr for section in sections[:4]) + "…",
        at=("", (1,)),
    )


def tell_stretches(stretches: Sequence[Stretch], sections: Sequence[SectionSpec], remarks: Remarks) -> None:
    """Tells the texts of no section, the titles known by their words alone, the sections repeated or in disorder."""
    for stretch in stretches:
        if stretch.section is None:
            _tell_orphan(stretch, sections, remarks)
        elif stretch.level == 0 or stretch.level > 1:
            remarks.add(
                "N-037",
                Severity.NOTICE,
                _("Ce titre a été reconnu par ses mots\u00a0: il n’a pas le style «\u00a0Titre 1\u00a0»."),
                _("Donnez-lui le style «\u00a0Titre 1\u00a0»."),
                found=quoted(stretch.title),
                at=(stretch.section.fr, (stretch.spot,)),
            )
    _tell_order([stretch for stretch in stretches if stretch.section and stretch.holds], sections, remarks)


def _tell_orphan(stretch: Stretch, sections: Sequence[SectionSpec], remarks: Remarks) -> None:
    if stretch.words.startswith(_COVER) or not (stretch.title or stretch.holds):
        return
    if stretch.title:
        if stretch.holds or not _PART.match(stretch.title):
            _tell_unknown(stretch, sections, remarks)
        return
    remarks.enter("")
    for element in stretch.elements[:1]:
        remarks.reach(element)
    remarks.add(
        "N-011",
        Severity.WARNING,
        _("Un texte écrit avant la première section n’a pas été repris."),
        _("Déplacez-le dans le cadre de la section où il doit paraître."),
        found=quoted(stretch.words),
        at=("", (remarks.spot,)),
    )


def _tell_unknown(stretch: Stretch, sections: Sequence[SectionSpec], remarks: Remarks) -> None:
    names = {folded(section.fr): section.fr for section in sections}
    nearest = [names[match] for match in get_close_matches(folded(stretch.title), list(names), n=2, cutoff=0.5)]
    meant = _(" ou ").join(_("«\u00a0{name}\u00a0»").format(name=name) for name in nearest)
    count = len(stretch.words.split())
    remarks.add(
        "N-002",
        Severity.WARNING if stretch.holds else Severity.NOTICE,
        _("Ce titre n’est pas celui d’une section du récit\u00a0: son texte n’a pas été repris."),
        _("Vouliez-vous écrire {meant}? Corrigez le titre, ou passez-le en «\u00a0Titre 2\u00a0».").format(meant=meant)
        if meant
        else _(
            "Passez-le en «\u00a0Titre 2\u00a0» sous la section où il doit paraître, ou commencez-le par "
            "«\u00a0Annexe —\u00a0» pour en faire une annexe du plan."
        ),
        found=quoted(stretch.title) + (" — " + _("{count} mots").format(count=count) if count else ""),
        expected=meant,
        at=(quoted(stretch.title), (stretch.spot,)),
    )


def _tell_order(held: Sequence[Stretch], sections: Sequence[SectionSpec], remarks: Remarks) -> None:
    """The same section at two places, and sections in another order than the plan's."""
    order = [section.tag for section in sections]
    tags: list[str] = []
    for stretch in held:
        assert stretch.section is not None
        if tags and stretch.section.tag == tags[-1]:
            continue
        if stretch.section.tag in tags:
            remarks.add(
                "N-038",
                Severity.NOTICE,
                _("Cette section paraît à deux endroits\u00a0: ses textes ont été mis bout à bout."),
                _("Vérifiez l’ordre du texte dans l’aperçu."),
                at=(stretch.section.fr, (stretch.spot,)),
            )
        tags.append(stretch.section.tag)
    first = list(dict.fromkeys(tags))
    if first != sorted(first, key=order.index):
        remarks.add(
            "N-039",
            Severity.NOTICE,
            _("Les sections ont été remises dans l’ordre du plan."),
            _("Rien à faire."),
            at=("", ()),
        )


def check_sections(
    read: Mapping[str, tuple[Block, ...]],
    sections: Sequence[SectionSpec],
    remarks: Remarks,
    spots: Mapping[str, int],
) -> None:
    """Tells the sections that are empty or too long; ``spots`` are where they begin."""
    for section in sections:
        remarks.enter(section.fr, spots.get(section.tag, 0))
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
