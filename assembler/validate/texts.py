"""Texts: one line, many lines, lists of lines."""

import re

from assembler.i18n import translate as _
from assembler.models.field import FieldSpec
from assembler.models.source import Raw
from assembler.validate.reading import Choices, Reading, plain, problem, refused

# What cannot be seen, and what turns the reading order of the words around it: an amount could be read backwards.
_UNSEEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff"
UNSEEN = re.compile(f"[{_UNSEEN}]")
SEEN = re.compile(rf"[^\s{_UNSEEN}]")
_BULLET = re.compile(r"^[-–•*]\s+")

_BREAK = re.compile(r"\s*\n\s*")
_HYPHENS = re.compile(r"(?<=\w)[\u2010\u2011\u2013\u2212](?=\w)")  # a pasted id may hold one that Word made


def tidy_code(text: str) -> str:
    """Gives what was typed without the apostrophe that means « this is text », and with plain hyphens."""
    return _HYPHENS.sub("-", text.strip().removeprefix("'").removeprefix("’"))


def read_long_text(raw: Raw, spec: FieldSpec, _choices: Choices) -> Reading:
    """A text as typed, without what cannot be seen or printed."""
    text = plain(raw).strip()
    clean = UNSEEN.sub("", text)
    if clean == text:
        return Reading(text)
    message = _("«\u00a0{label}\u00a0»\u00a0: des caractères invisibles ont été retirés.")
    return Reading(clean, (problem("T-013", message, spec),))


def read_text(raw: Raw, spec: FieldSpec, choices: Choices) -> Reading:
    """A text of one line, of the shape its field asks for."""
    reading = read_long_text(raw, spec, choices)
    text = _BREAK.sub(" ", reading.value) if "\n" in reading.value else reading.value
    problems = reading.problems
    if text != reading.value:
        problems += (
            problem("T-013", _("«\u00a0{label}\u00a0»\u00a0: les sauts de ligne sont devenus des espaces."), spec),
        )
    # The shape of an id is R-001's business, with its uniqueness.
    if not spec.pattern or spec.tag in ("id", "code"):
        return Reading(text, problems)
    shaped = next((one for one in (text, text.upper(), text.lower()) if re.fullmatch(spec.pattern, one)), None)
    if shaped is None:
        message = _("«\u00a0{label}\u00a0»\u00a0: «\u00a0{shown}\u00a0» n’a pas la forme attendue.")
        return refused("T-006", message, spec, text, expected=spec.example)
    return Reading(shaped, problems)


def read_lines(raw: Raw, spec: FieldSpec, choices: Choices) -> Reading:
    """One item per line, without bullets or blank lines."""
    reading = read_long_text(raw, spec, choices)
    items = (_BULLET.sub("", line.strip()) for line in reading.value.split("\n"))
    return Reading(tuple(item for item in items if item), reading.problems)
