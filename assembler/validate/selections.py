"""Codes chosen from a list, ids of other records, yes or no."""

import re
from difflib import get_close_matches

from assembler.i18n import translate as _
from assembler.models.field import FieldSpec
from assembler.models.source import Raw
from assembler.tables import folded
from assembler.validate.reading import Choices, Problem, Reading, plain, problem, refused

_YES = frozenset({"oui", "yes", "vrai", "true", "o", "y", "x", "1"})
_NO = frozenset({"non", "no", "faux", "false", "n", "0"})
_LISTED = 8  # labels a finding quotes


def read_choice(raw: Raw, spec: FieldSpec, choices: Choices) -> Reading:
    """One code."""
    text = plain(raw).strip()
    code = choices.codes.get(folded(text))
    return Reading(code) if code is not None else Reading(None, (_unknown(text, spec, choices),))


def read_choices(raw: Raw, spec: FieldSpec, choices: Choices) -> Reading:
    """Codes separated by « ; » or line breaks."""
    parts = [part.strip() for part in re.split(r"[;\n]", plain(raw)) if part.strip()]
    known = (choices.codes.get(folded(part)) for part in parts)
    unknown = tuple(_unknown(part, spec, choices) for part in parts if folded(part) not in choices.codes)
    return Reading(tuple(dict.fromkeys(code for code in known if code is not None)), unknown)


def _unknown(text: str, spec: FieldSpec, choices: Choices) -> Problem:
    close = get_close_matches(folded(text), [*choices.labels, *choices.codes], n=1, cutoff=0.6)
    message = _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{shown}\u00a0» n’est pas un choix connu.")
    expected = "; ".join(list(choices.labels.values())[:_LISTED]) + ("; …" if len(choices.labels) > _LISTED else "")
    if not close:
        return problem("T-030", message, spec, text, expected=expected)
    guess = choices.labels.get(close[0]) or choices.codes[close[0]]
    message += " " + _("Vouliez-vous dire «\u00a0{guess}\u00a0»?")
    remedy = _("Écrivez «\u00a0{guess}\u00a0», ou choisissez dans la liste déroulante.").format(guess=guess)
    return problem("T-030", message, spec, text, guess=guess, expected=expected, remedy=remedy)


def read_yes_no(raw: Raw, spec: FieldSpec, _choices: Choices) -> Reading:
    """True or false."""
    if isinstance(raw, bool):
        return Reading(raw)
    word = folded(plain(raw))
    if word in _YES or word in _NO:
        return Reading(word in _YES)
    return refused("T-015", _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{shown}\u00a0» ne dit ni oui ni non."), spec, raw)


def read_refs(raw: Raw, _spec: FieldSpec, _choices: Choices) -> Reading:
    """Ids separated by « ; », commas or line breaks."""
    return Reading(tuple(dict.fromkeys(part for part in (p.strip() for p in re.split(r"[;,\n]", plain(raw))) if part)))
