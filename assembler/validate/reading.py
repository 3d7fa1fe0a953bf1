"""What a cell says and what is wrong with it; shared by the readers of every kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from assembler.i18n import either
from assembler.models.field import MANY, FieldSpec
from assembler.models.finding import Severity
from assembler.models.region import Code
from assembler.models.source import Raw
from assembler.tables import folded
from assembler.typography import MINUS, format_number

_SHOWN = 80  # characters of a text that a finding quotes
_FIGURES = 15  # of a number written in full, as Excel does


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell; texts left empty come from the table of codes."""

    code: str
    message: str
    expected: str = ""
    remedy: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class Reading:
    """What a cell says, and what is wrong with it. A missing value is None, or no item."""

    value: Any = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Choices:
    """The codes of a column, ready to be recognised."""

    codes: Mapping[str, str]  # folded code or label -> code
    labels: Mapping[str, str]  # folded label -> label as people read it

    @classmethod
    def of(cls, options: tuple[Code, ...]) -> "Choices":
        """Gives what recognises these codes; a code wins over a label that reads the same."""
        labels = {folded(either(o.fr, o.en)): either(o.fr, o.en) for o in options}
        codes = {folded(text): o.code for part in ("en", "fr", "code") for o in options for text in [getattr(o, part)]}
        return cls(codes, labels)


def shown(raw: Raw) -> str:
    """Gives a value as a person would read it in the cell."""
    if isinstance(raw, bool):
        return "oui" if raw else "non"
    if isinstance(raw, datetime) and raw.time() == time():
        raw = raw.date()
    if isinstance(raw, date | time):
        return raw.isoformat()
    if isinstance(raw, int | float | Decimal):
        return _shown_number(Decimal(str(raw)))
    text = " ".join(str(raw or "").split(" "))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _shown_number(number: Decimal) -> str:
    """A year reads « 2026 »: thousands are parted from five figures on, where French asks for it."""
    if abs(number.adjusted()) >= _FIGURES:  # written in full, it would be hundreds of figures
        return f"{number:.6E}".replace(".", ",").replace("-", MINUS)
    return format_number(number) if abs(number) >= 10_000 else f"{number:f}".replace(".", ",").replace("-", MINUS)


def refused(code: str, message: str, spec: FieldSpec, raw: Raw = None, **words: str) -> Reading:
    """Gives a reading without value, and its problem."""
    empty: Any = () if spec.kind in MANY else None
    return Reading(empty, (problem(code, message, spec, raw, **words),))


def problem(code: str, message: str, spec: FieldSpec, raw: Raw = None, **words: str) -> Problem:
    """Gives a problem whose message names the field and what was found."""
    text = message.format(label=either(spec.fr, spec.en), shown=shown(raw), **words)
    return Problem(code, text, expected=words.get("expected", ""), remedy=words.get("remedy", ""))


def plain(raw: Raw) -> str:
    """Numbers and dates typed in a text column are texts: « 41 », « 2026-05-14 »."""
    if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        return f"{raw:f}".replace(".", ",")
    return raw if isinstance(raw, str) else shown(raw)
