"""What is written can be drawn: an empty box would take the place of a character that no font has (R-110)."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from assembler.i18n import translate as _
from assembler.models.finding import Finding, Severity
from assembler.validate.rules.subject import RuleSubject
from assembler.validate.rules.written import Written

# The fonts that any document of ours needs have the others: Latin letters, Greek, Cyrillic, arrows, operators.
_UNCOMMON = re.compile(r"[^\t\n\r\u0020-\u024f\u0370-\u045f\u1e00-\u1eff\u2000-\u203a\u20ac\u2190-\u22ff]")
_UNDRAWN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})  # categories of what has no drawing of its own
_VARIANTS = range(0xFE00, 0xFE10)  # they choose how the character before is drawn
_QUOTED = 12  # characters that a finding names


def check_r_110(subject: RuleSubject) -> Iterator[Finding]:
    """Every character of the plan and of the narrative is drawn by a font of the machine that makes the PDF."""
    asked = {char for text in subject.written for char in _UNCOMMON.findall(text.text) if _has_drawing(char)}
    missing = subject.undrawn(frozenset(asked)) if asked else frozenset()
    if not missing:
        return
    for _place, written in groupby(subject.written, key=attrgetter("cell")):
        texts = list(written)
        found = [char for char in dict.fromkeys("".join(text.text for text in texts)) if char in missing]
        if found:
            yield _boxed(texts[0], found)


def _has_drawing(char: str) -> bool:
    return unicodedata.category(char) not in _UNDRAWN and ord(char) not in _VARIANTS


def _boxed(text: Written, found: list[str]) -> Finding:
    named = ", ".join(f"«\u00a0{char}\u00a0» (U+{ord(char):04X})" for char in found[:_QUOTED])
    named += ", …" if len(found) > _QUOTED else ""
    one = len(found) == 1
    what = (
        f"le caractère {named}, qu’aucune police du service ne dessine"
        if one
        else (f"des caractères qu’aucune police du service ne dessine : {named}")
    )
    return text.finding(
        "R-110",
        Severity.WARNING,
        found=named,
        expected=_("des caractères que les polices installées ont"),
        message=f"Le texte contient {what}. Le PDF montrera un carré vide à {'sa' if one else 'leur'} place.",
        remedy="Récrivez ces mots en lettres latines, ou demandez à la personne qui gère le service d’installer une "
        "police qui a ces caractères.",
    )
